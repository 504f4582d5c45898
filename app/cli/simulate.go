package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"

	"synchelper/app/session"
	"synchelper/app/simulated"
	"synchelper/diagnose/report"
	"synchelper/diagnose/wording"
)

// simulate serves the company of a scenario on this computer until it is interrupted, for clients that are to be tried out
// on it. What a client needs is printed; everything is made anew at each start and worth nothing afterwards.
func simulate(args []string, env environment, w *wording.Words) (int, error) {
	flags := newFlags("simulate", env, w)
	certificate := flags.String("cert", "", "")
	words, err := parse(flags, args)
	if err != nil {
		return helpOr(err)
	}
	scenario, err := scenarioIn(words)
	if err != nil {
		return 0, err
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	company, err := simulated.Start(scenario.ID, env.now)
	if err != nil {
		return 0, err
	}
	defer func() { _ = company.Close() }()
	if *certificate != "" {
		if err := report.WriteAtomic(*certificate, company.RootPEM()); err != nil {
			return 0, unsaved(*certificate, err)
		}
	}
	cloud, tenant := company.Cloud(), company.Tenant()
	for _, line := range [][2]string{{"scenario", scenario.ID}, {"authority", "https://" + cloud.LoginHost + "/organizations"},
		{"tenant", tenant.TenantID}, {"scope", cloud.ExchangeResource + "/.default"}, {"mailbox", cloud.ExchangeResource},
		{"address", tenant.User}, {"password", company.Password()}} {
		fmt.Fprintf(env.out, "%-10s %s\n", line[0], line[1])
	}
	env.tell(w.Text("cli.simulate.until"))
	<-ctx.Done()
	return exitDone, nil
}

// scenarioIn is the scenario that one word names; without a word the first.
func scenarioIn(words []string) (session.Scenario, error) {
	if len(words) == 0 {
		return session.Scenarios()[0], nil
	}
	if scenario, ok := session.ScenarioOf(words[0]); ok && len(words) == 1 {
		return scenario, nil
	}
	return session.Scenario{}, refuse("cli.demo.unknown", map[string]any{"Scenario": words[0]})
}
