package signin

import (
	"strconv"
	"strings"
	"unicode"

	"synchelper/diagnose"
	"synchelper/diagnose/entra"
)

// view is what one page means for a run.
type view struct {
	progress Progress
	number   int // the page's AADSTS number; 0 for none
	// is what the sign-in came to if it ends at this page; nil for nothing.
	is       *diagnose.Observation
	stop     bool // the run ends here
	finding  string
	skipDays int // a second step must be set up, but not today
}

// viewOf judges a page. Of a host that is none of the cloud's nothing but the name is known.
func (c Config) viewOf(s Sight) view {
	if !s.Ours || !c.Cloud.ShowsSignIn(s.Host) {
		return c.elsewhere(s)
	}
	v := view{progress: Progress{StandingUnknown, s.Host}, number: numberOf(s.Page)}
	here, known := stepOf(s.Page.ID)
	switch {
	case isApproval(causeOf(v.number)):
		c.approval(&v, s.Page)
	case s.Page.ID == pageConsent || s.Page.ForOrganization:
		c.consent(&v, s.Page)
	case known:
		c.step(&v, s.Page, here)
	default:
		c.other(&v, s.Page)
	}
	if s.Described && !v.stop {
		c.described(&v, s.Page, here)
	}
	if v.stop && v.finding == "" {
		v.finding = "ended at " + pageName(s.Page.ID) + ": " + nameOf(*v.is)
	}
	return v
}

// elsewhere is the page of another host, which is never read: of the company's own identity provider, or of Microsoft's
// where second steps are set up.
func (c Config) elsewhere(s Sight) view {
	v := view{progress: Progress{StandingCompanyPage, s.Host}}
	if diagnose.IsMicrosofts(s.Host) {
		v.progress.Standing = StandingUnknown
	}
	if s.Described {
		v.stop, v.finding = true, "ended by the person, who saw an error on "+s.Host+", a page that is not read"
	}
	return v
}

func (c Config) approval(v *view, page entra.SignInPage) {
	o := c.read(page, v.number, true)
	v.progress.Standing, v.is, v.stop = StandingApproval, &o, true
}

// consent is the page on which the person may allow the app. A page of that id which says that somebody else must is
// believed. Accepting is the person's own act, so the run ends here.
func (c Config) consent(v *view, page entra.SignInPage) {
	said := c.read(page, v.number, true)
	if cause, _ := meaningOf(said); isApproval(cause) {
		v.progress.Standing, v.is, v.stop = StandingApproval, &said, true
		return
	}
	o := c.states(diagnose.StageSignIn, "consent.missing", said.Text)
	v.progress.Standing, v.is, v.stop = StandingConsent, &o, true
	if page.ForOrganization {
		v.progress.Standing = StandingConsentForAll
	}
}

// step is a page on which the person goes on. What it complains of counts only if the sign-in ends here. Where Microsoft
// wants something changed in the account, a new password or a second step, the run ends: the iPhone stops there too, a
// check changes nothing, and the answer names the way.
func (c Config) step(v *view, page entra.SignInPage, here step) {
	v.progress.Standing = here.standing
	if page.AsksPassword {
		v.progress.Standing = StandingPassword
	}
	var stated diagnose.CauseID
	switch page.ID {
	case pageRegister:
		stated, v.skipDays = "mfa.registration", page.SkipDays
		v.stop = page.SkipDays == 0
	case pagePassword:
		stated, v.stop = "password.expired", true
	}
	switch complaint, complains := c.complaint(page, v.number, here); {
	case complains:
		v.is = &complaint
	case stated != "":
		o := c.states(diagnose.StageSignIn, stated, words(page, 0, false))
		v.is = &o
	default:
		return
	}
	v.finding = "ended at " + pageName(page.ID) + ": " + nameOf(*v.is)
}

// complaint is what a page says is wrong with what the person typed or did: by its number, or by the words that its own
// script put up without loading a new page.
func (c Config) complaint(page entra.SignInPage, number int, here step) (diagnose.Observation, bool) {
	if number != 0 && !here.onlyAsks(number) {
		return c.read(page, number, false), true
	}
	if page.Visible == "" {
		return diagnose.Observation{}, false
	}
	o := c.read(page, 0, true)
	cause, _ := meaningOf(o)
	return o, cause != "" && mayGoOn(cause)
}

// other is an error page, or a page that nobody knows. The latter ends the run only if it says what nobody can put right
// on it, by number or in Microsoft's own words.
func (c Config) other(v *view, page entra.SignInPage) {
	o := c.read(page, v.number, true)
	cause, certain := meaningOf(o)
	switch {
	case isApproval(cause):
		v.progress.Standing, v.stop = StandingApproval, true
	case page.ID == pageError && !passing(v.number), cause != "" && certain && !mayGoOn(cause):
		v.progress.Standing, v.stop = StandingError, true
	case cause == "":
		return
	}
	v.is, v.finding = &o, "ended at "+pageName(page.ID)+": "+nameOf(o)
}

// passing says whether a number only interrupts a sign-in: the next page follows by itself or at a button.
func passing(number int) bool {
	meaning, ok := diagnose.CodeMeaning(number, "")
	return ok && meaning.Generic && meaning.Cause == diagnose.CauseUnknown
}

// described is a page on which the person says that there is an error: its visible text is read, whatever it is.
func (c Config) described(v *view, page entra.SignInPage, here step) {
	number := v.number
	if here.onlyAsks(number) || passing(number) {
		number = 0
	}
	o := c.read(page, number, true)
	if cause, _ := meaningOf(o); cause == "" && v.is != nil {
		o = *v.is
	}
	v.progress.Standing, v.is, v.stop, v.finding = StandingError, &o, true, ""
}

// read reads a page's own words. Its number is the page's word for what is wrong; what else stands there may name
// others.
func (c Config) read(page entra.SignInPage, number int, visible bool) diagnose.Observation {
	o := c.observe(diagnose.StageSignIn, words(page, number, visible))
	if number != 0 && visible && (o.Said == nil || o.Said.Primary != number) {
		o = c.observe(diagnose.StageSignIn, words(page, number, false))
	}
	return o
}

// words are what a page says, as a text that package entra reads: the number with its sentence first.
func words(page entra.SignInPage, number int, visible bool) string {
	var lines []string
	add := func(line string) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	if name := "AADSTS" + strconv.Itoa(number); number != 0 && !strings.Contains(page.Exception, name) {
		add(name + ": " + page.ErrorText)
	} else {
		add(page.ErrorText)
	}
	add(page.Exception)
	add(page.Main)
	add(page.Additional)
	if visible {
		add(page.Visible)
	}
	if page.CorrelationID != "" {
		add("Correlation Id: " + page.CorrelationID)
	}
	return strings.Join(lines, "\n")
}

// numberOf returns the page's AADSTS number, from its own field or from the sentence that begins with it.
func numberOf(page entra.SignInPage) int {
	if n, err := strconv.Atoi(page.Code); err == nil && n > 0 {
		return n
	}
	if page.Exception == "" {
		return 0
	}
	reading, err := entra.ReadString(page.Exception)
	if err != nil {
		return 0
	}
	return reading.Said.Primary
}

// causeOf returns what a number alone stands for; "" for none.
func causeOf(number int) diagnose.CauseID {
	meaning, ok := diagnose.CodeMeaning(number, "")
	if !ok || meaning.Cause == diagnose.CauseUnknown {
		return ""
	}
	return meaning.Cause
}

// pageName is the id of a page as it may stand in a finding: the service's own word, and short.
func pageName(id string) string {
	const longest = 40
	name := strings.Map(func(r rune) rune {
		if r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return -1
		}
		return r
	}, id)
	if name == "" {
		return "a page without a name"
	}
	return name[:min(len(name), longest)]
}
