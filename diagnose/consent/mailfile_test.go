package consent_test

import (
	"errors"
	"io"
	"mime"
	"mime/quotedprintable"
	"net/mail"
	"strings"
	"testing"
	"time"

	"synchelper/diagnose/consent"
)

var monday = time.Date(2026, time.November, 23, 9, 12, 0, 0, time.FixedZone("CET", 3600))

func TestAMailFileIsReadBackAsItWasWritten(t *testing.T) {
	long := strings.Repeat("Straße = 50 % ", 200)
	for name, c := range map[string]struct{ subject, body, wantSubject, wantBody string }{
		"plain":         {"A", "B", "A", "B"},
		"lines":         {"A", "a\nb\r\nc\rd", "A", "a\r\nb\r\nc\r\nd"},
		"umlauts":       {"Frage: Darf ich „Mail“ nutzen? Größe", "Viele Grüße", "Frage: Darf ich „Mail“ nutzen? Größe", "Viele Grüße"},
		"long":          {strings.TrimSpace(long), long, strings.TrimSpace(long), long},
		"second header": {"A\r\nBcc: x@contoso.com", "b", "A Bcc: x@contoso.com", "b"},
		"a dot alone":   {"A", "a\n.\nb", "A", "a\r\n.\r\nb"},
		"encoded":       {"A =?utf-8?Q?B=0D=0ABcc:_x?= C", "b", "A =?utf-8?Q?B=0D=0ABcc:_x?= C", "b"},
		"long, encoded": {strings.Repeat("=?utf-8?q?a?= ", 40) + "z", "b", strings.Repeat("=?utf-8?q?a?= ", 40) + "z", "b"},
		"hidden":        {"A\u202e", "a\u202eb\x00", "A", "ab"},
	} {
		raw, err := consent.MailFile(c.subject, c.body, monday)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for line := range strings.SplitSeq(string(raw), "\r\n") {
			if len(line) > 998 || strings.ContainsAny(line, "\r\n") {
				t.Errorf("%s: a line of %d characters: %q", name, len(line), line)
			}
		}
		m, subject, body := readMail(t, raw)
		if subject != c.wantSubject || body != c.wantBody {
			t.Errorf("%s: subject %q, body %q", name, subject, body)
		}
		if date, err := m.Header.Date(); !date.Equal(monday) || err != nil {
			t.Errorf("%s: date %v, %v", name, date, err)
		}
		if len(m.Header) != 6 || m.Header.Get("X-Unsent") != "1" || m.Header.Get("Content-Type") != "text/plain; charset=utf-8" {
			t.Errorf("%s: headers %v", name, m.Header)
		}
	}
}

// readMail decodes a mail as a mail program does.
func readMail(t *testing.T, raw []byte) (m *mail.Message, subject, body string) {
	t.Helper()
	m, err := mail.ReadMessage(strings.NewReader(string(raw)))
	if err != nil {
		t.Fatalf("%v in\n%s", err, raw)
	}
	if subject, err = new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject")); err != nil {
		t.Errorf("subject: %v", err)
	}
	text, err := io.ReadAll(quotedprintable.NewReader(m.Body))
	if err != nil {
		t.Errorf("body: %v", err)
	}
	return m, subject, strings.TrimSuffix(string(text), "\r\n")
}

func TestASubjectHasAnEnd(t *testing.T) {
	fits := strings.Repeat("a", 998-len("Subject: "))
	if _, err := consent.MailFile(fits, "B", monday); err != nil {
		t.Errorf("%d characters: %v", len(fits), err)
	}
	if _, err := consent.MailFile(fits+"a", "B", monday); !errors.Is(err, consent.ErrTooLong) {
		t.Errorf("one more: %v", err)
	}
}

func TestATeamsAddressFitsUpToItsEnd(t *testing.T) {
	start, err := consent.TeamsURL("")
	if err != nil {
		t.Fatal(err)
	}
	fits := strings.Repeat("a", consent.MessageMax-len(start))
	if got, err := consent.TeamsURL(fits); err != nil || len(got) != consent.MessageMax {
		t.Errorf("%d characters: %v", len(got), err)
	}
	if _, err := consent.TeamsURL(fits + "a"); !errors.Is(err, consent.ErrTooLong) {
		t.Errorf("one more: %v", err)
	}
	if _, err := consent.MailtoURL("", "", strings.Repeat("a", consent.MessageMax-len("mailto:?subject=&body=")+1)); !errors.Is(err, consent.ErrTooLong) {
		t.Errorf("a mail of one more: %v", err)
	}
}
