package handbook

import (
	"strconv"
	"strings"
	"time"

	"synchelper/diagnose"
)

// listPage leads to other pages: the cards of the Start screen, the causes of a card, all causes.
type listPage struct {
	frame

	Heading, Hint, Question string
	Groups                  []group
	More                    *group
}

// group are links under a heading; one without a heading belongs to the page's own.
type group struct {
	Heading string
	Cards   bool // they are shown as the Start screen's
	Links   []link
}

// start is the Start screen: what does your iPhone show?
func (e *edition) start() listPage {
	w, cards := e.w, group{Cards: true}
	for _, card := range diagnose.Cards() {
		l := link{Path: cardPath(card), Text: w.Text("card." + string(card) + ".title"), Hint: w.Text("card." + string(card) + ".hint")}
		switch l.Path { // there is nothing here to paste a text into
		case numbersPage:
			l.Hint = w.Text("handbook.card.number")
		case causesPage:
			l.Hint = w.Text("handbook.card.text")
		}
		cards.Links = append(cards.Links, l)
	}
	return listPage{frame: e.around(startPage, w.Text("ui.start.question")), Heading: w.Text("ui.start.question"),
		Hint: w.Text("handbook.start.hint"), Groups: []group{cards}}
}

// card are the causes that a card may have, most probable first, each by what a person would have seen of it.
func (e *edition) card(card diagnose.Card) listPage {
	w, title := e.w, e.w.Text("card."+string(card)+".title")
	v := diagnose.Judge([]diagnose.Observation{diagnose.ObserveCard(card, time.Time{})})
	fits := group{Cards: true}
	for _, id := range append([]diagnose.CauseID{v.Cause}, v.Also...) {
		a := w.General(id)
		l := link{Path: causePath(id), Text: a.Seen, Hint: a.Title}
		if a.Seen == a.Title {
			l.Hint = ""
		}
		fits.Links = append(fits.Links, l)
	}
	return listPage{frame: e.around(cardPath(card), title), Heading: title, Hint: w.Text("card." + string(card) + ".hint"),
		Question: w.Text("handbook.card.question"), Groups: []group{fits},
		More: &group{Heading: w.Text("handbook.card.none"), Links: []link{{Path: causesPage, Text: w.Text("handbook.card.all")}}}}
}

// causes are all of them, by family, in the order of their numbers.
func (e *edition) causes() listPage {
	w := e.w
	page := listPage{frame: e.around(causesPage, w.Text("handbook.causes")), Heading: w.Text("handbook.causes"),
		Hint: w.Text("handbook.causes.hint")}
	at := map[diagnose.Family]int{}
	for _, cause := range diagnose.Causes() {
		i, known := at[cause.Family]
		if !known {
			i = len(page.Groups)
			at[cause.Family] = i
			page.Groups = append(page.Groups, group{Heading: w.Text("handbook.family." + string(cause.Family))})
		}
		a := w.General(cause.ID)
		page.Groups[i].Links = append(page.Groups[i].Links, link{Path: causePath(cause.ID), Text: a.Title, Hint: a.Short})
	}
	return page
}

// numbersList is the table of Microsoft's numbers.
type numbersList struct {
	frame

	Heading, Hint, Number, Cause string
	Rows                         []numberRow
}

// numberRow is a number; Mark is its place on the page.
type numberRow struct {
	Mark, Name string
	Causes     []link // Hint says which words of the text tell this cause from the others
}

// add adds a cause once: where any words mean it, none are named.
func (r *numberRow) add(means link) {
	for i, known := range r.Causes {
		if known.Path == means.Path {
			if means.Hint == "" {
				r.Causes[i].Hint = ""
			}
			return
		}
	}
	r.Causes = append(r.Causes, means)
}

func (e *edition) numbers() numbersList {
	w := e.w
	page := numbersList{frame: e.around(numbersPage, w.Text("handbook.numbers")), Heading: w.Text("handbook.numbers"),
		Hint: w.Text("handbook.numbers.hint"), Number: w.Text("handbook.numbers.number"), Cause: w.Text("handbook.numbers.cause")}
	titles := map[diagnose.CauseID]string{}
	for _, code := range diagnose.Codes() {
		if !diagnose.Known(code.Cause) {
			continue
		}
		if titles[code.Cause] == "" {
			titles[code.Cause] = w.General(code.Cause).Title
		}
		means := link{Path: causePath(code.Cause), Text: titles[code.Cause]}
		if len(code.Sentence) > 0 {
			means.Hint = w.Text("handbook.numbers.says", map[string]any{"Text": strings.Join(code.Sentence, " / ")})
		}
		if last := len(page.Rows) - 1; last >= 0 && page.Rows[last].Mark == mark(code.Number) {
			page.Rows[last].add(means)
			continue
		}
		page.Rows = append(page.Rows, numberRow{Mark: mark(code.Number), Name: code.Name, Causes: []link{means}})
	}
	return page
}

// mark is how Microsoft prints a number, and where it stands on the page of all numbers.
func mark(number int) string { return "AADSTS" + strconv.Itoa(number) }
