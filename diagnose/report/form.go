package report

import (
	"time"

	"synchelper/diagnose"
)

type program struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

// Export is the exported form of a diagnosis: one shape for saved reports, "explain --json" and "check --json".
// Times are UTC. A field that is not known is null, never absent and never a made-up value; the first exports left some
// out, so all that is required of a file is what those had. assets/diagnosis.schema.json says what each field is.
type Export struct {
	Schema       string        `json:"schema"`
	Version      int           `json:"version"`
	ID           string        `json:"id"`
	Reference    string        `json:"reference"`
	Created      time.Time     `json:"created"`
	Program      program       `json:"program"`
	Demo         bool          `json:"demo"`
	Subject      subject       `json:"subject"`
	Stages       []stage       `json:"stages"`
	Observations []observation `json:"observations"`
	Verdict      verdict       `json:"verdict"`
	SignIns      []signIn      `json:"sign_ins"`
	Log          []logEntry    `json:"sign_in_log"`
	Actions      []action      `json:"actions"`
	Redaction    redaction     `json:"redaction"`
}

type subject struct {
	Address  *string        `json:"address"`
	Tenant   *string        `json:"tenant"`
	TenantID *string        `json:"tenant_id"`
	Cloud    *string        `json:"cloud"`
	MailApp  string         `json:"mail_app"`
	Card     *diagnose.Card `json:"card"`
}

type stage struct {
	ID         diagnose.StageID    `json:"id"`
	State      diagnose.StageState `json:"state"`
	Started    *time.Time          `json:"started"`
	DurationMS *int64              `json:"duration_ms"`
	Finding    *string             `json:"finding"`
}

type observation struct {
	Stage    diagnose.StageID  `json:"stage"`
	Source   diagnose.Source   `json:"source"`
	At       time.Time         `json:"at"`
	About    diagnose.About    `json:"about"`
	Card     *diagnose.Card    `json:"card"`
	Cause    *diagnose.CauseID `json:"cause"`
	Said     *said             `json:"said"`
	Approval *approval         `json:"approval"`
	Unsure   bool              `json:"unsure"`
	Account  *string           `json:"account"`
	Text     []string          `json:"text"` // one entry a line, so that no mail program has to wrap it
	Removed  []string          `json:"removed"`
}

type approval struct {
	SameAddress *diagnose.Reply `json:"same_address"`
	JustNow     *diagnose.Reply `json:"just_now"`
	Colleague   *diagnose.Reply `json:"colleague"`
}

type said struct {
	Codes         []int      `json:"codes"`
	Primary       *int       `json:"primary"`
	Loose         bool       `json:"loose"`
	Sentence      *string    `json:"sentence"`
	Wordings      []phrase   `json:"wordings"`
	Foreign       *string    `json:"foreign"`
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
	Question   *diagnose.Question  `json:"question"`
}

type reason struct {
	Kind  diagnose.ReasonKind `json:"kind"`
	Value *string             `json:"value"`
	Stage *diagnose.StageID   `json:"stage"`
}

type action struct {
	Kind diagnose.ActionKind `json:"kind"`
	Who  diagnose.Who        `json:"who"`
	URL  *string             `json:"url"`
	Text *string             `json:"text"`
}

type redaction struct {
	For     Readership `json:"for"`     // who will read it
	Removed []string   `json:"removed"` // kinds of secrets that were cut out, sorted
	Fields  []Removal  `json:"fields"`  // what was changed for this reader
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
