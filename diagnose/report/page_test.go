package report

import (
	"bytes"
	htmltemplate "html/template"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"synchelper/assets"
)

// markup is a page as a browser reads it: tags with their attributes, and texts.
func markup(t *testing.T, page []byte) (all []string) {
	t.Helper()
	tokens := html.NewTokenizer(bytes.NewReader(page))
	for tokens.Next() != html.ErrorToken {
		all = append(all, tokens.Token().String())
	}
	return all
}

// hostile is what a page is given by whoever wants to write markup into it.
const hostile = `"><script>alert(1)</script>' onload='x & &lt; <!-- {{.}} --> ` + "`\x00+=/"

// The library that escapes by what stands around a value is the measure: a browser reads the same of its pages.
func TestPagesAreEscapedAsTheLibraryDoes(t *testing.T) {
	theirs := htmltemplate.New("pages")
	for name, text := range assets.Pages() {
		htmltemplate.Must(theirs.New(name).Parse(text))
	}
	w := english(t)
	d := afterARun(t)
	d.Stages[0].Finding, d.SignIns[0].Ended, d.Observations[1].Text = hostile, hostile, "AADSTS90094: "+hostile
	message := block{Subject: hostile, Message: hostile + "\n" + hostile, Lang: "de"}
	for name, data := range map[string]any{
		"report.html": htmlReport{Lang: "en", Title: hostile, Demo: hostile, About: hostile, Contains: hostile, Heading: hostile, Made: hostile,
			Sections: []htmlSection{{Heading: hostile, Folded: true, Blocks: []block{{Text: hostile}, {Code: hostile}, {Given: hostile}, message}},
				{Heading: hostile, Blocks: []block{{Steps: []string{hostile}}, {List: []string{hostile, ""}}, {Links: []string{"https://learn.microsoft.com/?a=b&c=d"}},
					{Columns: []string{hostile}, Table: []tableRow{{hostile, []string{hostile, "a+b"}}}}}}}},
		"sheet.html": sheetOf(d, w, w),
	} {
		ours, err := Page(name, data)
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := theirs.ExecuteTemplate(&b, name, data); err != nil {
			t.Fatal(err)
		}
		got, want := markup(t, ours), markup(t, b.Bytes())
		for i := range max(len(got), len(want)) {
			if i >= len(got) || i >= len(want) || got[i] != want[i] {
				t.Fatalf("%s differs from\n%q\nto\n%q", name, want[min(i, len(want)):min(i+3, len(want))], got[min(i, len(got)):min(i+3, len(got))])
			}
		}
	}
}

// Where text/template writes what the library would write otherwise, nothing is written: no script, no style of a value, and
// every attribute is quoted.
func TestTemplatesWriteIntoTextAndQuotedAttributesAlone(t *testing.T) {
	for name, text := range assets.Pages() {
		for rest := text; ; {
			before, after, found := strings.Cut(rest, "{{")
			if !found {
				break
			}
			_, rest, _ = strings.Cut(after, "}}")
			whole := text[:len(text)-len(after)]
			inTag := strings.LastIndex(whole, "<") > strings.LastIndex(whole, ">")
			inStyle := strings.LastIndex(whole, "<style") > strings.LastIndex(whole, "</style")
			quoted := strings.Count(whole[strings.LastIndex(whole, "<")+1:], `"`)%2 == 1
			word, _, _ := strings.Cut(strings.TrimLeft(after, "- "), " ")
			word, _, _ = strings.Cut(word, "}}")
			writes := !slices.Contains([]string{"if", "else", "end", "range", "with", "template", "define", "block"}, word)
			if writes && (inStyle || strings.Contains(whole, "<script") || inTag && !quoted) {
				t.Errorf("%s writes a value behind %q", name, before[max(0, len(before)-40):])
			}
		}
	}
}
