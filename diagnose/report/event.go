package report

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"synchelper/diagnose"
	"synchelper/diagnose/consent"
	"synchelper/diagnose/wording"
)

// ecsVersion is the version of the Elastic Common Schema whose names are used.
const ecsVersion = "8.17.0"

// numberPrefix stands before the numbers of Microsoft Entra.
const numberPrefix = "AADSTS"

// NDJSON writes one JSON object a line for log systems: the names of the Elastic Common Schema where it has one, the rest
// under "synchelper". What is not known is left out, as that schema has it. Nothing is written when a secret is left.
func NDJSON(out io.Writer, copies []Copy, w *wording.Words) error {
	var all []byte
	for _, c := range copies {
		r, err := rowOf(c, w)
		if err != nil {
			return err
		}
		line, err := json.Marshal(r.event())
		if err != nil {
			return fmt.Errorf("write the report: %w", err)
		}
		all = append(append(all, escaped(line)...), '\n')
	}
	_, err := out.Write(all)
	return err
}

type object = map[string]any

// event is the row in the Elastic Common Schema. Its outcome is the sign-in's: nothing is said of one that nobody tried.
func (r row) event() object {
	e := r.export
	outcome := "failure"
	switch {
	case e.Verdict.Cause == diagnose.CauseNone:
		outcome = "success"
	case e.Verdict.Cause == diagnose.CauseUnknown:
		outcome = "unknown"
	}
	code := ""
	if r.said.Primary != nil {
		code = numberPrefix + strconv.Itoa(*r.said.Primary)
	}
	at := e.Created
	if r.said.Timestamp != nil {
		at = *r.said.Timestamp
	}
	_, domain, _ := strings.Cut(value(e.Subject.Address), "@")
	id, company := e.Subject.company()
	cause := diagnose.CauseOf(e.Verdict.Cause)
	return lean(object{
		"@timestamp": at,
		"ecs":        object{"version": ecsVersion},
		"message":    r.title + " (" + e.Reference + ")",
		"event": lean(object{"id": e.ID, "created": e.Created, "kind": "event", "category": []string{"authentication"},
			"type": []string{"info"}, "outcome": outcome, "action": "diagnosed", "module": "synchelper", "dataset": "synchelper.diagnosis",
			"provider": e.Program.Name, "code": code, "reason": string(e.Verdict.Cause)}),
		"error":        lean(object{"code": code, "message": value(r.said.Sentence), "type": value(r.said.Error)}),
		"user":         lean(object{"email": value(e.Subject.Address), "domain": domain}),
		"organization": lean(object{"id": id, "name": company}),
		"observer":     object{"product": e.Program.Name, "version": e.Program.Version, "type": "diagnosis"},
		"synchelper": lean(object{"schema": e.Schema, "version": e.Version, "reference": e.Reference, "demo": e.Demo,
			"for": string(e.Redaction.For), "cause": e.Verdict.Cause, "family": e.Verdict.Family, "confidence": string(e.Verdict.Confidence),
			"about": value(e.Verdict.About), "also": e.Verdict.Also, "who": cause.Who,
			"company_cures": cause.CompanyCures() && cause.ID != diagnose.CauseNone, "per_app": cause.CuredPerApp(),
			"mail_app": e.Subject.MailApp, "tenant": value(e.Subject.Tenant), "card": string(value(e.Subject.Card)), "cloud": value(e.Subject.Cloud), "stopped_at": r.stopped(),
			"codes": r.said.Codes, "app_id": value(r.said.AppID), "correlation_id": value(r.said.CorrelationID),
			"request_id": value(r.said.TraceID), "sign_in": r.logged().event()}),
	})
}

// event is the sign-in that is looked up first in the company's own log.
func (e logEntry) event() object {
	fields := object{"user": value(e.User), "application": value(e.Application), "application_id": value(e.ApplicationID),
		"correlation_id": value(e.CorrelationID), "request_id": value(e.RequestID)}
	if e.At != nil {
		fields["at"] = *e.At
	}
	return lean(fields)
}

// company is the id and the domain of the company, each empty where nobody said it: what is a person's own is no company's.
func (s subject) company() (id, domain string) {
	for _, named := range []*string{s.TenantID, s.Address, s.Tenant} {
		t, err := consent.ParseTenant(value(named))
		switch {
		case err != nil:
		case t.IsID():
			id = cmp.Or(id, t.String())
		default:
			domain = cmp.Or(domain, t.String())
		}
	}
	return id, domain
}

// lean leaves out what is not known.
func lean(fields object) object {
	for name, field := range fields {
		if group, _ := field.(object); field == nil || field == "" || group != nil && len(group) == 0 {
			delete(fields, name)
		}
	}
	return fields
}

// loggedEvent is what of an event is read back. The names are those of event.
type loggedEvent struct {
	At    time.Time `json:"@timestamp"`
	Event struct {
		ID      string    `json:"id"`
		Created time.Time `json:"created"`
	} `json:"event"`
	Error struct {
		Code string `json:"code"`
	} `json:"error"`
	User struct {
		Email string `json:"email"`
	} `json:"user"`
	Organization struct {
		ID   string `json:"id"`
		Name string `json:"name"`
	} `json:"organization"`
	Own struct {
		Schema        string              `json:"schema"`
		Version       int                 `json:"version"`
		Reference     string              `json:"reference"`
		Cause         diagnose.CauseID    `json:"cause"`
		Confidence    diagnose.Confidence `json:"confidence"`
		MailApp       string              `json:"mail_app"`
		AppID         string              `json:"app_id"`
		CorrelationID string              `json:"correlation_id"`
		RequestID     string              `json:"request_id"`
	} `json:"synchelper"`
}

// ReadEvent reads back a line that NDJSON wrote, also out of a mail that quotes and wraps it: whom it is about, the verdict,
// and what Microsoft said with it. It returns the errors of Read.
func ReadEvent(text []byte) (diagnose.Diagnosis, error) {
	if len(text) > MaxSize {
		return diagnose.Diagnosis{}, ErrTooLarge
	}
	raw, err := firstObject(bytes.TrimLeft(quoting.ReplaceAll(plainLines(text), nil), " \t\n"))
	if err != nil {
		return diagnose.Diagnosis{}, fmt.Errorf("%w: %w", ErrNoReport, err)
	}
	var group struct {
		Own json.RawMessage `json:"synchelper"`
	}
	if err := json.Unmarshal(raw, &group); err == nil && newer(group.Own) {
		return diagnose.Diagnosis{}, ErrNewer
	}
	var l loggedEvent
	if err := json.Unmarshal(raw, &l); err != nil {
		return diagnose.Diagnosis{}, fmt.Errorf("%w: %w", ErrNoReport, err)
	}
	own := l.Own
	if l.At.Equal(l.Event.Created) { // no time of its own was known
		l.At = time.Time{}
	}
	code, _ := strconv.Atoi(strings.TrimPrefix(l.Error.Code, numberPrefix)) // 0 where it is none
	e := Export{Schema: own.Schema, Version: own.Version, ID: l.Event.ID, Reference: own.Reference, Created: l.Event.Created,
		Subject: subject{Address: optional(l.User.Email), Tenant: optional(l.Organization.Name),
			TenantID: optional(l.Organization.ID), MailApp: own.MailApp},
		Observations: []observation{{Source: diagnose.SourceText, Said: &said{Primary: optional(code), Timestamp: moment(l.At),
			AppID: optional(own.AppID), CorrelationID: optional(own.CorrelationID), TraceID: optional(own.RequestID)}}},
		Verdict: verdict{Cause: own.Cause, Confidence: own.Confidence}}
	if err := errors.Join(e.check(), e.inBounds()); err != nil {
		return diagnose.Diagnosis{}, err
	}
	return known(e.diagnosis()), nil
}
