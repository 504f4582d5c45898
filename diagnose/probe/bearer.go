package probe

import (
	"fmt"
	"io"
	"strings"
)

// Bearer is an access token. Whatever prints it prints "[token]"; only MailAccess reads it.
type Bearer string

const hiddenToken = "[token]"

// String returns "[token]".
func (Bearer) String() string { return hiddenToken }

// GoString returns "[token]".
func (Bearer) GoString() string { return hiddenToken }

// Format writes "[token]" for every verb: %x and %q would not ask String.
func (Bearer) Format(state fmt.State, _ rune) { _, _ = io.WriteString(state, hiddenToken) }

// MarshalText returns "[token]", also for JSON and XML.
func (Bearer) MarshalText() ([]byte, error) { return []byte(hiddenToken), nil }

// cutFrom takes the token out of a text: a server may repeat what it was sent.
func (b Bearer) cutFrom(text string) string {
	if b == "" {
		return text
	}
	return strings.ReplaceAll(text, string(b), hiddenToken)
}
