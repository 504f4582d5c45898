package signin

import (
	"fmt"
	"io"
)

// sealed holds a secret. It lies behind a pointer, so that even the fields of a structure around it, printed by
// reflection, show an address in memory and nothing else.
type sealed struct{ value *string }

func seal(secret string) sealed { return sealed{&secret} }

func (s sealed) open() string {
	if s.value == nil {
		return ""
	}
	return *s.value
}

// put prints a name in the place of a secret, whatever the verb.
func put(f fmt.State, name string) { _, _ = io.WriteString(f, name) }

const (
	tokenName   = "[token]"
	attemptName = "[sign-in attempt]"
)

// Format prints "[token]" for every verb.
func (Token) Format(f fmt.State, _ rune) { put(f, tokenName) }

// String returns "[token]".
func (Token) String() string { return tokenName }

// GoString returns "[token]".
func (Token) GoString() string { return tokenName }

// MarshalText writes "[token]", in JSON too.
func (Token) MarshalText() ([]byte, error) { return []byte(tokenName), nil }

// Format prints "[sign-in attempt]" for every verb.
func (*Attempt) Format(f fmt.State, _ rune) { put(f, attemptName) }

// String returns "[sign-in attempt]".
func (*Attempt) String() string { return attemptName }

// GoString returns "[sign-in attempt]".
func (*Attempt) GoString() string { return attemptName }

// MarshalText writes "[sign-in attempt]", in JSON too.
func (*Attempt) MarshalText() ([]byte, error) { return []byte(attemptName), nil }

// Format prints how it ended for every verb, and nothing of what the redirect carried: a code, and the state.
func (e Ended) Format(f fmt.State, _ rune) {
	_, _ = fmt.Fprintf(f, "{redirect: %t, closed: %t, gone: %t}", e.Redirect != nil, e.Closed, e.Gone)
}

// Format prints the host for every verb: the address holds the state.
func (a Ask) Format(f fmt.State, _ rune) { put(f, "[sign-in on "+hostOf(a.Address)+"]") }
