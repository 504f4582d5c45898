package consent_test

import (
	"errors"
	"net/url"
	"strings"
	"testing"

	"synchelper/diagnose/consent"
)

func TestMailtoURL(t *testing.T) {
	for name, c := range map[string]struct{ to, subject, body, want string }{
		"plain":         {"", "A", "B", "mailto:?subject=A&body=B"},
		"receiver":      {" it@contoso.com ", "A", "B", "mailto:it@contoso.com?subject=A&body=B"},
		"tagged":        {"it+mail@contoso.com", "A", "B", "mailto:it%2Bmail@contoso.com?subject=A&body=B"},
		"line breaks":   {"", "A", "a\nb\r\nc\rd", "mailto:?subject=A&body=a%0D%0Ab%0D%0Ac%0D%0Ad"},
		"second header": {"", "A\r\nBcc: x@contoso.com", "", "mailto:?subject=A%20Bcc%3A%20x%40contoso.com&body="},
		"parameters":    {"", "A&cc=x", "B?&=#+%", "mailto:?subject=A%26cc%3Dx&body=B%3F%26%3D%23%2B%25"},
		"umlaut":        {"", "ü", "ß", "mailto:?subject=%C3%BC&body=%C3%9F"},
		"hidden":        {"", "A", "a\u202eb\u200b\x00c\x1b", "mailto:?subject=A&body=abc"},
		"broken bytes":  {"", "A", "\xff", "mailto:?subject=A&body=%EF%BF%BD"},
	} {
		got, err := consent.MailtoURL(c.to, c.subject, c.body)
		if got != c.want || err != nil {
			t.Errorf("%s: %s, %v, want %s", name, got, err, c.want)
		}
	}
}

func TestMailtoURLRefusesReceivers(t *testing.T) {
	for _, to := range []string{"it", "it@", "@contoso.com", "a@contoso.com,b@contoso.com",
		"a@contoso.com?cc=b", "A <a@contoso.com>",
		"a@contoso.com&bcc=b", "a b@contoso.com", "a@contoso.com\r\nBcc: b", "a@b@contoso.com", "\u202ea@contoso.com"} {
		if got, err := consent.MailtoURL(to, "A", "B"); ruleOf(err) != consent.RuleForm {
			t.Errorf("%q: %s, %v", to, got, err)
		}
	}
}

func TestMessagesHaveAnEnd(t *testing.T) {
	fits := strings.Repeat("a", consent.MessageMax-len("mailto:?subject=&body="))
	if got, err := consent.MailtoURL("", "", fits); err != nil || len(got) != consent.MessageMax {
		t.Errorf("%d characters: %v", len(got), err)
	}
	if _, err := consent.MailtoURL("", "", fits+"a"); !errors.Is(err, consent.ErrTooLong) {
		t.Errorf("mailto: %v", err)
	}
	if _, err := consent.TeamsURL(strings.Repeat("ü", consent.MessageMax/6)); !errors.Is(err, consent.ErrTooLong) {
		t.Errorf("Teams: %v", err)
	}
	if _, err := consent.SMSURL(strings.Repeat("ü", consent.SMSMax)); err != nil {
		t.Errorf("sms: %v", err)
	}
	if _, err := consent.SMSURL(strings.Repeat("ü", consent.SMSMax+1)); !errors.Is(err, consent.ErrTooLong) {
		t.Errorf("sms: %v", err)
	}
}

func TestTheAdminsMessageFits(t *testing.T) {
	for _, body := range []string{englishMessage, germanMessage} {
		mail, err := consent.MailtoURL("it@contoso.com", "iPhone mail: please allow (SH-7K3M-Q2XD-4)", body)
		if err != nil {
			t.Error(err)
		}
		teams, err := consent.TeamsURL(body)
		if err != nil {
			t.Error(err)
		}
		if err := consent.Check(teams); err != nil {
			t.Error(err)
		}
		for _, address := range []string{mail, teams} {
			u, err := url.Parse(address)
			if err != nil {
				t.Fatal(err)
			}
			got := u.Query().Get("message") + u.Query().Get("body")
			if got != strings.ReplaceAll(body, "\n", "\r\n") {
				t.Errorf("read back otherwise: %s", address)
			}
		}
	}
}

func TestSMSURL(t *testing.T) {
	got, err := consent.SMSURL("Hello, you\n+1 & more")
	if want := "sms:?&body=Hello%2C%20you%0D%0A%2B1%20%26%20more"; got != want || err != nil {
		t.Errorf("%s, %v, want %s", got, err, want)
	}
}
