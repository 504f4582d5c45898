package session

import (
	"context"
	"iter"
	"slices"
	"strings"
	"time"

	"synchelper/diagnose"
	"synchelper/diagnose/consent"
	"synchelper/diagnose/intake"
	"synchelper/diagnose/triage"
)

// Picture is one that somebody sent. Nothing here reads it: who looks at it says what it shows.
type Picture struct {
	Of      triage.Unread
	Card    diagnose.Card // that it looks like; only one that says nothing without words waits here
	Address string        // whose iPhone it is, as typed
	Text    string        // the words in it, as typed
	Problem Problem
}

// SayPicture asks what a picture shows.
func (s *Session) SayPicture(of triage.Unread) {
	s.change(func(st *State) {
		asked := Picture{Of: of}
		if p := st.Help.Picture; p != nil && p.Of == of { // back from a card: what was typed stays
			asked.Address, asked.Text = p.Address, p.Text
		}
		st.Help.Picture = &asked
	})
}

// LeavePicture leaves it unread.
func (s *Session) LeavePicture() { s.change(func(st *State) { st.Help.Picture = nil }) }

// DraftPicture keeps what is being typed.
func (s *Session) DraftPicture(address, text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if p := s.state.Help.Picture; p != nil {
		typed := *p // the State that was handed out keeps its own
		typed.Address, typed.Text = address, text
		s.state.Help.Picture = &typed
	}
}

// PictureShows takes the card that a picture looks like. It becomes a row with the name of the picture; a card that says
// nothing alone waits for the words.
func (s *Session) PictureShows(card diagnose.Card) {
	var item *triage.Item
	s.change(func(st *State) {
		if st.Help.Picture == nil || s.helpdesk == nil {
			return
		}
		p := *st.Help.Picture
		asked := p.Card == card
		p.Card, p.Problem = card, ProblemNone
		if !card.NeedsText() || asked {
			item, p.Problem = s.ofPicture(p)
		}
		if st.Help.Picture = &p; item != nil {
			st.Help.Picture = nil
			if !s.helpdesk.drop(p.Of) { // answered twice
				item = nil
			}
		}
	})
	if item != nil {
		s.goRead("", func(context.Context, intake.Options) iter.Seq[triage.Item] {
			return slices.Values([]triage.Item{*item})
		})
	}
}

// ofPicture is what is known of a picture as a row, with what it was made from.
func (s *Session) ofPicture(p Picture) (*triage.Item, Problem) {
	address, now := strings.TrimSpace(p.Address), s.options.Now()
	if _, err := consent.ParseTenant(address); address != "" && err != nil && !isPersonal(err) {
		return nil, ProblemAddress
	}
	at := triage.Where{File: p.Of.File, Place: p.Of.Place}
	if !p.Card.NeedsText() {
		o := diagnose.ObserveCard(p.Card, now)
		return &triage.Item{Row: triage.OfPicture(o, at).Envelope(address, time.Time{}), Seen: &o}, ProblemNone
	}
	if blank([]byte(p.Text)) {
		return nil, ProblemTextNeeded
	}
	o, err := s.observe([]byte(p.Text), now)
	if err != nil {
		return nil, whyRefused(err)
	}
	row, understood := triage.OfText(o, at)
	if !understood {
		row = triage.OfNothing(at)
	}
	return &triage.Item{Row: row.Envelope(address, time.Time{}), Seen: &o}, ProblemNone
}
