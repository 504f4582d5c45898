package consent

import (
	"bytes"
	"encoding/base64"
	"mime"
	"mime/quotedprintable"
	"slices"
	"strings"
	"time"
)

// MailFileExt is how the name of a mail file ends.
const MailFileExt = ".eml"

// mailLineMax is how long a line of a mail may be, without its end (RFC 5322 §2.1.1). Only a subject of
// plain letters can get there: encoded words and the text are folded.
const mailLineMax = 998

// MailFile returns a mail that is ready to send as a file (RFC 5322): for a message that is too long for MailtoURL, and
// for a computer on which no mail program answers to it. "X-Unsent: 1" is Outlook's own mark of a mail that was not sent
// yet; a program that does not know it shows a mail that came. Who sends and who receives is left open, as in every
// draft. The error is ErrTooLong for a subject that no
// line can hold.
func MailFile(subject, body string, at time.Time) ([]byte, error) {
	subject = strings.Join(strings.Fields(shown(subject)), " ")
	encoded := encodedWords(subject)
	if encoded == subject && len("Subject: ")+len(encoded) > mailLineMax {
		return nil, broken(RuleLength, "a subject of %d characters, %d fit", len(subject), mailLineMax-len("Subject: "))
	}
	encoded = strings.ReplaceAll(encoded, "?= =?", "?=\r\n =?") // in encoded words a space is "_"
	var b bytes.Buffer
	for _, header := range [][2]string{{"Date", at.Format(time.RFC1123Z)}, {"Subject", encoded}, {"X-Unsent", "1"},
		{"MIME-Version", "1.0"}, {"Content-Type", "text/plain; charset=utf-8"},
		{"Content-Transfer-Encoding", "quoted-printable"}} {
		b.WriteString(header[0] + ": " + header[1] + "\r\n")
	}
	b.WriteString("\r\n")
	text := quotedprintable.NewWriter(&b)
	if _, err := text.Write([]byte(shown(body) + "\n")); err != nil {
		return nil, err
	}
	return b.Bytes(), text.Close()
}

// encodedWords is a header as RFC 2047 has it. What reads as an encoded word already is encoded once more, though all its
// letters are plain: it would be shown as what it stands for, and not as it was written.
func encodedWords(text string) string {
	encoded := mime.QEncoding.Encode("utf-8", text)
	if encoded != text || !strings.Contains(text, "=?") {
		return encoded
	}
	const longest = 45 // bytes, so that a word with its frame stays within 75
	var words []string
	for part := range slices.Chunk([]byte(text), longest) {
		words = append(words, "=?utf-8?b?"+base64.StdEncoding.EncodeToString(part)+"?=")
	}
	return strings.Join(words, " ")
}
