package entrasim

import (
	"context"
	"net/http"
	"regexp"
	"sync"
	"time"
)

// requestIDs are the two numbers by which Microsoft's logs find a request: the trace id is ours, the correlation id is
// the client's client-request-id where it sent one (Microsoft, "Handle errors and exceptions in MSAL": correlation id).
type requestIDs struct{ Trace, Correlation string }

type requestKey struct{}

// idsOf returns the numbers of a request that one of the company's servers got.
func idsOf(r *http.Request) requestIDs {
	ids, _ := r.Context().Value(requestKey{}).(requestIDs)
	return ids
}

var guidForm = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)
})

func isGUID(s string) bool { return guidForm().MatchString(s) }

// answering is what every answer of a site has, whoever gives it: the numbers, the date, the cap on what is read.
func (c *Company) answering(name site, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ids := requestIDs{Trace: c.guid(), Correlation: c.correlationOf(r)}
		r = r.WithContext(context.WithValue(r.Context(), requestKey{}, ids))
		r.Body = http.MaxBytesReader(w, r.Body, maxBody)
		w.Header().Set("Date", c.now().UTC().Format(http.TimeFormat))
		if name == siteLogin {
			signInHeaders(w.Header(), r, ids)
		}
		seen := &seen{ResponseWriter: w}
		next.ServeHTTP(seen, r)
		c.tell(Request{
			Time: c.now(), Site: string(name), Method: r.Method, Path: r.URL.Path,
			Status: seen.code(), CorrelationID: ids.Correlation,
		})
	})
}

// signInHeaders are those of login.microsoftonline.com, as recorded in MSAL's tests and by anybody's browser.
// Strict-Transport-Security stays away: it would bind every other server on this computer's localhost.
func signInHeaders(header http.Header, r *http.Request, ids requestIDs) {
	header.Set("Cache-Control", "no-store, no-cache")
	header.Set("Pragma", "no-cache")
	header.Set("Expires", "-1")
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("x-ms-request-id", ids.Trace)
	header.Set("x-ms-ests-server", "2.1.0 - simulated") // invented: the real one names a build and a region
	if r.Header.Get("return-client-request-id") == "true" {
		header.Set("client-request-id", ids.Correlation)
	}
}

// correlationOf takes the client's number from where clients put it: a header (MSAL) or the query (browsers).
func (c *Company) correlationOf(r *http.Request) string {
	for _, sent := range []string{r.Header.Get("client-request-id"), r.URL.Query().Get("client-request-id")} {
		if isGUID(sent) {
			return sent
		}
	}
	return c.guid()
}

// tell reports a request, one at a time and never while the state is held.
func (c *Company) tell(request Request) {
	if c.options.Log == nil {
		return
	}
	c.telling.Lock()
	defer c.telling.Unlock()
	c.options.Log(request)
}

// seen notes the status of an answer.
type seen struct {
	http.ResponseWriter
	status int
}

func (s *seen) WriteHeader(status int) {
	s.status = status
	s.ResponseWriter.WriteHeader(status)
}

func (s *seen) code() int {
	if s.status == 0 {
		return http.StatusOK
	}
	return s.status
}

// Unwrap lets http.ResponseController reach the real writer.
func (s *seen) Unwrap() http.ResponseWriter { return s.ResponseWriter }

// stamp is how the sign-in service writes a time in error bodies: "2026-11-23 08:12:04Z" (Microsoft, "Microsoft Entra
// authentication and authorization error codes", sample error).
func stamp(t time.Time) string { return t.UTC().Format("2006-01-02 15:04:05Z") }
