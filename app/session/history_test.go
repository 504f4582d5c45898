package session

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"synchelper/diagnose"
)

func historyOf(t *testing.T, dir string) []byte {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(dir, historyFile))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return raw
}

func TestNoListOfRunsIsKeptUnlessItIsWanted(t *testing.T) {
	dir := t.TempDir()
	p := newPerson(t, dir)
	sendMessage(p)
	p.SetHistory(true)
	p.EnterDemo()
	p.PlayScenario("need-admin-approval")
	p.wait()
	hearYes(p)
	if s := p.look(); len(s.History) != 0 || historyOf(t, dir) != nil {
		t.Errorf("kept are %+v, %s", s.History, historyOf(t, dir))
	}
}

func TestTheListOfRunsSaysWhatCameOfThemAndNothingMore(t *testing.T) {
	dir := t.TempDir()
	p := newPerson(t, dir)
	p.SetHistory(true)
	p.Choose(diagnose.CardNumber)
	p.Draft("first.last@contoso.com", "AADSTS50105: The signed in user 'first.last@contoso.com' is blocked.")
	p.StartRun()
	sendMessage(p)
	for _, tt := range []struct {
		do   func()
		came Outcome
	}{
		{func() {}, OutcomeSent},
		{func() { p.Heard(CaseRefused) }, OutcomeRefused},
		{p.Unheard, OutcomeSent},
		{func() { p.Heard(CaseApproved) }, OutcomeApproved},
		{p.Works, OutcomeWorks},
	} {
		tt.do()
		rows := newPerson(t, dir).look().History
		if len(rows) != 2 || rows[0].Came != tt.came || rows[0].Cause != "consent.admin_approval" || rows[1].Cause != "app.user_not_assigned" ||
			rows[1].Came != OutcomeNone || !strings.Contains(rows[1].Title, "not on the list") {
			t.Errorf("want %q, kept are %+v", tt.came, rows)
		}
	}
	for _, secret := range []string{"first.last", "contoso", "AADSTS", "blocked."} {
		if bytes.Contains(historyOf(t, dir), []byte(secret)) {
			t.Errorf("the list holds %q: %s", secret, historyOf(t, dir))
		}
	}
	p.SetHistory(false)
	handMessage(p)
	if rows := p.look().History; len(rows) != 2 {
		t.Errorf("it went on after it was switched off: %+v", rows)
	}
	p.ForgetHistory()
	if s := p.look(); len(s.History) != 0 || historyOf(t, dir) != nil {
		t.Errorf("after it was deleted: %+v", s.History)
	}
}

func TestARunThatGoesOnStaysOneRow(t *testing.T) {
	p := newPerson(t, t.TempDir())
	p.SetHistory(true)
	handMessage(p)
	p.change(func(st *State) { s := p.Session; s.list(st); s.list(st) })
	if rows := p.look().History; len(rows) != 1 {
		t.Errorf("there are %d rows", len(rows))
	}
}

func TestTheOldestRunsMakeRoom(t *testing.T) {
	dir := t.TempDir()
	row := Run{Cause: "app.disabled", MailApp: "apple", Stands: standsOf(checklist(nil))}
	var rows []Run
	for i := range 500 {
		row.ID = strings.Repeat("0", 24) + string(rune('A'+i/26)) + string(rune('A'+i%26))
		rows = append(rows, row)
	}
	kept := store{dir: dir}.keepRuns(rows)
	if size := len(historyOf(t, dir)); size > HistoryLimit || size < HistoryLimit*9/10 || !slices.EqualFunc(kept, rows[:len(kept)],
		func(a, b Run) bool { return a.ID == b.ID }) {
		t.Errorf("%d rows kept in %d bytes", len(kept), size)
	}
	if again := (store{dir: dir}).runs(); len(again) != len(kept) {
		t.Errorf("of %d rows %d are read back", len(kept), len(again))
	}
}

func TestAListThatIsNoneOfOursIsLeftOut(t *testing.T) {
	for name, content := range map[string]string{"no list": "{", "another shape": `{"a":1}`, "another cause": `[{"cause":"nobody.knows"}]`,
		"another outcome": `[{"cause":"app.disabled","came":"<b>"}]`, "too large": strings.Repeat(" ", fileLimit) + "[]"} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, historyFile), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if rows := newPerson(t, dir).look().History; len(rows) != 0 {
			t.Errorf("%s: %+v", name, rows)
		}
	}
}
