package intake

import (
	"bytes"
	"errors"
	"io"

	"synchelper/diagnose/triage"
)

// stream cuts what is too long to be held into pieces for the workers: rows at the ends of lines, a mailbox before its
// mails. Any other text is held whole, up to MaxText.
func (r *run) stream(name string, from io.Reader) {
	where := triage.Where{File: triage.Plain(name)}
	s := &stream{run: r, from: from, at: where}
	head, err := s.more(nil, headSize)
	switch reason := byHead(head[:min(len(head), headSize)]); {
	case err != nil && !errors.Is(err, io.EOF):
		r.unread(name, triage.ReasonUnreadable)
		return
	case len(bytes.TrimSpace(head)) == 0 && err != nil:
		r.unread(name, triage.ReasonEmpty)
		return
	case reason != "":
		r.unread(name, reason)
		return
	}
	switch s.form = formOf(head); s.form {
	case formRows:
		s.cut(head, MaxRow, lastLine, nextLine)
	case formMailbox:
		s.cut(head, MaxText, lastMail, nextMail)
	case formText:
		s.whole(head)
	}
}

// stream is one long text that is being cut.
type stream struct {
	*run
	from  io.Reader
	at    triage.Where
	form  form
	files int // 1 after the first piece was given, which counts the file
	ended error
}

// more reads on until a text has at least a length, or ends.
func (s *stream) more(text []byte, length int) ([]byte, error) {
	for len(text) < length && s.ended == nil && s.ctx.Err() == nil {
		if cap(text)-len(text) < headSize {
			text = append(make([]byte, 0, max(2*cap(text), 2*headSize)), text...)
		}
		n, err := s.from.Read(text[len(text):cap(text)])
		text, s.ended = text[:len(text)+n], err
	}
	return text, s.ended
}

// hand gives a piece of the text to the workers.
func (s *stream) hand(text []byte) bool {
	p := &piece{at: s.at, form: s.form, data: text, files: 1 - s.files}
	s.files = 1
	return s.give(p)
}

// refuse names a part of the text that is not read.
func (s *stream) refuse(reason triage.Reason) {
	p := &piece{items: []triage.Item{s.at.Unread(reason)}, files: 1 - s.files}
	s.files = 1
	s.give(p)
}

func (s *stream) whole(text []byte) {
	text, err := s.more(text, MaxText+1)
	switch {
	case s.ctx.Err() != nil:
	case len(text) > MaxText:
		s.refuse(triage.ReasonTooLarge)
	case !errors.Is(err, io.EOF):
		s.refuse(triage.ReasonUnreadable)
	default:
		s.hand(text)
	}
}

// cut gives away all that is complete as soon as a chunk is full. last finds where the last complete record ends, next
// where the first one does; one that is longer than most is left out.
func (s *stream) cut(text []byte, most int, last, next func([]byte) int) {
	for s.ctx.Err() == nil {
		want := chunkSize
		if len(text) >= want {
			want = len(text) + chunkSize
		}
		text, _ = s.more(text, want)
		if s.ended != nil {
			break
		}
		switch end := last(text); {
		case end > 0:
			full := text[:end]
			text = append(s.buffer(), text[end:]...) // before a worker has the piece, and its buffer is used again
			records := s.records(full)
			if !s.hand(full) {
				return
			}
			s.at.Place += records
		case len(text) > most:
			s.at.Place++
			s.refuse(triage.ReasonTooLarge)
			text = s.skip(next)
		}
	}
	switch {
	case s.ctx.Err() != nil:
	case !errors.Is(s.ended, io.EOF):
		s.refuse(triage.ReasonUnreadable)
	case len(text) > 0:
		s.hand(text)
	}
}

// skip reads on to where the next record begins and returns what was read of it.
func (s *stream) skip(next func([]byte) int) []byte {
	var text []byte
	for s.ended == nil && s.ctx.Err() == nil {
		text = append(make([]byte, 0, chunkSize), text[max(0, len(text)-headSize):]...)
		text, _ = s.more(text, chunkSize)
		if end := next(text); end > 0 {
			return text[end:]
		}
	}
	return nil
}

// records is how many records end in a piece, so that the next piece goes on counting.
func (s *stream) records(text []byte) int {
	if s.form == formRows {
		return bytes.Count(text, []byte("\n"))
	}
	return len(mailStarts(text))
}

// lastLine is where the last line of a text ends; 0 where none does.
func lastLine(text []byte) int { return bytes.LastIndexByte(text, '\n') + 1 }

// nextLine is where the next line of a text begins; 0 where none does.
func nextLine(text []byte) int { return bytes.IndexByte(text, '\n') + 1 }

// lastMail is where the last mail of a text begins, which may go on; 0 where that is the only one.
func lastMail(text []byte) int {
	starts := mailStarts(text)
	if len(starts) == 0 {
		return 0
	}
	return starts[len(starts)-1]
}

// nextMail is where the next mail of a text begins, but not at its very beginning; 0 where none does.
func nextMail(text []byte) int {
	for _, start := range mailStarts(text) {
		if start > 0 {
			return start
		}
	}
	return 0
}

// mailStarts are the places in a mailbox where a mail begins: "From " after an empty line or at the beginning, and a
// header in the next line, since a sentence may begin so too.
func mailStarts(text []byte) (starts []int) {
	for from := 0; from < len(text); {
		i := from
		if !bytes.HasPrefix(text[from:], []byte("From ")) || from > 0 {
			next := bytes.Index(text[from:], []byte("\nFrom "))
			if next < 0 {
				break
			}
			i = from + next + 1
		}
		from = i + 1
		before := bytes.TrimRight(text[max(0, i-3):i], "\r")
		blank := i == 0 || bytes.HasSuffix(before, []byte("\n\n")) || bytes.HasSuffix(before, []byte("\n\r\n"))
		if _, rest, ok := bytes.Cut(text[i:], []byte("\n")); ok && blank && isHeader(rest) {
			starts = append(starts, i)
		}
	}
	return starts
}
