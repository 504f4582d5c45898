package entra

import (
	"bytes"
	"strings"
	"sync"
)

// codeSense is what the words around the word "code" say of it.
type codeSense byte

const (
	senseBare   codeSense = iota // nothing
	senseError                   // an error, or something else that is no secret, has it
	senseSignIn                  // it has to do with signing in, as errors have too; counts as senseAsked
	senseAsked                   // somebody is asked for it, or given it: "enter the code", "your code"
	senseSecret                  // only secrets are called so
)

// codeStem is the beginning of a word that decides, in lower case.
type codeStem struct {
	text  string
	sense codeSense
}

// codeStems holds the stems by their first bytes. Those of senseAsked begin a word; the others may stand within one, as
// in "Fehlercode" and "Bestätigungscode". An underscore is a blank.
var codeStems = sync.OnceValue(func() *[256][]codeStem {
	var table [256][]codeStem
	for _, row := range []struct {
		sense codeSense
		stems string
	}{
		{senseError, `error fehler fail erreur erro fout fejl feil felk błęd chyb hiba ошиб 錯誤 错误 エラー 오류 virhe hata
			status result exit return response http_ reason exception aadsts aadb2c msis win32 hresult event reference
			referenz ticket product postal zip country area`},
		{senseSignIn, `type login log-in sign-in signin sign_in access anmelde connexion zugang zugriff aktivierung
			activation authenti autentic autentifik temporary`},
		{senseAsked, `enter your use using this following ihr ihre ihren dein deinen geben gib eingeben folgende votre ton
			saisi entrez tu su introdu ingres il_tuo inser digit uw je voer din twój seu ваш введите`},
		{senseSecret, `verif vérif überprüf ueberpruef prüf pruef bestätig bestaetig confirm one-time one_time onetime
			einmal security sicherheit sécurité segur sicurezza beveilig säkerhet sikkerhed sikkerhet bezpiecz sms mfa
			2fa two-factor two-step otp passcode recovery wiederherstell backup device gerät geraet dispositiv apparei
			freigabe authenticator подтвержд провер безопас weryfik vahvist uwierzytel ověř doğrula güvenlik 验证 驗證 认证 認証
			確認 安全 セキュリティ 인증 보안 확인`},
	} {
		for stem := range strings.FieldsSeq(row.stems) {
			stem = strings.ReplaceAll(stem, "_", " ")
			table[stem[0]] = append(table[stem[0]], codeStem{stem, row.sense})
		}
	}
	return &table
})

// senseOf returns what the last of the deciding words in text says. That an error has to do with signing in makes it
// no less an error.
func senseOf(text []byte) codeSense {
	best, end := senseBare, 0
	table := codeStems()
	for i, c := range text {
		for _, stem := range table[c] {
			stop := i + len(stem.text)
			if stop < end || stop > len(text) || string(text[i:stop]) != stem.text {
				continue
			}
			switch {
			case stem.sense == senseSignIn && best == senseError:
				continue
			case stem.sense == senseAsked && (i > 0 && isLetter(text[i-1]) || len(stem.text) < 4 && continues(text, stop)):
				continue
			}
			best, end = stem.sense, stop
		}
	}
	if best == senseSignIn {
		return senseAsked
	}
	return best
}

// continues says whether a word goes on at i.
func continues(text []byte, i int) bool {
	return i < len(text) && (isAlnum(text[i]) || text[i] >= 0x80)
}

// codeLabel is the word "code", in any language, in what stands before a code.
type codeLabel struct {
	start, end int
	compound   bool // it ends a longer word: "Sicherheitscode", "barcode"
	plural     bool
	secret     bool // only secrets are called so: PIN, OTP
	numeric    bool // it is the word "password", which may be a number for one time; see spoken for any other
}

// lastCodeLabel finds the last word "code" in text, which is in lower case.
func lastCodeLabel(text []byte) (codeLabel, bool) {
	for i := len(text) - 3; i >= 0; i-- {
		if !mayBeginLabel(text[i], text[i+1]) {
			continue
		}
		if label, ok := codeLabelAt(text, i); ok {
			return label, true
		}
	}
	return codeLabel{}, false
}

// mayBeginLabel says whether the word "code" can begin with two bytes.
func mayBeginLabel(first, second byte) bool {
	switch first {
	case 'c', 'k':
		return second == 'o' || second == 0xC3
	case 'p', 'o', 't', 'm': // also of "password", which may be one for one time
		return strings.IndexByte("itoa", second) >= 0
	case 0xD0, 0xE3, 0xE7, 0xEB, 0xEC:
		return true
	}
	return false
}

// codeLabelAt reads the word "code" at i, in one of its forms in the languages of Microsoft's pages and messages.
func codeLabelAt(text []byte, i int) (codeLabel, bool) {
	before := i > 0 && (isLetter(text[i-1]) || text[i-1] >= 0x80)
	starts := func(word string) bool { return bytes.HasPrefix(text[i:], []byte(word)) }
	for _, word := range [...]string{"pin", "otp", "totp", "tan", "mtan", "otc"} {
		if end := i + len(word); !before && starts(word) && !continues(text, end) {
			return codeLabel{start: i, end: end, secret: true}, true
		}
	}
	for _, word := range [...]string{"password", "passwort", "passcode"} {
		if end := i + len(word); starts(word) && !continues(text, end) {
			return codeLabel{start: i, end: end, compound: before, numeric: true}, true
		}
	}
	for _, word := range [...]string{"コード", "码", "碼", "코드", "번호"} {
		if starts(word) {
			return codeLabel{start: i, end: i + len(word)}, true
		}
	}
	for _, stem := range [...]string{"cod", "kod", "cód", "kód", "kood", "код", "Код"} {
		if starts(stem) {
			return inflected(text, i, i+len(stem), before)
		}
	}
	return codeLabel{}, false
}

// inflected reads the ending of the word "code" whose stem is start:end.
func inflected(text []byte, start, end int, compound bool) (codeLabel, bool) {
	stop := end
	for continues(text, stop) && !isDigit(text[stop]) {
		stop++
	}
	switch string(text[end:stop]) {
	case "", "e", "en", "et", "er", "i", "igo", "ice", "u", "y", "а", "у", "ом":
		return codeLabel{start: start, end: stop, compound: compound}, true
	case "es", "igos", "ici", "ów", "s":
		return codeLabel{start: start, end: stop, compound: compound, plural: true}, true
	}
	return codeLabel{}, false
}

// sense returns what is said of the label in text, before it or between it and the end: "code d'erreur". The lines above
// may say that it is a secret, but not that it is an error's.
func (l codeLabel) sense(text []byte) codeSense {
	behind := text[l.end:]
	if i := bytes.LastIndexByte(behind, ' '); i > 0 && senseOf(behind[:i]) == senseError || senseOf(behind) == senseError {
		return senseError
	}
	clause := lastClause(text[max(0, l.start-codeWords):l.start])
	line := lastLine(clause)
	sense := senseOf(line)
	switch {
	case l.secret, l.compound && bytes.HasSuffix(line, []byte("pass")):
		sense = senseSecret
	case l.compound && senseOf(line[bytes.LastIndexAny(line, " \n\"'_-")+1:]) == senseBare:
		return senseError // a barcode, a postcode
	case sense == senseError:
		return senseError
	case sense == senseBare && senseOf(clause) != senseError:
		sense = senseOf(clause)
	}
	return max(sense, senseOf(behind))
}

// lastLine returns what stands before the label on its line. A label at the beginning of its line may have been parted
// there from the word before: "Sign-in error".
func lastLine(clause []byte) []byte {
	line := clause[bytes.LastIndexByte(clause, '\n')+1:]
	if len(line) > 0 {
		return line
	}
	above := bytes.TrimRight(clause, "\n")
	if word := above[bytes.LastIndexAny(above, " \n")+1:]; senseOf(word) == senseError && !hasDigit(word) {
		return word
	}
	return line
}

// lastClause returns the text behind its last full stop.
func lastClause(text []byte) []byte {
	if i := max(bytes.LastIndex(text, []byte(". ")), bytes.LastIndex(text, []byte(".\n"))); i >= 0 {
		return text[i+1:]
	}
	return text
}

// codeJoint is what stands between the word "code" and the code: noJoint when the two do not belong together.
type codeJoint byte

const noJoint codeJoint = 0

const (
	jointClose   codeJoint = 1 << iota // they do
	jointTold                          // a colon or a verb parts them
	jointWordy                         // other words stand between, and then a colon or a verb
	jointOwnLine                       // the code begins its line
)

func (j codeJoint) has(flag codeJoint) bool { return j&flag != 0 }

// codeVerbs stand between "code" and the code.
const codeVerbs = " is are ist lautet lauten est es son era er är é è was war of nr number nummer numéro to be jest это は 是 为 為 는 은 "

// jointOf looks at what stands between the word "code" and what may be the code.
func jointOf(gap []byte) codeJoint {
	const longest = 64
	if string(gap) == ", " {
		return jointClose
	}
	if len(gap) > longest || hasDigit(gap) || bytes.Count(gap, []byte("\n")) > 2 || closesClause(gap) {
		return noJoint
	}
	joint := jointClose
	if bytes.ContainsAny(gap, ":=") {
		joint |= jointTold
	}
	if i := bytes.LastIndexByte(gap, '\n'); i >= 0 && len(bytes.Trim(gap[i:], gapMarks)) == 0 {
		joint |= jointOwnLine
	}
	return joint.withWords(gap)
}

// gapMarks stand around the words of a gap.
const gapMarks = " \n:=>\"'*_`(<[{#|-"

// withWords looks at the words of the gap.
func (j codeJoint) withWords(gap []byte) codeJoint {
	words := bytes.Fields(bytes.Trim(gap, gapMarks))
	n := len(words)
	if n == 0 {
		return j
	}
	verb := strings.Contains(codeVerbs, " "+strings.Trim(string(words[n-1]), gapMarks)+" ")
	if verb && n == 1 {
		return j | jointTold
	}
	if !verb && !j.has(jointOwnLine) && !endsWithMark(gap) || bytes.ContainsAny(gap, "{}\"_<") { // a program's data
		return noJoint
	}
	if verb {
		j |= jointTold
	}
	return j | jointWordy
}

// endsWithMark says whether a colon stands at the end of the words.
func endsWithMark(gap []byte) bool {
	gap = bytes.TrimRight(gap, " \n\"'*_`(<[{>")
	return len(gap) > 0 && (gap[len(gap)-1] == ':' || gap[len(gap)-1] == '=')
}

// closesClause says whether a sentence or a part of one ends within the gap.
func closesClause(gap []byte) bool {
	return bytes.ContainsAny(gap, ";,!?}") || bytes.Contains(gap, []byte(". ")) || bytes.Contains(gap, []byte(".\n"))
}

// afterGiving returns what follows the words with which a code is handed over: "981234 is your …"; false when the text
// begins with none.
func afterGiving(text []byte) ([]byte, bool) {
	for _, words := range [...]string{" is your ", " is the ", " as ", " ist ihr", " ist dein", " als ",
		" est votre ", " est ton ", " est le ", " es tu ", " es su ", " es el ", " è il ", " é o ", " é seu ", " is uw ",
		" is je ", " är din ", " er din ", " (", " - "} {
		if bytes.HasPrefix(text, []byte(words)) {
			return text[len(words)-1:], true
		}
	}
	return nil, false
}
