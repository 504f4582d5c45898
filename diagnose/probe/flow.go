package probe

import (
	"context"
	"sync"

	"synchelper/diagnose"
)

// askAll asks everything. Two chains run side by side: the tenant's (all clouds and userrealm at once), and the
// mailbox's (Autodiscover, and the server's challenge behind it).
func (a *asker) askAll(ctx context.Context, text string, report func(diagnose.Stage)) (answers Answers) {
	l := newLedger(a.now, report, diagnose.StagesBeforeSignIn()...)
	defer func() { answers.Stages, answers.Observations = l.result() }()
	l.begin(diagnose.StageAddress)
	who, ok := parseAddress(text)
	if !ok {
		l.end(ctx, diagnose.StageAddress, outcome{state: diagnose.Failed, finding: "this is no mail address"})
		return answers
	}
	a.who = who
	l.end(ctx, diagnose.StageAddress, outcome{state: diagnose.Passed, finding: who.domain})
	return a.sideBySide(ctx, l)
}

func (a *asker) sideBySide(ctx context.Context, l *ledger) (answers Answers) {
	chains, stop := context.WithCancel(ctx) // stopped as soon as the mailbox cannot matter any more
	defer stop()
	tenantKnown := make(chan []Tenant, 1)
	blocked := false
	l.begin(diagnose.StageTenant)
	l.begin(diagnose.StageAutodiscover)
	var work sync.WaitGroup
	work.Go(func() {
		defer close(tenantKnown)
		tenants, found := a.askTenant(chains)
		l.end(ctx, diagnose.StageTenant, found)
		answers.Tenant = first(tenants)
		if blocked = found.state == diagnose.Blocked; blocked {
			stop()
			return
		}
		tenantKnown <- tenants
	})
	var mail mailSearch
	work.Go(func() { mail = a.askMailbox(chains, l, tenantKnown) })
	work.Wait()
	if !blocked {
		answers.Tenant, answers.Mailbox, answers.Challenge = mail.tenant, mail.mailbox, mail.challenge
	}
	return answers
}

func first[T any](list []T) (one T) {
	if len(list) > 0 {
		one = list[0]
	}
	return one
}

// later starts work and returns where its value will be.
func later[T any](work func() T) <-chan T {
	ready := make(chan T, 1)
	go func() { ready <- work() }()
	return ready
}
