package report

import (
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
// that SyncHelper began. The same event is listed once.
func LogEntries(d diagnose.Diagnosis) []LogEntry {
	var list []LogEntry
	seen := make(map[string]bool)
	add := func(e LogEntry) {
		e = e.sound()
		if e.CorrelationID == "" || !seen[e.CorrelationID] {
			list = append(list, e)
		}
		seen[e.CorrelationID] = true
	}
	app := diagnose.MailAppOf(d.Subject.MailApp)
	for _, o := range d.Observations {
		s := o.Said
		if s == nil || s.CorrelationID == "" && s.TraceID == "" && s.Primary == 0 {
			continue
		}
		if _, _, strange := diagnose.StrangeLink([]byte(o.Text)); strange { // whoever made the link may have typed the rest
			continue
		}
		e := LogEntry{User: s.User, ApplicationID: s.AppID, CorrelationID: s.CorrelationID, RequestID: s.TraceID, At: s.Timestamp}
		if e.User == "" {
			e.User = d.Subject.Address
		}
		if e.At.IsZero() {
			e.At = o.At
		}
		if e.ApplicationID == "" && d.Subject.MailApp != diagnose.OtherMailApp {
			e.ApplicationID = app.ClientID
		}
		add(e)
	}
	for _, s := range d.SignIns {
		add(LogEntry{User: d.Subject.Address, ApplicationID: s.ClientID, CorrelationID: s.CorrelationID, At: s.At})
	}
	return list
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
		line(w.Text("report.log.time"), e.At.UTC().Format(time.DateTime))
	}
	return Section{Heading: w.Text("report.log"), Lines: append(append(lines, ""), w.Lines("report.log.flag")...)}
}
