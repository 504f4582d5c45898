package session

import (
	"context"
	"slices"
	"strings"

	"synchelper/diagnose"
	"synchelper/diagnose/signin"
	"synchelper/diagnose/wording"
)

// Sure is what making sure takes: a sign-in in a window of its own, as the mail app itself. What the person is told
// about it before must be true, so it comes from what was found.
type Sure struct {
	Offered      bool     // a sign-in could tell more
	Hosts        []string // on which Microsoft's page is shown
	CompanyHost  string   // on which the company's own sign-in page is shown; empty: there is none
	Browser      string   // name of the program that shows the page; empty: none was found
	Unwanted     bool     // the organisation does not want the watched window
	NoOwnBrowser bool     // it does not want the own browser
	ByCode       bool     // it allows a code that is typed in on any device
	Forbidden    string   // why the programs that were found may not be steered; empty: one may
	Simulated    bool     // the simulated person signs in, since no program was found
	Address      string   // of the simulated person; empty where nothing is simulated
	Password     string   // of the simulated person, which the demo shows and nothing else has
	Closed       bool     // the person closed the page before anything was found out
	NotShown     bool     // the program could not be started, so the own browser is the way
	Link         string   // for the person's own browser; nothing that comes of it can be redeemed

	Came Came             // what the sign-in did to the answer
	Slip diagnose.CauseID // at which it ended, where Came is CameSlip
}

// Standing is where the person stands on the pages of a sign-in.
type Standing struct {
	Page string // message "ui.standing.<page>"; empty: no sign-in is under way
	Host string // of the page
	Ours bool   // "I see an error" makes sense: the page is one of Microsoft's
	Asks bool   // the page is there and waits for the person
	Code Code   // to be typed in on any device; empty where a page is shown
}

// sureOf says what making sure would take; where an earlier sign-in ended does not matter to the next one. The caller holds
// the lock.
func (s *Session) sureOf(work job, found Found) Sure {
	found = found.without(diagnose.StagesOfSignIn()...)
	if work.route == nil || !work.route.MaySignIn(found) {
		return Sure{}
	}
	sure := Sure{Offered: true, Hosts: found.Tenant.Cloud.LoginHosts, CompanyHost: found.Tenant.Federation.Host}
	program, forbidden, ok := usable(s.programs())
	switch {
	case ok:
		sure.Browser = program.Name
	case s.company != nil:
		sure.Simulated = true
	default:
		sure.Forbidden = forbidden
	}
	if s.company != nil {
		sure.Address, sure.Password = s.company.Address(), s.company.Password()
	}
	return sure.narrowed(s.options.Profile)
}

// Means says before a sign-in as a mail app whose page opens and what is read. A code is typed in elsewhere, where nothing
// is read: it is said wherever one is offered.
func (sure Sure) Means(w *wording.Words, mailApp string) []string {
	if sure.Address != "" {
		return sure.meansInDemo(w)
	}
	lines := []string{w.Text("ui.sure.window", map[string]any{"Hosts": anyOf(w, sure.Hosts)})}
	if sure.CompanyHost != "" {
		lines = append(lines, w.Text("ui.sure.company", map[string]any{"Host": asAddress(sure.CompanyHost)}))
	}
	log := w.Text("ui.sure.log", map[string]any{"EntraApp": diagnose.MailAppOf(mailApp).EntraName})
	if sure.OnlyCode() {
		return []string{w.Text("ui.sure.code"), log, w.Text("ui.sure.key"), w.Text("ui.sure.own"), w.Text("ui.sure.box")}
	}
	if sure.ByCode {
		lines = append(lines, w.Text("ui.sure.by_code")+": "+w.Text("ui.sure.code"))
	}
	return append(lines, log, w.Text("ui.sure.reads"), w.Text("ui.sure.key"), w.Text("ui.sure.own"), w.Text("ui.sure.box"))
}

// meansInDemo says it of an imitation of Microsoft's page, on this computer: nobody is to take its address for Microsoft's. Where
// the simulated person signs in, no page is shown, and there is nothing to do on one.
func (sure Sure) meansInDemo(w *wording.Words) []string {
	here := ""
	if !sure.Simulated {
		here = anyOf(w, sure.Hosts)
	}
	microsofts := asAddress(diagnose.Clouds()[0].LoginHost)
	lines := []string{w.Text("ui.sure.window_demo", map[string]any{"Hosts": here, "Real": microsofts}),
		w.Text("ui.sure.reads"), w.Text("ui.sure.key")}
	if sure.Simulated {
		return lines
	}
	return append(lines, w.Text("ui.sure.own_demo"), w.Text("ui.sure.box"))
}

// anyOf names hosts as addresses, of which any may come.
func anyOf(w *wording.Words, hosts []string) string {
	starts := make([]string, len(hosts))
	for i, host := range hosts {
		starts[i] = asAddress(host)
	}
	return strings.Join(starts, w.Text("ui.sure.or"))
}

// asAddress is how an address on a host begins, with the slash that nothing but the host may stand before.
func asAddress(host string) string { return "https://" + host + "/" }

// MakeSure says what a sign-in means before there is one.
func (s *Session) MakeSure() {
	s.change(func(st *State) {
		if !st.Sure.Offered {
			return
		}
		s.stop()
		st.Screen, st.Behind, st.Problem, st.Asking = ScreenSignIn, ScreenResult, ProblemNone, false
		st.Sure.Closed, st.Sure.NotShown = false, false
	})
}

// SignIn opens Microsoft's page and follows the person until the answer is there.
func (s *Session) SignIn() {
	s.mu.Lock()
	found, describe := s.found, make(chan struct{}, 1)
	ctx, work, ok := s.goOn(ScreenSignIn, s.state.Sure.Offered && !s.state.Sure.Unwanted)
	if ok {
		s.describe = describe
	}
	s.mu.Unlock()
	if !ok {
		return
	}
	s.goRun(ctx, work, func() {
		s.cameBack(work, work.route.SignIn(ctx, found, MethodBrowser, Watch{Stage: s.stageTeller(work), Describe: describe,
			Progress: func(p signin.Progress) { s.standing(work, p) }}))
	})
}

// listSignIns keeps SyncHelper's own sign-ins with the diagnosis, also those that the person left: the company's log has them.
func (s *Session) listSignIns(work job, all []diagnose.SignIn) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.state.Diagnosis.ID == work.id {
		s.found.SignIns, s.state.Diagnosis.SignIns = all, all
	}
}

// standing tells where the person stands on Microsoft's pages.
func (s *Session) standing(work job, p signin.Progress) {
	s.deliver(work.generation, func(st *State) {
		st.Standing = Standing{Page: string(p.Standing), Host: p.Host, Asks: p.Standing != signin.StandingOpening,
			Ours: p.Standing != signin.StandingCompanyPage && p.Standing != signin.StandingOpening}
	})
}

// nothingSeen goes back to before the sign-in: the person closed the page, or none could be shown.
func (s *Session) nothingSeen(work job, found Found) {
	s.deliver(work.generation, func(st *State) {
		s.stop()
		st.Screen, st.Behind, st.Asking, st.Standing = ScreenSignIn, ScreenResult, false, Standing{}
		st.Sure.Closed, st.Sure.NotShown = found.NotShown == nil, found.NotShown != nil
		if found.NotShown != nil {
			st.Sure.Browser = ""
		}
	})
}

// SeesError reads the page that is open as one that shows an error.
func (s *Session) SeesError() {
	s.mu.Lock()
	defer s.mu.Unlock()
	select {
	case s.describe <- struct{}{}:
	default: // it was pressed before, or nothing is open
	}
}

// OwnBrowser makes the address for the person's own browser and asks for the text of the page that it ends on.
func (s *Session) OwnBrowser() {
	s.mu.Lock()
	found := s.found.without(diagnose.StagesOfSignIn()...)
	ctx, work, ok := s.goOn(ScreenSignIn, s.state.Sure.Offered && !s.state.Sure.NoOwnBrowser)
	s.mu.Unlock()
	if !ok {
		return
	}
	s.goRun(ctx, work, func() {
		link, err := work.route.OwnBrowserLink(ctx, found)
		s.deliver(work.generation, func(st *State) {
			s.stop()
			st.Asking = false
			if err != nil {
				st.Screen, st.Behind, st.Problem = ScreenSignIn, ScreenResult, ProblemNoPage
				return
			}
			own := diagnose.SignIn{At: work.began, Method: "own-browser", ClientID: work.route.config(found).App.ClientID,
				Ended: "offered for the person's own browser; nothing of it comes back"}
			s.found.SignIns = append(slices.Clip(found.SignIns), own)
			st.Diagnosis.SignIns = s.found.SignIns
			st.Screen, st.Behind, st.Problem, st.Text = ScreenOwnBrowser, ScreenSignIn, ProblemNone, ""
			s.attached, st.Attached = nil, Attached{}
			st.Sure.Link = link
		})
	})
}

// PageSeen judges anew with the text of the page on which the person's own browser ended.
func (s *Session) PageSeen() {
	s.mu.Lock()
	found, text := s.found, s.given()
	ctx, work, ok := s.goOn(ScreenOwnBrowser, !blank(text))
	s.mu.Unlock()
	if !ok {
		s.change(func(st *State) { st.Problem = ProblemTextNeeded })
		return
	}
	s.goRun(ctx, work, func() {
		o, err := s.observe(text, work.began)
		if err != nil {
			s.refuse(work, err)
			return
		}
		o.Stage, o.Source, o.About = diagnose.StageSignIn, diagnose.SourceSignIn, diagnose.AboutThisComputer
		found = found.without(diagnose.StagesOfSignIn()...)
		found.Observations = append(found.Observations, o)
		s.deliver(work.generation, func(st *State) { s.dropSecretsOf(st, o) })
		s.tell(work, found, true)
	})
}

// NoErrorSeen judges anew by the person's word that the sign-in in the own browser ended without an error. Which account
// that was, nobody saw.
func (s *Session) NoErrorSeen() {
	s.mu.Lock()
	found := s.found.without(diagnose.StagesOfSignIn()...)
	ctx, work, ok := s.goOn(ScreenOwnBrowser, true)
	s.mu.Unlock()
	if !ok {
		return
	}
	s.goRun(ctx, work, func() {
		found.Observations = append(found.Observations, diagnose.Observation{Stage: diagnose.StageSignIn,
			Source: diagnose.SourceSignIn, At: work.began, About: diagnose.AboutAccount, Cause: diagnose.CauseNone,
			Account: diagnose.UnnamedAccount, Text: "the person's own browser showed no error, as the person says"})
		s.tell(work, found, true)
	})
}

// Again repeats a run: it asks the servers once more and, where there was a sign-in, goes on to before the next one, since
// nobody is signed in without having said so. Where the run is gone, it is that of the
// open case which is repeated; without one it goes back to Start.
func (s *Session) Again() {
	s.mu.Lock()
	kept := s.state.OfCase() && len(s.found.Stages) == 0
	s.mu.Unlock()
	if kept { // a run from Start would be another one, under a reference that its reader does not know
		s.CheckCase()
		return
	}
	s.again(false)
}

// again repeats a run; signs has it go on to before a sign-in also where there was none.
func (s *Session) again(signs bool) {
	s.mu.Lock()
	found := s.found
	found.Observations = s.sinceYes(found.Observations)
	ctx, work, ok := s.goOn(ScreenResult, len(found.Stages) > 0)
	if ok {
		s.state.remember()
	}
	s.mu.Unlock()
	if !ok {
		s.Home()
		return
	}
	s.goRun(ctx, work, func() {
		all := work.route.Ask(ctx, found.without(diagnose.StagesOfSignIn()...), Watch{Stage: s.stageTeller(work)})
		if s.tell(work, all, true) && (signs || len(found.SignIns) > 0) {
			s.MakeSure()
		}
	})
}

// goOn begins the next part of the run whose first part gave what is known. may says whether there is anything to go on
// with; without it, or without servers to ask, nothing changes and ok is false. The caller holds the lock.
func (s *Session) goOn(behind Screen, may bool) (ctx context.Context, work job, ok bool) {
	route := s.routeFor(s.found.Subject)
	if !may || route == nil {
		return nil, job{}, false
	}
	ctx, generation := s.start()
	return ctx, job{subject: s.found.Subject, began: s.options.Now(), generation: generation, route: route,
		behind: behind, id: s.state.Diagnosis.ID, stages: s.found.Stages, after: s.afterYes()}, true
}

// checklist is every stage as a run begins, those that were asked before as they ended.
func checklist(asked []diagnose.Stage) []diagnose.Stage {
	stages := make([]diagnose.Stage, 0, len(diagnose.StageIDs()))
	for _, id := range diagnose.StageIDs() {
		stages = append(stages, diagnose.Stage{ID: id, State: diagnose.NotChecked})
	}
	for _, stage := range asked {
		stages = withStage(stages, stage)
	}
	return stages
}

func withStage(stages []diagnose.Stage, stage diagnose.Stage) []diagnose.Stage {
	all := slices.Clone(stages)
	for i := range all {
		if all[i].ID == stage.ID {
			all[i] = stage
		}
	}
	return all
}
