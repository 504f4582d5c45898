package session

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"synchelper/diagnose"
	"synchelper/diagnose/entra"
)

const (
	// atOnce is what is read before the next picture is drawn: it takes less than a blink. More gets ScreenRunning.
	atOnce = 256 << 10
	tick   = time.Second
	// firstAnswer is how long a person waits for servers before the first answer comes from the phone's words alone.
	firstAnswer = 3 * time.Second
	// shownText is how much of what Microsoft wrote the screen shows.
	shownText = 2000
)

// job is one question put to the judge: what the person has given, taken out of the State.
type job struct {
	subject    diagnose.Subject
	text       []byte
	began      time.Time
	generation uint64
	route      *Route                 // to the servers that are asked; nil: none is
	behind     Screen                 // where Cancel and a text that cannot be read lead back to
	id         string                 // of the diagnosis that the run goes on with; empty: a new one
	stages     []diagnose.Stage       // that an earlier part of the run has asked
	heard      []diagnose.Observation // what the person has heard from IT
	signs      bool                   // it goes on to before a sign-in
	after      bool                   // IT has said yes since: what the phone showed before is history
	answered   CaseState              // what a scenario's IT has said already
}

// StartRun judges what was chosen and typed, and asks the servers that need no sign-in. A long text is read and servers
// are asked away from the window, with ScreenRunning meanwhile.
func (s *Session) StartRun() {
	s.mu.Lock()
	work, problem := s.gather()
	var ctx context.Context
	if problem == ProblemNone {
		ctx, work.generation = s.start()
	}
	s.mu.Unlock()
	switch {
	case problem != ProblemNone:
		s.change(func(st *State) { st.Problem = problem })
	case work.route == nil && len(work.text) <= atOnce:
		s.run(ctx, work)
	default:
		s.goRun(ctx, work, func() { s.run(ctx, work) })
	}
}

// goRun shows ScreenRunning and does the work away from the window.
func (s *Session) goRun(ctx context.Context, work job, do func()) {
	s.change(func(st *State) {
		st.Screen, st.Behind, st.Problem = ScreenRunning, work.behind, ProblemNone
		st.Elapsed, st.Standing, st.Stages = 0, Standing{}, checklist(work.stages)
		st.Asking = work.route != nil
	})
	s.work.Go(do)
	s.work.Go(func() { s.countSeconds(ctx, work) })
}

// gather takes what was given out of the State. The caller holds the lock.
func (s *Session) gather() (job, Problem) {
	subject, problem := subjectOf(&s.state)
	if problem != ProblemNone {
		return job{}, problem
	}
	if s.state.Checking && subject.Address == "" { // without it nobody is asked
		return job{}, ProblemAddress
	}
	text := s.given()
	if blank(text) && s.state.Card.NeedsText() && !s.state.Checking {
		return job{}, ProblemTextNeeded
	}
	work := job{subject: subject, text: text, began: s.options.Now(), route: s.routeFor(subject), behind: ScreenAsk}
	s.repeats(&work)
	return work, ProblemNone
}

// given is all the words that the person has given: those in the box, and behind them what is attached. The caller holds
// the lock.
func (s *Session) given() []byte {
	switch {
	case len(s.attached) == 0:
		return []byte(s.state.Text)
	case strings.TrimSpace(s.state.Text) == "":
		return s.attached
	}
	return append(append([]byte(s.state.Text), '\n'), s.attached...)
}

// countSeconds keeps the elapsed time on the screen up to date until the run ends or is left.
func (s *Session) countSeconds(ctx context.Context, work job) {
	ticker := time.NewTicker(tick)
	defer ticker.Stop()
	began := s.options.Now()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			s.deliver(work.generation, func(st *State) { st.Elapsed = s.options.Now().Sub(began) })
		}
	}
}

// Cancel leaves a run at once; whatever it still finds is dropped.
func (s *Session) Cancel() {
	s.mu.Lock()
	behind := s.state.Behind
	s.mu.Unlock()
	s.change(func(st *State) {
		s.stop()
		st.Screen = behind
		if behind == ScreenSignIn {
			st.Behind = ScreenResult
		}
		st.Checking = st.Checking && behind != ScreenStart
		st.Asking = false
	})
}

// run reads the text, asks, judges, and shows the result.
func (s *Session) run(ctx context.Context, work job) {
	observations, err := Evidence(work.subject, work.text, work.began, s.observe)
	if err != nil {
		s.refuse(work, err)
		return
	}
	found := Found{Subject: work.subject, Observations: append(observations, work.heard...)}
	if work.route == nil {
		s.tell(work, found, true)
		return
	}
	all := make(chan Found, 1)
	s.work.Go(func() { all <- work.route.Ask(ctx, found, Watch{Stage: s.stageTeller(work)}) })
	patience := time.NewTimer(firstAnswer)
	defer patience.Stop()
	select {
	case found = <-all:
	case <-patience.C:
		if len(observations) > 0 {
			s.tell(work, found, false)
		}
		found = <-all
	}
	if s.tell(work, found, true) && work.signs {
		s.MakeSure()
	}
}

// stageTeller puts a stage of a run into the State as it begins and as it ends.
func (s *Session) stageTeller(work job) func(diagnose.Stage) {
	return func(stage diagnose.Stage) {
		s.deliver(work.generation, func(st *State) {
			if st.Screen == ScreenRunning {
				st.Stages = withStage(st.Stages, stage)
			}
		})
	}
}

// tell judges what was found and shows it. Until the last answer is there the servers are still being asked, and the person
// may have gone on with the first one meanwhile. It says whether the person was still there.
func (s *Session) tell(work job, found Found, last bool) bool {
	d, err := found.Conclude(s.options.Random, work.began, work.hosts())
	if err != nil {
		return s.refuse(work, err)
	}
	d.ID = cmp.Or(work.id, d.ID)
	return s.deliver(work.generation, func(st *State) {
		if last {
			s.stop()
		}
		answered := st.Asking && st.Screen != ScreenRunning // the person reads the first answer of this part
		if !answered {
			st.Open = PartNone
			s.endSaving(st)
		}
		if (answered || work.id != "") && !work.after {
			d = asLaterAnswer(st.Diagnosis, d)
		}
		st.Screen, st.Problem, st.Asking, st.Standing = ScreenResult, ProblemNone, !last, Standing{}
		st.Quote = quoteOf(d)
		s.found = found
		st.Sure = s.sureOf(work, found)
		s.dropSecrets(st, d)
		s.settle(st, d)
		s.tellCame(st)
		st.tellAddress()
		if work.id == "" {
			st.before, st.Checking = nil, false
			if !answered {
				st.Approval = diagnose.Approval{}
			}
		}
		s.tellTurn(st)
		s.list(st)
		if last && work.answered != "" {
			s.tellAnswered(st, work.answered)
		}
	})
}

// asLaterAnswer is the later answer of a run with what the person has said to the first one: the same reference, the same
// choice, the same yes.
func asLaterAnswer(first, d diagnose.Diagnosis) diagnose.Diagnosis {
	d.ID = first.ID
	again := slices.ContainsFunc(d.Observations, isHeard)
	for _, o := range first.Observations {
		if isChoice(o) || isHeard(o) && !again {
			d.Observations = append(d.Observations, o)
			d.Verdict = diagnose.Judge(d.Observations)
		}
	}
	return d
}

func (j job) hosts() diagnose.Cloud {
	if j.route == nil {
		return diagnose.Cloud{}
	}
	return j.route.Hosts
}

// dropSecrets sees to it that what was cut out of the text does not stay in the box or behind it either.
func (s *Session) dropSecrets(st *State, d diagnose.Diagnosis) {
	for _, o := range d.Observations {
		if o.Source == diagnose.SourceText {
			s.dropSecretsOf(st, o)
		}
	}
}

// dropSecretsOf does so for what was read from the box and the file behind it.
func (s *Session) dropSecretsOf(st *State, o diagnose.Observation) {
	if len(o.Secrets) == 0 {
		return
	}
	st.Text, st.Attached, s.attached = o.Text, Attached{}, nil
	if len(o.Text) > boxLimit {
		st.Text = ""
	}
}

// refuse goes back to the question and says why the text could not be used. A text that is a key is not kept.
func (s *Session) refuse(work job, err error) bool {
	problem := whyRefused(err)
	return s.deliver(work.generation, func(st *State) {
		s.stop()
		st.Screen, st.Problem, st.Asking = work.behind, problem, false
		if problem == ProblemSecretOnly {
			s.attached, st.Attached, st.Text = nil, Attached{}, ""
		}
	})
}

// whyRefused tells apart why a text could not be used.
func whyRefused(err error) Problem {
	switch {
	case errors.Is(err, entra.ErrTooLarge):
		return ProblemTooLarge
	case errors.Is(err, entra.ErrSecretOnly):
		return ProblemSecretOnly
	}
	return ProblemUnreadable
}

// blank says whether there are no words in a text. A long one is not looked through.
func blank(text []byte) bool {
	return len(text) <= boxLimit && len(bytes.TrimSpace(text)) == 0
}

func shortened(text string) string {
	text = strings.TrimSpace(text)
	if len(text) <= shownText {
		return text
	}
	return strings.ToValidUTF8(text[:shownText], "") + " …"
}
