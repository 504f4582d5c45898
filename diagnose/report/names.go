package report

import (
	"regexp"
	"strings"
	"sync"
	"unicode"

	"synchelper/diagnose"
	"synchelper/diagnose/entra"
)

// fullName is a name as people write it: words with a capital.
const fullName = `\p{Lu}[\p{L}.'’-]*(?:[ \t]+(?:(?:van|von|de|da|del|di|der|den|la|le|al|bin)[ \t]+){0,2}\p{Lu}[\p{L}.'’-]*){0,3}`

// rest is what a line holds behind a greeting.
const rest = `(\p{Lu}[^,!\n]{0,60})`

// nameForms are the places in which a person is named, in the languages of Microsoft's sentences.
var nameForms = sync.OnceValue(func() []*regexp.Regexp {
	return []*regexp.Regexp{
		regexp.MustCompile(`(?m)["']?(\p{L}[\p{L}.'’, -]{1,60}?)["']?[ \t]*<[^<>\s]+@`),
		regexp.MustCompile(`(?im)^[ \t>|]*(?:display ?name|full ?name|first ?name|last ?name|name|anzeigename|vorname|nachname|from|von|to|an|cc|kopie|de|sent by|gesendet von|nom|prénom|nombre|apellidos?|naam|nome|cognome|namn|imię|nazwisko|имя|фамилия|氏名|姓名|이름)[ \t]*[:：][ \t]*([^\s@<:][^@<\n]{0,80})$`),
		// How a mail ends stands before how one begins: "Beste Grüße" and "Beste Megan" begin alike.
		regexp.MustCompile(`(?im)^[ \t>|]*(?:(?:best|kind|warm|many)?[ \t]*(?:regards|thanks|wishes)|cheers|sincerely|viele grüße|mit freundlichen grüßen|beste grüße|liebe grüße|gruß|mfg|lg|vg|` +
			`(?:met )?(?:vriendelijke |hartelijke )?groet(?:en|jes)?|mvg|(?:bien )?cordialement|bien à (?:vous|toi)|(?:sincères |meilleures )?salutations|amicalement|merci|bises|` +
			`(?:un )?saludos?(?: cordiales)?|atentamente|gracias|(?:cordiali |distinti )?saluti|grazie|atenciosamente|(?:com os melhores )?cumprimentos|abraços?|obrigad[oa]|` +
			`(?:med )?(?:vänlig(?:a)? )?hälsning(?:ar)?|mvh|(?:med )?(?:venlig |vennlig )?hilsen|pozdrawiam|z poważaniem|s pozdravem|с уважением|saygılarımla|敬具|よろしくお願い(?:いた)?します|此致|谢谢|謝謝|감사합니다|드림)[ \t]*[,.!。，]?\s*\n[\s>|]*([^\n@]{2,60})`),
		regexp.MustCompile(`(?m)^[ \t>|]*(?i:dear|hi|hello|hey|hallo|liebe[r]?|guten (?:tag|morgen|abend)|sehr geehrte[r]?|bonjour|salut|ch[eè]re?|bonsoir|hola|estimad[oa]|querid[oa]|buenos días|hoi|dag|geachte|goedemorgen|goedendag|ciao|buongiorno|gentile|car[oa]|olá|bom dia|prezad[oa]|hej|kära|hei|kære|cześć|witaj|dzień dobry|szanown[ya]|здравствуйте|привет|уважаем(?:ый|ая)|dobrý den|ahoj|vážen[ýá]|merhaba|sayın)[ \t]+(?i:(?:frau|herr|mr|mrs|ms|dr|madame|monsieur|señora?|mevrouw|meneer|signora?|pan|pani)\.?[ \t]+)*` + rest),
		regexp.MustCompile(`(?m)^[ \t>|]*(?i:beste|bästa)[ \t]+(\p{Lu}[^,!\n]{0,60}),`),
		regexp.MustCompile(`(?m)^[ \t>|]*(\p{L}[\p{L} ]{0,20}?)[ \t]*(?:様|さん|先生|女士|您好|님)`),
		regexp.MustCompile(`(?i:\b(?:signed|logged|logging|signing) in as|\b(?:angemeldet|eingeloggt|anmelden) als|connectée? en tant que|\bidentifié comme|sesión iniciada como|conectado como|ha iniciado sesión como|accesso eseguito come|connesso come|sessão iniciada como|\b(?:aangemeld|ingelogd) als|\binloggad som|logget p[åa] som|zalogowan[oy] jako|вход выполнен как|přihlášen jako)[ \t]*:?[ \t]*["'„“«‘]?(` + fullName + `)`),
		regexp.MustCompile(`(?i:\bmy name is|\bmein name ist|\bich heiße|\bje m['’]appelle|\bmon nom est|\bme llamo|\bmi nombre es|\bmijn naam is|\bik heet|\bmi chiamo|\bmeu nome é|\bchamo-me|\bjag heter|\bjeg heter|\bjeg hedder|\bnazywam się|\bменя зовут|\bjmenuji se)[ \t]+(` + fullName + `)`),
		regexp.MustCompile(`\b(?:I am|I['’]m|[Jj]e suis|[Ss]oy|[Ii]k ben|[Ss]ono|[Ss]ou|[Jj]ag är|[Jj]eg er|[Jj]estem)[ \t]+(` + fullName + `)`),
		regexp.MustCompile(`\b[Ii]ch bin[ \t]+(\p{Lu}[\p{L}'’-]*[ \t]+\p{Lu}[\p{L}'’-]*)`),
		regexp.MustCompile(`(\p{Lu}[\p{L}-]+(?: \p{Lu}[\p{L}-]+)?)['’]s? (?:iPhone|iPad|Mac|MacBook|Laptop|PC)\b`),
		regexp.MustCompile(`\b(?:iPhone|iPad|Mac|MacBook|Laptop|PC) (?:von|of|de|van|di|av|af) (\p{Lu}[\p{L}-]+(?: \p{Lu}[\p{L}-]+)?)`),
		regexp.MustCompile(`(?i)(?:user(?: account)?|account of|benutzer(?:konto|s)?|cuenta de usuario|usuari[oa]|compte d['’]utilisateur|compte utilisateur|utilisateur|(?:account|conto) utente|utente|conta de (?:usuário|utilizador)|usuário|utilizador|gebruikers?(?:account)?|användar(?:e|konto)?|bruger(?:konto)?|użytkownik\p{L}*|пользовател\p{L}*|uživatel\p{L}*|kullanıcı|用户(?:帐户)?|使用者|ユーザー(?: ?アカウント)?|사용자(?: 계정)?)(?:[ \t]+["'‘’“]|[ \t]*[“”„«「『])[ \t]?([^'’"“”»」』@{}\n]{2,80}?)[ \t]?['’"”“»」』]`),
	}
})

// names takes out who is named, where people are named.
func (r *redactor) names(field, text string) string {
	for _, form := range nameForms() {
		text = r.change(field, removedName, form, text, func(name, behind string) string {
			if !isName(name, behind) {
				return name
			}
			return entra.Removed
		})
	}
	return r.change(field, removedName, beforeAddress(), text, func(name, behind string) string {
		if address := addressForm.FindString(behind); address != "" && sharesWord(name, address) {
			return entra.Removed
		}
		return name
	})
}

// beforeAddress is a name that stands before an address or in the line above it, as pages show who is signed in.
var beforeAddress = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(\p{Lu}[\p{L}.'’-]*(?:,?[ \t]+\p{Lu}[\p{L}.'’-]*){1,3})[ \t]*[([:,-]?[ \t>|]*\n?[ \t>|(\[]*(?:` + localPart + `)@[\p{L}\p{N}]`)
})

// isName says whether what stands where people are named can be a name: not Microsoft's sentence, which may stand below a
// greeting, nor the beginning of an address.
func isName(name, behind string) bool {
	_, ships := diagnose.MailAppByName(name)
	return !ships && !numberForm.MatchString(name) && !guidForm.MatchString(name) && !strings.HasPrefix(behind, "@") && !strings.HasPrefix(behind, "_") &&
		!strings.ContainsAny(name, ":=")
}

// sharesWord says whether an address is made of a name.
func sharesWord(name, address string) bool {
	local, _, _ := strings.Cut(strings.ToLower(address), "@")
	for word := range strings.FieldsFuncSeq(strings.ToLower(name), func(c rune) bool { return !unicode.IsLetter(c) }) {
		if len([]rune(word)) > 2 && strings.Contains(local, word) {
			return true
		}
	}
	return false
}

// change puts into the place of the first group of a form that is there whatever to makes of it and of what stands behind.
func (r *redactor) change(field string, why Why, form *regexp.Regexp, text string, to func(found, behind string) string) string {
	var b strings.Builder
	last := 0
	for _, at := range form.FindAllStringSubmatchIndex(text, -1) {
		if len(at) < 4 || at[2] < 0 {
			continue
		}
		found := text[at[2]:at[3]]
		if inner := strings.TrimSpace(found); inner == entra.Removed || inner == "" {
			continue
		}
		changed := to(found, text[at[3]:])
		if changed != found {
			r.note(field, why)
		}
		b.WriteString(text[last:at[2]] + changed)
		last = at[3]
	}
	return b.String() + text[last:]
}
