package session

import (
	"context"
	"iter"
	"slices"

	"synchelper/diagnose/intake"
	"synchelper/diagnose/triage"
	"synchelper/diagnose/wording"
)

// Shared is what several have in common: the group, and what is said about it. What is sent is in the language of whoever
// gets it.
type Shared struct {
	Group   triage.Group
	Common  wording.Common
	Message wording.Message // to the administrator; empty where there is nobody to write to
	Reply   string          // to all of the people
}

// HelpOthers shows the screen on which tickets and reports of others are read. The person's own run is left as it is.
func (s *Session) HelpOthers() { s.Show(ScreenHelp) }

// DraftHelp keeps what is being typed there.
func (s *Session) DraftHelp(text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.state.Help.Text = text
}

// ReadGiven reads what is in the field.
func (s *Session) ReadGiven() {
	s.mu.Lock()
	text := s.state.Help.Text
	s.mu.Unlock()
	s.ReadText(text)
}

// ReadText reads a text that was pasted. The field is empty afterwards, but for a mistyped reference: what was read stands below it, and a secret that
// was among it does not stay.
func (s *Session) ReadText(text string) {
	name := s.words().Text("ui.help.pasted")
	s.goRead(text, func(context.Context, intake.Options) iter.Seq[triage.Item] {
		return slices.Values(intake.Text(name, []byte(text), s.options.Now()))
	})
}

// ReadPaths reads files, and folders with all that is in them.
func (s *Session) ReadPaths(paths ...string) {
	if len(paths) == 0 {
		return
	}
	s.goRead("", func(ctx context.Context, o intake.Options) iter.Seq[triage.Item] { return intake.Read(ctx, paths, o) })
}

func (s *Session) words() *wording.Words {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.state.Words
}

// goRead reads away from the window. What is dropped while something is read already is read beside it. A reference with
// a wrong character stays in the field, to be mended there: it holds no secret.
func (s *Session) goRead(text string, items func(context.Context, intake.Options) iter.Seq[triage.Item]) {
	var desk *helpdesk
	var ctx context.Context
	s.change(func(st *State) {
		st.Help.Text, st.Help.Reading = "", true
		s.showOne(st, nil)
		if s.helpdesk == nil {
			s.helpdesk = newHelpdesk(st.Profile().Domains)
		}
		if s.reads == nil || s.reads.Err() != nil {
			s.reads, s.stopReading = context.WithCancel(s.life)
		}
		desk, ctx = s.helpdesk, s.reads
		desk.mu.Lock()
		desk.readings++
		desk.mu.Unlock()
	})
	s.work.Go(func() {
		numbers, mistyped := s.readAll(ctx, desk, items)
		others := desk.ended()
		tell := desk.sum(s, s.query(), s.words())
		s.tellHelp(desk, func(st *State) {
			tell(st)
			st.Help.Reading = others
			if mistyped && st.Help.Text == "" {
				st.Help.Text = text
			}
			if len(numbers) == 1 && !others && ctx.Err() == nil {
				s.showOne(st, s.one(st, numbers[0]))
			}
		})
	})
}

// readAll takes all items over and tells from time to time how far it is. It returns the numbers of the first two rows:
// where there is one alone, it is shown at once; and whether something was a reference with a wrong character.
func (s *Session) readAll(ctx context.Context, desk *helpdesk,
	items func(context.Context, intake.Options) iter.Seq[triage.Item]) (numbers []int, mistyped bool) {
	var before intake.Progress
	options := intake.Options{Now: s.options.Now, Whole: true, Progress: func(p intake.Progress) {
		desk.read(p.Files-before.Files, p.Bytes-before.Bytes)
		before = p
	}}
	count := 0
	for item := range items(ctx, options) {
		if ctx.Err() != nil {
			break
		}
		mistyped = mistyped || item.Unread != nil && slices.Contains([]triage.Reason{triage.ReasonBadReference,
			triage.ReasonShortRef}, item.Unread.Reason)
		if n := desk.add(item); n >= 0 && len(numbers) < 2 {
			numbers = append(numbers, n)
		}
		if count++; count%tellEvery == 0 {
			s.tellHelp(desk, func(st *State) { st.Help.Progress, st.Help.Rows = desk.far() })
		}
	}
	return numbers, mistyped
}

// tellHelp hands out what came of reading, unless it was forgotten meanwhile.
func (s *Session) tellHelp(desk *helpdesk, f func(*State)) {
	s.mu.Lock()
	if desk != s.helpdesk || s.life.Err() != nil {
		s.mu.Unlock()
		return
	}
	now := s.apply(f)
	s.mu.Unlock()
	s.options.Emit(now)
}

func (s *Session) query() triage.Query {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.state.Help.Query
}

// StopReading ends what is being read. What was read until then stays.
func (s *Session) StopReading() {
	s.change(func(st *State) {
		if s.stopReading != nil {
			s.stopReading()
		}
		st.Help.Reading = false
	})
}

// ForgetHelp forgets all that was read.
func (s *Session) ForgetHelp() {
	s.change(func(st *State) {
		if s.stopReading != nil {
			s.stopReading()
		}
		s.endSaving(st)
		s.helpdesk, st.Help = nil, Help{}
	})
}

// Seek shows other rows, or the same in another order. Of two questions the later one is answered.
func (s *Session) Seek(q triage.Query) {
	var desk *helpdesk
	var words *wording.Words
	var mine uint64
	s.change(func(st *State) {
		st.Help.Query = q
		s.seeks++
		desk, mine, words = s.helpdesk, s.seeks, st.Words
	})
	if desk == nil {
		return
	}
	s.work.Go(func() {
		view := desk.find(named(q, words))
		s.tellHelp(desk, func(st *State) {
			if mine == s.seeks {
				st.Help.View = view
			}
		})
	})
}

// Tick chooses a row by its number, or no longer.
func (s *Session) Tick(number int) {
	s.change(func(st *State) {
		if s.helpdesk == nil {
			return
		}
		if without := slices.DeleteFunc(slices.Clone(st.Help.Ticked), func(n int) bool { return n == number }); len(without) < len(st.Help.Ticked) {
			st.Help.Ticked = without
		} else {
			st.Help.Ticked = append(without, number)
		}
		st.Help.Chosen = s.helpdesk.of(st.Help.Ticked)
		s.unsaved(st)
	})
}

// Untick chooses none.
func (s *Session) Untick() {
	s.change(func(st *State) {
		st.Help.Ticked, st.Help.Chosen = nil, triage.View{}
		s.unsaved(st)
	})
}

// OpenRow shows one in full, by its number.
func (s *Session) OpenRow(number int) {
	s.change(func(st *State) {
		if s.helpdesk != nil {
			s.showOne(st, s.one(st, number))
		}
	})
}

// CloseRow shows all of them again.
func (s *Session) CloseRow() { s.change(func(st *State) { s.showOne(st, nil) }) }

// showOne shows one in full, or none. Nobody has said yet how its report is to be saved. The caller holds the lock.
func (s *Session) showOne(st *State, one *One) {
	s.endSaving(st)
	st.Help.One, st.Saving.others = one, one != nil
}

// ReplyTo is the reply to the person of a row, by its number. It changes nothing.
func (s *Session) ReplyTo(number int) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.helpdesk == nil {
		return ""
	}
	item, ok := s.helpdesk.item(number)
	if !ok {
		return ""
	}
	return s.state.Letters.ReplyTo(ofOne(s.whole(item), s.helpdesk.alone(item.Row)), item.Row.Reference)
}

// AddressesOf are the addresses of all people of a group. It changes nothing.
func (s *Session) AddressesOf(g triage.Group) string {
	s.mu.Lock()
	desk := s.helpdesk
	s.mu.Unlock()
	if desk == nil {
		return ""
	}
	return desk.to(g)
}

// tellProblems puts into words what people have in common.
func (st *State) tellProblems() {
	h := &st.Help
	h.Problems, h.MoreProblems = nil, max(len(h.groups)-mostProblems, 0)
	for _, g := range h.groups[:min(len(h.groups), mostProblems)] {
		many := g.Many()
		p := Shared{Group: g, Common: st.Words.ManyFor(many, st.Letters)}
		p.Message, p.Reply = p.Common.Message, p.Common.Reply
		h.Problems = append(h.Problems, p)
	}
}
