// Package report holds one diagnosis for all its readers: the exported form (JSON), the saved file with readable text
// above it, and reading both back.
package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"unicode"

	"synchelper/diagnose/entra"
	"synchelper/diagnose/wording"
)

const (
	// Schema names the exported form.
	Schema = "synchelper-diagnosis"
	// Version is the version of the exported form that is written. Older ones are read for ever, newer ones refused.
	Version = 1
)

// JSON returns the exported form, indented, with a newline at the end. The actions are in the language of w. It returns
// ErrSecretLeft, and nothing else, when something that looks like a secret is still in it.
func (c Copy) JSON(w *wording.Words) ([]byte, error) {
	export, err := c.export(w)
	if err != nil {
		return nil, err
	}
	raw, err := json.MarshalIndent(export, "", " ")
	if err != nil {
		return nil, fmt.Errorf("write the report: %w", err)
	}
	return append(escaped(raw), '\n'), nil
}

// escaped writes the characters that JSON may hold as they are, but a terminal would act on, by their numbers
// (RFC 8259 §7), and those that a mail program adds or loses.
func escaped(raw []byte) []byte {
	var out bytes.Buffer
	for _, r := range string(raw) {
		if r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r)) || strings.ContainsRune("\u00a0\u00ad\u200b\ufeff", r) {
			fmt.Fprintf(&out, "\\u%04x", r)
			continue
		}
		out.WriteRune(r)
	}
	return out.Bytes()
}

// export is the exported form, which every format is made from; an error when a secret is left.
func (c Copy) export(w *wording.Words) (Export, error) {
	if c.secret {
		return Export{}, ErrSecretLeft
	}
	e := exportOf(c, w)
	return e, e.withoutSecrets()
}

// withoutSecrets returns ErrSecretLeft when something that looks like a secret is in what came from outside. Our own
// words are not looked at: "New password: Users > me > Reset password" is none.
func (e Export) withoutSecrets() error {
	outside, err := json.Marshal(struct {
		Subject      subject
		Stages       []stage
		Observations []observation
		SignIns      []signIn
	}{e.Subject, e.Stages, e.Observations, e.SignIns})
	if err != nil {
		return fmt.Errorf("write the report: %w", err)
	}
	if _, kinds := entra.Scrub(string(outside)); len(kinds) > 0 {
		return fmt.Errorf("%w: %v", ErrSecretLeft, kinds)
	}
	if encodedRuns(string(outside)) != nil {
		return fmt.Errorf("%w: %s", ErrSecretLeft, removedEncoded)
	}
	return nil
}
