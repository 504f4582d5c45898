package probe

import "strings"

// challenge is one challenge of a WWW-Authenticate or Proxy-Authenticate header (RFC 9110 §11.3).
type challenge struct {
	scheme string            // as written
	token  string            // token68, where there is one instead of parameters
	params map[string]string // names in lower case, values unquoted; of a name that comes twice the first counts
}

// parseChallenges reads the challenges of all lines of a header: a list, whose commas part challenges as well as the
// parameters within one (RFC 9110 §11.6.1). What does not follow the grammar is skipped up to the next comma.
func parseChallenges(lines []string) []challenge {
	var all []challenge
	for _, line := range lines {
		r := challengeReader{rest: line[:min(len(line), maxChallenge)]}
		all = append(all, r.challenges()...)
	}
	return all
}

// challengeReader reads one line from left to right.
type challengeReader struct{ rest string }

func (r *challengeReader) challenges() []challenge {
	var all []challenge
	for r.skip(" \t,"); r.rest != ""; r.skip(" \t,") {
		before := len(r.rest)
		word := r.token()
		switch {
		case word == "":
			r.toComma()
		case r.atValue() && len(all) > 0 && all[len(all)-1].token == "":
			all[len(all)-1].set(word, r.value())
		case r.atValue():
			r.value() // a parameter before any scheme, or after a token68, belongs to nothing
		default:
			all = append(all, challenge{scheme: word, token: r.token68(), params: make(map[string]string)})
		}
		if len(r.rest) == before { // never met; a line that could hold the reader for ever is left
			return all
		}
	}
	return all
}

func (c *challenge) set(name, value string) {
	name = strings.ToLower(name)
	if _, twice := c.params[name]; !twice {
		c.params[name] = value
	}
}

func (r *challengeReader) skip(set string) { r.rest = strings.TrimLeft(r.rest, set) }

// token reads a token (RFC 9110 §5.6.2); "" when none begins here.
func (r *challengeReader) token() string {
	return r.while(func(c byte) bool {
		return isAlphanumeric(c) || strings.IndexByte("!#$%&'*+-.^_`|~", c) >= 0
	})
}

// token68 reads what may follow a scheme instead of parameters (RFC 9110 §11.2). It only counts when it fills the
// place up to the next comma, since a parameter's name may look like its beginning.
func (r *challengeReader) token68() string {
	if !strings.HasPrefix(r.rest, " ") && !strings.HasPrefix(r.rest, "\t") {
		return ""
	}
	r.skip(" \t")
	start := r.rest
	word := r.while(func(c byte) bool { return isAlphanumeric(c) || strings.IndexByte("-._~+/", c) >= 0 })
	word += r.while(func(c byte) bool { return c == '=' })
	r.skip(" \t")
	if word == "" || r.rest != "" && r.rest[0] != ',' {
		r.rest = start
		return ""
	}
	return word
}

// atValue says whether an equals sign comes next, which makes the word before it the name of a parameter. Blanks
// around it are bad but must be accepted (RFC 9110 §11.2).
func (r *challengeReader) atValue() bool {
	return strings.HasPrefix(strings.TrimLeft(r.rest, " \t"), "=")
}

// value reads an equals sign and a token or quoted string.
func (r *challengeReader) value() string {
	r.skip(" \t")
	r.rest = r.rest[1:]
	r.skip(" \t")
	if !strings.HasPrefix(r.rest, `"`) {
		// Servers send URLs and base64 without quotes; they hold no comma, blank or quote.
		return r.while(func(c byte) bool { return c > ' ' && c != ',' && c != '"' && c != 0x7f })
	}
	return r.quoted()
}

// quoted reads a quoted string (RFC 9110 §5.6.4). One that does not end takes what there is.
func (r *challengeReader) quoted() string {
	var value strings.Builder
	for i := 1; i < len(r.rest); i++ {
		switch c := r.rest[i]; {
		case c == '"':
			r.rest = r.rest[i+1:]
			return value.String()
		case c == '\\' && i+1 < len(r.rest):
			i++
			value.WriteByte(r.rest[i])
		default:
			value.WriteByte(c)
		}
	}
	r.rest = ""
	return value.String()
}

func (r *challengeReader) toComma() {
	if i := strings.IndexByte(r.rest, ','); i >= 0 {
		r.rest = r.rest[i:]
		return
	}
	r.rest = ""
}

func (r *challengeReader) while(is func(byte) bool) string {
	n := 0
	for n < len(r.rest) && is(r.rest[n]) {
		n++
	}
	word := r.rest[:n]
	r.rest = r.rest[n:]
	return word
}

func isAlphanumeric(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
}
