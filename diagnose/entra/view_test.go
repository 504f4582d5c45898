package entra

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestViewTakesTheQuotingOff(t *testing.T) {
	for _, c := range []struct{ name, source, want string }{
		{"nothing", "", ""},
		{"plain words", "Need admin approval", "Need admin approval"},
		{"a line end of JSON", `a\nb`, "a\nb"},
		{"a line end of JSON in JSON", `a\\nb`, "a\nb"},
		{"four layers", `a\\\\\\\\nb`, "a\nb"},
		{"carriage return and line end", `a\r\nb`, "a \nb"},
		{"a tab", `a\tb`, "a b"},
		{"a quote", `a \"b\"`, `a "b"`},
		{"a quote four layers deep", `\\\\\\\"b`, `"b`},
		{"a slash", `https:\/\/contoso.com`, "https://contoso.com"},
		{"a rune of JSON", `\u0027x\u0027`, "'x'"},
		{"a rune of JSON in JSON", `\\u003cbr\\u003e`, "\n"},
		{"a surrogate pair", `\ud83d\ude00`, "😀"},
		{"half a surrogate pair", `\ud83dx`, "\uFFFDx"},
		{"a rune of Python", `\xe9`, "é"},
		{"a Windows path", `C:\Windows\System32`, `C:\Windows\System32`},
		{"a backslash at the end", `a\`, "a"},
		{"a shell's line end", "a\\\nb", "a\nb"},
		{"a percent escape", "a%20b%3A", "a b:"},
		{"a percent escape twice", "a%2520b", "a b"},
		{"a percent escape four times", "a%25252520b", "a b"},
		{"UTF-8 in percent escapes", "%e2%80%99%C3%A9", "'é"},
		{"Latin-1 in percent escapes", "caf%E9 x", "café x"},
		{"a percent sign", "100% of 5%", "100% of 5%"},
		{"a plus in an encoded address", "x?m=a+b%3A+c", "x?m=a b: c"},
		{"a plus in a query without escapes", "x?m=a+b", "x?m=a b"},
		{"a plus in a sum", "1+1=2", "1+1=2"},
		{"a plus elsewhere", "a+b c%20d", "a+b c d"},
		{"JSON in an address", "m=%7B%22a%22%3A%22b%5Cnc%22", "m={\"a\":\"b\nc\""},
		{"HTML in JSON", `\u0026lt;b\u0026gt;x`, "x"},
		{"an entity", "a&amp;b &lt;tenant&gt; &quot;x&quot;", `a&b <tenant> "x"`},
		{"an entity twice", "&amp;quot;x&amp;#39;", `"x'`},
		{"an entity by number", "&#39;&#x27;&#233;", "''é"},
		{"an entity of a letter", "f&uuml;r pr&eacute;nom", "für prénom"},
		{"an ampersand of an address", "?a=1&error=x", "?a=1&error=x"},
		{"no entity", "&unknown; &; &#; &#x; &#99999999;", "&unknown; &; &#; &#x; &#99999999;"},
		{"an inline tag", "AADSTS<b>50105</b>", "AADSTS50105"},
		{"a tag that ends a line", "a<br/>b<br>c<p>d", "a\nb\nc\nd"},
		{"a tag with attributes", `<div class="x" id='y'>a</div>`, "\na\n"},
		{"a tag that speaks", `<a href="x?error=y">z</a>`, `<a href="x?error=y">z`},
		{"a placeholder", "<tenant> <your app>", "<tenant> <your app>"},
		{"XML", `<s:Text xml:lang="en">MSIS</s:Text>`, `<s:Text xml:lang="en">MSIS</s:Text>`},
		{"a tag that is not closed", "<div AADSTS", "<div AADSTS"},
		{"a comparison", "a <b and c> d", "a  d"},
		{"quoted-printable", "a=3Db so=\nft =\r\nend", "a=b soft end"},
		{"an equals sign", "a = b", "a = b"},
		{"a quoted mail", "> a\n> b", "a\nb"},
		{"a mail quoted twice", ">> a\n> > b", "a\nb"},
		{"a quoted mail in HTML", "&gt; a\n&gt; b", "a\nb"},
		{"PowerShell's frame", "     | a\n     | b", "a\nb"},
		{"an indented line", "  a\n  b", "  a\n  b"},
		{"line ends of every system", "a\r\nb\rc\nd", "a\nb\nc\nd"},
		{"a line separator", "a\u2028b", "a\nb"},
		{"typographic quotes", "‘a’ “b” „c“ «d»", `'a' "b" "c" "d"`},
		{"blanks of every kind", "a\u00a0b\u3000c\u202fd", "a b c d"},
		{"invisible characters", "a\u200bb\ufeffc\u00add", "abcd"},
		{"directional characters", "a\u202eb\u200fc", "abc"},
		{"hyphens of every kind", "a\u2010b\u2011c\u2013d", "a-b-c-d"},
		{"full-width characters", "ＡＢ：１（２）", "AB:1(2)"},
		{"a terminal's colours", "\x1b[1;31ma\x1b[0mb", "ab"},
		{"a lone escape character", "a\x1bb", "ab"},
		{"control characters", "a\x00b\x07c", "abc"},
	} {
		if got := string(newView(c.source, layout{}).text); got != c.want {
			t.Errorf("%s: %q became %q, want %q", c.name, c.source, got, c.want)
		}
	}
}

func TestViewKeepsWhatSecretsMayStandIn(t *testing.T) {
	source := `<a href="https://localhost/?code=x+y%2Bz">b</a>`
	if got := string(newView(source, layout{tags: true, plus: true}).text); got != `<a href="https://localhost/?code=x+y+z">b</a>` {
		t.Errorf("got %q", got)
	}
	if got := string(newView("pw=\nx a=3Db", layout{hard: true}).text); got != "pw=\nx a=b" {
		t.Errorf("got %q", got)
	}
}

func TestViewRemembersWhereEachByteCameFrom(t *testing.T) {
	for _, c := range []struct{ source, find, want string }{
		{"a AADSTS50105 b", "AADSTS50105", "AADSTS50105"},
		{`x\\nAADSTS50105\\r`, "AADSTS50105", "AADSTS50105"},
		{"%41ADSTS%35%30105", "AADSTS50105", "%41ADSTS%35%30105"},
		{"&lt;tenant&gt;", "tenant", "tenant"},
		{"&lt;tenant&gt;", "<tenant>", "&lt;tenant&gt;"},
		{"AADSTS<b>50105</b>", "AADSTS50105", "AADSTS<b>50105"},
		{"> need\n> admin", "need\nadmin", "need\n> admin"},
		{"m=%5Cu0041B", "AB", "%5Cu0041B"},
		{"ＡＢ", "AB", "ＡＢ"},
	} {
		v := newView(c.source, layout{})
		i := strings.Index(string(v.text), c.find)
		if i < 0 {
			t.Errorf("%q: no %q in %q", c.source, c.find, v.text)
			continue
		}
		start, end := v.span(i, i+len(c.find))
		if got := c.source[start:end]; got != c.want {
			t.Errorf("%q: %q came from %q, want %q", c.source, c.find, got, c.want)
		}
	}
}

func TestViewOfEveryTextIsOrdered(t *testing.T) {
	for _, seed := range fuzzSeeds() {
		for name, encode := range encodings() {
			source := encode(seed)
			for _, l := range []layout{{}, {tags: true, plus: true}, {plus: true}} {
				v := newView(valid([]byte(source)), l)
				last := int32(0)
				for i := range v.text {
					if v.from[i] < last || v.to[i] <= v.from[i] || int(v.to[i]) > len(v.source) {
						t.Fatalf("%s of %q: byte %d came from %d:%d behind %d", name, seed, i, v.from[i], v.to[i], last)
					}
					last = v.from[i]
				}
				if !utf8.Valid(v.text) {
					t.Fatalf("%s of %q: the view %q is not UTF-8", name, seed, v.text)
				}
			}
		}
	}
}

func TestTextIsDecodedToUTF8(t *testing.T) {
	utf16 := func(order int, mark bool, s string) []byte {
		var out []byte
		if mark {
			s = "\uFEFF" + s
		}
		for _, r := range s {
			pair := []byte{byte(r), byte(r >> 8)}
			out = append(out, pair[order], pair[1-order])
		}
		return out
	}
	const said = "AADSTS50105: Ihr Administrator hat die Anwendung für Sie gesperrt"
	for _, c := range []struct {
		name string
		text []byte
		want string
	}{
		{"UTF-8", []byte(said), said},
		{"UTF-8 with a mark", []byte("\uFEFF" + said), said},
		{"UTF-16 little-endian with a mark", utf16(0, true, said), said},
		{"UTF-16 big-endian with a mark", utf16(1, true, said), said},
		{"UTF-16 little-endian", utf16(0, false, said), said},
		{"UTF-16 big-endian", utf16(1, false, said), said},
		{"UTF-16 with an odd end", append(utf16(0, true, said), 'x'), said},
		{"Latin-1", []byte("AADSTS50105: f\xfcr Sie"), "AADSTS50105: f\uFFFDr Sie"},
		{"bytes of anything", []byte("\xff\xfa\x80AADSTS50105: x"), "\uFFFDAADSTS50105: x"},
	} {
		reading, err := Read(c.text)
		if err != nil || reading.Text != c.want || reading.Said.Primary != 50105 {
			t.Errorf("%s: %q, %d, %v", c.name, reading.Text, reading.Said.Primary, err)
		}
	}
}

func TestShortTextsAreNoUTF16(t *testing.T) {
	for _, text := range []string{"", "a", "a\x00", "\x00", "\x00\x00\x00\x00\x00\x00", "AADSTS50105\x00"} {
		if order, _ := utf16Order([]byte(text)); order != nil {
			t.Errorf("%q is taken for UTF-16", text)
		}
	}
}

func TestUTF16SurrogatesAreJoined(t *testing.T) {
	if got := string(UTF8([]byte{0xFF, 0xFE, 0x3D, 0xD8, 0x00, 0xDE, 'a', 0})); got != "😀a" {
		t.Errorf("got %q", got)
	}
	if got := string(UTF8([]byte{0xFF, 0xFE, 0x3D, 0xD8, 'a', 0})); got != "\uFFFDa" {
		t.Errorf("half a pair became %q", got)
	}
}
