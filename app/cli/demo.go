package main

import (
	"fmt"

	"synchelper/app/session"
	"synchelper/diagnose/wording"
)

// demo checks one scenario of the simulated company; without a name it lists them and checks the first that has something
// to tell.
func demo(args []string, env environment, w *wording.Words) (int, error) {
	flags := newFlags("demo", env, w)
	full := flags.Bool("full", false, "")
	words, err := parse(flags, args)
	if err != nil {
		return helpOr(err)
	}
	if len(words) == 0 {
		env.tell(w.Text("cli.demo.list"))
		for _, s := range session.Scenarios() {
			fmt.Fprintln(env.err, "  "+s.ID)
		}
		fmt.Fprintln(env.err)
		words = []string{"need-admin-approval"}
	}
	scenario, err := scenarioIn(words)
	if err != nil {
		return 0, err
	}
	check := []string{"--demo", scenario.ID}
	if *full {
		check = append(check, "--full")
	}
	if code, err := checkAddress(check, env, w); err != nil {
		return code, err
	}
	return exitDone, nil // showing what there is to find is what was asked for
}
