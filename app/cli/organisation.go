package main

import (
	"synchelper/app/profile"
	"synchelper/app/session"
	"synchelper/diagnose/report"
	"synchelper/diagnose/wording"
)

// checkOrganisation says whether a file could be put where an organisation's counts, and what is wrong with it.
func checkOrganisation(args []string, env environment, w *wording.Words) (int, error) {
	words, err := parse(newFlags("organisation", env, w), args)
	if err != nil {
		return helpOr(err)
	}
	if len(words) != 1 {
		return 0, refuse("cli.organisation.one_file", nil)
	}
	if problem := profile.Check(words[0]); problem != nil {
		return 0, refuse("cli.organisation.wrong", map[string]any{"File": words[0], "What": problem.Words(w)})
	}
	found(env, w.Text("cli.organisation.good"))
	return exitDone, nil
}

// narrow leaves of the ways to sign in those that the organisation of this computer wants. A way that was asked for by
// name is refused; where none was, the watched window is left out, and it is said why.
func (ask *checking) narrow(route session.Route, env environment, w *wording.Words) (session.Route, error) {
	p := env.organisation()
	if p.Problem != nil {
		env.tell(report.Visible(w.Text("cli.organisation.broken",
			map[string]any{"Place": p.Place, "What": p.Problem.Words(w)})))
	}
	ask.noOwnBrowser = !p.Allows(profile.MethodOwnBrowser)
	byName := ask.method == session.MethodBrowser || ask.method == session.MethodDeviceCode
	if byName && !p.Allows(profile.Method(ask.method)) {
		return route, refuse("cli.organisation.method", map[string]any{"Method": string(ask.method), "Place": p.Place})
	}
	if !p.Allows(profile.MethodBrowser) && route.Surface != nil {
		route.Surface = nil
		if ask.method == "" && p.Problem == nil {
			env.tell(w.Text("cli.organisation.no_method", map[string]any{"Place": p.Place}))
		}
	}
	return route, nil
}
