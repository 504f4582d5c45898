package session

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"synchelper/diagnose"
	"synchelper/diagnose/report"
)

const (
	settingsFile = "settings.json"
	caseFile     = "case.json"
	fileLimit    = 64 << 10 // far more than either file ever holds
)

// store keeps settings and the open case in a folder that only its owner can read. What cannot be kept is not kept:
// a read-only home must not stop anybody from getting an answer. Without a folder it keeps nothing.
type store struct {
	dir       string
	noHistory bool // neither the open case nor the list of runs is kept
	forgets   bool // the organisation wants what was kept before to be removed too
}

// settings are those that were chosen.
func (s store) settings() Settings {
	kept, _ := load[Settings](s, settingsFile)
	return kept.mended()
}

func (s store) keepSettings(kept Settings) { s.save(settingsFile, kept) }

// openCase returns the case that was kept; nil when there is none, or it is too old or not one of ours.
func (s store) openCase(now time.Time) *Case {
	if s.forgets {
		s.dropCase()
		return nil
	}
	kept, ok := load[Case](s, caseFile)
	if !ok {
		return nil
	}
	age := now.Sub(kept.Created)
	if !diagnose.Known(kept.Cause) || age > keepFor || age < -24*time.Hour {
		s.dropCase()
		return nil
	}
	switch kept.State {
	case CaseWaiting, CaseApproved, CaseRefused:
		if kept.Sent.IsZero() { // earlier versions kept one time only
			kept.Sent = kept.Created
		}
	default:
		kept.State, kept.Sent = CaseUnsent, time.Time{}
	}
	if _, err := diagnose.ParseReference(kept.Earlier); err != nil {
		kept.Earlier = ""
	}
	mendRun(&kept.MailApp, &kept.Card, &kept.Confidence, &kept.Stands)
	return &kept
}

// path is where a file lies; empty where nothing is kept.
func (s store) path(name string) string {
	if s.dir == "" {
		return ""
	}
	return filepath.Join(s.dir, name)
}

func (s store) keepCase(kept *Case) {
	if !s.noHistory {
		s.save(caseFile, kept)
	}
}

func (s store) dropCase() {
	if s.dir != "" {
		_ = os.Remove(filepath.Join(s.dir, caseFile))
	}
}

// load reads a file whole or not at all.
func load[T any](s store, name string) (kept T, ok bool) {
	var read T
	if s.dir == "" {
		return kept, false
	}
	path := filepath.Join(s.dir, name)
	if info, err := os.Stat(path); err != nil || info.Size() > fileLimit {
		return kept, false
	}
	raw, err := os.ReadFile(path)
	if err != nil || json.Unmarshal(raw, &read) != nil {
		return kept, false
	}
	return read, true
}

// mendRun leaves out of what is kept of a run what no program of this version has written.
func mendRun(app *string, card *diagnose.Card, sure *diagnose.Confidence, stands *[]Stand) {
	if *app != diagnose.OtherMailApp {
		*app = diagnose.MailAppOf(*app).ID
	}
	if !slices.Contains(diagnose.Cards(), *card) {
		*card = ""
	}
	if !slices.Contains([]diagnose.Confidence{diagnose.Certain, diagnose.Likely, diagnose.Possible, diagnose.Unsure}, *sure) {
		*sure = diagnose.Possible
	}
	*stands = mended(*stands)
}

// save replaces the file whole or not at all, readable by its owner only.
func (s store) save(name string, value any) {
	if s.dir == "" {
		return
	}
	raw, err := json.MarshalIndent(value, "", " ")
	if err != nil || os.MkdirAll(s.dir, 0o700) != nil {
		return
	}
	_ = report.WriteAtomic(filepath.Join(s.dir, name), raw)
}

// whyNotSaved tells apart what a person can mend.
func whyNotSaved(err error) Problem {
	switch {
	case isFull(err):
		return ProblemFull
	case errors.Is(err, fs.ErrPermission), isReadOnly(err):
		return ProblemNotAllowed
	case errors.Is(err, fs.ErrNotExist):
		return ProblemGone
	}
	return ProblemNotSaved
}
