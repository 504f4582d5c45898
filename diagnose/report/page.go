package report

import (
	"bytes"
	"fmt"
	"sync"
	"text/template"
	"text/template/parse"

	"synchelper/assets"
)

// pages parses the templates once; they ship with the program. Whatever an action writes is escaped, so no template can
// forget it. html/template does more, for which these pages have no use (they write into text and quoted attributes, and
// hold no script), and would make the window half a per cent larger; a test holds that a browser reads the same of both.
var pages = sync.OnceValues(func() (*template.Template, error) {
	all := template.New("pages")
	for name, text := range assets.Pages() {
		if _, err := all.New(name).Parse(text); err != nil {
			return nil, err
		}
	}
	for _, page := range all.Templates() {
		if page.Tree != nil {
			escape(page.Root)
		}
	}
	return all, nil
})

// escape lets everything that the actions below a node write pass through the function html.
func escape(node parse.Node) {
	branch := func(b *parse.BranchNode) {
		escape(b.List)
		if b.ElseList != nil {
			escape(b.ElseList)
		}
	}
	switch n := node.(type) {
	case *parse.ListNode:
		for _, child := range n.Nodes {
			escape(child)
		}
	case *parse.ActionNode:
		if len(n.Pipe.Decl) == 0 { // else it writes nothing
			n.Pipe.Cmds = append(n.Pipe.Cmds, &parse.CommandNode{NodeType: parse.NodeCommand, Pos: n.Pos,
				Args: []parse.Node{parse.NewIdentifier("html").SetPos(n.Pos)}})
		}
	case *parse.IfNode:
		branch(&n.BranchNode)
	case *parse.RangeNode:
		branch(&n.BranchNode)
	case *parse.WithNode:
		branch(&n.BranchNode)
	}
}

// Page fills one of the templates in assets/pages. What comes of it is one file, without script or anything from outside.
func Page(name string, data any) ([]byte, error) {
	all, err := pages()
	if err != nil {
		return nil, fmt.Errorf("assets/pages: %w", err)
	}
	var b bytes.Buffer
	if err := all.ExecuteTemplate(&b, name, data); err != nil {
		return nil, fmt.Errorf("assets/pages: %w", err)
	}
	return b.Bytes(), nil
}
