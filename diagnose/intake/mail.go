package intake

import (
	"bytes"
	"encoding/base64"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"net/textproto"
	"slices"
	"strings"
	"time"

	"synchelper/diagnose/entra"
	"synchelper/diagnose/triage"
)

// isHeader says whether a text begins with a line of a mail's header: the name of a field that mails have, and a colon.
func isHeader(text []byte) bool {
	name, _, ok := bytes.Cut(text[:min(len(text), 100)], []byte(":"))
	if !ok || len(name) == 0 || bytes.ContainsAny(name, " \t\r\n") {
		return false
	}
	for _, r := range name {
		if r <= ' ' || r > '~' {
			return false
		}
	}
	return true
}

// isMail says whether a text is a mail with its header, and not a page or a log that begins with "Message:".
func isMail(text []byte) bool {
	if !isHeader(text) {
		return false
	}
	header, _, _ := bytes.Cut(text[:min(len(text), 64<<10)], []byte("\n\n"))
	header, _, _ = bytes.Cut(header, []byte("\r\n\r\n"))
	lower := append([]byte("\n"), bytes.ToLower(header)...)
	found := 0
	for _, field := range []string{"from", "subject", "date", "mime-version", "message-id", "received", "return-path",
		"content-type", "to"} {
		if bytes.Contains(lower, []byte("\n"+field+":")) {
			found++
		}
	}
	return found >= 2 && bytes.Contains(lower, []byte("\nfrom:"))
}

// mailbox reads mails behind each other.
func (t *reader) mailbox(data []byte, at triage.Where) {
	starts := append(mailStarts(data), len(data))
	for i := range len(starts) - 1 {
		if t.stop() != nil {
			return
		}
		at.Place++
		_, one, _ := bytes.Cut(data[starts[i]:starts[i+1]], []byte("\n"))
		if len(one) > MaxText {
			t.unread(at, triage.ReasonTooLarge)
			continue
		}
		t.text(one, at, 0)
	}
}

// letter is what a mail holds: its words, and what came with them.
type letter struct {
	plain, html [][]byte
	files       [][]byte // attached texts and mails
	left        triage.Reason
	parts       int
}

// mail reads a mail: attached reports first, then its words. A picture that came with it is named only where nothing else
// says an error.
func (t *reader) mail(raw []byte, at triage.Where, depth int) {
	if depth > maxNested {
		t.unread(at, triage.ReasonTooDeep)
		return
	}
	m, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		t.words(raw, at)
		return
	}
	subject, err := decoder().DecodeHeader(m.Header.Get("Subject"))
	if err != nil {
		subject = m.Header.Get("Subject")
	}
	at.Ticket = ticketName(subject)
	var l letter
	l.part(textproto.MIMEHeader(m.Header), m.Body, 0)
	inner := reader{at: t.at, stop: t.stop, whole: t.whole}
	for _, file := range l.files {
		inner.text(file, at, depth+1)
	}
	if !inner.understood() {
		inner.body(l, at, depth)
	}
	for _, words := range slices.Concat(l.plain, l.html) { // attached reports leave them unread
		triage.Lured(inner.items, words)
	}
	from, sent := sender(m.Header)
	rows := 0
	for _, item := range inner.items {
		if item.Unread == nil {
			rows++
			item.Row = item.Row.Envelope(from, sent)
			t.items = append(t.items, item)
		}
	}
	if rows == 0 {
		t.unread(at, inner.reason(l.left))
	}
}

// body reads the words of a mail: as they were written, else as they were laid out.
func (t *reader) body(l letter, at triage.Where, depth int) {
	for _, words := range [][][]byte{l.plain, l.html} {
		text := bytes.Join(words, []byte("\n"))
		if at.Ticket != "" { // "AADSTS50105 on my iPhone" is said in the subject alone
			text = append([]byte(at.Ticket+"\n\n"), text...)
		}
		if len(words) == 0 || depth > maxNested {
			continue
		}
		if !t.reports(text, at) {
			t.words(text, at)
		}
		if t.understood() {
			return
		}
	}
}

func (t *reader) understood() bool {
	for _, item := range t.items {
		if item.Unread == nil {
			return true
		}
	}
	return false
}

// reason is why a mail gave no row: what was tried last and says more than "no error", else what was not tried.
func (t *reader) reason(left triage.Reason) triage.Reason {
	for _, item := range t.items {
		if r := item.Unread.Reason; r != triage.ReasonNoError && r != triage.ReasonEmpty {
			return r
		}
	}
	if left != "" {
		return left
	}
	return triage.ReasonNoError
}

func sender(h mail.Header) (from string, sent time.Time) {
	if a, err := mail.ParseAddress(h.Get("From")); err == nil {
		from = a.Address
	}
	if date, err := h.Date(); err == nil {
		sent = date
	}
	return from, sent
}

// part takes in one part of a mail, and the parts in it.
func (l *letter) part(header textproto.MIMEHeader, body io.Reader, depth int) {
	if l.parts++; l.parts > maxParts || depth > maxNested {
		return
	}
	kind, params, err := mime.ParseMediaType(header.Get("Content-Type"))
	if err != nil {
		kind = "text/plain"
	}
	if strings.HasPrefix(kind, "multipart/") {
		l.multipart(body, params["boundary"], depth)
		return
	}
	_, disposition, _ := mime.ParseMediaType(header.Get("Content-Disposition"))
	name := disposition["filename"]
	if name == "" {
		name = params["name"]
	}
	if reason := left(kind, name); reason != "" {
		l.left = reason
		return
	}
	text, err := io.ReadAll(io.LimitReader(decoded(header.Get("Content-Transfer-Encoding"), body), MaxText))
	if err != nil && len(text) == 0 {
		return
	}
	text = toUTF8(text, params["charset"])
	switch reason := byHead(text[:min(len(text), headSize)]); {
	case reason != "":
		l.left = reason
	case kind == "message/rfc822" || name != "":
		l.files = append(l.files, text)
	case kind == "text/html":
		l.html = append(l.html, text)
	default:
		l.plain = append(l.plain, text)
	}
}

func (l *letter) multipart(body io.Reader, boundary string, depth int) {
	if boundary == "" {
		return
	}
	parts := multipart.NewReader(body, boundary)
	for l.parts <= maxParts {
		part, err := parts.NextRawPart()
		if err != nil {
			return
		}
		l.part(part.Header, part, depth+1)
	}
}

// left says why a part of a mail is not read; empty where it is.
func left(kind, name string) triage.Reason {
	if reason := byName(name); reason != "" {
		return reason
	}
	switch major, _, _ := strings.Cut(kind, "/"); {
	case major == "image" || major == "video" || kind == "application/pdf":
		return triage.ReasonPicture
	case kind == "application/zip" || kind == "application/gzip":
		return triage.ReasonArchive
	case major == "audio" || major == "font":
		return triage.ReasonNotWords
	}
	return ""
}

func decoded(encoding string, body io.Reader) io.Reader {
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "base64":
		return base64.NewDecoder(base64.StdEncoding, body)
	case "quoted-printable":
		return quotedprintable.NewReader(body)
	}
	return body
}

// toUTF8 reads Latin letters with one byte for each, which Windows' and older mail programs write, where a text is not
// UTF-8. What else there is stays as it is: numbers and Microsoft's ids are the same in all of them.
func toUTF8(text []byte, charset string) []byte {
	if strings.HasPrefix(strings.ToLower(charset), "utf-16") {
		return text
	}
	return entra.Latin(text)
}

// decoder reads the words of a header that are written in another set of letters.
func decoder() *mime.WordDecoder {
	return &mime.WordDecoder{CharsetReader: func(charset string, input io.Reader) (io.Reader, error) {
		raw, err := io.ReadAll(io.LimitReader(input, headSize))
		return bytes.NewReader(toUTF8(raw, charset)), err
	}}
}
