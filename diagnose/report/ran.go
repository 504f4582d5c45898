package report

import (
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
	var out []signIn
	for _, s := range list {
		out = append(out, signIn{At: s.At.UTC(), Method: s.Method, ClientID: s.ClientID,
			CorrelationID: optional(s.CorrelationID), Ended: s.Ended})
	}
	return out
}

func (s signIn) read() diagnose.SignIn {
	return diagnose.SignIn{At: s.At, Method: s.Method, ClientID: s.ClientID, CorrelationID: value(s.CorrelationID),
		Ended: s.Ended}
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
			"Finding": s.Finding, "Millis": s.Duration.Milliseconds()}))
	}
	for _, s := range d.SignIns {
		signIns = append(signIns, w.Text("report.sign_in", map[string]any{"TimeUTC": s.At.UTC().Format(time.DateTime),
			"Method": s.Method, "App": nameOf(s.ClientID), "ClientID": s.ClientID, "CorrelationID": s.CorrelationID,
			"Ended": s.Ended}))
	}
	return []Section{{Heading: w.Text("report.stages"), Lines: stages},
		{Heading: w.Text("report.sign_ins"), Lines: signIns}}
}

func nameOf(clientID string) string {
	app, _ := diagnose.MailAppByClientID(clientID)
	return app.EntraName
}
