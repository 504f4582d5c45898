package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"sync"

	"synchelper/app/profile"
	"synchelper/app/session"
	"synchelper/app/simulated"
	"synchelper/diagnose"
	"synchelper/diagnose/entra"
	"synchelper/diagnose/signin"
	"synchelper/diagnose/wording"
)

// checking is what check was asked to do.
type checking struct {
	address  string
	scenario string // of the simulated company; empty for the real one
	method   session.Method
	card     diagnose.Card
	shown    []byte // what the simulated phone shows
	explaining
	noOwnBrowser bool                      // the organisation does not want it
	device       func(signin.DevicePrompt) // who is told of a device code beside the person; nil: nobody
}

// checkAddress takes the phone's own way for an address, or for the person of a simulated company: every stage, then the verdict.
func checkAddress(args []string, env environment, w *wording.Words) (int, error) {
	var ask checking
	var method, card string
	flags := newFlags("check", env, w)
	flags.StringVar(&ask.scenario, "demo", "", "")
	flags.StringVar(&method, "method", "", "")
	flags.StringVar(&card, "shows", "", "")
	flags.BoolVar(&ask.json, "json", false, "")
	flags.BoolVar(&ask.full, "full", false, "")
	flags.StringVar(&ask.folder, "save", "", "")
	ask.flag(flags)
	words, err := parse(flags, args)
	if err != nil {
		return helpOr(err)
	}
	if ask.scenario != "" { // the demo is nobody's
		env.organisation = func() profile.Profile { return profile.Profile{} }
	}
	if err := errors.Join(ask.understand(words, method, card), ask.choose(env, w)); err != nil {
		return 0, err
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if ask.scenario != "" {
		return ask.simulated(ctx, env, w)
	}
	signin.SweepFolders(scratchFolder())
	route, err := ask.narrow(session.OverNetwork(env.now, scratchFolder()), env, w)
	if err != nil {
		return 0, err
	}
	if ask.method == session.MethodBrowser && route.Surface == nil {
		return 0, refuse("cli.no_browser", nil)
	}
	return ask.run(ctx, route, env, w)
}

// understand holds what was asked against what there is.
func (ask *checking) understand(words []string, method, card string) error {
	switch {
	case ask.scenario == "" && len(words) != 1, ask.scenario != "" && len(words) > 0:
		return refuse("cli.one_address", nil)
	case ask.scenario == "" && (!strings.Contains(words[0], "@") || !plausible(words[0])):
		return refuse("cli.no_mail_address", map[string]any{"Address": strconv.Quote(words[0])})
	}
	if ask.scenario == "" {
		ask.address = words[0]
	}
	switch ask.method = session.Method(method); ask.method {
	case session.MethodBrowser, session.MethodDeviceCode, session.MethodNone, "":
	default:
		return refuse("cli.unknown_method", map[string]any{"Method": strconv.Quote(method)})
	}
	if info, err := os.Stat(ask.folder); ask.folder != "" && (err != nil || !info.IsDir()) { // before anybody signs in
		return unsaved(ask.folder, err)
	}
	if ask.card = diagnose.Card(card); card != "" {
		for _, known := range diagnose.Cards() {
			if known == ask.card {
				return nil
			}
		}
		return refuse("cli.unknown_card", map[string]any{"Card": strconv.Quote(card)})
	}
	return nil
}

// simulated runs the check on a simulated company. Its person walks the pages unless a browser was asked for.
func (ask checking) simulated(ctx context.Context, env environment, w *wording.Words) (int, error) {
	scenario, ok := session.ScenarioOf(ask.scenario)
	if !ok {
		return 0, refuse("cli.demo.unknown", map[string]any{"Scenario": ask.scenario})
	}
	company, err := simulated.Start(scenario.ID, env.now)
	if err != nil {
		return 0, err
	}
	defer func() { _ = company.Close() }()
	var surface signin.Surface
	if ask.method == session.MethodBrowser {
		if surface = session.Browser(scratchFolder(), company.SPKI()); surface == nil {
			return 0, refuse("cli.no_browser", nil)
		}
		env.tell(w.Text("cli.demo.person", map[string]any{"Address": company.Address(),
			"Password": company.Password()}))
	}
	if ask.method == "" {
		ask.method = session.MethodBrowser
	}
	ask.address = scenario.Address
	if ask.card == "" {
		ask.card, ask.shown = scenario.Card, []byte(scenario.Text)
	}
	var approving sync.WaitGroup
	defer approving.Wait()
	ask.device = func(p signin.DevicePrompt) { // the simulated person types the code on the simulated page
		approving.Go(func() { _ = company.Person().ApproveDevice(ctx, p.UserCode) })
	}
	if !ask.json {
		fmt.Fprintf(env.out, "DEMO  %s  %s\n\n", scenario.ID, scenario.Address)
	}
	return ask.run(ctx, session.RouteTo(company, surface, env.now), env, w)
}

// run asks, signs in if that is wanted and can tell more, judges, and prints.
func (ask checking) run(ctx context.Context, route session.Route, env environment, w *wording.Words) (int, error) {
	began := env.now()
	subject := diagnose.Subject{Address: ask.address, Card: ask.card, MailApp: env.organisation().MailApp}
	observations, err := session.Evidence(subject, ask.shown, began, entra.Observe)
	if err != nil {
		return 0, err
	}
	list := newChecklist(env, w)
	found := session.Found{Subject: subject, Observations: observations}
	if !found.Private() || route.Hosts.Simulated {
		found = route.Ask(ctx, found, session.Watch{Stage: list.stage})
	}
	if ask.signsIn(route) && route.MaySignIn(found) {
		ask.tellSure(found, route, env, w)
		found = route.SignIn(ctx, found, ask.method, session.Watch{Stage: list.stage, Progress: list.progress,
			Device: func(p signin.DevicePrompt) {
				list.device(p)
				if ask.device != nil {
					ask.device(p)
				}
			}})
	}
	list.end()
	if ask.method != session.MethodNone && !ask.noOwnBrowser && route.MaySignIn(found) && (route.Surface == nil || found.NotShown != nil) {
		ask.offerOwnBrowser(ctx, route, found, env, w)
	}
	d, err := found.Conclude(env.random, began, route.Hosts)
	if err != nil {
		return 0, err
	}
	if err := ask.print(d, env, w); err != nil {
		return 0, err
	}
	return exitOfCheck(ctx, d), ask.save(d, env, w)
}

// tellSure says what the sign-in means before Microsoft's page opens. The simulated company's needs no such words.
func (ask checking) tellSure(found session.Found, route session.Route, env environment, w *wording.Words) {
	if route.Hosts.Simulated || ask.method == session.MethodDeviceCode {
		return
	}
	sure := session.Sure{Hosts: found.Tenant.Cloud.LoginHosts, CompanyHost: found.Tenant.Federation.Host}
	lines := sure.Means(w, found.Subject.MailApp)
	env.tell("\n" + strings.Join(lines, "\n") + "\n")
}

// offerOwnBrowser names the address for the person's own browser where none can be watched.
func (ask checking) offerOwnBrowser(ctx context.Context, route session.Route, found session.Found, env environment,
	w *wording.Words) {
	link, err := route.OwnBrowserLink(ctx, found)
	if err != nil {
		return
	}
	env.tell(w.Text("cli.own_browser") + "\n" + link + "\n")
}

// signsIn says whether a sign-in is wanted: where nothing was said, if there is a browser to do it in.
func (ask checking) signsIn(route session.Route) bool {
	switch ask.method {
	case session.MethodNone:
		return false
	case session.MethodDeviceCode:
		return true
	}
	return route.Surface != nil
}

// exitOfCheck tells a network that let nothing be found out from a cause that was found.
func exitOfCheck(ctx context.Context, d diagnose.Diagnosis) int {
	if ctx.Err() != nil {
		return exitUndecided
	}
	if d.Verdict.Family == diagnose.FamilyNetwork && d.Verdict.About == diagnose.AboutThisComputer ||
		d.Verdict.Family == diagnose.FamilyTransient {
		return exitNetwork
	}
	return exitFor(d)
}
