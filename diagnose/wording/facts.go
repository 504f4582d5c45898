package wording

import (
	"cmp"
	"slices"
	"strings"
	"time"
	"unicode"

	"synchelper/diagnose"
	"synchelper/diagnose/consent"
)

// facts are the placeholders of every message. All keys are always there: a missing one would print "<no value>".
type facts struct {
	diagnosis  diagnose.Diagnosis
	app        diagnose.MailApp
	named      bool // Microsoft named the application, and it ships
	unknownApp bool // Microsoft named an application that SyncHelper does not know
	said       *diagnose.Said
	fromRun    bool // said was met in a sign-in on this computer, not on the phone
	data       map[string]any
}

// factsOf gathers what the messages may mention from a diagnosis.
func (w *Words) factsOf(d diagnose.Diagnosis) facts {
	f := facts{diagnosis: d, app: diagnose.MailAppOf(d.Subject.MailApp)}
	f.said, f.fromRun = headline(d)
	entraApp, clientID, publisher := f.nameApp()
	appName := f.app.Name
	if f.unknownApp {
		appName = cmp.Or(entraApp, w.Text("app.unknown"))
		entraApp = cmp.Or(entraApp, clientID, w.Text("app.unknown"))
	}
	hasID := clientID != ""
	if !hasID {
		clientID = w.Text("app.no_id")
	}
	at, address := f.attemptedAt(), onlyIf(plainAddress(), d.Subject.Address)
	thisApp := w.Text("app.this.other")
	if f.onPhone() {
		thisApp = w.Text("app.this.iphone")
	}
	f.data = map[string]any{
		"HasID": hasID, "Named": f.named || f.unknownApp,
		"Company": w.company(d.Subject), "Domain": companyDomain(d.Subject),
		"App":      appName,
		"EntraApp": entraApp, "ClientID": clientID, "Publisher": publisher, "UnknownApp": f.unknownApp,
		"OnPhone": f.onPhone(), "ThisApp": thisApp, "Me": cmp.Or(address, w.Text("message.your_name")),
		"Address": address, "Tenant": onlyIf(plainDomain(), f.tenant()),
		"Code": f.code(), "Reference": d.Reference().String(),
		"TimeUTC": w.localTime(at.UTC()), "TimeLocal": w.localTime(at.In(d.Created.Location())),
		"ExactTime": f.fromRun || f.said != nil && !f.said.Timestamp.IsZero(),
		"FromRun":   f.fromRun, "Here": f.fromRun && d.Verdict.About == diagnose.AboutThisComputer, "Check": "",
		"NoEntry": f.perhapsUnlogged(), "Provider": false, "CustomerID": "", "General": false, "Replying": false,
		"Risky": d.Verdict.Cause == "consent.risky_app",
		"Link":  "", "HasLink": false, "Excerpt": excerpt(d), "Seen": "", "WhoseCompany": false, "Several": false,
		"ConfirmedTenant": f.confirmedTenant().String(), "Permissions": f.permissions(), "Demo": d.Demo,
		"LinkID":        strangeLink(d),
		"CorrelationID": onlyIf(plainGUID(), f.from(func(s *diagnose.Said) string { return s.CorrelationID })),
		"RequestID":     onlyIf(plainGUID(), f.from(func(s *diagnose.Said) string { return s.TraceID })),
	}
	f.data["When"], f.data["Tell"] = w.Text("message.when", f.data), w.Text("step.tell", f.data)
	f.addCloud()
	return f
}

// addCloud adds the hosts that texts and commands name, and what each tool must be told to reach the company's cloud. The
// simulated company has no tools: its texts read as those of the public cloud.
func (f facts) addCloud() {
	c, public := f.cloud(), diagnose.Clouds()[0]
	if c.Simulated {
		c = public
	}
	option := func(name, value string) string {
		if value == "" {
			return ""
		}
		return " " + name + " " + value
	}
	f.data["OtherCloud"], f.data["Unproven"] = c.ID != public.ID, !c.AppleProven
	f.data["SignInHost"], f.data["ExchangeHost"] = c.LoginHost, c.ExchangeHosts[0]
	f.data["MailHost"] = strings.TrimPrefix(c.MailWeb, "https://")
	f.data["GraphCloud"] = option("-Environment", c.GraphEnvironment)
	f.data["ExchangeCloud"] = option("-ExchangeEnvironmentName", c.ExchangeEnvironment)
	f.data["Graph"], f.data["AzureCLI"], f.data["China"] = c.Graph, c.AzureCLI, c.ID == "china" // where Graph lacks a part
}

// nameApp finds out which application was refused. One that nobody knows is not taken for the mail app that was chosen.
func (f *facts) nameApp() (entraApp, clientID, publisher string) {
	app, ships, named := diagnose.NamedApp(f.said)
	if f.fromRun { // a run asks as the app that was chosen, whatever a page prints
		app, ships, named = f.app, true, true
	}
	if named && !ships || !named && f.diagnosis.Subject.MailApp == diagnose.OtherMailApp {
		f.unknownApp = true
		return plainName(f.from(func(s *diagnose.Said) string { return s.AppName })),
			onlyIf(plainGUID(), f.from(func(s *diagnose.Said) string { return s.AppID })), ""
	}
	if ships {
		f.app = app
	}
	f.named = named
	return f.app.EntraName, f.app.ClientID, f.app.Publisher
}

// impersonated is the listed mail app whose name an unknown application bears; false where it bears none.
func (f facts) impersonated() (real diagnose.MailApp, ok bool) {
	if !f.unknownApp {
		return diagnose.MailApp{}, false
	}
	name := spaced(f.from(func(s *diagnose.Said) string { return s.AppName }))
	for _, app := range diagnose.MailApps() {
		bears := strings.Contains(name, spaced(app.EntraName))
		if !strings.Contains(app.EntraName, " ") { // one word is a part of many honest names
			bears = name == spaced(app.EntraName)
		}
		if app.MicrosoftListed && bears {
			return app, true
		}
	}
	return diagnose.MailApp{}, false
}

// spaced is a name in small letters, with nothing but one space around each of its words.
func spaced(name string) string {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return " " + strings.Join(words, " ") + " "
}

// onPhone says whether the message may speak of the iPhone's own mail app.
func (f facts) onPhone() bool {
	ownApp := f.app.ID == diagnose.MailApps()[0].ID && !f.unknownApp
	return ownApp && f.diagnosis.Verdict.Cause != "mac.ews_off"
}

// headline is what Entra said that the verdict rests on: to the phone if it did, else in a sign-in on this computer. Where
// neither said that, it is the first text that was brought from the phone: what a sign-in here met instead of it is
// another story.
func headline(d diagnose.Diagnosis) (said *diagnose.Said, fromRun bool) {
	for _, o := range d.Observations {
		if o.Said == nil {
			continue
		}
		run := o.Source == diagnose.SourceSignIn
		switch tells := saysCause(o.Said, d.Verdict.Cause); {
		case tells && !run:
			return o.Said, false
		case tells && (said == nil || !fromRun):
			said, fromRun = o.Said, true
		case said == nil && !run:
			said = o.Said
		}
	}
	return said, fromRun
}

// saysCause says whether a text names a cause, by its number or by its words.
func saysCause(said *diagnose.Said, cause diagnose.CauseID) bool {
	meaning, ok := diagnose.CodeMeaning(said.Primary, said.Sentence)
	return ok && meaning.Cause == cause || slices.ContainsFunc(said.Wordings, func(w diagnose.Wording) bool {
		return w.Cause == cause
	})
}

func (f facts) from(field func(*diagnose.Said) string) string {
	if f.said == nil {
		return ""
	}
	return field(f.said)
}

// attemptedAt is when the phone was refused: Microsoft's own time where it was said, else when it was told to us.
func (f facts) attemptedAt() time.Time {
	if f.said != nil && !f.said.Timestamp.IsZero() {
		return f.said.Timestamp
	}
	if checked, ok := f.lastSignIn(); ok && f.fromRun {
		return checked.At
	}
	return f.diagnosis.Created
}

// lastSignIn is SyncHelper's own latest sign-in; false when there was none.
func (f facts) lastSignIn() (diagnose.SignIn, bool) {
	all := f.diagnosis.SignIns
	if len(all) == 0 {
		return diagnose.SignIn{}, false
	}
	return all[len(all)-1], true
}

// code is the AADSTS number that the verdict rests on, as Microsoft prints it; empty when it rests on none.
func (f facts) code() string {
	for _, r := range f.diagnosis.Verdict.Because {
		if r.Kind == diagnose.ReasonCode || r.Kind == diagnose.ReasonUnlisted {
			return "AADSTS" + r.Value
		}
	}
	return ""
}

// confirmedTenant is the tenant that the person typed: its id, or the domain. A link is made from it, so what a pasted
// text or a file names is not in it, because it may be a stranger's, nor is a provider of personal accounts.
func (f facts) confirmedTenant() consent.Tenant {
	s := f.diagnosis.Subject
	tenant, err := consent.ParseTenant(cmp.Or(s.TenantID, s.Tenant, s.Domain()))
	if err != nil || f.diagnosis.Foreign {
		return consent.Tenant{}
	}
	return tenant.ConfirmedByPerson()
}

// tenant is the tenant as it is known best: the confirmed one, else what Microsoft named.
func (f facts) tenant() string {
	if t := f.confirmedTenant(); t.Known() {
		return t.String()
	}
	return f.from(func(s *diagnose.Said) string { return s.Tenant })
}

// company is how the user's company is called in a sentence: its domain, or "your company" where there is none or it
// is the domain of a provider of personal accounts.
func (w *Words) company(s diagnose.Subject) string {
	return cmp.Or(companyDomain(s), w.Text("company.unknown"))
}

func companyDomain(s diagnose.Subject) string {
	domain := onlyIf(plainDomain(), s.Domain())
	if _, err := consent.ParseTenant(domain); err != nil {
		return ""
	}
	return domain
}

// localTime prints a time as people of the language write it, by the layout in the message "time.layout".
func (w *Words) localTime(t time.Time) string {
	return t.Format(strings.TrimSpace(w.Text("time.layout")))
}

// cloud is Microsoft's cloud that the company is in; the public one while nothing else is known.
func (f facts) cloud() diagnose.Cloud { return f.diagnosis.Cloud() }

// permissions are what the mail app asks for, in Microsoft's names; empty where nobody has documented it.
func (f facts) permissions() string {
	if f.unknownApp {
		return ""
	}
	return strings.Join(f.app.Permissions, ", ")
}

// strangeLink is the id in a link that approves an application which does not ship, where a text holds one.
func strangeLink(d diagnose.Diagnosis) string {
	for _, o := range d.Observations {
		if id, _, found := diagnose.StrangeLink([]byte(o.Text)); found {
			return id
		}
	}
	return ""
}

// excerpt is the beginning of the first text that was given, on one line, for a helpdesk that must place it.
func excerpt(d diagnose.Diagnosis) string {
	for _, o := range d.Observations {
		if o.Text != "" {
			return plainName(o.Text)
		}
	}
	return ""
}
