// Package intake reads what a helpdesk is given: files, folders, a pasted text, standard input, and in them tickets, saved
// reports, mails, rows of JSON, codes and references. It makes triage.Rows of them.
//
// The rules are: all of it comes from strangers. Nothing is followed (links), unpacked (archives) or waited for (pipes,
// devices); everything has a size and a depth at which it is left. What cannot be read is named with its reason, and
// stops nothing else. Nothing is kept: rows leave as they come, in the order of the files.
package intake

import (
	"context"
	"io"
	"iter"
	"runtime"
	"sync"
	"time"

	"synchelper/diagnose/triage"
)

// The limits of what is read.
const (
	MaxText   = 16 << 20 // bytes of one text, mail or JSON document; rows and mailboxes may be longer
	MaxRow    = 4 << 20  // bytes of one row
	maxDepth  = 32       // folders in one another
	maxNested = 4        // mails in one another
	maxParts  = 200      // parts of one mail, reports of one text
	maxKept   = 64 << 10 // bytes of the longest report that an item keeps
	chunkSize = 1 << 20  // bytes that are handed to one worker at a time
	folderAt  = 4096     // names of a folder that are held at a time
	together  = 32       // small files that one worker reads behind each other
)

// Standard is the path that stands for standard input.
const Standard = "-"

// Progress is how far the reading has come.
type Progress struct {
	Files int   // begun
	Bytes int64 // read
}

// Options are what Read needs besides paths. The zero Options read no standard input and tell no progress.
type Options struct {
	Stdin    io.Reader
	Now      func() time.Time // when a text without a time was read; time.Now where nil
	Progress func(Progress)   // called between two items, by whoever goes through them
	Whole    bool             // each item keeps its report, unless that is long, or what was seen in its text
	Workers  int              // how many texts are read side by side; one for each processor where 0
}

// piece is what one worker reads at a time: bytes, or small files.
type piece struct {
	at     triage.Where
	form   form
	data   []byte
	small  []found
	done   chan struct{}
	items  []triage.Item
	files  int
	length int64
}

// run is one Read: the one goroutine that looks for texts, and those that read them.
type run struct {
	Options
	ctx   context.Context
	todo  chan *piece // to the workers
	queue chan *piece // the same in order, to whoever goes through the items
	spare chan []byte // buffers of pieces that were read
	batch *piece      // small files that no worker was given yet
	roots []io.Closer // folders that are read, open until all is read
}

// Read goes through paths: files, folders with all that is in them, and Standard. It ends early when ctx does or when
// nobody asks for more, and then leaves no goroutine behind. It holds a few MiB, however much there is.
func Read(ctx context.Context, paths []string, o Options) iter.Seq[triage.Item] {
	return func(yield func(triage.Item) bool) {
		if o.Workers <= 0 {
			o.Workers = runtime.GOMAXPROCS(0)
		}
		if o.Now == nil {
			o.Now = time.Now
		}
		ctx, cancel := context.WithCancel(ctx)
		r := &run{Options: o, ctx: ctx, todo: make(chan *piece, 2*o.Workers), queue: make(chan *piece, 4*o.Workers),
			spare: make(chan []byte, 4*o.Workers)}
		var work sync.WaitGroup
		defer func() {
			cancel()
			work.Wait()
			for _, root := range r.roots {
				_ = root.Close() // it was only read
			}
		}()
		for range o.Workers {
			work.Go(r.work)
		}
		work.Go(func() {
			defer close(r.queue)
			defer close(r.todo)
			r.paths(paths)
			r.flush()
		})
		r.deliver(yield)
	}
}

// deliver hands out the items in the order of the files.
func (r *run) deliver(yield func(triage.Item) bool) {
	var progress Progress
	for p := range r.queue {
		select {
		case <-p.done:
		case <-r.ctx.Done():
			return
		}
		for _, item := range p.items {
			if r.ctx.Err() != nil || !yield(item) {
				return
			}
		}
		progress.Files += p.files
		progress.Bytes += p.length
		if r.Progress != nil {
			r.Progress(progress)
		}
	}
}

func (r *run) work() {
	w := worker{run: r}
	for p := range r.todo {
		if p.small != nil {
			w.files(p)
		} else if r.ctx.Err() == nil && p.data != nil {
			r.read(p, p.at, p.form, p.data)
			r.reuse(p.data)
			p.data = nil
		}
		close(p.done)
	}
}

// give hands a piece to the workers, behind the small files that wait; false when the reading was ended.
func (r *run) give(p *piece) bool { return r.flush() && r.queued(p) }

// flush hands the small files that wait to the workers.
func (r *run) flush() bool {
	p := r.batch
	r.batch = nil
	return p == nil || r.queued(p)
}

func (r *run) queued(p *piece) bool {
	p.done = make(chan struct{})
	select {
	case r.todo <- p:
	case <-r.ctx.Done():
		p.close()
		return false
	}
	select {
	case r.queue <- p:
		return true
	case <-r.ctx.Done():
		return false
	}
}

// buffer is room for one piece: that of one that was read, where there is one.
func (r *run) buffer() []byte {
	select {
	case b := <-r.spare:
		return b[:0]
	default:
		return make([]byte, 0, chunkSize+headSize)
	}
}

// reuse keeps a buffer for the next piece. No item holds a part of it.
func (r *run) reuse(b []byte) {
	if cap(b) != chunkSize+headSize {
		return
	}
	select {
	case r.spare <- b:
	default:
	}
}

// unread names what is not read.
func (r *run) unread(name string, reason triage.Reason) {
	r.give(&piece{items: []triage.Item{triage.Where{File: triage.Plain(name)}.Unread(reason)}, files: 1})
}

// read adds the items of a text to a piece.
func (r *run) read(p *piece, at triage.Where, as form, data []byte) {
	p.length += int64(len(data))
	t := reader{at: r.Now(), stop: r.ctx.Err, whole: r.Whole}
	switch as {
	case formRows:
		t.rows(data, at)
	case formMailbox:
		t.mailbox(data, at)
	case formText:
		t.text(data, at, 0)
	}
	p.items = append(p.items, t.items...)
}

// Text reads one text that was pasted or that somebody has read already, called name. Its items keep all of it.
func Text(name string, text []byte, at time.Time) []triage.Item {
	t := reader{at: at, stop: func() error { return nil }, whole: true}
	where := triage.Where{File: triage.Plain(name)}
	head := text[:min(len(text), headSize)]
	switch reason := byHead(head); {
	case reason != "":
		return []triage.Item{where.Unread(reason)}
	case len(text) > MaxText:
		return []triage.Item{where.Unread(triage.ReasonTooLarge)}
	}
	switch formOf(head) {
	case formRows:
		t.rows(text, where)
	case formMailbox:
		t.mailbox(text, where)
	case formText:
		t.text(text, where, 0)
	}
	return t.items
}
