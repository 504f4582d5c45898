package entra

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"synchelper/diagnose"
)

// keyRule says what stands behind a key.
type keyRule struct {
	kind    string
	least   int    // a shorter value is a word and no secret
	line    bool   // the value goes to the end of the line
	scheme  bool   // the value begins with an authentication scheme, which stays
	loose   bool   // others have such keys too: only a value that looks like a secret is one
	broken  bool   // the end of a line broke the key in two, or so it seems
	key     string // the key itself, squashed
	inPlist bool   // only the profiles of Apple devices mean a secret by it
}

// keyRules maps the squashed keys that hold secrets to their rules.
var keyRules = sync.OnceValue(func() map[string]keyRule {
	table := make(map[string]keyRule)
	for _, r := range []struct {
		keyRule
		keys string
	}{
		{keyRule{kind: kindCode, least: 8}, "code authorizationcode authcode spacode"},
		{keyRule{kind: kindToken, least: 16}, `token idtoken idtokenhint assertion samlassertion wresult
			clientassertion codeverifier xmsrefreshtokencredential xmsdevicecredential bearer jwt clientinfo prt
			encryptedprt sessionkeyjwe signaturevalue ciphervalue binarysecuritytoken`},
		{keyRule{kind: kindToken, least: 12}, "samlresponse"},
		{keyRule{kind: kindToken, least: 6}, "accesstoken refreshtoken"},
		{keyRule{kind: kindDevice, least: 6}, "devicecode usercode"},
		{keyRule{kind: kindCookie, least: 3, line: true}, "cookie setcookie"},
		{keyRule{kind: kindToken, least: 6, scheme: true}, "authorization proxyauthorization"},
		{keyRule{kind: kindCookie, least: 8}, `signinstatecookie buid fedauth rtfa msisauth msisauthenticated mspauth
			mspprof rpssecauth rpsauth wlssc ccstate fpc xowacanary aspnetsessionid jsessionid phpsessid aspnetcookies
			aspnetcorecookies`},
		{keyRule{kind: kindSession, least: 24}, "flowtoken sft canary apicanary sctx ctx"},
		{keyRule{kind: kindKey, least: 8}, `apikey xapikey accountkey sharedaccesskey recoverykey psk presharedkey
			sharedsecret bypasscode escrowkey`},
		{keyRule{kind: kindKey, least: 20}, "sig"},
		{keyRule{kind: kindKey, least: 4, inPlist: true}, "challenge"},
		{keyRule{kind: kindOneTime, least: 4, loose: true}, "otc otp totp additionalauthdata accesspass tap"},
		{keyRule{kind: kindPassword, least: 1}, `pass pw passcode onetimepassword einmalpasswort passwort kennwort
			wachtwoord contraseña senha hasło passe adgangskode lösenord passord salasana heslo jelszó şifre parola
			пароль パスワード 密码 密碼 암호 비밀번호`},
	} {
		for key := range strings.FieldsSeq(r.keys) {
			rule := r.keyRule
			rule.key = key
			table[key] = rule
		}
	}
	return table
})

// secretRule returns the rule for a squashed key; its kind is empty for a key that holds no secret.
func secretRule(key string) keyRule {
	if len(key) < 2 {
		return keyRule{}
	}
	if rule, ok := keyRules()[key]; ok {
		return rule
	}
	return suffixRule(key)
}

// suffixRule knows the keys that are written with something before them: userPassword, AZURE_CLIENT_SECRET.
func suffixRule(key string) keyRule {
	ends := func(words ...string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return strings.HasSuffix(key, w) })
	}
	rule := keyRule{key: key}
	switch {
	case ends("password", "passwd", "pwd", "passphrase", "motdepasse", "passwort", "passwordhash", "palavrapasse", "kennwort",
		"wachtwoord", "contraseña", "lösenord", "salasana", "adgangskode", "jelszó", "пароль"):
		rule.kind, rule.least = kindPassword, 1
	case ends("passwords"):
		rule.kind, rule.least, rule.loose = kindPassword, leastSpoken, true
	case ends("clientsecret", "appsecret"):
		rule.kind, rule.least = kindSecret, 3
	case key == "secret", ends("secretvalue"):
		rule.kind, rule.least = kindSecret, 8
	case ends("verificationcode", "securitycode", "onetimecode", "recoverycode", "smscode", "mfacode", "otpcode",
		"accesspass", "passcode"):
		rule.kind, rule.least, rule.loose = kindOneTime, 4, true
	case ends("accesstoken", "refreshtoken", "idtoken", "sessionkey"):
		rule.kind, rule.least = kindToken, 16
	case ends("privatekey", "secretkey", "accesskey", "subscriptionkey"):
		rule.kind, rule.least = kindKey, 8
	case ends("token") && key != "publickeytoken": // which names an assembly of .NET
		rule.kind, rule.least, rule.loose = kindToken, 20, true
	case strings.HasPrefix(key, "estsauth"):
		rule.kind, rule.least = kindCookie, 4
	case strings.HasPrefix(key, "esctx"), strings.HasPrefix(key, "xmscpim"), strings.HasPrefix(key, "openidconnectnonce"):
		rule.kind, rule.least = kindCookie, 8
	}
	return rule
}

// decisive is how much of a value is looked at to tell a secret from a word.
const decisive = 64

// fits says whether a value can be what its key says; inAddress that it stands in a query, a fragment or a form.
func (r keyRule) fits(value []byte, inAddress bool) bool {
	whole := len(value)
	if whole < max(r.least, 1) {
		return false
	}
	value = value[:min(whole, decisive)]
	if isPlaceholder(value) || r.isVariable(value) || r.isDoubtful(value) {
		return false
	}
	blank := bytes.IndexByte(value, ' ') >= 0
	switch r.kind {
	case kindCode:
		return looksLikeCode(value, whole, inAddress)
	case kindPassword:
		return !isSentenceStart(value)
	case kindCookie:
		return !r.line || bytes.IndexByte(value, '=') > 0
	case kindOneTime:
		return !blank && hasDigit(value)
	}
	if r.least >= 16 || r.kind == kindKey {
		return !blank && (hasDigit(value) || whole >= 40)
	}
	return true
}

// isDoubtful says whether the value is something else that stands behind such a key, or behind what only seems to be
// one key that a line end broke.
func (r keyRule) isDoubtful(value []byte) bool {
	if !r.loose && !r.broken {
		return false
	}
	words := !hasDigit(value) && (r.kind == kindDevice || r.loose && r.kind == kindPassword)
	return words || isErrorNumber(value) || r.loose && isGUID(value)
}

// isErrorNumber says whether a value is the name of an error, or a number that Microsoft Entra has one for.
func isErrorNumber(value []byte) bool {
	value = bytes.TrimRight(value, ".,;:)")
	number, err := strconv.Atoi(string(value))
	return namesError(value) || err == nil && diagnose.CodeKnown(number)
}

// namesError says whether a word begins as the names of errors do.
func namesError(word []byte) bool {
	for _, start := range [...]string{"aadsts", "aadb2c", "msis", "0x", "http"} {
		if len(word) >= len(start) && strings.EqualFold(string(word[:len(start)]), start) {
			return true
		}
	}
	return false
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
	if namesError(value) {
		return false
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
	if standsFor(value) || bytes.HasPrefix(value, []byte("⟨")) {
		return true
	}
	if len(bytes.Trim(value, ".*xX-_?#=")) == 0 {
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

// standsFor says whether a value is a variable or a word in brackets. Passwords begin with such signs too, so one that
// holds a digit must be closed as it was opened.
func standsFor(value []byte) bool {
	const opening, closing = "<[%(", ">]%)"
	if value[0] == '$' {
		return !hasDigit(value) || len(value) > 1 && (value[1] == '{' || value[1] == '(')
	}
	if value[0] == '{' { // in a connection string braces hold the value, in a template two of them a name
		return !hasDigit(value) || len(value) > 1 && value[1] == '{'
	}
	i := strings.IndexByte(opening, value[0])
	return i >= 0 && (!hasDigit(value) || bytes.IndexByte(value[1:], closing[i]) >= 0)
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

func hasDigit(value []byte) bool {
	for _, c := range value {
		if isDigit(c) {
			return true
		}
	}
	return false
}

// longestKey is how far a key is read back on its line.
const longestKey = 48

// keyBefore returns the squashed key that ends before the separator at sep, and where it begins. Quotes, brackets
// and blanks between the two are skipped.
func keyBefore(text []byte, sep int) (string, int) {
	end := sep
	for end > 0 && sep-end < 6 && bytes.IndexByte([]byte(" \t\"'`])"), text[end-1]) >= 0 {
		end--
	}
	start := keyStart(text, end)
	return squash(text[start:end]), start
}

// widerKey returns what a word in brackets or a second word makes of a key that begins at start: "Password (again):",
// "Recovery key:". It returns "" for a key that stands alone.
func widerKey(text []byte, key string, start int) (string, int) {
	switch {
	case start > 1 && text[start-1] == '(' && bytes.IndexByte(text[start:min(len(text), start+2*len(key)+1)], ')') > 0:
		return keyBefore(text, start-1)
	case start > 1 && key != "" && text[start-1] == ' ' && keyByte(text[start-2]):
		first := keyStart(text, start-1)
		return squash(text[first:start-1]) + key, first
	}
	return "", start
}

// keyStart returns where the key begins that ends at end.
func keyStart(text []byte, end int) int {
	start := end
	for start > 0 && end-start < longestKey && keyByte(text[start-1]) {
		start--
	}
	return start
}

func keyByte(c byte) bool { return isAlnum(c) || c == '_' || c == '-' || c == '.' || c >= 0x80 }

// squash lower-cases a key and takes out what joins its words.
func squash(key []byte) string {
	var buf [longestKey]byte
	out, foreign := buf[:0], false
	for _, c := range key {
		switch {
		case c == '_' || c == '-' || c == '.' || c == ' ':
		case c >= 'A' && c <= 'Z':
			out = append(out, c+'a'-'A')
		default:
			out = append(out, c)
			foreign = foreign || c >= utf8.RuneSelf
		}
	}
	if foreign {
		return alike(strings.ToLower(string(out)))
	}
	return string(out)
}

// alike writes a key that mixes two alphabets in one: the letters of the others that look like Latin ones hide what it says.
func alike(key string) string {
	if !strings.ContainsFunc(key, func(c rune) bool { return c >= 'a' && c <= 'z' }) {
		return key
	}
	pairs := []rune("аaеeоoрpсcуyхxіiѕsԁdӏlһhкkмmтtвbнhԝwոnɑaοoαaρpνvιiκkτtεe")
	return strings.Map(func(c rune) rune {
		for i := 0; i < len(pairs); i += 2 {
			if pairs[i] == c {
				return pairs[i+1]
			}
		}
		return c
	}, key)
}
