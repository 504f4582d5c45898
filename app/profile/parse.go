package profile

import (
	"bytes"
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"unicode/utf8"
)

// The most that a file and a logo may hold. A logo in Base64 is a third larger than itself.
const (
	mostBytes     = 512 << 10
	mostLogoBytes = 256 << 10
	mostLogoSide  = 1024
)

// file is what an organisation writes, field by field, after the schema has let it through.
type file struct {
	Name        string   `json:"name"`
	Domains     []string `json:"domains"`
	Helpdesk    string   `json:"helpdesk_mail"`
	Ticket      string   `json:"ticket_address"`
	Admin       string   `json:"admin_contact"`
	LogoFile    string   `json:"logo_file"`
	LogoInline  string   `json:"logo_inline"`
	Language    string   `json:"language"`
	MailApp     string   `json:"mail_app"`
	LooksAfter  string   `json:"looks_after"`
	Methods     []Method `json:"sign_in_methods"`
	ReadReports string   `json:"report_readers"`
	KeepHistory *bool    `json:"keep_history"`
}

// parse turns what stands at a place into a Profile: whole, or not at all.
func parse(f found) Profile {
	p, err := understand(f)
	if err != nil {
		problem := problemOf(err)
		if !f.lines {
			problem.Line = 0
		}
		return unusable(f.place, problem)
	}
	p.Place = f.place
	return p
}

func understand(f found) (Profile, error) {
	raw := bytes.TrimPrefix(f.raw, []byte("\xef\xbb\xbf")) // as Windows' own editor may begin a file
	switch {
	case len(raw) > mostBytes:
		return Profile{}, &Problem{Kind: KindTooLarge, Want: kibibytes(mostBytes)}
	case !utf8.Valid(raw):
		return Profile{}, &Problem{Kind: KindEncoding, Line: lineAt(raw, firstOdd(raw))}
	}
	lines, err := outline(raw)
	if err != nil {
		return Profile{}, err
	}
	if err := fits(raw, lines); err != nil {
		return Profile{}, err
	}
	var written file
	if err := json.Unmarshal(raw, &written); err != nil {
		return Profile{}, err
	}
	p, err := written.mean(f.logo)
	var problem *Problem
	if errors.As(err, &problem) {
		problem.Line = lines[problem.Field]
	}
	return p, err
}

// visible makes any text safe to show in one line: what nobody sees is escaped, and what is long is cut.
func visible(text string) string {
	const longest = 160
	quoted := strconv.QuoteToGraphic(text)
	quoted = strings.ReplaceAll(quoted[1:len(quoted)-1], `\"`, `"`)
	if letters := []rune(quoted); len(letters) > longest {
		return string(letters[:longest]) + "…"
	}
	return quoted
}

func kibibytes(n int64) string { return strconv.FormatInt(n>>10, 10) + " KiB" }
