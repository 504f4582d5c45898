package consent

import (
	"cmp"
	"net/url"
	"strings"
	"unicode"
)

// How much the programs take that open a ready message. Above it: ErrTooLong, and the clipboard is the way.
const (
	// MessageMax is for a whole mailto: or Teams address. Windows' INTERNET_MAX_URL_LENGTH (wininet.h) is 2083;
	// Mozilla and Chromium have held addresses for other programs to 2048, because ShellExecute crashed on longer ones;
	// Outlook opened from a browser was measured to take 2046. 2000 leaves room for the quotes around it. For Teams no
	// length is documented, but the address takes the same way.
	MessageMax = 2000
	// SMSMax is for the text of an sms: address, in characters: ten joined parts of 153 (3GPP TS 23.040). Nobody
	// publishes where phones stop; this is the length up to which a text is still sent as a text.
	SMSMax = 1530
)

// teamsHost is the host of Microsoft's deep links into Teams; teamsChat is the start of one that opens a new chat.
const (
	teamsHost = "teams.microsoft.com"
	teamsChat = "https://" + teamsHost + "/l/chat/0/0?users=&message="
)

// smsStart lets Messages on the iPhone find the text, and other phones too: RFC 5724 §2.2 has "?body=", iOS since
// version 8 is reported to want "&body=", and both find it here. Without a number the person chooses whom it goes to.
const smsStart = "sms:?&body="

// MailtoURL returns a mailto: address (RFC 6068) that opens a ready mail. to is one mail address or empty; line breaks
// in body become %0D%0A, in subject spaces; characters that show nothing are dropped. The error is ErrTooLong above
// MessageMax, or a *RuleError with RuleForm for a to that is no plain address.
func MailtoURL(to, subject, body string) (string, error) {
	receiver, err := mailReceiver(to)
	if err != nil {
		return "", err
	}
	subject = strings.Join(strings.Fields(subject), " ")
	return within(MessageMax, "mailto:"+receiver+"?subject="+escape(subject)+"&body="+escape(body))
}

// SMSURL returns an sms: address that opens a ready text in Messages on the phone that scans or opens it. The error is
// ErrTooLong above SMSMax characters of body.
func SMSURL(body string) (string, error) {
	if n := len([]rune(body)); n > SMSMax {
		return "", broken(RuleLength, "%d characters, %d fit", n, SMSMax)
	}
	return smsStart + escape(body), nil
}

// TeamsURL returns the address that opens a new chat in Microsoft Teams with a ready text; the person chooses whom it
// goes to. The error is ErrTooLong above MessageMax.
// https://learn.microsoft.com/en-us/microsoftteams/platform/concepts/build-and-test/deep-link-teams
func TeamsURL(body string) (string, error) { return within(MessageMax, teamsChat+escape(body)) }

func within(longest int, address string) (string, error) {
	if len(address) > longest {
		return "", broken(RuleLength, "%d characters, %d fit", len(address), longest)
	}
	return address, nil
}

// mailReceiver accepts one address and no more: a list, a name or a second header is not ours to send to.
func mailReceiver(to string) (string, error) {
	to = strings.TrimSpace(to)
	if to == "" {
		return "", nil
	}
	local, domain, _ := strings.Cut(to, "@")
	odd := func(r rune) bool { return r <= ' ' || r > '~' || strings.ContainsRune(`"(),:;<>@[\]`, r) }
	if local == "" || strings.ContainsFunc(local, odd) {
		return "", broken(RuleForm, "%s is no mail address", quote(to))
	}
	ascii, err := asciiDomain(domain)
	if err != nil {
		return "", broken(RuleForm, "%s is no mail address", quote(to))
	}
	return escape(local) + "@" + ascii, nil
}

// escape percent-encodes everything but the unreserved characters of RFC 3986 §2.3: mailto: would allow some more, but
// sms: would not, and a plus sign is read as a space here and there.
func escape(text string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for _, c := range []byte(shown(text)) {
		switch {
		case c == '\n':
			b.WriteString("%0D%0A") // RFC 6068 §5
		case unreserved(c):
			b.WriteByte(c)
		default:
			b.Write([]byte{'%', hex[c>>4], hex[c&15]})
		}
	}
	return b.String()
}

func unreserved(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("-._~", c) >= 0
}

// shown leaves what a reader sees: valid UTF-8, line breaks as \n, no control, bidi or other invisible characters,
// with which a text could read otherwise than it is.
func shown(text string) string {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\t", " ").Replace(strings.ToValidUTF8(text, "\uFFFD"))
	return strings.Map(func(r rune) rune {
		if r == '\n' || unicode.IsGraphic(r) {
			return r
		}
		return -1
	}, text)
}

// checkTeams accepts exactly what TeamsURL builds: nobody preset as receiver.
func checkTeams(l link) error {
	if l.path != "/l/chat/0/0" {
		return broken(RulePath, "%s", quote(l.path))
	}
	values, err := parameters(l, "users", "message")
	if err != nil {
		return err
	}
	if values["users"] != "" {
		return broken(RuleParameter, "somebody is preset as receiver")
	}
	if l.raw != teamsChat+values["message"] || !escaped(values["message"]) {
		return broken(RuleForm, "%s is not as we write it", quote(l.raw))
	}
	return nil
}

// escaped says whether a text is one that escape has written: decoded and encoded again it is the same.
func escaped(text string) bool {
	decoded, ok := unescape(text)
	return ok && escape(decoded) == text
}

func unescape(text string) (string, bool) {
	decoded, err := url.PathUnescape(text)
	return decoded, err == nil
}

// checkMessage accepts the mailto: and sms: addresses that this package builds, byte for byte.
func checkMessage(address string) error {
	if body, ok := strings.CutPrefix(address, smsStart); ok {
		return checkEscaped(body)
	}
	rest, ok := strings.CutPrefix(address, "mailto:")
	if !ok {
		return broken(RuleQR, "%s is neither a link of ours nor a message", quote(address))
	}
	receiver, query, _ := strings.Cut(rest, "?")
	values, err := parameters(link{query: query}, "subject", "body")
	if err != nil {
		return err
	}
	if rest != receiver+"?subject="+values["subject"]+"&body="+values["body"] {
		return broken(RuleForm, "%s is not as we write it", quote(address))
	}
	return cmp.Or(checkReceiver(receiver), checkEscaped(values["subject"]), checkEscaped(values["body"]))
}

func checkReceiver(receiver string) error {
	decoded, ok := unescape(receiver)
	if built, err := mailReceiver(decoded); !ok || err != nil || built != receiver {
		return broken(RuleForm, "%s is not as we write it", quote(receiver))
	}
	return nil
}

func checkEscaped(text string) error {
	if !escaped(text) {
		return broken(RuleForm, "%s is not as we write it", quote(text))
	}
	return nil
}
