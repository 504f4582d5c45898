package session

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"unicode/utf8"

	"synchelper/diagnose"
	"synchelper/diagnose/intake"
)

// maxText is the most that one text may hold: what the reader takes.
const maxText = 64 << 20

// Open reads the first of the files that were chosen or dropped, away from the window, and asks for the rest.
func (s *Session) Open(paths ...string) {
	if len(paths) == 0 {
		return
	}
	s.mu.Lock()
	ctx, generation := s.start()
	s.mu.Unlock()
	s.work.Go(func() {
		text, problem := readFile(ctx, paths[0])
		s.deliver(generation, func(st *State) {
			if st.Card.NeedsText() || st.Screen != ScreenAsk {
				st.Card = diagnose.CardSomethingElse
			}
			st.Screen, st.Problem = ScreenAsk, problem
			if problem == ProblemNone {
				s.attach(st, filepath.Base(paths[0]), text)
			}
		})
	})
}

// readFile reads a file of words. One byte more than the most is asked for, so that a file that grows meanwhile, or
// a device without a size, is seen to be too large as well.
func readFile(ctx context.Context, path string) ([]byte, Problem) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, ProblemUnreadable
	case !info.Mode().IsRegular():
		return nil, ProblemUnreadable
	case intake.IsPicture(path, nil):
		return nil, ProblemPicture
	case info.Size() > maxText:
		return nil, ProblemTooLarge
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, ProblemUnreadable
	}
	defer func() { _ = file.Close() }()
	text, err := io.ReadAll(io.LimitReader(file, maxText+1))
	if err != nil || ctx.Err() != nil {
		return nil, ProblemUnreadable
	}
	return text, TextProblem(text)
}

// TextProblem says why what a file holds cannot be read as words; ProblemNone when it can.
func TextProblem(text []byte) Problem {
	switch {
	case len(text) > maxText:
		return ProblemTooLarge
	case intake.IsPicture("", text):
		return ProblemPicture
	case isBinary(text):
		return ProblemUnreadable
	}
	return ProblemNone
}

// isBinary takes a text without byte order mark that holds zero bytes for no text. UTF-16 begins with its mark.
func isBinary(text []byte) bool {
	head := text[:min(len(text), 4096)]
	if bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff")) {
		return false
	}
	return bytes.IndexByte(head, 0) >= 0 && !utf8.Valid(bytes.ReplaceAll(head, []byte{0}, nil)) ||
		bytes.Count(head, []byte{0}) > len(head)/3
}
