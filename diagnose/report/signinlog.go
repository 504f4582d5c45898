package report

import (
	"cmp"
	"slices"
	"time"

	"synchelper/diagnose"
	"synchelper/diagnose/wording"
)

// LogEntry is a sign-in as the search of Entra's sign-in diagnostic asks for it: user, application, correlation id or
// request id, date and time. What is empty is not known.
type LogEntry struct {
	User          string
	Application   string // its name in the admin center
	ApplicationID string
	CorrelationID string
	RequestID     string
	At            time.Time
	Before        time.Time // where At is not known: when a text was read that tells of it
}

type logEntry struct {
	User          *string    `json:"user"`
	Application   *string    `json:"application"`
	ApplicationID *string    `json:"application_id"`
	CorrelationID *string    `json:"correlation_id"`
	RequestID     *string    `json:"request_id"`
	At            *time.Time `json:"at"`
}

// LogEntries are the sign-ins of a diagnosis that a log may hold: what Microsoft said with an id or a number, then those
// that SyncHelper began. The same event is listed once, with its time where one of them knows it.
func LogEntries(d diagnose.Diagnosis) []LogEntry {
	var list []LogEntry
	add := func(e LogEntry) {
		e = e.sound()
		known := slices.IndexFunc(list, func(k LogEntry) bool { return e.CorrelationID != "" && k.CorrelationID == e.CorrelationID })
		if known < 0 {
			list = append(list, e)
		} else if k := &list[known]; k.At.IsZero() && !e.At.IsZero() {
			k.At, k.Before = e.At, time.Time{}
		}
	}
	for _, o := range d.Observations {
		s := o.Said
		if s == nil || s.CorrelationID == "" && s.TraceID == "" && s.Primary == 0 {
			continue
		}
		if _, _, strange := diagnose.StrangeLink([]byte(o.Text)); strange { // whoever made the link may have typed the rest
			continue
		}
		add(entryOf(o, d.Subject))
	}
	for _, s := range d.SignIns {
		add(LogEntry{User: d.Subject.Address, ApplicationID: s.ClientID, CorrelationID: s.CorrelationID, At: s.At})
	}
	return list
}

// entryOf is what an observation says of a sign-in, and for the rest whom the diagnosis is about.
func entryOf(o diagnose.Observation, about diagnose.Subject) LogEntry {
	s := o.Said
	e := LogEntry{User: cmp.Or(s.User, about.Address), ApplicationID: s.AppID, CorrelationID: s.CorrelationID, RequestID: s.TraceID, At: s.Timestamp}
	if e.ApplicationID == "" && about.MailApp != diagnose.OtherMailApp {
		e.ApplicationID = diagnose.MailAppOf(about.MailApp).ClientID
	}
	switch here := o.Source == diagnose.SourceSignIn || o.Source == diagnose.SourceServer; {
	case e.At.IsZero() && here:
		e.At = o.At
	case e.At.IsZero(): // when it was pasted
		e.Before = o.At
	}
	return e
}

// sound leaves of an entry what has the form of an address or an id, and names the applications that ship: whoever looks
// it up types it in, and a report may be a stranger's.
func (e LogEntry) sound() LogEntry {
	if addressForm.FindString(e.User) != e.User {
		e.User = ""
	}
	for _, id := range []*string{&e.ApplicationID, &e.CorrelationID, &e.RequestID} {
		if !guidForm.MatchString(*id) {
			*id = ""
		}
	}
	e.Application = nameOf(e.ApplicationID)
	return e
}

// logOf is empty for readers outside: nobody finds a sign-in by a pseudonym.
func logOf(c Copy) []logEntry {
	out := []logEntry{}
	if c.For == ReaderOutside {
		return out
	}
	for _, e := range LogEntries(c.Diagnosis) {
		out = append(out, logEntry{optional(e.User), optional(e.Application), optional(e.ApplicationID), optional(e.CorrelationID),
			optional(e.RequestID), moment(e.At)})
	}
	return out
}

// LogSection is the block for whoever may read the sign-in log, with how the next attempt is made easy to find.
func LogSection(d diagnose.Diagnosis, w *wording.Words) Section {
	entries := LogEntries(d)
	if len(entries) == 0 {
		return Section{}
	}
	lines := w.Lines("report.log.where")
	for _, e := range entries {
		line := func(label, value string) {
			if value != "" {
				lines = append(lines, label+": "+value)
			}
		}
		app := e.Application
		if e.ApplicationID != "" && app != "" {
			app += " (" + e.ApplicationID + ")"
		} else if app == "" {
			app = e.ApplicationID
		}
		lines = append(lines, "")
		line(w.Text("report.log.user"), e.User)
		line(w.Text("report.log.application"), app)
		line(w.Text("report.log.correlation_id"), e.CorrelationID)
		line(w.Text("report.log.request_id"), e.RequestID)
		at := stamp(e.At)
		if at == "" {
			at = w.Text("report.log.unknown", map[string]any{"TimeUTC": stamp(e.Before)})
		}
		line(w.Text("report.log.time"), at)
	}
	return Section{Heading: w.Text("report.log"), Lines: append(append(lines, ""), w.Lines("report.log.flag")...)}
}
