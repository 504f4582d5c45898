package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"

	"synchelper/diagnose"
)

// MaxSize is the largest report that is read, in bytes.
const MaxSize = 4 << 20

// The ways in which a text is no readable report.
var (
	ErrNoReport = errors.New("there is no SyncHelper report in this text")
	ErrNewer    = errors.New("this report was written by a newer SyncHelper: update this one to read it")
	ErrTooLarge = fmt.Errorf("a report is at most %d MiB large", MaxSize>>20)
)

// causeForm is the form of a cause's id: the file may know causes that this program does not.
var causeForm = regexp.MustCompile(`^[a-z][a-z_]{0,30}(\.[a-z][a-z0-9_]{0,40})?$`)

// plainWord is the form of a language, an OAuth error or the name of another service.
var plainWord = regexp.MustCompile(`^[A-Za-z0-9_-]{1,64}$`)

// quoting is what mail programs put before the lines of a quoted mail.
var quoting = regexp.MustCompile(`(?m)^[ \t]*(?:[>|][ \t]?)+`)

// Read reads a report back from a saved file, the exported form alone, or a mail that quotes or wraps one.
// It returns ErrNoReport, ErrNewer, ErrTooLarge, or an error that names the field that is wrong.
func Read(text []byte) (diagnose.Diagnosis, error) {
	c, err := ReadCopy(text)
	return c.Diagnosis, err
}

// ReadCopy is Read, with whom the report was made for and what was taken out then.
func ReadCopy(text []byte) (Copy, error) {
	if len(text) > MaxSize {
		return Copy{}, ErrTooLarge
	}
	body := quoting.ReplaceAll(bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n")), nil)
	start := bytes.Index(body, []byte(`"schema"`))
	if start < 0 {
		return Copy{}, ErrNoReport
	}
	open := bytes.LastIndexByte(body[:start], '{')
	if open < 0 {
		return Copy{}, ErrNoReport
	}
	var e Export
	decoder := json.NewDecoder(bytes.NewReader(unwrap(body[open:])))
	if err := decoder.Decode(&e); err != nil {
		return Copy{}, fmt.Errorf("%w: %w", ErrNoReport, err)
	}
	if err := e.check(); err != nil {
		return Copy{}, err
	}
	readers, removed := e.Redaction.read()
	return Copy{Diagnosis: e.diagnosis(), For: readers, Removed: removed}, nil
}

// unwrap turns a line break inside a JSON string, where none can be, back into the blank that a mail program broke at.
func unwrap(text []byte) []byte {
	out := make([]byte, 0, len(text))
	inString, escaped := false, false
	for _, c := range text {
		switch {
		case escaped:
			escaped = false
		case c == '\\':
			escaped = inString
		case c == '"':
			inString = !inString
		case c == '\n' && inString:
			if len(out) == 0 || out[len(out)-1] != ' ' {
				out = append(out, ' ')
			}
			continue
		}
		out = append(out, c)
	}
	return out
}

// check refuses what this program cannot have meant. A cause that it does not know is kept: the helpdesk may have an
// older program than the user.
func (e Export) check() error {
	switch {
	case e.Schema != Schema:
		return fmt.Errorf("%w: schema is %q", ErrNoReport, e.Schema)
	case e.Version > Version:
		return ErrNewer
	case e.Version < 1:
		return fmt.Errorf("%w: version is %d", ErrNoReport, e.Version)
	case !causeForm.MatchString(string(e.Verdict.Cause)):
		return fmt.Errorf("%w: verdict.cause is missing or no cause", ErrNoReport)
	}
	return nil
}
