package entra

import (
	"bytes"

	"synchelper/diagnose"
)

// knownError says whether a word is an OAuth 2.0 or OpenID Connect error, or one of Microsoft Entra's own.
// RFC 6749 §4.1.2.1 and §5.2, RFC 8628 §3.5, OpenID Connect Core §3.1.2.6, and
// https://learn.microsoft.com/entra/identity-platform/reference-error-codes.
func knownError(word string) bool {
	switch word {
	case "invalid_request", "invalid_client", "invalid_grant", "unauthorized_client", "unsupported_grant_type",
		"invalid_scope", "access_denied", "unsupported_response_type", "server_error", "temporarily_unavailable",
		"authorization_pending", "slow_down", "expired_token", "authorization_declined", "bad_verification_code",
		"interaction_required", "login_required", "account_selection_required", "consent_required",
		"invalid_resource", "invalid_instance", "invalid_tenant", "unauthorized_user", "mfa_required",
		"insufficient_claims", "unmet_authentication_requirements", "invalid_target", "unknown_user_type":
		return true
	}
	return false
}

// oauth fills error, error_subcode, suberror and the claims challenge.
func (r *reader) oauth() {
	r.errorName()
	r.keyword(diagnose.FieldSubcode, &r.said.Subcode, "error_subcode", "errorsubcode", "error subcode")
	r.keyword(diagnose.FieldSuberror, &r.said.Suberror, "suberror", "sub_error", "sub error")
	r.claims()
}

// errorName finds the OAuth error: a known name behind the key "error", else any known name.
func (r *reader) errorName() {
	type hit struct {
		start, end int
		keyed      bool
	}
	var hits []hit
	for i := 0; i < len(r.low); i++ {
		if !isLetter(r.low[i]) || i > 0 && nameByte(r.low[i-1]) {
			continue
		}
		end := i
		for end < len(r.low) && nameByte(r.low[end]) {
			end++
		}
		if knownError(string(r.low[i:end])) && !r.keyedAs(i, "suberror") && !r.keyedAs(i, "sub_error") {
			hits = append(hits, hit{i, end, r.keyedAs(i, "error")})
		}
		i = end
	}
	keyed := hits[:0:0]
	for _, h := range hits {
		if h.keyed {
			keyed = append(keyed, h)
		}
	}
	if len(keyed) > 0 {
		hits = keyed
	}
	if i := r.at.nearest(len(hits), func(i int) int { return hits[i].start }); i >= 0 {
		r.said.Error = string(r.low[hits[i].start:hits[i].end])
		r.note(diagnose.FieldError, hits[i].start, hits[i].end)
	}
}

func nameByte(c byte) bool { return isAlnum(c) || c == '_' }

// keyedAs says whether the key stands before the value at i.
func (r *reader) keyedAs(i int, key string) bool {
	j := r.joint(i)
	start := j - len(key)
	return j < i && start >= 0 && string(r.low[start:j]) == key && (start == 0 || !nameByte(r.low[start-1]))
}

// keyword stores the word behind one of the keys. Keys are searched for one after the other.
func (r *reader) keyword(field diagnose.Field, value *string, keys ...string) {
	for _, key := range keys {
		for from := 0; ; {
			i := bytes.Index(r.low[from:], []byte(key))
			if i < 0 {
				break
			}
			from += i + len(key)
			start := r.overSeparator(from)
			end := start
			for end < len(r.low) && (nameByte(r.low[end]) || r.low[end] == '-') {
				end++
			}
			if start > from && end > start && string(r.low[start:end]) != "null" {
				*value = string(r.low[start:end])
				r.note(field, start, end)
				return
			}
		}
	}
}

// overSeparator returns where the value begins whose key ends at i; i itself when no separator stands there.
func (r *reader) overSeparator(i int) int {
	const longest = 8
	j := i
	separated := false
	for j < len(r.low) && j-i < longest && bytes.IndexByte([]byte(" \n:=>\"'`]"), r.low[j]) >= 0 {
		separated = separated || r.low[j] == ':' || r.low[j] == '='
		j++
	}
	if !separated {
		return i
	}
	return j
}

// claims stores the claims challenge: the JSON object behind the key, whatever layers of quoting it had.
func (r *reader) claims() {
	for from := 0; ; {
		i := bytes.Index(r.low[from:], []byte("claims"))
		if i < 0 {
			return
		}
		from += i + len("claims")
		start := r.overSeparator(from)
		if start == from || r.page.at(start) != '{' {
			continue
		}
		if end := r.object(start); end > start {
			r.said.Claims = r.quotedText(start, end)
			r.note(diagnose.FieldClaims, start, end)
			return
		}
		from = start
	}
}

// object returns where the braces that open at i are closed; i when they are not.
func (r *reader) object(i int) int {
	const longest = 4096
	depth := 0
	for j := i; j < len(r.low) && j-i < longest; j++ {
		switch r.low[j] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return j + 1
			}
		}
	}
	return i
}
