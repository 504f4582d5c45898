// Package session is the state machine of one run: from what the person chose or pasted to the diagnosis in words.
//
// The rules are: every goroutine of the window lives here and is waited for by Close; every change is handed out as a
// whole State; a result that arrives after the person left is dropped, by its generation, since reading 64 MiB takes less
// than it would to make it stop half way. The package knows no widgets and reads no clock and no randomness of its own.
package session

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"sync"
	"time"

	"synchelper/app/profile"
	"synchelper/diagnose"
	"synchelper/diagnose/entra"
	"synchelper/diagnose/probe"
	"synchelper/diagnose/report"
	"synchelper/diagnose/signin"
	"synchelper/diagnose/wording"
)

// Options are what a session needs from outside.
type Options struct {
	SaveIn string // folder that reports go to until the person chooses another
	Dir    string // folder for the settings and the open case; empty: nothing is kept
	Online bool   // servers may be asked; otherwise only the simulated company's are
	// Programs are the browsers that may show Microsoft's pages; nil: those of this computer.
	Programs func() []signin.Program
	Profile  profile.Profile // what the organisation of this computer has set
	Scratch  string          // folder for what a watched browser keeps while it is open; empty: the system's
	Simulate Simulate        // nil where this program cannot play the demo
	// OpenURL starts the program that the system has for an address. It may take its time to see whether that worked.
	OpenURL func(context.Context, *url.URL) error
	Locale  string           // the system's, such as "de_DE.UTF-8"; chooses the first language
	Now     func() time.Time // time.Now, in the zone in which times are shown
	Random  io.Reader        // crypto/rand.Reader
	// Emit gets every new State, also from goroutines of the session and possibly out of order: see State.Version.
	Emit func(State)
}

// Session is one window's run. Its methods may be called from any goroutine; only short texts and settings are read and written on
// the caller's time.
type Session struct {
	options  Options
	store    store
	observe  func([]byte, time.Time) (diagnose.Observation, error)
	client   func() *http.Client // made when the first server is asked
	programs func() []signin.Program

	mu         sync.Mutex
	state      State
	chosen     Settings        // of the Settings, what the person has chosen and is kept
	attached   []byte          // the text behind state.Attached
	found      Found           // what the run behind state.Diagnosis has gathered
	describe   chan struct{}   // "I see an error", to the sign-in under way
	openings   uint64          // how often another program was started
	company    Company         // of the scenario that is played; nil without one
	companyOf  string          // the scenario's id
	wouldAct   map[string]bool // of the scenarios played: whether IT's yes changes anything at the company as it begins
	generation uint64          // of the work under way; a result of an older one is dropped
	cancel     context.CancelFunc
	life       context.Context
	end        context.CancelFunc
	work       sync.WaitGroup

	helpdesk    *helpdesk       // what was read of other people's; nil before anything was
	reads       context.Context // of the readings under way, which outlive a change of screen
	stopReading context.CancelFunc
	seeks       uint64 // questions put to the helpdesk: the last one is answered

	savings uint64     // of the report on the screen and its reader: what comes of an older saving is dropped
	shows   uint64     // of what is shown before it is saved
	keys    sync.Mutex // held while the key of other names is read or drawn
	key     []byte     // of other names, where none is kept

	first diagnose.CauseID // the answer before anybody signed in
}

// New prepares a session with the settings and the open case that were kept. The error is that of a language that
// cannot be loaded, which means a broken build.
func New(o Options) (*Session, error) {
	s := &Session{options: o, store: store{dir: o.Dir, noHistory: o.Profile.NoHistory, forgets: o.Profile.Forgets()}, observe: entra.Observe,
		client: sync.OnceValue(probe.NewClient), programs: o.Programs, wouldAct: map[string]bool{}}
	if s.programs == nil {
		s.programs = sync.OnceValue(signin.FindPrograms)
	}
	s.life, s.end = context.WithCancel(context.Background())
	s.state.Organisation, s.state.HasDemo = o.Profile, o.Simulate != nil
	s.chosen = s.store.settings()
	s.state.Settings = s.chosen.over(organised(wording.Match(o.Locale), o.Profile))
	words, err := wording.New(s.state.Settings.Language)
	if err != nil {
		return nil, err
	}
	s.state.Words = words
	if s.state.Letters, err = lettersIn(s.state.Settings.letterLanguage(), words); err != nil {
		return nil, err
	}
	s.state.Screen, s.state.Behind, s.state.SaveDir = ScreenStart, ScreenStart, o.SaveIn
	s.state.Case = s.store.openCase(o.Now())
	s.tellCase(&s.state)
	s.state.History, s.state.HistoryPath = s.store.runs(), s.store.path(historyFile)
	s.state.KeyPath = s.store.path(report.KeyFile)
	s.tellRuns(&s.state)
	return s, nil
}

// Begin hands out the first State; demo starts on the simulated company. What an earlier run that was killed has left of
// a watched browser is removed.
func (s *Session) Begin(demo bool) {
	if s.options.Online {
		s.work.Go(func() { signin.SweepFolders(s.options.Scratch) })
	}
	s.change(func(st *State) {
		if demo && st.HasDemo {
			s.enterDemo(st)
			st.Screen = ScreenDemo
		}
	})
}

// Close stops what is under way and waits for it.
func (s *Session) Close() {
	s.end()
	s.mu.Lock()
	s.stop()
	s.closeCompany()
	s.mu.Unlock()
	s.work.Wait()
}

// change applies f and hands the new State out. Emit is called without the lock: whoever draws may call back.
func (s *Session) change(f func(*State)) {
	s.mu.Lock()
	now := s.apply(f)
	s.mu.Unlock()
	s.options.Emit(now)
}

// apply changes the State and returns it. Back leads to Start unless the change says otherwise by setting Behind; while
// the screen stays, so does the way back. The caller holds the lock.
func (s *Session) apply(f func(*State)) State {
	before := s.state.Screen
	behind := s.state.Behind
	s.state.Behind, s.state.Worked, s.state.Closed = ScreenStart, false, false
	f(&s.state)
	if s.state.Screen == before {
		s.state.Behind = behind
	}
	s.state.Version++
	return s.state
}

// start begins new work and ends the old. The caller holds the lock.
func (s *Session) start() (context.Context, uint64) {
	s.stop()
	ctx, cancel := context.WithCancel(s.life)
	s.cancel = cancel
	return ctx, s.generation
}

// stop makes what is under way obsolete. The caller holds the lock.
func (s *Session) stop() {
	s.generation++
	if s.cancel != nil {
		s.cancel()
		s.cancel = nil
	}
}

// deliver applies the result of work, unless the person has left since it began; it says whether it did.
func (s *Session) deliver(generation uint64, f func(*State)) bool {
	s.mu.Lock()
	if generation != s.generation || s.life.Err() != nil {
		s.mu.Unlock()
		return false
	}
	now := s.apply(f)
	s.mu.Unlock()
	s.options.Emit(now)
	return true
}

// Home goes back to Start. What was typed stays, so that going back loses nothing; the demo's is forgotten.
func (s *Session) Home() {
	s.change(func(st *State) {
		s.stop()
		st.Screen, st.Problem, st.Card, st.Open, st.Checking = ScreenStart, ProblemNone, "", PartNone, false
		s.endSaving(st)
		st.Sure, st.Standing, st.Asking, s.found = Sure{}, Standing{}, false, Found{}
		if st.Demo {
			s.forgetRun(st)
			if st.Case == nil { // else its company goes on, as companies do while somebody waits for them
				s.closeCompany()
			}
		}
		s.tellCase(st) // the day may be another one
	})
}

// forget empties what a run has gathered, and ends the simulated company. The caller holds the lock.
func (s *Session) forget(st *State) {
	s.forgetRun(st)
	st.Approval, st.Checking = diagnose.Approval{}, false
	s.closeCompany()
}

// forgetRun empties what a run has gathered. The caller holds the lock.
func (s *Session) forgetRun(st *State) {
	st.Card, st.Address, st.Text, st.Attached, st.Quote = "", "", "", Attached{}, ""
	st.Diagnosis, st.Answer, st.Stages = diagnose.Diagnosis{}, wording.Answer{}, nil
	st.Sure, st.Standing, st.Asking = Sure{}, Standing{}, false
	s.attached, s.found = nil, Found{}
}

// Show goes to a screen that needs nothing but itself. From the settings Back leads to where the person was, since
// somebody who makes the letters larger wants to go on reading.
func (s *Session) Show(screen Screen) {
	s.change(func(st *State) {
		s.stop()
		was := st.Screen
		st.Screen, st.Problem, st.Asking = screen, ProblemNone, false
		st.Saving.others = st.Saving.others || screen == ScreenHelp && st.Help.One != nil
		if screen == ScreenSettings && was != ScreenRunning {
			st.Behind = was
		}
	})
}

// Back goes to where the State says.
func (s *Session) Back() {
	s.mu.Lock()
	behind := s.state.Behind
	s.mu.Unlock()
	if behind == ScreenStart {
		s.Home()
		return
	}
	s.Show(behind)
}
