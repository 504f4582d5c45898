package main

import (
	"strings"
	"testing"
)

// A helpdesk writes to its own people: strangers with the same problem get no letter and stand in no line of addresses.
func TestStrangersAreNotWrittenTo(t *testing.T) {
	row := func(user string) string {
		return `{"id":"T","text":"` + user + ` AADSTS50055: The password is expired."}` + "\n"
	}
	own, stranger := row("user1@contoso.com")+row("user2@contoso.com"), row("boss@fabrikam.com")
	for name, c := range map[string]struct {
		in, to string
	}{
		"one's own":       {own, "user1@contoso.com, user2@contoso.com\n"},
		"mixed":           {own + stranger, "user1@contoso.com, user2@contoso.com\n"},
		"strangers alone": {stranger, ""},
	} {
		out := cli(c.in, "triage", "--full", "--company", "contoso.com", "-").out
		letters, _, _ := strings.Cut(out, "REPORTS")
		_, to, written := strings.Cut(letters, "To (Bcc): ")
		if !strings.HasPrefix(to, c.to) || written != (c.to != "") || strings.Contains(letters, "Hello,") != written {
			t.Errorf("%s: want %q in\n%s", name, c.to, out)
		}
	}
}
