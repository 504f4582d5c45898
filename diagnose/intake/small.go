package intake

import (
	"errors"
	"io"

	"synchelper/diagnose/triage"
)

// worker reads pieces, one after the other.
type worker struct {
	*run
	room []byte // for a small file; no item holds a part of it
}

// files reads the small files of a piece.
func (w *worker) files(p *piece) {
	defer p.close()
	for _, f := range p.small {
		if w.ctx.Err() != nil {
			return
		}
		at := triage.Where{File: triage.Plain(f.shown)}
		data, reason := w.content(f)
		if reason == "" {
			reason = byHead(data[:min(len(data), headSize)])
		}
		if reason != "" {
			p.items = append(p.items, at.Unread(reason))
			continue
		}
		w.read(p, at, formOf(data[:min(len(data), headSize)]), data)
	}
}

// content is what a small file holds, until the next one is read; or why it is not read.
func (w *worker) content(f found) ([]byte, triage.Reason) {
	if w.room == nil {
		w.room = make([]byte, small+1)
	}
	if f.in != nil {
		if n, reason, tried := readAt(f.in.dir, f.base, w.room); tried {
			return w.room[:n], reason
		}
	}
	file, err := f.open()
	if err != nil {
		return nil, triage.ReasonUnreadable
	}
	defer func() { _ = file.Close() }() // it was only read
	info, err := file.Stat()
	if err != nil || !info.Mode().IsRegular() { // exchanged meanwhile
		return nil, triage.ReasonNoFile
	}
	n, err := io.ReadFull(file, w.room)
	switch {
	case err == nil: // it grew
		return nil, triage.ReasonTooLarge
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return w.room[:n], ""
	}
	return nil, triage.ReasonUnreadable
}
