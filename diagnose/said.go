package diagnose

import "time"

// Said is what Microsoft Entra said in one text, page, address or answer. Every field may be empty: it was not said.
type Said struct {
	Codes     []int  // every AADSTS number named, in order of first appearance, no duplicates, however it was spelt
	Primary   int    // the number that is the cause; 0 when no number is
	Loose     bool   // Primary was named without its prefix: only the words around make it one of Microsoft Entra's
	Sentence  string // the sentence that came with Primary, or the sentence that was recognised without a number
	Wordings  []Wording
	Foreign   string // what the text is instead of Entra's: "aadb2c", "msis", "wam", "google" …; empty when Entra's or unknown
	Error     string // OAuth 2.0 error (RFC 6749 §4.1.2.1 and §5.2), e.g. "invalid_grant"
	Subcode   string // error_subcode, e.g. "cancel"
	Suberror  string // suberror of the token endpoint, e.g. "consent_required", "bad_token"
	Claims    string // claims challenge, as JSON
	Timestamp time.Time

	CorrelationID string // GUID, lower case
	TraceID       string // GUID, lower case; Microsoft's pages call it Request Id
	AppID         string // GUID, lower case, of the client application
	AppName       string
	Tenant        string // GUID (lower case) or domain of the tenant
	Resource      string // GUID or URI of the resource
	User          string // the user's address, as written

	Spans map[Field]Span // where in the (decoded, UTF-8) text each field came from
}

// Wording is a known sentence or page title that was recognised without relying on a number.
type Wording struct {
	Cause CauseID // what the wording stands for in assets/wordings.csv
	Lang  string  // BCP 47 language of the phrase
	// Confidence is Certain for Microsoft's own sentence, Likely for what people write about it.
	Confidence Confidence
	Span       Span
}

// Field names a field of Said in its Spans.
type Field string

// The fields that carry a span.
const (
	FieldPrimary       Field = "primary"
	FieldError         Field = "error"
	FieldSubcode       Field = "error_subcode"
	FieldSuberror      Field = "suberror"
	FieldClaims        Field = "claims"
	FieldTimestamp     Field = "timestamp"
	FieldCorrelationID Field = "correlation_id"
	FieldTraceID       Field = "trace_id"
	FieldAppID         Field = "app_id"
	FieldAppName       Field = "app_name"
	FieldTenant        Field = "tenant"
	FieldResource      Field = "resource"
	FieldUser          Field = "user"
)

// Span is a half-open range of byte offsets, Start ≤ End.
type Span struct{ Start, End int }

// Decisive is which of the observations says best what Microsoft said: the last text of the phone's that names a number,
// else the first that names one, else the last that says anything; -1 where Microsoft said nothing.
func Decisive(all []Observation) int {
	best, numbered := -1, false
	for i, o := range all {
		if o.Said == nil {
			continue
		}
		if !numbered || o.Source == SourceText && o.Said.Primary != 0 {
			best, numbered = i, numbered || o.Said.Primary != 0
		}
	}
	return best
}
