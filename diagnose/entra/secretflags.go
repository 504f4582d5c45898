package entra

import (
	"bytes"
	"encoding/base64"
)

// flag looks at "--password value", at the -p of "login -u name -p value" and at the -u of "curl -u name:value". The end
// of a line may stand before the value, and in the flag.
func (f *secretFinder) flag() {
	const longest = 32
	start, end := f.at, f.at
	for end < len(f.text) && end-start < longest && tokenByte(f.text[end]) {
		end++
	}
	f.at++
	if end == len(f.text) || !isSpace(f.text[end]) || start > 0 && !isSpace(f.text[start-1]) {
		return
	}
	if name := string(f.text[start:end]); name == "-u" || name == "--user" {
		f.nameAndPassword(start, end)
		return
	}
	if !f.flagAs(f.flagRule(start, end), end) && f.text[end] == '\n' && end-start > len("--") {
		f.brokenFlag(start, end)
	}
}

// brokenFlag is flagAs for a flag that the end of a line broke at end.
func (f *secretFinder) brokenFlag(start, end int) {
	next := f.overQuoting(end + 1)
	stop := next
	for stop < len(f.text) && stop-next < longestKey && tokenByte(f.text[stop]) {
		stop++
	}
	if stop < len(f.text) && f.text[stop] == ' ' {
		f.flagAs(secretRule(squash(f.text[start:end])+squash(f.text[next:stop])), stop)
	}
}

// flagAs cuts the value behind the flag that ends at end when the rule says that it is a secret.
func (f *secretFinder) flagAs(rule keyRule, end int) bool {
	if rule.kind == "" || rule.kind == kindCode || rule.line || rule.inPlist {
		return false
	}
	from, to := end, end
	for from+1 < len(f.text) && f.text[from] == ' ' {
		from++
	}
	if f.text[from] == '\n' {
		from = f.overQuoting(from + 1)
		if to = f.wordEndAt(from); !hasDigit(f.text[from:to]) || !rule.fits(f.text[from:to], false) {
			return false
		}
	} else {
		from, to = f.secret(end, rule, false)
	}
	if from >= to || f.text[from] == '-' {
		return false
	}
	f.cut(from, to, rule.kind, false)
	return true
}

// near is how far before a flag the name of its program stands.
const near = 120

// flagRule returns the rule for the flag that stands at start:end.
func (f *secretFinder) flagRule(start, end int) keyRule {
	if string(f.text[start:end]) == "-p" && bytes.Contains(f.text[max(0, start-near):start], []byte("login ")) {
		return keyRule{kind: kindPassword, least: 1}
	}
	return secretRule(squash(f.text[start:end]))
}

// nameAndPassword cuts the password out of "curl -u name:password".
func (f *secretFinder) nameAndPassword(start, end int) {
	if !bytes.Contains(f.text[max(0, start-near):start], []byte("curl")) {
		return
	}
	from, to := f.value(end, keyRule{kind: kindPassword}, decisive*2)
	if colon := bytes.IndexByte(f.text[from:max(from, to)], ':'); colon > 0 && !isPlaceholder(f.text[from+colon:to]) {
		f.passwordAt(from+colon+1, to)
	}
}

// passwordAt cuts a password that is there, and not cut yet.
func (f *secretFinder) passwordAt(start, end int) {
	if start < end && !isPlaceholder(f.text[start:min(end, start+decisive)]) {
		f.cut(start, end, kindPassword, false)
	}
}

// secureString cuts the text that PowerShell is to hide: ConvertTo-SecureString "…" -AsPlainText -Force.
func (f *secretFinder) secureString(end int) {
	for _, flag := range [...]string{" -AsPlainText", " -Force", " -String"} {
		if rest := f.text[end:]; len(rest) > len(flag) && bytes.EqualFold(rest[:len(flag)], []byte(flag)) {
			end += len(flag)
		}
	}
	if end >= len(f.text) || f.text[end] != ' ' {
		return
	}
	if from, to := f.secret(end, keyRule{kind: kindPassword, least: 1}, false); from < to && f.text[from] != '-' {
		f.cut(from, to, kindPassword, false)
	}
}

// basic cuts the base64 of a name and a password behind the word (RFC 7617), with or without the name of its header.
func (f *secretFinder) basic(end int) {
	const least = 8
	start := end
	for start < len(f.text) && start-end < 2 && isSpace(f.text[start]) {
		start++
	}
	stop := f.dotted(start)
	if start == end || stop-start < least || stop-start > maxBasic {
		return
	}
	plain, err := base64.RawStdEncoding.DecodeString(string(bytes.TrimRight(f.text[start:stop], "=")))
	if err != nil || bytes.IndexByte(plain, ':') <= 0 {
		return
	}
	f.cut(start, stop, kindToken, false)
}

// maxBasic is longer than a name and a password.
const maxBasic = 1024
