package entrasim

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
)

// tokenError is the body of a refusal at the token and device code endpoints: field by field as in Microsoft's sample
// ("Microsoft Entra authentication and authorization error codes", error handling) and in the answers that the Azure
// SDKs recorded for their tests. The order of the fields is theirs too.
type tokenError struct {
	Error         string `json:"error"`
	Description   string `json:"error_description"`
	Codes         []int  `json:"error_codes"`
	Timestamp     string `json:"timestamp"`
	TraceID       string `json:"trace_id"`
	CorrelationID string `json:"correlation_id"`
	URI           string `json:"error_uri,omitempty"`
	Suberror      string `json:"suberror,omitempty"`
	Claims        string `json:"claims,omitempty"`
}

// shape is what differs from answer to answer at the real service without a rule that anybody knows.
type shape struct {
	between string // what parts the sentence, Trace ID, Correlation ID and Timestamp
	uri     bool   // error_uri is there
	two     bool   // a generic number stands before the one that matters, in the description and in error_codes
}

// shapeOf returns the n-th shape. CRLF is in all samples up to 2022, single spaces in answers since 2023, LF where a
// client or log had its way with them; that they take turns is invented. The cycles are of 3, 2 and 5, so that thirty
// answers show every mix.
func shapeOf(n int) shape {
	return shape{between: []string{"\r\n", " ", "\n"}[n%3], uri: n%2 == 0, two: n%5 == 3}
}

// nextShape takes turns, from Options.Seed on.
func (c *Company) nextShape() shape {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.answers++
	return shapeOf(c.options.Seed + c.answers - 1)
}

// writeTokenError sends a refusal as the token endpoint does: JSON with the status of the refusal, 400 if it has none.
func (c *Company) writeTokenError(w http.ResponseWriter, r *http.Request, f failure) {
	if f.Status == 0 {
		f.Status = http.StatusBadRequest
	}
	if f.Wait > 0 {
		// RFC 9110 §10.2.3, in seconds; Microsoft asks apps to honour it with 429 and 5xx.
		w.Header().Set("Retry-After", strconv.Itoa(f.Wait))
	}
	writeJSON(w, f.Status, c.bodyOf(f, idsOf(r), c.nextShape()))
}

// bodyOf puts a refusal into a shape.
func (c *Company) bodyOf(f failure, ids requestIDs, s shape) tokenError {
	at, says, codes := stamp(c.now()), f.says(), []int{f.Code}
	if s.two && f.Behind != 0 {
		says, codes = sentences()[f.Behind].says()+" "+says, []int{f.Behind, f.Code}
	}
	body := tokenError{
		Error: f.Error, Codes: codes, Timestamp: at, TraceID: ids.Trace, CorrelationID: ids.Correlation,
		Suberror: f.Suberror, Claims: f.Claims,
		Description: fmt.Sprintf("%[1]s%[2]sTrace ID: %[3]s%[2]sCorrelation ID: %[4]s%[2]sTimestamp: %[5]s",
			says, s.between, ids.Trace, ids.Correlation, at),
	}
	if s.uri {
		body.URI = fmt.Sprintf("https://%s/error?code=%d", c.Cloud().LoginHost, f.Code)
	}
	return body
}

func writeJSON(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	_ = encoder.Encode(body) // a client that is gone is no concern of ours
}
