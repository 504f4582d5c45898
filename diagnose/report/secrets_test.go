package report

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"io"
	"maps"
	"mime/quotedprintable"
	"net/url"
	"strings"
	"testing"

	"synchelper/diagnose"
	"synchelper/diagnose/consent"
	"synchelper/diagnose/entra"
	"synchelper/diagnose/wording"
)

// The canaries are built when the test runs: nothing in this file looks like a secret to a scanner.
func canaryWord() string { return "Qx7" + strings.Repeat("kZ3w", 3) + "9Vm" }
func canaryLong() string { return strings.Repeat("Hq4"+"tR9v", 14) + "zX8" }
func canaryJWT() string {
	part := func(s string) string { return base64.RawURLEncoding.EncodeToString([]byte(s)) }
	return part(`{"typ":"JWT","alg":"none"}`) + "." + part(`{"upn":"x"}`) + "." + canaryLong()
}

// planted are secrets as they stand in what people paste; %s is the secret.
func planted() map[string]struct{ text, secret string } {
	return map[string]struct{ text, secret string }{
		"code in an address":   {"com.apple.preferences://oauth-redirect?error=x&code=%s", "0.AXoA" + canaryLong()},
		"access token":         {`{"access_token":"%s"}`, canaryJWT()},
		"refresh token":        {"refresh_token=%s", "0.AXoA" + canaryLong()},
		"bearer":               {"Authorization: Bearer %s", canaryLong()},
		"cookie":               {"Cookie: ESTSAUTHPERSISTENT=%s; path=/", canaryLong()},
		"password in words":    {"Password: %s", canaryWord()},
		"password in a form":   {"login=adele&passwd=%s&ctx=1", canaryWord()},
		"client secret":        {"client_secret=%s", canaryWord()},
		"device code":          {`{"device_code":"%s"}`, canaryLong()},
		"password in a link":   {"https://adele:%s@contoso.com/x", canaryWord()},
		"German password":      {"Kennwort: %s", canaryWord()},
		"token without a word": {"saw %s there", canaryJWT()},
	}
}

// oddly are the encodings that secrets are hidden in, on purpose or by a program's log.
func oddly() map[string]func(string) string {
	return map[string]func(string) string{
		"plain":           func(s string) string { return s },
		"percent twice":   func(s string) string { return url.QueryEscape(url.QueryEscape(s)) },
		"Base64":          func(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) },
		"Base64 for URLs": func(s string) string { return base64.RawURLEncoding.EncodeToString([]byte(s)) },
		"hex":             func(s string) string { return hex.EncodeToString([]byte(s)) },
		"hex in capitals": func(s string) string { return strings.ToUpper(hex.EncodeToString([]byte(s))) },
		"UTF-16":          func(s string) string { return inUTF16(binary.LittleEndian, true, s) },
		"UTF-16 in Base64": func(s string) string {
			return base64.StdEncoding.EncodeToString([]byte(inUTF16(binary.LittleEndian, false, s)))
		},
		"JSON escapes": func(s string) string {
			var b strings.Builder
			for _, r := range s {
				fmt.Fprintf(&b, `\u%04x`, r)
			}
			return `{"message":"` + b.String() + `"}`
		},
		"HTML entities": func(s string) string {
			var b strings.Builder
			for _, r := range s {
				fmt.Fprintf(&b, "&#%d;", r)
			}
			return html.EscapeString("") + b.String()
		},
		"quoted-printable bytes": func(s string) string {
			var b strings.Builder
			for _, c := range []byte(s) {
				fmt.Fprintf(&b, "=%02X", c)
			}
			return b.String()
		},
		"split over lines": func(s string) string {
			at := len(s) - 6
			return s[:at] + "\n" + s[at:]
		},
		"soft line breaks": func(s string) string {
			at := len(s) - 6
			return s[:at] + "=\n" + s[at:]
		},
	}
}

// leaked returns a part of a secret, or of what it was encoded to, that is in an output; empty when none is.
func leaked(out, secret, encoded string) string {
	const part = 12
	pieces := func(s string) (list []string) {
		for i := 0; i+part <= len(s); i += 4 {
			list = append(list, s[i:i+part])
		}
		return list
	}
	hidden := pieces(secret)
	if at := strings.Index(encoded, secret); at < 0 && len(encoded) > len(secret) { // the words before it are no secret
		hidden = append(hidden, pieces(encoded[len(encoded)-len(secret):len(encoded)-len(" there")])...)
	}
	for _, piece := range hidden {
		if strings.Contains(out, piece) {
			return piece
		}
	}
	return ""
}

// places are where a secret can come to stand in a diagnosis.
func places() map[string]func(d *diagnose.Diagnosis, text string) error {
	return map[string]func(d *diagnose.Diagnosis, text string) error{
		"a pasted text": func(d *diagnose.Diagnosis, text string) error {
			reading, err := entra.Read([]byte("AADSTS90094: An administrator must allow it.\n" + text))
			d.Observations[1].Text, d.Observations[1].Said, d.Observations[1].Secrets = reading.Text, &reading.Said, reading.Secrets
			return err
		},
		"a text that nobody read": func(d *diagnose.Diagnosis, text string) error {
			d.Observations[1].Text = "AADSTS90094: " + text
			return nil
		},
		"the address": func(d *diagnose.Diagnosis, text string) error {
			d.Subject.Address = "adele@contoso.com?" + text
			return nil
		},
		"a file's path": func(d *diagnose.Diagnosis, text string) error {
			d.Stages[0].Finding = `read C:\Users\Adele Vance\Desktop\` + text
			return nil
		},
		"what Microsoft said": func(d *diagnose.Diagnosis, text string) error {
			d.Observations[1].Said.Sentence, d.Observations[1].Said.User = text, text
			d.Observations[1].Said.Claims = text
			return nil
		},
	}
}

// morePlaces are those in which a secret comes to stand by a mistake of our own, or of whoever wrote a file. They are tried
// with fewer encodings.
func morePlaces() map[string]func(d *diagnose.Diagnosis, text string) error {
	put := func(field func(d *diagnose.Diagnosis) *string) func(d *diagnose.Diagnosis, text string) error {
		return func(d *diagnose.Diagnosis, text string) error {
			*field(d) = text
			return nil
		}
	}
	said := func(d *diagnose.Diagnosis) *diagnose.Said { return d.Observations[1].Said }
	return map[string]func(d *diagnose.Diagnosis, text string) error{
		"an account":            put(func(d *diagnose.Diagnosis) *string { return &d.Observations[1].Account }),
		"an app's name":         put(func(d *diagnose.Diagnosis) *string { return &said(d).AppName }),
		"an error":              put(func(d *diagnose.Diagnosis) *string { return &said(d).Error }),
		"a suberror":            put(func(d *diagnose.Diagnosis) *string { return &said(d).Suberror }),
		"a tenant":              put(func(d *diagnose.Diagnosis) *string { return &said(d).Tenant }),
		"a resource":            put(func(d *diagnose.Diagnosis) *string { return &said(d).Resource }),
		"the end of a sign-in":  put(func(d *diagnose.Diagnosis) *string { return &d.SignIns[0].Ended }),
		"an id of a sign-in":    put(func(d *diagnose.Diagnosis) *string { return &d.SignIns[0].CorrelationID }),
		"the last stage":        put(func(d *diagnose.Diagnosis) *string { return &d.Stages[len(d.Stages)-1].Finding }),
		"the subject's company": put(func(d *diagnose.Diagnosis) *string { return &d.Subject.Tenant }),
		"a text of a server": put(func(d *diagnose.Diagnosis) *string {
			d.Observations[1].Source = diagnose.SourceServer
			return &d.Observations[1].Text
		}),
		"the card": func(d *diagnose.Diagnosis, text string) error { d.Subject.Card = diagnose.Card(text); return nil },
		"an observation's cause": func(d *diagnose.Diagnosis, text string) error {
			d.Observations[1].Cause = diagnose.CauseID(text)
			return nil
		},
	}
}

// placesFor are the places that an encoding is tried in.
func placesFor(how string) map[string]func(d *diagnose.Diagnosis, text string) error {
	all := places()
	if how == "plain" || how == "Base64" {
		maps.Copy(all, morePlaces())
	}
	return all
}

func TestNoPlantedSecretIsInAnyFormatForAnyReader(t *testing.T) {
	kinds, written, w := 0, make(map[string]int), english(t)
	for name, p := range planted() {
		for how, encode := range oddly() {
			kinds++
			encoded := encode(strings.ReplaceAll(p.text, "%s", p.secret))
			for where, plant := range placesFor(how) {
				d := full(t)
				if err := plant(&d, encoded); err != nil {
					continue // it is not even read
				}
				for as, write := range everyForm(d, pseudonyms(t), w) {
					out, err := write()
					switch {
					case errors.Is(err, ErrSecretLeft) && len(out) == 0:
					case err != nil:
						t.Fatal(err)
					default:
						written[as]++
						if part := leaked(plainText(as, out), p.secret, encoded); part != "" {
							t.Errorf("%s, %s, in %s, %s: %q", name, how, where, as, part)
						}
					}
				}
			}
		}
	}
	if kinds < 50 || len(written) != 2*len(Formats())+4 {
		t.Errorf("%d kinds in %d forms are few", kinds, len(written))
	}
	for as, count := range written {
		if count < 100 {
			t.Errorf("%s was written %d times alone", as, count)
		}
	}
}

// The last look is at what is written, whoever changed it before: a field that the redactor leaves alone, and a copy that it
// never met.
func TestASecretInAFieldThatNobodyRedactsStopsEveryForm(t *testing.T) {
	secret := "refresh_token=0.AXoA" + canaryLong()
	untouched := map[string]func(d *diagnose.Diagnosis){
		"the cloud":                func(d *diagnose.Diagnosis) { d.Subject.Cloud = secret },
		"the method of a sign-in":  func(d *diagnose.Diagnosis) { d.SignIns[0].Method = secret },
		"the state of a stage":     func(d *diagnose.Diagnosis) { d.Stages[0].State = diagnose.StageState(secret) },
		"whose error it is":        func(d *diagnose.Diagnosis) { d.Observations[1].Said.Foreign = secret },
		"something encoded, there": func(d *diagnose.Diagnosis) { d.Subject.Cloud = hex.EncodeToString([]byte(secret)) },
	}
	for name, plant := range untouched {
		d := full(t)
		plant(&d)
		for _, c := range []Copy{ForIT(d), ForOutside(d, pseudonyms(t)), {Diagnosis: d, For: ReaderOutside}} {
			for _, as := range Formats() {
				var out bytes.Buffer
				if err := c.Write(&out, as, english(t)); !errors.Is(err, ErrSecretLeft) || out.Len() > 0 {
					t.Errorf("%s, %s for %s: %v, %d bytes", name, as, c.For, err, out.Len())
				}
			}
		}
	}
}

// What is handed on beside the formats.
const (
	theSheet = "the sheet"
	theMail  = "the mail"
)

// everyForm is all that is written about a diagnosis and handed on, by its name: each format for each reader, the sheet,
// and the message as a mail.
func everyForm(d diagnose.Diagnosis, p *Pseudonyms, w *wording.Words) map[string]func() ([]byte, error) {
	forms := map[string]func() ([]byte, error){
		theSheet:            func() ([]byte, error) { return SheetHTML(d, w, w) },
		"the sheet as text": func() ([]byte, error) { return []byte(SheetText(d, w, w)), nil },
		theMail: func() ([]byte, error) {
			m := w.Answer(d).Message
			return consent.MailFile(m.Subject, m.Body, d.Created)
		},
	}
	outside := ForOutside(d, p)
	forms["the mapping"] = func() ([]byte, error) {
		if _, err := outside.JSON(w); err != nil {
			return nil, err // it is written beside a report
		}
		return p.Names()
	}
	for _, c := range []Copy{ForIT(d), outside} {
		for _, as := range Formats() {
			forms[string(as)+" for "+string(c.For)] = func() ([]byte, error) {
				var out bytes.Buffer
				err := c.Write(&out, as, w)
				return out.Bytes(), err
			}
		}
	}
	return forms
}

// plainText adds to a form what its reader makes of it.
func plainText(as string, out []byte) string {
	form, _, _ := strings.Cut(as, " for ")
	switch read := out; Format(form) {
	case FormatFile, FormatJSON, FormatNDJSON:
		if at := bytes.Index(read, []byte("\n{")); at >= 0 {
			read = read[at:]
		}
		var value any
		if json.Unmarshal(read, &value) == nil {
			return string(out) + fmt.Sprint(value)
		}
	case FormatHTML, theSheet:
		return string(out) + html.UnescapeString(string(out))
	case theMail:
		text, _ := io.ReadAll(quotedprintable.NewReader(bytes.NewReader(out)))
		return string(out) + string(text)
	}
	return string(out)
}
