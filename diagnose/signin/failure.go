package signin

import (
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"

	"synchelper/diagnose"
	"synchelper/diagnose/entra"
)

// Failure is why no token came: what Microsoft said, whole, with its secrets cut out, or what the network did.
type Failure struct {
	Observation diagnose.Observation
	Finding     string // for the stage, in English, free of secrets
	Cancelled   bool   // the context was cancelled; Observation says nothing then
	// Refused says that Microsoft answered, and no.
	Refused       bool
	CorrelationID string // of the refusal; empty where nothing was refused
}

// failure says what is behind an error of MSAL's. The error itself holds requests and bodies: it is asked for its kind
// and never shown.
func (c Config) failure(ctx context.Context, stage diagnose.StageID, w *wire, err error) *Failure {
	if ctx.Err() != nil {
		f := c.unsaid(stage, "no answer came in time")
		f.Cancelled = errors.Is(ctx.Err(), context.Canceled)
		return f
	}
	if got, refused := w.refused(); refused {
		return c.refusedWith(stage, got)
	}
	for _, why := range []error{errForeignHost, errAnswerTooLong} {
		if errors.Is(err, why) {
			return c.unsaid(stage, "not Microsoft's answer: "+why.Error())
		}
	}
	var sending *url.Error
	if errors.As(err, &sending) {
		return c.unreachable(stage, sending.Err)
	}
	return c.unsaid(stage, "the answer could not be read")
}

// unsaid is a failure from which nothing follows about anybody.
func (c Config) unsaid(stage diagnose.StageID, finding string) *Failure {
	return &Failure{Finding: finding, Observation: diagnose.Observation{Stage: stage, Source: diagnose.SourceSignIn,
		At: c.now(), About: diagnose.AboutThisCheck, Text: finding}}
}

// refusedWith reads a server's refusal, whole.
func (c Config) refusedWith(stage diagnose.StageID, got answered) *Failure {
	o := c.observe(stage, string(got.body))
	sayDescription(o.Said, got.body)
	if o.Said == nil || !saysAnything(*o.Said) {
		switch {
		case got.status == http.StatusTooManyRequests:
			o.Said, o.Cause = nil, "service.throttled"
		case got.status >= http.StatusInternalServerError:
			o.Said, o.Cause = nil, "service.transient"
		}
	}
	f := &Failure{Observation: o, Refused: true, CorrelationID: got.correlation}
	f.Finding = fmt.Sprintf("refused with HTTP %d: %s", got.status, nameOf(o))
	if o.Said != nil && o.Said.CorrelationID != "" {
		f.CorrelationID = o.Said.CorrelationID
	}
	return f
}

// sayDescription lets the number of the description be the cause: error_codes beside it sometimes lists a second one.
func sayDescription(said *diagnose.Said, body []byte) {
	var answer struct {
		Description string `json:"error_description"`
	}
	if said == nil || json.Unmarshal(body, &answer) != nil {
		return
	}
	reading, err := entra.ReadString(answer.Description)
	if err != nil || reading.Said.Primary == 0 || reading.Said.Primary == said.Primary {
		return
	}
	said.Primary, said.Loose, said.Sentence = reading.Said.Primary, reading.Said.Loose, reading.Said.Sentence
	delete(said.Spans, diagnose.FieldPrimary)
}

// observe reads a text of Microsoft's. What it is about follows from its cause.
func (c Config) observe(stage diagnose.StageID, text string) diagnose.Observation {
	o, err := entra.Observe([]byte(c.hide(text)), c.now())
	if err != nil { // nothing but a secret, or too long: nothing of it is kept
		o = diagnose.Observation{At: c.now()}
	}
	o.Stage, o.Source, o.About = stage, diagnose.SourceSignIn, diagnose.AboutThisComputer
	if cause, _ := meaningOf(o); cause != "" {
		o.About = aboutOf(cause)
	}
	return o
}

// states is an observation of what a page or a token states by itself.
func (c Config) states(stage diagnose.StageID, cause diagnose.CauseID, text string) diagnose.Observation {
	clean, secrets := entra.Scrub(c.hide(text))
	return diagnose.Observation{Stage: stage, Source: diagnose.SourceSignIn, At: c.now(), About: aboutOf(cause),
		Cause: cause, Text: clean, Secrets: secrets}
}

// passed is the observation that a stage went through for the account that a token names.
func (c Config) passed(stage diagnose.StageID, token Token) diagnose.Observation {
	return diagnose.Observation{Stage: stage, Source: diagnose.SourceSignIn, At: c.now(), About: diagnose.AboutAccount,
		Cause: diagnose.CauseNone, Account: c.otherName(token)}
}

// otherName is whose token it is, where it is not known to be the address's own; empty where it is.
func (c Config) otherName(token Token) string {
	switch {
	case token.Account() == "" || token.TenantID() == "":
		return diagnose.UnnamedAccount
	case c.names(token.Account()):
		return ""
	}
	return token.Account()
}

// aboutOf says what a cause that was met at this computer is about. What depends on device or network is about this
// computer, until the phone agrees.
func aboutOf(cause diagnose.CauseID) diagnose.About {
	known := diagnose.CauseOf(cause)
	if known.HereOnly && known.About != diagnose.AboutThisCheck || known.About == "" {
		return diagnose.AboutThisComputer
	}
	return known.About
}

// unreachable says how the network kept a server away.
func (c Config) unreachable(stage diagnose.StageID, err error) *Failure {
	var certificate *tls.CertificateVerificationError
	var name *net.DNSError
	cause := diagnose.CauseID("network.unreachable")
	finding := "no answer: " + err.Error() // the words of net and crypto/tls, which name hosts and no paths
	switch {
	case errors.As(err, &certificate) && len(certificate.UnverifiedCertificates) > 0:
		cause = "network.tls_intercepted"
		finding = fmt.Sprintf("a certificate signed by %q: %v", certificate.UnverifiedCertificates[0].Issuer, certificate.Err)
	case errors.As(err, &name):
		cause = "network.dns"
	case strings.Contains(err.Error(), "Proxy Authentication Required"): // net/http has no type for it
		cause = "network.proxy"
	}
	o := c.states(stage, cause, finding)
	o.About = diagnose.AboutThisComputer
	return &Failure{Observation: o, Finding: o.Text}
}
