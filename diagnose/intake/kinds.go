package intake

import (
	"bytes"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"synchelper/diagnose/triage"
)

// headSize is how much of a file tells what it is.
const headSize = 4096

// form is how a text is to be read.
type form int

const (
	formText    form = iota // a ticket, a report, a mail, JSON: read whole
	formRows                // a JSON object a line: read line by line
	formMailbox             // mails behind each other, each after a line "From …" (RFC 4155): read mail by mail
)

// IsPicture says whether a file is a picture, by the end of its name or by how it begins; either may be left out.
func IsPicture(name string, head []byte) bool {
	return byName(name) == triage.ReasonPicture || byHead(head) == triage.ReasonPicture
}

// byName says by the end of a name alone why a file is not read; empty where it may be.
func byName(name string) triage.Reason {
	end := strings.ToLower(filepath.Ext(name))
	for reason, ends := range map[triage.Reason][]string{
		triage.ReasonPicture: {".png", ".jpg", ".jpeg", ".heic", ".heif", ".gif", ".tif", ".tiff", ".bmp", ".webp", ".pdf",
			".mov", ".mp4"},
		triage.ReasonArchive: {".zip", ".gz", ".tgz", ".7z", ".rar", ".tar", ".bz2", ".xz", ".zst", ".cab", ".iso", ".dmg"},
		triage.ReasonDocument: {".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".odt", ".ods", ".msg", ".pst", ".ost",
			".rtf", ".pages"},
	} {
		if slices.Contains(ends, end) {
			return reason
		}
	}
	return ""
}

// byHead says by how a file begins why it is not read; empty where it may be. A name can lie.
func byHead(head []byte) triage.Reason {
	for reason, begins := range map[triage.Reason][]string{
		triage.ReasonPicture: {"\x89PNG", "\xff\xd8\xff", "GIF8", "%PDF-", "RIFF"},
		triage.ReasonArchive: {"PK\x03\x04", "PK\x05\x06", "\x1f\x8b", "7z\xbc\xaf", "Rar!", "BZh", "\xfd7zXZ", "\x28\xb5\x2f\xfd",
			"MSCF"},
		triage.ReasonDocument: {"\xd0\xcf\x11\xe0", "!BDN", `{\rtf`},
	} {
		for _, begin := range begins {
			if bytes.HasPrefix(head, []byte(begin)) {
				return reason
			}
		}
	}
	switch {
	case len(head) > 12 && string(head[4:8]) == "ftyp": // HEIC and films, in their ISO box
		return triage.ReasonPicture
	case len(head) > 262 && string(head[257:262]) == "ustar":
		return triage.ReasonArchive
	case isBinary(head):
		return triage.ReasonNotWords
	}
	return ""
}

// isBinary takes a text without byte order mark that holds zero bytes for no text, unless every other byte is one.
func isBinary(head []byte) bool {
	head = head[:min(len(head), headSize)]
	if bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff")) {
		return false
	}
	zeros := bytes.Count(head, []byte{0})
	return zeros > 0 && !utf8.Valid(bytes.ReplaceAll(head, []byte{0}, nil)) || zeros > len(head)*2/3
}

// formOf says how to read a text by how it begins.
func formOf(head []byte) form {
	head = bytes.TrimPrefix(head, []byte("\xef\xbb\xbf"))
	if bytes.HasPrefix(head, []byte("From ")) {
		if line, rest, ok := bytes.Cut(head, []byte("\n")); ok && isHeader(rest) && bytes.Contains(line, []byte(":")) {
			return formMailbox
		}
	}
	line, _, _ := bytes.Cut(bytes.TrimLeft(head, " \t\r\n"), []byte("\n"))
	if opensRow(bytes.TrimSpace(line)) {
		return formRows
	}
	return formText
}

// opensRow says whether a line begins an object that goes on in it: a report that is printed over many lines has nothing
// behind its first brace.
func opensRow(line []byte) bool {
	rest, ok := bytes.CutPrefix(line, []byte("{"))
	return ok && bytes.HasPrefix(bytes.TrimLeft(rest, " \t"), []byte(`"`))
}
