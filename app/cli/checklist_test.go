package main

import (
	"bytes"
	"strings"
	"testing"

	"synchelper/app/session"
	"synchelper/diagnose"
	"synchelper/diagnose/report"
	"synchelper/diagnose/signin"
	"synchelper/diagnose/wording"
)

// TestWhatADemoFindsIsSaidInEveryLanguage: what a stage finds is kept in English, and has its form in diagnose/wording.
func TestWhatADemoFindsIsSaidInEveryLanguage(t *testing.T) {
	for _, s := range session.Scenarios() {
		d, err := report.Read([]byte(cli("", "check", "--demo", s.ID, "--json").out))
		if err != nil {
			t.Fatalf("%s: %v", s.ID, err)
		}
		for _, l := range wording.Languages() {
			w, err := wording.New(l.Code)
			if err != nil {
				t.Fatal(err)
			}
			for _, stage := range d.Stages {
				for sentence := range strings.SplitSeq(stage.Finding, "; ") {
					isFact := sentence == "" || stage.ID == diagnose.StageAddress
					if same := w.Finding(sentence) == sentence; same != (isFact || l.Code == "en") {
						t.Errorf("%s, %s, %s: %q is %q", s.ID, stage.ID, l.Code, sentence, w.Finding(sentence))
					}
				}
			}
		}
	}
}

func TestALineThatIsWrittenOverGoesWithAllItsLines(t *testing.T) {
	w, err := wording.New("de")
	if err != nil {
		t.Fatal(err)
	}
	var told bytes.Buffer
	list := newChecklist(environment{err: &told, talking: true, getenv: func(string) string { return "" }}, w)
	list.progress(signin.Progress{Standing: signin.StandingApproval})
	if lines := strings.Count(told.String(), "\n"); lines != 1 {
		t.Fatalf("%d line ends in %q", lines, &told)
	}
	told.Reset()
	list.stage(diagnose.Stage{ID: diagnose.StageSignIn, State: diagnose.Blocked})
	if want := clearLine + clearAbove; !strings.HasPrefix(told.String(), want) || strings.Count(told.String(), clearAbove) != 1 {
		t.Errorf("%q does not begin with %q", &told, want)
	}
}
