package signin

import (
	"context"
	"io"
	"sync"

	"github.com/chromedp/cdproto"
	"github.com/chromedp/chromedp"
)

// pipe stands between chromedp and the browser's pipe and is the rail that no password passes:
//
//   - Only the commands of mayPass reach the browser. On attaching, chromedp enables Runtime, Log, Network, DOM and CSS,
//     and Network and DOM would report what is typed and posted; it is told that they are on, and they never are.
//   - Of the browser's events only those of narrow are parsed, and of these only what stands there: no post data, no
//     headers but Location, no cookies, and no address but the redirect's beyond scheme and host.
//
// chromedp sees the answers to its commands and that the first page exists. Everything else comes out of events.
type pipe struct {
	conn     *chromedp.PipeConn
	redirect string

	answers chan *cdproto.Message // made here for commands that did not pass
	came    chan *cdproto.Message // from the browser
	events  chan event            // closed when the browser's end of the pipe is

	closing  chan struct{}
	closeOne sync.Once
	err      error // why came was closed
}

// maxFrame caps one message of the browser. The largest that is wanted, a page's fields, stays far below (readpage.js).
const maxFrame = 4 << 20

// mayPass are the commands that reach the browser: no other can be sent, whoever asks.
func mayPass(method string) bool {
	switch method {
	case "Browser.getVersion", "Target.setDiscoverTargets", "Target.attachToTarget",
		"Inspector.enable", "Page.enable", "Page.navigate", "Page.createIsolatedWorld", "Runtime.evaluate",
		"Fetch.enable", "Fetch.continueResponse", "Fetch.fulfillRequest":
		return true
	}
	return false
}

func newPipe(r io.ReadCloser, w io.WriteCloser, redirect string) *pipe {
	p := &pipe{
		conn:     chromedp.NewPipeConn(&cappedReader{ReadCloser: r}, w),
		redirect: redirect,
		answers:  make(chan *cdproto.Message, 32),
		came:     make(chan *cdproto.Message),
		events:   make(chan event, 256),
		closing:  make(chan struct{}),
	}
	go p.pump()
	return p
}

// pump reads until the browser's end is closed, or ours.
func (p *pipe) pump() {
	defer close(p.came)
	for {
		m := new(cdproto.Message)
		if p.err = p.conn.Read(context.Background(), m); p.err != nil {
			return
		}
		select {
		case p.came <- m:
		case <-p.closing:
			p.err = io.ErrClosedPipe
			return
		}
	}
}

// Read gives chromedp the next message that is meant for it.
func (p *pipe) Read(ctx context.Context, m *cdproto.Message) error {
	for {
		select {
		case answer := <-p.answers:
			*m = *answer
			return nil
		case came, ok := <-p.came:
			if !ok {
				close(p.events)
				return p.err
			}
			if came.Method == "" || came.Method == "Target.targetCreated" {
				*m = *narrowForChromedp(came)
				return nil
			}
			p.tell(ctx, came)
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func (p *pipe) tell(ctx context.Context, m *cdproto.Message) {
	e, wanted := narrow(m, p.redirect)
	if !wanted {
		return
	}
	select {
	case p.events <- e:
	case <-p.closing:
	case <-ctx.Done():
	}
}

// Write sends a command that may pass and answers any other by itself.
func (p *pipe) Write(ctx context.Context, m *cdproto.Message) error {
	// A page's own session must not learn of other targets: their titles and addresses would come with them.
	if mayPass(string(m.Method)) && (m.Method != "Target.setDiscoverTargets" || m.SessionID == "") {
		return p.conn.Write(ctx, m)
	}
	select {
	case p.answers <- &cdproto.Message{ID: m.ID, SessionID: m.SessionID, Result: []byte("{}")}:
	case <-p.closing:
	case <-ctx.Done():
	}
	return nil
}

// Close closes both ends. It may be called twice.
func (p *pipe) Close() error {
	p.closeOne.Do(func() { close(p.closing) })
	return p.conn.Close()
}

// cappedReader ends a message that grows past maxFrame. Messages are parted by zero bytes.
type cappedReader struct {
	io.ReadCloser
	length int
}

func (c *cappedReader) Read(b []byte) (int, error) {
	n, err := c.ReadCloser.Read(b)
	for _, char := range b[:n] {
		if c.length++; char == 0 {
			c.length = 0
		}
		if c.length > maxFrame {
			return 0, io.ErrShortBuffer
		}
	}
	return n, err
}
