package session

import (
	"io"
	"slices"
	"time"

	"synchelper/diagnose"
	"synchelper/diagnose/consent"
	"synchelper/diagnose/probe"
)

// Found is what a run has gathered so far. Nothing in it has been judged.
type Found struct {
	Subject      diagnose.Subject
	Observations []diagnose.Observation
	Stages       []diagnose.Stage // those that were really asked
	SignIns      []diagnose.SignIn
	Tenant       probe.Tenant
	Mailbox      probe.Mailbox
	Cancelled    bool  // the person left the sign-in
	NotShown     error // why no page could be shown; the person's own browser is another way
}

// Private says whether the address is one that anybody can get: no company looks after it, and none is asked about it.
func (f Found) Private() bool {
	_, private := consent.ObserveAddress(f.Subject.Address, time.Time{})
	return private
}

// saw says whether anything was observed at a stage.
func (f Found) saw(id diagnose.StageID) bool {
	return slices.ContainsFunc(f.Observations, func(o diagnose.Observation) bool { return o.Stage == id })
}

// otherAccount is the name that the token is for, where it is not the address's own.
func (f Found) otherAccount() string {
	for _, o := range f.Observations {
		if o.Stage == diagnose.StageToken {
			return o.Account
		}
	}
	return ""
}

// without forgets what an earlier run found at these stages.
func (f Found) without(ids ...diagnose.StageID) Found {
	f.Stages = slices.DeleteFunc(slices.Clone(f.Stages), func(s diagnose.Stage) bool {
		return slices.Contains(ids, s.ID)
	})
	f.Observations = slices.DeleteFunc(slices.Clone(f.Observations), func(o diagnose.Observation) bool {
		return slices.Contains(ids, o.Stage) && o.Source != diagnose.SourceAddress
	})
	return f
}

// skipBehind marks the stages behind one that stopped the run as skipped.
func (f Found) skipBehind() Found {
	stopped := false
	for _, id := range diagnose.StageIDs() {
		i := slices.IndexFunc(f.Stages, func(s diagnose.Stage) bool { return s.ID == id })
		switch {
		case i < 0 && stopped:
			f.Stages = append(f.Stages, diagnose.Stage{ID: id, State: diagnose.Skipped})
		case i >= 0 && f.Stages[i].State.Stops():
			stopped = true
		}
	}
	return f
}

// Conclude judges what was found. created is when the run began, in the person's zone.
func (f Found) Conclude(random io.Reader, created time.Time, hosts diagnose.Cloud) (diagnose.Diagnosis, error) {
	d, err := diagnose.Conclude(random, created, f.Subject, f.Observations, f.Stages...)
	d.SignIns, d.Hosts, d.Demo = f.SignIns, hosts, hosts.Simulated
	return d, err
}
