package report

import (
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
	ErrDamaged  = fmt.Errorf("%w: it is cut off or was changed", ErrNoReport)
	ErrNewer    = errors.New("this report was written by a newer SyncHelper: update this one to read it")
	ErrTooLarge = fmt.Errorf("a report is at most %d MiB large", MaxSize>>20)
)

// causeForm is the form of a cause's id: the file may know causes that this program does not.
var causeForm = regexp.MustCompile(`^[a-z][a-z_]{0,30}(\.[a-z][a-z0-9_]{0,40})?$`)

// plainWord is the form of a language, an OAuth error or the name of another service.
var plainWord = regexp.MustCompile(`^[A-Za-z0-9_-]{1,64}$`)

// Read reads a report back from a saved file, the exported form alone, or a mail that quotes, wraps or encodes one.
// It returns ErrNoReport, ErrDamaged (which is ErrNoReport too), ErrNewer, ErrTooLarge, or an error that names the field that is wrong.
func Read(text []byte) (diagnose.Diagnosis, error) {
	c, err := ReadCopy(text)
	return c.Diagnosis, err
}

// ReadCopy is Read, with whom the report was made for and what was taken out then.
func ReadCopy(text []byte) (Copy, error) {
	document, err := Document(text)
	if err != nil {
		return Copy{}, err
	}
	var e Export
	if err := json.Unmarshal(document, &e); err != nil {
		return Copy{}, fmt.Errorf("%w: %w", ErrNoReport, err)
	}
	if err := e.check(); err != nil {
		return Copy{}, err
	}
	if err := e.inBounds(); err != nil {
		return Copy{}, err
	}
	readers, removed := e.Redaction.read()
	d := known(e.diagnosis())
	d.Foreign = d.Foreign || readers == ReaderOutside // whose company is a pseudonym: no link is made of that
	return Copy{Diagnosis: d, For: readers, Removed: removed}, nil
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
