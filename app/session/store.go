package session

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
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

// settings are those that were kept; what is not among them is as first says.
func (s store) settings(first Settings) Settings {
	kept := first
	s.load(settingsFile, &kept)
	return kept.mended(first.Language)
}

func (s store) keepSettings(kept Settings) { s.save(settingsFile, kept) }

// openCase returns the case that was kept; nil when there is none, or it is too old or not one of ours.
func (s store) openCase(now time.Time) *Case {
	var kept Case
	if s.forgets {
		s.dropCase()
		return nil
	}
	if !s.load(caseFile, &kept) {
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
	kept.Stands = mended(kept.Stands)
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

func (s store) load(name string, into any) bool {
	if s.dir == "" {
		return false
	}
	path := filepath.Join(s.dir, name)
	if info, err := os.Stat(path); err != nil || info.Size() > fileLimit {
		return false
	}
	raw, err := os.ReadFile(path)
	return err == nil && json.Unmarshal(raw, into) == nil
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
