// Package handbook is every cause as a page: a static site for a helpdesk's intranet, in every language, without script.
//
// The address of a page never changes: somebody has put it into a ticket. It is the language, then the cause's id or the
// card's, then ".html"; testdata/addresses.txt holds those that were given.
package handbook

import (
	"path"

	"synchelper/diagnose"
	"synchelper/diagnose/report"
	"synchelper/diagnose/wording"
)

// File is one file of the site; Path is parted by slashes.
type File struct {
	Path    string
	Content []byte
}

// The pages that are no cause's and no card's.
const (
	startPage   = "index.html"
	causesPage  = "causes.html"
	numbersPage = "numbers.html"
)

// Files returns the whole site, the page that leads to the languages first.
func Files() ([]File, error) {
	languages := wording.Languages()
	front := frontPage{Program: diagnose.ProgramName}
	files := make([]File, 1)
	for _, l := range languages {
		w, err := wording.New(l.Code)
		if err != nil {
			return nil, err
		}
		e := edition{w: w, all: languages, lang: l.Code}
		front.Editions = append(front.Editions, link{Lang: l.Code, Path: path.Join(l.Code, startPage), Text: l.Name,
			Hint: w.Text("handbook.title")})
		if err := e.write(); err != nil {
			return nil, err
		}
		files = append(files, e.files...)
	}
	content, err := report.Page("handbook-front.html", front)
	files[0] = File{Path: startPage, Content: content}
	return files, err
}

// frontPage leads to the languages.
type frontPage struct {
	Program  string
	Editions []link
}

// link leads to another page of the site.
type link struct {
	Lang, Path, Text, Hint string
}

// frame is what stands around every page.
type frame struct {
	Lang, Title, Handbook    string
	Way, Others              []link
	WayLabel, LanguagesLabel string
	Made                     string
}

// edition is the site in one language.
type edition struct {
	w     *wording.Words
	lang  string
	all   []wording.Language
	files []File
}

func (e *edition) write() error {
	if err := e.add(startPage, "handbook-list.html", e.start()); err != nil {
		return err
	}
	for _, card := range diagnose.Cards() {
		if card.NeedsText() {
			continue
		}
		if err := e.add(cardPath(card), "handbook-list.html", e.card(card)); err != nil {
			return err
		}
	}
	if err := e.add(causesPage, "handbook-list.html", e.causes()); err != nil {
		return err
	}
	if err := e.add(numbersPage, "handbook-numbers.html", e.numbers()); err != nil {
		return err
	}
	for _, cause := range diagnose.Causes() {
		if err := e.add(causePath(cause.ID), "handbook-cause.html", e.cause(cause)); err != nil {
			return err
		}
	}
	return nil
}

// add makes a page of a template.
func (e *edition) add(name, template string, data any) error {
	content, err := report.Page(template, data)
	e.files = append(e.files, File{Path: path.Join(e.lang, name), Content: content})
	return err
}

// around is the frame of a page: the ways to the others, and to the same page in another language.
func (e *edition) around(name, title string) frame {
	f := frame{Lang: e.lang, Title: title, Handbook: e.w.Text("handbook.title"),
		WayLabel: e.w.Text("handbook.way"), LanguagesLabel: e.w.Text("handbook.languages"),
		Made: e.w.Text("handbook.made", map[string]any{"Version": diagnose.ProgramVersion}),
		Way: []link{{Path: startPage, Text: e.w.Text("handbook.start")},
			{Path: causesPage, Text: e.w.Text("handbook.causes")}, {Path: numbersPage, Text: e.w.Text("handbook.numbers")}}}
	for _, l := range e.all {
		if l.Code != e.lang {
			f.Others = append(f.Others, link{Lang: l.Code, Path: path.Join("..", l.Code, name), Text: l.Name})
		}
	}
	return f
}

func causePath(id diagnose.CauseID) string { return string(id) + ".html" }

// cardPath is where a card leads; a card that only announces a text has no causes of its own.
func cardPath(card diagnose.Card) string {
	switch {
	case card == diagnose.CardNumber:
		return numbersPage
	case card.NeedsText():
		return causesPage
	}
	return "shows-" + string(card) + ".html"
}
