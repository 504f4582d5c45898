package session

import (
	"synchelper/diagnose"
	"synchelper/diagnose/signin"
)

// Code is what the person types in on any device to sign in there.
type Code struct {
	UserCode string
	URL      string
	Minutes  int // for which it can be used
}

// SignInByCode signs in by a code, where the organisation allows that by name: the window has no other way to it.
func (s *Session) SignInByCode() {
	s.mu.Lock()
	found := s.found
	ctx, work, ok := s.goOn(ScreenSignIn, s.state.Sure.Offered && s.state.Sure.ByCode)
	s.mu.Unlock()
	if !ok {
		return
	}
	s.goRun(ctx, work, func() {
		s.cameBack(work, work.route.SignIn(ctx, found, MethodDeviceCode, Watch{Stage: s.stageTeller(work),
			Device: func(p signin.DevicePrompt) { s.showCode(work, p) }}))
	})
}

func (s *Session) showCode(work job, p signin.DevicePrompt) {
	s.deliver(work.generation, func(st *State) {
		st.Standing = Standing{Asks: true, Code: Code{UserCode: p.UserCode, URL: p.URL,
			Minutes: int(p.Expires.Sub(s.options.Now()).Minutes())}}
	})
}

// cameBack tells what a sign-in has found out, if anything.
func (s *Session) cameBack(work job, all Found) {
	s.listSignIns(work, all.SignIns)
	if (all.Cancelled || all.NotShown != nil) && !all.saw(diagnose.StageSignIn) {
		s.nothingSeen(work, all)
		return
	}
	s.tell(work, all, true)
}
