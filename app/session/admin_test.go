package session

import (
	"testing"

	"synchelper/diagnose"
)

func TestTheAdministratorsPage(t *testing.T) {
	for input, want := range map[string]Problem{
		"contoso.com":                          ProblemNone,
		"user1@contoso.com":                    ProblemNone,
		"72f988bf-86f1-41af-91ab-000000000001": ProblemNone,
		"someone@outlook.com":                  ProblemPersonal,
		"":                                     ProblemTenant,
		"https://evil.example/x":               ProblemTenant,
	} {
		p := newPerson(t, "")
		p.ForAdmin(false)
		p.DraftCompany(input)
		p.Decide()
		s := p.look()
		if s.Problem != want || s.Known != (want == ProblemNone) {
			t.Errorf("%q: problem %q, known %v", input, s.Problem, s.Known)
		}
		if want == ProblemNone && (len(s.Answer.Admin) == 0 || len(s.Answer.Links) == 0) {
			t.Errorf("%q: %d steps, %d links, %q", input, len(s.Answer.Admin), len(s.Answer.Links), s.Answer.NoLink)
		}
		p.Back()
		if s := p.look(); s.Screen != ScreenStart {
			t.Errorf("back leads to %s", s.Screen)
		}
	}
}

func TestBackFromTheAdministratorsPageOfAResult(t *testing.T) {
	p := newPerson(t, "")
	p.Choose(diagnose.CardNeedAdminApproval)
	p.StartRun()
	before := p.look().Answer.Reference
	p.ForAdmin(true)
	p.Back()
	if s := p.look(); s.Screen != ScreenResult || s.Answer.Reference != before {
		t.Errorf("screen %s, reference %s", s.Screen, s.Answer.Reference)
	}
}

func TestBackFromTheSettingsLeadsToWhereThePersonWas(t *testing.T) {
	p := newPerson(t, "")
	p.Choose(diagnose.CardNeedAdminApproval)
	p.StartRun()
	for _, behind := range []func(){func() {}, func() { p.ForAdmin(true) }} {
		behind()
		was := p.look().Screen
		p.Show(ScreenSettings)
		p.SetTextSize(TextLarge)
		p.SetLanguage("de")
		p.Back()
		if s := p.look(); s.Screen != was {
			t.Errorf("from %s over the settings back to %s", was, s.Screen)
		}
	}
	p.Home()
	p.Show(ScreenSettings)
	p.Back()
	if s := p.look(); s.Screen != ScreenStart {
		t.Errorf("from Start over the settings back to %s", s.Screen)
	}
}

// TestTheAdministratorsPageFollowsTheLanguage, also where that is changed in the settings in front of it.
func TestTheAdministratorsPageFollowsTheLanguage(t *testing.T) {
	for name, open := range map[string]func(*person){
		"of a result": func(p *person) {
			handMessage(p)
			p.ForAdmin(true)
		},
		"of a company": func(p *person) {
			p.ForAdmin(false)
			p.DraftCompany("contoso.com")
			p.Decide()
		},
	} {
		p := newPerson(t, "")
		open(p)
		english := p.look()
		p.Show(ScreenSettings)
		p.SetLanguage("de")
		p.Back()
		german := p.look()
		if english.Screen != ScreenAdmin || english.Sheet.Lang != "en" || len(english.Sheet.Choices) == 0 ||
			german.Screen != ScreenAdmin || german.Sheet.Lang != "de" || len(german.Sheet.Choices) == 0 {
			t.Errorf("%s: %q on %s, then %q on %s", name, english.Sheet.Question, english.Screen, german.Sheet.Question, german.Screen)
		}
		p.Home()
		p.ForAdmin(false)
		if s := p.look(); s.Known || s.Sheet.Lang != "" {
			t.Errorf("%s: before a company is named the page asks %q", name, s.Sheet.Question)
		}
	}
}
