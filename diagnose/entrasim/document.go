package entrasim

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// document is a page as the walking person needs it: its forms, its links, its texts.
type document struct{ root *html.Node }

// form is what a page asks for.
type form struct {
	action  string
	fields  []field
	buttons []button
}

type field struct{ kind, name, value string }

type button struct {
	name, value string
	isPrimary   bool
}

func parseDocument(text string) document {
	root, err := html.Parse(strings.NewReader(text))
	if err != nil { // elements nested deeper than any page's
		return document{root: &html.Node{}}
	}
	return document{root: root}
}

// form returns the form of the page; false when it has none. Our pages have one at most.
func (d document) form() (form, bool) {
	element := d.first(func(n *html.Node) bool { return n.DataAtom == atom.Form })
	if element == nil {
		return form{}, false
	}
	found := form{action: attribute(element, "action")}
	for n := range element.Descendants() {
		switch n.DataAtom {
		case atom.Input, atom.Textarea:
			found.fields = append(found.fields, field{
				kind: attribute(n, "type"), name: attribute(n, "name"), value: attribute(n, "value"),
			})
		case atom.Button:
			found.buttons = append(found.buttons, button{
				attribute(n, "name"), attribute(n, "value"), attribute(n, "class") == "primary",
			})
		}
	}
	return found, true
}

// postsItself says whether the page is a form that its own script sends: nothing for a person to see.
func (d document) postsItself() bool {
	return d.first(func(n *html.Node) bool {
		return n.DataAtom == atom.Form && attribute(n, "name") == "hiddenform"
	}) != nil
}

// leads is where the page's script sends the browser; the page has the same address in a link, for who has no scripts.
func (d document) leads() string { return d.link("continueLink") }

// problem is what the page says is wrong with what was typed.
func (d document) problem() string { return d.text("usernameError") + d.text("errorText") }

// link is the address of the link with an id; empty when there is none.
func (d document) link(id string) string {
	element := d.first(func(n *html.Node) bool { return n.DataAtom == atom.A && attribute(n, "id") == id })
	return attribute(element, "href")
}

// text is what stands in the element with an id.
func (d document) text(id string) string {
	element := d.withID(id)
	if element == nil {
		return ""
	}
	return textOf(element)
}

func (d document) withID(id string) *html.Node {
	return d.first(func(n *html.Node) bool { return attribute(n, "id") == id })
}

func textOf(element *html.Node) string {
	var text strings.Builder
	for n := range element.Descendants() {
		if n.Type == html.TextNode {
			text.WriteString(n.Data)
		}
	}
	return strings.TrimSpace(text.String())
}

func (d document) first(is func(*html.Node) bool) *html.Node {
	for n := range d.root.Descendants() {
		if n.Type == html.ElementNode && is(n) {
			return n
		}
	}
	return nil
}

func attribute(n *html.Node, name string) string {
	if n == nil {
		return ""
	}
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}
