package main

import (
	"fmt"

	"synchelper/app/session"
	"synchelper/diagnose"
	"synchelper/diagnose/entra"
	"synchelper/diagnose/wording"
)

// demo plays one scenario of the simulated company; without a name it lists them and plays the first.
func demo(args []string, env environment, w *wording.Words) (int, error) {
	flags := newFlags("demo", env, w)
	full := flags.Bool("full", false, "")
	words, err := parse(flags, args)
	if err != nil {
		return helpOr(err)
	}
	scenarios := session.Scenarios()
	chosen := scenarios[0]
	if len(words) == 0 {
		fmt.Fprintln(env.err, w.Text("cli.demo.list"))
		for _, s := range scenarios {
			fmt.Fprintln(env.err, "  "+s.ID)
		}
		fmt.Fprintln(env.err)
	} else {
		found := false
		for _, s := range scenarios {
			if s.ID == words[0] {
				chosen, found = s, true
			}
		}
		if !found || len(words) > 1 {
			return 0, refuse("cli.demo.unknown", map[string]any{"Scenario": words[0]})
		}
	}
	d, err := playScenario(chosen, env)
	if err != nil {
		return 0, err
	}
	fmt.Fprintf(env.out, "DEMO  %s  %s\n\n", chosen.ID, chosen.Address)
	if chosen.Text != "" {
		fmt.Fprintf(env.out, "%s\n%s\n\n", w.Text("cli.demo.shows"), chosen.Text)
	}
	printDiagnosis(d, *full, env, w)
	return exitDone, nil
}

func playScenario(s session.Scenario, env environment) (diagnose.Diagnosis, error) {
	now := env.now()
	var observations []diagnose.Observation
	if s.Card != "" {
		observations = append(observations, diagnose.ObserveCard(s.Card, now))
	}
	if s.Text != "" {
		o, err := entra.Observe([]byte(s.Text), now)
		if err != nil {
			return diagnose.Diagnosis{}, err
		}
		observations = append(observations, o)
	}
	d, err := diagnose.Conclude(env.random, now, diagnose.Subject{Address: s.Address, Card: s.Card}, observations)
	d.Demo = true
	return d, err
}
