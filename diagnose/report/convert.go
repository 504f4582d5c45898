package report

import (
	"slices"
	"strings"
	"time"

	"synchelper/diagnose"
	"synchelper/diagnose/wording"
)

func exportOf(c Copy, w *wording.Words) Export {
	d, v := c.Diagnosis, c.Diagnosis.Verdict
	e := Export{
		Schema: Schema, Version: Version, ID: d.ID, Reference: d.Reference().String(), Created: d.Created.UTC(),
		Program: program{diagnose.ProgramName, diagnose.ProgramVersion}, Demo: d.Demo,
		Subject: subject{Address: optional(d.Subject.Address), Tenant: optional(d.Subject.Tenant),
			TenantID: optional(d.Subject.TenantID), Cloud: optional(d.Subject.Cloud),
			MailApp: d.Reference().MailApp, Card: optional(d.Subject.Card)},
		Stages:       make([]stage, 0, len(d.Stages)),
		Observations: make([]observation, 0, len(d.Observations)),
		Verdict: verdict{Cause: v.Cause, Family: v.Family, Confidence: v.Confidence, About: optional(string(v.About)),
			Because: make([]reason, 0, len(v.Because)), Also: append([]diagnose.CauseID{}, v.Also...),
			Question: optional(v.Question)},
		SignIns:   exportSignIns(d.SignIns),
		Log:       logOf(c),
		Actions:   actionsOf(d, c.answer(w)),
		Redaction: redaction{For: c.For, Removed: []string{}, Fields: append([]Removal{}, c.removals(w)...)},
	}
	for _, s := range d.Stages {
		e.Stages = append(e.Stages, exportStage(s))
	}
	for _, o := range d.Observations {
		e.Observations = append(e.Observations, exportObservation(o))
		e.Redaction.Removed = append(e.Redaction.Removed, o.Secrets...)
	}
	slices.Sort(e.Redaction.Removed)
	e.Redaction.Removed = slices.Compact(e.Redaction.Removed)
	for _, r := range v.Because {
		e.Verdict.Because = append(e.Verdict.Because, reason{r.Kind, optional(r.Value), optional(r.Stage)})
	}
	e.bound()
	return e
}

func exportStage(s diagnose.Stage) stage {
	out := stage{ID: s.ID, State: s.State, Finding: optional(s.Finding)}
	if !s.Started.IsZero() {
		ms := s.Duration.Milliseconds()
		out.Started, out.DurationMS = optional(s.Started.UTC()), &ms
	}
	return out
}

func exportObservation(o diagnose.Observation) observation {
	out := observation{Stage: o.Stage, Source: o.Source, At: o.At.UTC(), About: o.About, Card: optional(o.Card),
		Cause: optional(o.Cause), Unsure: o.Unsure, Account: optional(o.Account), Removed: append([]string{}, o.Secrets...)}
	if a := o.Approval; a != nil {
		out.Approval = &approval{optional(a.SameAddress), optional(a.JustNow), optional(a.Colleague)}
	}
	if o.Text != "" {
		out.Text = strings.Split(o.Text, "\n")
	}
	if s := o.Said; s != nil {
		out.Said = &said{
			Codes: append([]int{}, s.Codes...), Primary: optional(s.Primary), Loose: s.Loose,
			Sentence: optional(s.Sentence), Foreign: optional(s.Foreign), Wordings: []phrase{},
			Error: optional(s.Error), Subcode: optional(s.Subcode), Suberror: optional(s.Suberror),
			Claims: optional(s.Claims), CorrelationID: optional(s.CorrelationID), TraceID: optional(s.TraceID),
			AppID: optional(s.AppID), AppName: optional(s.AppName), Tenant: optional(s.Tenant),
			Resource: optional(s.Resource), User: optional(s.User), Timestamp: moment(s.Timestamp),
		}
		for _, p := range s.Wordings {
			out.Said.Wordings = append(out.Said.Wordings, phrase{p.Cause, p.Lang, p.Confidence})
		}
	}
	return out
}

// actionsOf lists what can be done now: the message or the steps first, then the link, then the way to mail.
func actionsOf(d diagnose.Diagnosis, a wording.Answer) []action {
	cause := diagnose.CauseOf(d.Verdict.Cause)
	list := []action{}
	for _, line := range a.Do {
		list = append(list, action{Kind: diagnose.ActionStep, Who: diagnose.WhoUser, Text: optional(line)})
	}
	who := cause.Who[0]
	if who == diagnose.WhoUser && len(cause.Who) > 1 {
		who = cause.Who[1]
	}
	if a.Message.Body != "" {
		list = append(list, action{Kind: diagnose.ActionMessageAdmin, Who: who, Text: optional(a.Message.Body)})
	}
	for _, link := range a.Links {
		list = append(list, action{Kind: diagnose.ActionConsentLink, Who: diagnose.WhoAdmin, URL: optional(link.URL)})
	}
	for _, step := range a.Admin {
		list = append(list, action{Kind: diagnose.ActionStep, Who: who, Text: optional(step.Text)})
	}
	for _, line := range a.Meanwhile {
		list = append(list, action{Kind: diagnose.ActionMeanwhile, Who: diagnose.WhoUser, Text: optional(line)})
	}
	return list
}

// diagnosis turns an export back into the diagnosis it was made from. Actions are not read back: they are made
// again from the verdict, so that a link in somebody's file is never followed.
func (e Export) diagnosis() diagnose.Diagnosis {
	d := diagnose.Diagnosis{ID: e.ID, Created: e.Created, Demo: e.Demo, Foreign: true,
		Subject: diagnose.Subject{Address: value(e.Subject.Address), Tenant: value(e.Subject.Tenant),
			TenantID: value(e.Subject.TenantID), Cloud: value(e.Subject.Cloud), MailApp: e.Subject.MailApp,
			Card: value(e.Subject.Card)},
		Verdict: e.Verdict.read(),
	}
	// The day of a first run stands in the reference alone.
	if r, err := diagnose.ParseReference(e.Reference); err == nil && !r.Day.Equal(d.Reference().Day) {
		d.Began = r.Day
	}
	for _, s := range e.Stages {
		d.Stages = append(d.Stages, diagnose.Stage{ID: s.ID, State: s.State, Started: value(s.Started),
			Duration: time.Duration(value(s.DurationMS)) * time.Millisecond, Finding: value(s.Finding)})
	}
	for _, o := range e.Observations {
		d.Observations = append(d.Observations, o.read())
	}
	for _, s := range e.SignIns {
		if own, ok := s.read(); ok {
			d.SignIns = append(d.SignIns, own)
		}
	}
	return d
}

func (o observation) read() diagnose.Observation {
	out := diagnose.Observation{Stage: o.Stage, Source: o.Source, At: o.At, About: o.About,
		Card: value(o.Card), Cause: value(o.Cause), Unsure: o.Unsure, Account: value(o.Account),
		Text: strings.Join(o.Text, "\n")}
	if len(o.Removed) > 0 {
		out.Secrets = o.Removed
	}
	if a := o.Approval; a != nil {
		out.Approval = &diagnose.Approval{SameAddress: value(a.SameAddress), JustNow: value(a.JustNow), Colleague: value(a.Colleague)}
	}
	if s := o.Said; s != nil {
		out.Said = &diagnose.Said{Codes: s.Codes, Primary: value(s.Primary), Loose: s.Loose,
			Sentence: value(s.Sentence), Foreign: value(s.Foreign), Error: value(s.Error), Subcode: value(s.Subcode), Suberror: value(s.Suberror), Claims: value(s.Claims),
			Timestamp: value(s.Timestamp), CorrelationID: value(s.CorrelationID), TraceID: value(s.TraceID),
			AppID: value(s.AppID), AppName: value(s.AppName), Tenant: value(s.Tenant), Resource: value(s.Resource),
			User: value(s.User)}
		for _, p := range s.Wordings {
			out.Said.Wordings = append(out.Said.Wordings,
				diagnose.Wording{Cause: p.Cause, Lang: p.Lang, Confidence: p.Confidence})
		}
	}
	return out
}

// moment is a time as the exported form has it: UTC, null when it is not known.
func moment(at time.Time) *time.Time {
	if at.IsZero() {
		return nil
	}
	at = at.UTC()
	return &at
}
