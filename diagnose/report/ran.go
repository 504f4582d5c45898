package report

import (
	"regexp"
	"slices"
	"time"

	"synchelper/diagnose"
	"synchelper/diagnose/wording"
)

// signIn is a sign-in that SyncHelper began in the user's name. A reader finds it in the company's own log.
type signIn struct {
	At            time.Time `json:"at"`
	Method        string    `json:"method"`
	ClientID      string    `json:"client_id"`
	CorrelationID *string   `json:"correlation_id"`
	Ended         string    `json:"ended"`
}

func exportSignIns(list []diagnose.SignIn) []signIn {
	out := []signIn{}
	for _, s := range list {
		out = append(out, signIn{At: s.At.UTC(), Method: s.Method, ClientID: s.ClientID,
			CorrelationID: optional(s.CorrelationID), Ended: s.Ended})
	}
	return out
}

// unknown stands for what this program cannot have said of a sign-in.
const unknown = "unknown"

// methods are the ways in which a sign-in is begun.
func methods() []string { return []string{"browser", "own-browser", "device-code"} }

// endings are how a sign-in ends in words that are always the same.
func endings() []string {
	return []string{"a code came", "signed in by device code", "the code ran out before it was used", "stopped by a page",
		"offered for the person's own browser; nothing of it comes back", "the person closed the window",
		"cancelled by the person", "the browser ended unexpectedly", "the pages ended without a result", "no page could be shown",
		"the answer holds neither a code nor an error", "a code came, and a token with EAS.AccessAsUser.All",
		"signed in by device code, and a token with EAS.AccessAsUser.All"}
}

// endingForm is how it ends at a page: the page's name, then a number or a word for what stood there.
var endingForm = regexp.MustCompile(`^(ended at ([A-Za-z0-9]{1,40}|a page without a name): |the app was answered )` +
	`(AADSTS[0-9]{1,9}|[a-z_]{1,40}(\.[a-z_]{1,40})?|nothing that is known)(; (left by cancel|the person closed the window))?$`)

var guidForm = regexp.MustCompile(`^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`)

// read takes a sign-in from a file, which anybody can write. It is printed as what SyncHelper did, so free words of the
// file are left out; without the numbers by which the company's log finds it, it is no sign-in of ours.
func (s signIn) read() (diagnose.SignIn, bool) {
	correlation := value(s.CorrelationID)
	if !guidForm.MatchString(s.ClientID) || correlation != "" && !guidForm.MatchString(correlation) {
		return diagnose.SignIn{}, false
	}
	if !slices.Contains(methods(), s.Method) {
		s.Method = unknown
	}
	if !slices.Contains(endings(), s.Ended) && !endingForm.MatchString(s.Ended) {
		s.Ended = unknown
	}
	return diagnose.SignIn{At: s.At, Method: s.Method, ClientID: s.ClientID, CorrelationID: correlation, Ended: s.Ended}, true
}

// ranSections say how far a run came and which sign-ins it began; nothing where nobody asked a server.
func ranSections(d diagnose.Diagnosis, w *wording.Words) []Section {
	asked := func(s diagnose.Stage) bool { return s.ID != diagnose.StagePhone && s.Duration > 0 }
	if !slices.ContainsFunc(d.Stages, asked) {
		return nil
	}
	var stages, signIns []string
	for _, s := range d.Stages {
		stages = append(stages, w.Text("report.stage", map[string]any{"Stage": string(s.ID), "State": string(s.State),
			"Finding": w.Finding(s.Finding), "Millis": s.Duration.Milliseconds()}))
	}
	for _, s := range d.SignIns {
		signIns = append(signIns, w.Text("report.sign_in", map[string]any{"TimeUTC": stamp(s.At),
			"Method": s.Method, "App": nameOf(s.ClientID), "ClientID": s.ClientID, "CorrelationID": s.CorrelationID,
			"Ended": s.Ended}))
	}
	return []Section{{Heading: w.Text("report.stages"), Lines: stages},
		{Heading: w.Text("report.sign_ins"), Lines: signIns}}
}

// stamp is a time in UTC; of one that was cut to its day, the day.
func stamp(at time.Time) string {
	at = at.UTC()
	if at.Equal(at.Truncate(24 * time.Hour)) {
		return at.Format(time.DateOnly)
	}
	return at.Format(time.DateTime)
}

func nameOf(clientID string) string {
	app, _ := diagnose.MailAppByClientID(clientID)
	return app.EntraName
}
