// Package profile reads what an organisation sets for the computers of its people: whom messages go to, which ways to
// sign in remain, what is kept.
//
// The rules are: it is read only from where one must be administrator to write, never from beside the program, and in
// nothing that a person can set (a variable, an argument) is a place named. It narrows what the program does and never
// widens it; the code on another device is the one exception. A file that is broken is named, with line and field, and
// nothing of it is used: the program starts, and holds the narrowest there is until the file is mended.
package profile

import (
	"errors"
	"fmt"
	"image"
	"io/fs"
	"slices"
)

// Method is a way to sign in.
type Method string

// The methods.
const (
	MethodBrowser    Method = "browser"     // in a window that is watched
	MethodOwnBrowser Method = "own-browser" // in the person's own, which nobody watches
	MethodDeviceCode Method = "device-code" // by a code that is typed in on any device
)

// LooksAfter says who looks after the person's computers; empty while nobody has said it.
type LooksAfter string

// Who may look after the computers.
const (
	LooksAfterOurIT   LooksAfter = "our-it"
	LooksAfterCompany LooksAfter = "another-company" // which looks after many
	LooksAfterMe      LooksAfter = "me"
	LooksAfterUnknown LooksAfter = "unknown"
)

// LookersAfter returns who may look after the computers, in the order in which they are offered.
func LookersAfter() []LooksAfter {
	return []LooksAfter{LooksAfterOurIT, LooksAfterCompany, LooksAfterMe, LooksAfterUnknown}
}

// Readers says who may read saved reports.
type Readers string

// Who may read saved reports.
const (
	ReadersOurIT   Readers = "our-it"
	ReadersOutside Readers = "outside"
)

// Profile is what an organisation has set. The zero Profile sets nothing. It is never changed once it is read.
type Profile struct {
	Place   string   // where it was found; empty: there is none
	Problem *Problem // why what stands at Place is not used; see unusable for what holds then

	Name       string
	Domains    []string
	Helpdesk   string // mail address
	Ticket     string // template of an address
	Admin      string // mail address
	Logo       image.Image
	Language   string
	MailApp    string
	LooksAfter LooksAfter
	Methods    []Method // those that remain, where Limited
	Limited    bool
	Readers    Readers
	NoHistory  bool // neither the open case nor a list of runs is kept
}

// unusable is what holds where something stands at a place and cannot be used. What it was meant to forbid is not known,
// so a slip in it, or a field of a later version, opens nothing again: there is no sign-in but in the person's own
// browser, and nothing new is kept.
func unusable(place string, p *Problem) Profile {
	return Profile{Place: place, Problem: p, Limited: true, Methods: []Method{MethodOwnBrowser}, NoHistory: true}
}

// Forgets says whether what was kept before is removed too. A file that is broken by a slip must destroy nothing.
func (p Profile) Forgets() bool { return p.NoHistory && p.Problem == nil }

// Allows says whether a way to sign in remains. Where nothing is said about it, all do.
func (p Profile) Allows(m Method) bool { return !p.Limited || slices.Contains(p.Methods, m) }

// Enables says whether a way is opened by name that the window does not have without.
func (p Profile) Enables(m Method) bool { return p.Limited && slices.Contains(p.Methods, m) }

// Kind says what is wrong with a file. Words for people: message "organisation.problem.<kind>".
type Kind string

// The kinds.
const (
	KindUnreadable Kind = "unreadable"  // the system keeps it shut
	KindNoFile     Kind = "no_file"     // a folder, a pipe, a device
	KindSymlink    Kind = "symlink"     // it, or a folder on the way, is a link
	KindWritable   Kind = "writable"    // others than the administrator could have written it
	KindTooLarge   Kind = "too_large"   // more bytes than one ever has
	KindEncoding   Kind = "encoding"    // no UTF-8
	KindSyntax     Kind = "syntax"      // no JSON
	KindTwice      Kind = "twice"       // the same field again: programs disagree on which one counts
	KindField      Kind = "field"       // a field that nobody knows
	KindType       Kind = "type"        // a text where a list belongs
	KindValue      Kind = "value"       // none of the values that there are
	KindLength     Kind = "length"      // too long, too short, too many
	KindInvisible  Kind = "invisible"   // characters that nobody sees
	KindMail       Kind = "mail"        // not one plain mail address
	KindDomain     Kind = "domain"      // no domain, or one of Microsoft's
	KindTicket     Kind = "ticket"      // no address that a link may have
	KindTicketHost Kind = "ticket_host" // outside the domains
	KindLogoName   Kind = "logo_name"   // a path or an address, not a file's name
	KindLogoTwo    Kind = "logo_two"    // two logos
	KindLogoForm   Kind = "logo_form"   // neither PNG nor JPEG
	KindLogoSize   Kind = "logo_size"   // too many pixels
)

// Problem says why a file is not used. It comes as *Problem, for errors.As.
type Problem struct {
	Kind  Kind
	Line  int    // from 1; 0 where there are no lines
	Field string // empty where it is about the whole file
	Got   string // a part of the file, or a path; safe to print
	Want  string // what belongs there
}

func (p *Problem) Error() string {
	return fmt.Sprintf("%s: line %d, field %q: got %s, want %s", p.Kind, p.Line, p.Field, p.Got, p.Want)
}

// found is what stands at a place: JSON, and how a logo beside it is read.
type found struct {
	place string
	raw   []byte
	lines bool // the lines are those of a file that a person has written
	logo  func(name string) ([]byte, error)
}

// place is where a profile may stand. read answers fs.ErrNotExist where there is none.
type place struct {
	name string
	read func() (found, error)
}

// Load reads the first profile that is there, in the order of the system's places.
func Load() Profile { return loadFrom(places()) }

func loadFrom(all []place) Profile {
	for _, at := range all {
		f, err := at.read()
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		f.place = at.name
		if err != nil {
			return unusable(at.name, problemOf(err))
		}
		return parse(f)
	}
	return Profile{}
}

// problemOf makes one of whatever the system says.
func problemOf(err error) *Problem {
	var p *Problem
	if errors.As(err, &p) {
		return p
	}
	return &Problem{Kind: KindUnreadable, Got: visible(err.Error())}
}
