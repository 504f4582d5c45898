package entra

import (
	"bytes"
	"strings"
)

// keyRule says what stands behind a key.
type keyRule struct {
	kind   string
	least  int    // a shorter value is a word and no secret
	line   bool   // the value goes to the end of the line
	scheme bool   // the value begins with an authentication scheme, which stays
	key    string // the key itself, squashed
}

// secretRule returns the rule for a squashed key; its kind is empty for a key that holds no secret.
func secretRule(key string) keyRule {
	if key == "" {
		return keyRule{}
	}
	rule := keyRule{key: key}
	switch key {
	case "code", "authorizationcode", "authcode", "spacode":
		rule.kind, rule.least = kindCode, 8
	case "token", "idtoken", "idtokenhint", "assertion", "samlassertion", "samlresponse", "wresult", "clientassertion",
		"codeverifier", "xmsrefreshtokencredential", "bearer", "jwt", "clientinfo":
		rule.kind, rule.least = kindToken, 16
	case "accesstoken", "refreshtoken":
		rule.kind, rule.least = kindToken, 6
	case "devicecode", "usercode":
		rule.kind, rule.least = kindDevice, 6
	case "cookie", "setcookie":
		rule.kind, rule.least, rule.line = kindCookie, 3, true
	case "authorization", "proxyauthorization":
		rule.kind, rule.least, rule.scheme = kindToken, 6, true
	case "esctx", "signinstatecookie", "buid":
		rule.kind, rule.least = kindCookie, 8
	case "flowtoken", "sft", "canary", "apicanary", "sctx", "ctx":
		rule.kind, rule.least = kindSession, 24
	case "apikey", "xapikey", "accountkey", "sharedaccesskey", "privatekey":
		rule.kind, rule.least = kindKey, 8
	case "pass", "pw", "passcode", "otp", "onetimepassword", "einmalpasswort", "passwort", "kennwort", "wachtwoord", "contraseña", "senha", "hasło", "パスワード", "密码", "密碼", "암호":
		rule.kind, rule.least = kindPassword, 1
	default:
		return suffixRule(rule)
	}
	return rule
}

// suffixRule knows the keys that are written with something before them: userPassword, AZURE_CLIENT_SECRET.
func suffixRule(rule keyRule) keyRule {
	key := rule.key
	switch {
	case strings.HasSuffix(key, "password"), strings.HasSuffix(key, "passwd"), strings.HasSuffix(key, "pwd"),
		strings.HasSuffix(key, "passphrase"), strings.HasSuffix(key, "motdepasse"):
		rule.kind, rule.least = kindPassword, 1
	case strings.HasSuffix(key, "clientsecret"), strings.HasSuffix(key, "appsecret"):
		rule.kind, rule.least = kindSecret, 3
	case key == "secret", strings.HasSuffix(key, "secretvalue"):
		rule.kind, rule.least = kindSecret, 8
	case strings.HasSuffix(key, "accesstoken"), strings.HasSuffix(key, "refreshtoken"), strings.HasSuffix(key, "idtoken"):
		rule.kind, rule.least = kindToken, 16
	case strings.HasPrefix(key, "estsauth"):
		rule.kind, rule.least = kindCookie, 4
	}
	return rule
}

// decisive is how much of a value is looked at to tell a secret from a word.
const decisive = 64

// fits says whether a value can be what its key says; inAddress that it stands in a query, a fragment or a form.
func (r keyRule) fits(value []byte, inAddress bool) bool {
	whole := len(value)
	if whole < r.least || whole == 0 {
		return false
	}
	value = value[:min(whole, decisive)]
	if isPlaceholder(value) || r.isVariable(value) {
		return false
	}
	switch {
	case r.kind == kindCode:
		return looksLikeCode(value, whole, inAddress)
	case r.kind == kindCookie && r.line:
		return bytes.IndexByte(value, '=') > 0
	case r.kind == kindPassword:
		return !isSentenceStart(value)
	case r.least >= 16 || r.kind == kindKey:
		return bytes.IndexByte(value, ' ') < 0 && (hasDigit(value) || whole >= 40)
	}
	return true
}

// isVariable says whether the value is the key again, as in the Python of a trace: login(password=PASSWORD).
func (r keyRule) isVariable(value []byte) bool {
	if i := bytes.IndexAny(value, "),"); i > 0 {
		value = value[:i]
	}
	return squash(value) == r.key
}

// looksLikeCode tells an authorization code from an error's number or name, which stand behind the same key.
func looksLikeCode(value []byte, whole int, inAddress bool) bool {
	lower := bytes.ToLower(value)
	for _, prefix := range [...]string{"aadsts", "aadb2c", "msis", "0x", "http"} {
		if bytes.HasPrefix(lower, []byte(prefix)) {
			return false
		}
	}
	digits, letters, run := 0, 0, 0
	for _, c := range value {
		switch {
		case isDigit(c):
			digits++
		case isLetter(c):
			letters++
		case bytes.IndexByte([]byte("._-!*$~%/="), c) < 0: // a sentence, or the next thing said
			whole = run
		}
		if whole == run {
			break
		}
		run++
	}
	if letters == 0 || digits == 0 && whole < 32 {
		return false
	}
	return whole >= 20 || inAddress && whole >= 8
}

// isPlaceholder says whether somebody has put something else in place of the secret, or a variable holds it.
func isPlaceholder(value []byte) bool {
	if bytes.IndexByte([]byte("<[{$%("), value[0]) >= 0 || bytes.HasPrefix(value, []byte("⟨")) {
		return true
	}
	if len(bytes.Trim(value, ".*xX-_?#")) == 0 {
		return true
	}
	if bytes.HasPrefix(value, []byte("...")) || bytes.HasPrefix(value, []byte("***")) {
		return true
	}
	switch strings.ToLower(string(bytes.TrimRight(value, ".,;)"))) {
	case "null", "none", "nil", "undefined", "true", "false", "redacted", "removed", "omitted", "hidden", "yes", "no",
		"required", "string", "securestring", "system.security.securestring", "bearer", "basic":
		return true
	}
	return false
}

// isSentenceStart says whether the word behind "password:" begins a sentence rather than being a password.
func isSentenceStart(value []byte) bool {
	switch strings.ToLower(string(bytes.TrimRight(value, ".,;:)"))) {
	case "the", "your", "user", "please", "is", "has", "must", "it", "invalid", "incorrect", "wrong", "expired", "error",
		"aadsts", "a", "an", "i", "we", "this", "if", "when", "and", "or":
		return true
	}
	return bytes.HasPrefix(value, []byte("http")) || bytes.HasPrefix(value, []byte("AADSTS"))
}

func hasDigit(value []byte) bool { return bytes.ContainsAny(value, "0123456789") }

// keyBefore returns the squashed key that ends before the separator at sep, and where it begins. Quotes, brackets
// and blanks between the two are skipped.
func keyBefore(text []byte, sep int) (string, int) {
	const longestKey = 48
	end := sep
	for end > 0 && sep-end < 6 && bytes.IndexByte([]byte(" \t\"'`])"), text[end-1]) >= 0 {
		end--
	}
	start := end
	for start > 0 && end-start < longestKey && keyByte(text[start-1]) {
		start--
	}
	if start == end || end-start < 2 {
		return "", start
	}
	return squash(text[start:end]), start
}

func keyByte(c byte) bool { return isAlnum(c) || c == '_' || c == '-' || c == '.' || c >= 0x80 }

// squash lower-cases a key and takes out what joins its words.
func squash(key []byte) string {
	out := make([]byte, 0, len(key))
	for _, c := range key {
		switch {
		case c == '_' || c == '-' || c == '.' || c == ' ':
		case c >= 'A' && c <= 'Z':
			out = append(out, c+'a'-'A')
		default:
			out = append(out, c)
		}
	}
	return string(out)
}
