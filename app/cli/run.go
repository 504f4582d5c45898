package main

import (
	"fmt"
	"sync"

	"synchelper/diagnose/wording"
)

// command is one word after synchelper-cli.
type command struct {
	name string
	run  func(args []string, env environment, w *wording.Words) (int, error)
}

func commands() []command {
	return []command{
		{"explain", explain},
		{"check", checkAddress},
		{"admin-link", adminLink},
		{"report", convertReport},
		{"validate", validate},
		{"triage", triageAll},
		{"organisation", checkOrganisation},
		{"handbook", writeHandbook},
		{"handover", handover},
		{"demo", demo},
		{"simulate", simulate},
	}
}

// run executes one call and returns its exit code.
func run(args []string, env environment) int {
	env.organisation = sync.OnceValue(env.organisation)
	w, err := wording.New(env.language())
	if err != nil {
		return exitOf(err, env, w)
	}
	if len(args) == 0 {
		fmt.Fprint(env.err, w.Text("cli.help")+"\n")
		return exitUsage
	}
	switch args[0] {
	case "help", "-h", "--help":
		fmt.Fprint(env.out, w.Text("cli.help")+"\n")
		return exitDone
	case "version", "--version":
		fmt.Fprintln(env.out, versionLine())
		return exitDone
	}
	for _, c := range commands() {
		if c.name == args[0] {
			code, err := c.run(args[1:], env, w)
			if err != nil {
				return exitOf(err, env, w)
			}
			return code
		}
	}
	return exitOf(refuse("cli.unknown_command", map[string]any{"Command": args[0]}), env, w)
}
