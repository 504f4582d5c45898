package entra

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// ReadSignInPage reads the HTML of one of Microsoft's sign-in pages; false when it is none: no $Config object and no
// meta element PageID. How $Config is embedded differs from page to page (the recorded ones of Versent/saml2aws show
// how), so the object is read wherever a script assigns it. It takes the keys of [SignInPage] and no other. Whoever
// reads a page from outside caps it.
func ReadSignInPage(text string) (SignInPage, bool) {
	root, err := html.Parse(strings.NewReader(text))
	if err != nil { // elements nested deeper than any page's
		return SignInPage{}, false
	}
	config, found := configOf(root)
	page := config.page()
	if page.ID == "" {
		page.ID = metaOf(root, "PageID")
	}
	page.Lang = metaOf(root, "LocLC")
	page.ForOrganization = page.ID == "ConvergedConsent" && hasInput(root, "checkbox")
	page.AsksPassword = hasInput(root, "password")
	if page.ShowsError() || !page.IsKnown() {
		page.Visible = visibleText(root)
	}
	return page, found || page.ID != ""
}

// ShowsError says whether the page names an error. 50058 on the first page is none: nobody is signed in yet. Nor is 50199:
// the person confirms the app.
func (p SignInPage) ShowsError() bool {
	return p.Exception != "" || p.Code != "" && p.Code != "50058" && p.Code != "50199"
}

// IsKnown says whether public sources know the page by its name. Others appear without notice.
func (p SignInPage) IsKnown() bool {
	return slices.Contains([]string{
		"ConvergedSignIn", "ConvergedTFA", "ConvergedProofUpRedirect", "KmsiInterrupt", "CmsiInterrupt", "ConvergedConsent",
		"ConvergedChangePassword", "ConvergedError", "ConvergedConditionalAccess",
	}, p.ID)
}

// pageConfig is what is read of $Config. Numbers come as strings too.
type pageConfig struct {
	ID            string `json:"pgid"`
	ErrorCode     any    `json:"sErrorCode"`
	ErrorNumber   any    `json:"iErrorCode"`
	ErrorText     string `json:"sErrTxt"`
	Main          string `json:"strMainMessage"`
	Additional    string `json:"strAdditionalMessage"`
	Exception     string `json:"strServiceExceptionMessage"`
	CorrelationID string `json:"correlationId"`
	SessionID     string `json:"sessionId"`
	SkipDays      any    `json:"iRemainingDaysToSkipMfaRegistration"`
}

func (c pageConfig) page() SignInPage {
	page := SignInPage{
		ID: c.ID, Code: digitsOf(c.ErrorCode), ErrorText: c.ErrorText, Main: c.Main, Additional: c.Additional,
		Exception: c.Exception, CorrelationID: c.CorrelationID, SessionID: c.SessionID,
	}
	if page.Code == "" {
		page.Code = digitsOf(c.ErrorNumber)
	}
	_, _ = fmt.Sscan(digitsOf(c.SkipDays), &page.SkipDays) // stays 0 where the page names none
	return page
}

// digitsOf is a value of $Config that ought to be a number; empty when it is none, or 0, which stands for none.
func digitsOf(value any) string {
	digits := ""
	switch v := value.(type) {
	case string:
		digits = strings.TrimSpace(v)
	case float64:
		digits = fmt.Sprintf("%.0f", v)
	}
	if digits == "0" || strings.Trim(digits, "0123456789") != "" {
		return ""
	}
	return digits
}

// configOf finds the object that a script assigns to $Config.
func configOf(root *html.Node) (config pageConfig, found bool) {
	for n := range root.Descendants() {
		if n.Type != html.TextNode || n.Parent.DataAtom != atom.Script {
			continue
		}
		if _, after, assigns := strings.Cut(n.Data, "$Config="); assigns {
			var otherType *json.UnmarshalTypeError // of one key; the others are read
			if err := json.NewDecoder(strings.NewReader(after)).Decode(&config); err == nil || errors.As(err, &otherType) {
				return config, true
			}
		}
	}
	return pageConfig{}, false
}

func metaOf(root *html.Node, name string) string {
	for n := range root.Descendants() {
		if n.DataAtom == atom.Meta && attributeOf(n, "name") == name {
			return attributeOf(n, "content")
		}
	}
	return ""
}

// hasInput looks for a field of a kind that a person sees: the real first page holds the password's out of sight.
func hasInput(root *html.Node, kind string) bool {
	for n := range root.Descendants() {
		if n.DataAtom == atom.Input && attributeOf(n, "type") == kind && attributeOf(n, "aria-hidden") != "true" {
			return true
		}
	}
	return false
}

func attributeOf(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// visibleText is what a person sees, a line for each piece of text.
func visibleText(root *html.Node) string {
	var lines []string
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		switch {
		case n.Type == html.TextNode:
			if line := strings.Join(strings.Fields(n.Data), " "); line != "" {
				lines = append(lines, line)
			}
			return
		case slices.Contains([]atom.Atom{atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Head}, n.DataAtom):
			return
		}
		for child := range n.ChildNodes() {
			walk(child)
		}
	}
	walk(root)
	return strings.Join(lines, "\n")
}
