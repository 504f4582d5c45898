// Package report holds one diagnosis for all its readers: the exported form (JSON), the saved file with readable text
// above it, and reading both back.
package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"
	"unicode"

	"synchelper/diagnose"
	"synchelper/diagnose/entra"
	"synchelper/diagnose/wording"
)

const (
	// Schema names the exported form.
	Schema = "synchelper-diagnosis"
	// Version is the version of the exported form that is written. Older ones are read for ever, newer ones refused.
	Version = 1
)

type program struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

// Export is the exported form of a diagnosis: one shape for saved reports, "explain --json" and "check --json".
// Times are UTC. A field that is not known is null or absent, never a made-up value.
type Export struct {
	Schema       string        `json:"schema"`
	Version      int           `json:"version"`
	ID           string        `json:"id"`
	Reference    string        `json:"reference"`
	Created      time.Time     `json:"created"`
	Program      program       `json:"program"`
	Demo         bool          `json:"demo,omitempty"`
	Subject      subject       `json:"subject"`
	Stages       []stage       `json:"stages"`
	Observations []observation `json:"observations"`
	Verdict      verdict       `json:"verdict"`
	SignIns      []signIn      `json:"sign_ins,omitempty"`
	Actions      []action      `json:"actions"`
	Redaction    redaction     `json:"redaction"`
}

type subject struct {
	Address  *string       `json:"address"`
	Tenant   *string       `json:"tenant"`
	TenantID *string       `json:"tenant_id"`
	Cloud    *string       `json:"cloud"`
	MailApp  string        `json:"mail_app"`
	Card     diagnose.Card `json:"card,omitempty"`
}

type stage struct {
	ID         diagnose.StageID    `json:"id"`
	State      diagnose.StageState `json:"state"`
	Started    *time.Time          `json:"started"`
	DurationMS *int64              `json:"duration_ms"`
	Finding    string              `json:"finding"`
}

type observation struct {
	Stage   diagnose.StageID `json:"stage"`
	Source  diagnose.Source  `json:"source"`
	At      time.Time        `json:"at"`
	About   diagnose.About   `json:"about"`
	Card    diagnose.Card    `json:"card,omitempty"`
	Cause   diagnose.CauseID `json:"cause,omitempty"`
	Said    *said            `json:"said,omitempty"`
	Unsure  bool             `json:"unsure,omitempty"`
	Account string           `json:"account,omitempty"`
	Text    []string         `json:"text,omitempty"` // one entry a line, so that no mail program has to wrap it
	Removed []string         `json:"removed,omitempty"`
}

type said struct {
	Codes         []int      `json:"codes"`
	Primary       *int       `json:"primary"`
	Sentence      string     `json:"sentence,omitempty"`
	Wordings      []phrase   `json:"wordings,omitempty"`
	Foreign       string     `json:"foreign,omitempty"`
	Error         *string    `json:"error"`
	Subcode       *string    `json:"error_subcode"`
	Suberror      *string    `json:"suberror"`
	Claims        *string    `json:"claims"`
	Timestamp     *time.Time `json:"timestamp"`
	CorrelationID *string    `json:"correlation_id"`
	TraceID       *string    `json:"trace_id"`
	AppID         *string    `json:"app_id"`
	AppName       *string    `json:"app_name"`
	Tenant        *string    `json:"tenant"`
	Resource      *string    `json:"resource"`
	User          *string    `json:"user"`
}

type phrase struct {
	Cause      diagnose.CauseID    `json:"cause"`
	Lang       string              `json:"lang"`
	Confidence diagnose.Confidence `json:"confidence"`
}

type verdict struct {
	Cause      diagnose.CauseID    `json:"cause"`
	Family     diagnose.Family     `json:"family"`
	Confidence diagnose.Confidence `json:"confidence"`
	About      *string             `json:"about"`
	Because    []reason            `json:"because"`
	Also       []diagnose.CauseID  `json:"also"`
	Question   diagnose.Question   `json:"question,omitempty"`
}

type reason struct {
	Kind  diagnose.ReasonKind `json:"kind"`
	Value string              `json:"value,omitempty"`
	Stage diagnose.StageID    `json:"stage,omitempty"`
}

type action struct {
	Kind diagnose.ActionKind `json:"kind"`
	Who  diagnose.Who        `json:"who"`
	URL  *string             `json:"url"`
	Text string              `json:"text"`
}

type redaction struct {
	For     string   `json:"for"`     // who will read it: "it", the user's own company
	Removed []string `json:"removed"` // kinds of secrets that were cut out, sorted
}

// JSON returns the exported form of a diagnosis, indented, with a newline at the end. The actions are in the
// words of a. It returns ErrSecretLeft, and nothing else, when something that looks like a secret is still in it.
func JSON(d diagnose.Diagnosis, a wording.Answer) ([]byte, error) {
	export := exportOf(d, a)
	if err := export.withoutSecrets(); err != nil {
		return nil, err
	}
	raw, err := json.MarshalIndent(export, "", " ")
	if err != nil {
		return nil, fmt.Errorf("write the report: %w", err)
	}
	return append(escaped(raw), '\n'), nil
}

// escaped writes the characters that JSON may hold as they are, but a terminal would act on, by their numbers
// (RFC 8259 §7).
func escaped(raw []byte) []byte {
	var out bytes.Buffer
	for _, r := range string(raw) {
		if r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r)) {
			fmt.Fprintf(&out, "\\u%04x", r)
			continue
		}
		out.WriteRune(r)
	}
	return out.Bytes()
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
	return nil
}

// optional is null in JSON for a value that is not known.
func optional[T comparable](value T) *T {
	var zero T
	if value == zero {
		return nil
	}
	return &value
}

func value[T any](pointer *T) T {
	if pointer == nil {
		var zero T
		return zero
	}
	return *pointer
}
