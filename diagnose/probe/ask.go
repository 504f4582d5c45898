package probe

import (
	"context"
	"errors"
	"io"
	"net/http"
	"time"

	"synchelper/diagnose"
)

// asker is what the questions of one run have in common.
type asker struct {
	transport http.RoundTripper
	clouds    []diagnose.Cloud
	now       func() time.Time
	clock     *clock
	who       address
	token     Bearer // set by MailAccess alone, so that no evidence repeats it
}

// question is one request. Its url is never part of an error or finding: it holds the address.
type question struct {
	method string
	url    string
	header http.Header
	limit  time.Duration // zero means askLimit
	noBody bool          // only status and header matter
}

// answer is what a server sent, or why there is none.
type answer struct {
	host   string // that was asked
	status int
	header http.Header
	body   []byte
	at     time.Time // when it came, by this computer's clock
	err    error
}

// errTooLong says that a body is longer than anything that the question can be answered with.
var errTooLong = errors.New("the answer is longer than it can be")

// ask puts one question. A failure is in the answer's err; the header and status of an answer whose body broke off
// are kept.
func (a *asker) ask(ctx context.Context, q question) answer {
	limit := q.limit
	if limit == 0 {
		limit = askLimit
	}
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, q.method, q.url, nil)
	if err != nil {
		return answer{err: err, at: a.now()}
	}
	for name, values := range q.header {
		request.Header[name] = values
	}
	request.Header.Set("User-Agent", userAgent)
	asked := a.now()
	response, err := a.transport.RoundTrip(request)
	got := answer{host: request.URL.Host, at: a.now(), err: err}
	if err != nil {
		return got
	}
	defer func() { _ = response.Body.Close() }() // what is left unread is not wanted
	got.status, got.header = response.StatusCode, response.Header
	a.clock.compare(response.Header, asked, got.at)
	if !q.noBody {
		got.body, got.err = readBody(response.Body)
	}
	return got
}

// userAgent names the program: nothing here pretends to be an iPhone.
const userAgent = "SyncHelper"

// readBody reads an answer as it is after decompression, so that a small bomb does not become a large body.
func readBody(body io.Reader) ([]byte, error) {
	read, err := io.ReadAll(io.LimitReader(body, maxBody+1))
	if err == nil && len(read) > maxBody {
		return nil, errTooLong
	}
	return read, err
}
