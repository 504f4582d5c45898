package probe

import (
	"reflect"
	"strings"
	"testing"
	"time"
)

func TestParseChallenges(t *testing.T) {
	type params = map[string]string
	for name, c := range map[string]struct {
		lines []string
		want  []challenge
	}{
		"nothing":           {nil, nil},
		"blank":             {[]string{"", " \t", ",", " , ,"}, nil},
		"a scheme alone":    {[]string{"Negotiate"}, []challenge{{"Negotiate", "", params{}}}},
		"two schemes alone": {[]string{"Negotiate, NTLM"}, []challenge{{"Negotiate", "", params{}}, {"NTLM", "", params{}}}},
		"two lines":         {[]string{"Negotiate", "NTLM"}, []challenge{{"Negotiate", "", params{}}, {"NTLM", "", params{}}}},
		"RFC 9110 section 11.6.1": {[]string{`Basic realm="simple", Newauth realm="apps", type=1, title="Login to \"apps\""`},
			[]challenge{{"Basic", "", params{"realm": "simple"}}, {"Newauth", "", params{"realm": "apps", "type": "1", "title": `Login to "apps"`}}}},
		"RFC 9110 section 11.6.1, the other order": {[]string{`Newauth realm="apps", type=1, title="Login to \"apps\"", Basic realm="simple"`},
			[]challenge{{"Newauth", "", params{"realm": "apps", "type": "1", "title": `Login to "apps"`}}, {"Basic", "", params{"realm": "simple"}}}},
		"token68":                                     {[]string{"Negotiate YII+/=="}, []challenge{{"Negotiate", "YII+/==", params{}}}},
		"token68 before another":                      {[]string{"Negotiate YII=, Bearer a=b"}, []challenge{{"Negotiate", "YII=", params{}}, {"Bearer", "", params{"a": "b"}}}},
		"token68 like a parameter":                    {[]string{"Negotiate abc=def"}, []challenge{{"Negotiate", "", params{"abc": "def"}}}},
		"token68 that ends in one =":                  {[]string{"Negotiate abc="}, []challenge{{"Negotiate", "abc=", params{}}}},
		"commas inside quotes":                        {[]string{`Bearer a="x, Basic realm=\"y\", b=c", d=e`}, []challenge{{"Bearer", "", params{"a": `x, Basic realm="y", b=c`, "d": "e"}}}},
		"blanks around the equals":                    {[]string{`Bearer a = "x" , b= y,c =z`}, []challenge{{"Bearer", "", params{"a": "x", "b": "y", "c": "z"}}}},
		"no comma between":                            {[]string{`Bearer a="x" b="y"`}, []challenge{{"Bearer", "", params{"a": "x", "b": "y"}}}},
		"many blanks and tabs":                        {[]string{"Bearer \t  a=\"x\" \t,\t b=\"y\""}, []challenge{{"Bearer", "", params{"a": "x", "b": "y"}}}},
		"names in any case":                           {[]string{`bEaReR AUTHORIZATION_URI="https://a/"`}, []challenge{{"bEaReR", "", params{"authorization_uri": "https://a/"}}}},
		"the first of two counts":                     {[]string{`Bearer a=1, A=2`}, []challenge{{"Bearer", "", params{"a": "1"}}}},
		"an unquoted URL":                             {[]string{`Bearer authorization_uri=https://login.windows.net/common, b=c`}, []challenge{{"Bearer", "", params{"authorization_uri": "https://login.windows.net/common", "b": "c"}}}},
		"an empty value":                              {[]string{`Bearer a="", b=, c=d`}, []challenge{{"Bearer", "", params{"a": "", "b": "", "c": "d"}}}},
		"a quote that does not end":                   {[]string{`Bearer a="x, b=c`}, []challenge{{"Bearer", "", params{"a": "x, b=c"}}}},
		"an escape at the end":                        {[]string{`Bearer a="x\`}, []challenge{{"Bearer", "", params{"a": `x\`}}}},
		"a parameter of nobody":                       {[]string{`a="b", Bearer c=d`}, []challenge{{"Bearer", "", params{"c": "d"}}}},
		"a line goes on with none of the line before": {[]string{"Bearer", `a="b"`}, []challenge{{"Bearer", "", params{}}}},
		"rubbish is skipped":                          {[]string{`@@@ ///, Bearer a=b, "quoted", c=d`}, []challenge{{"Bearer", "", params{"a": "b", "c": "d"}}}},
		"Exchange Online": {[]string{`Bearer client_id="00000002-0000-0ff1-ce00-000000000000", trusted_issuers="00000001-0000-0000-c000-000000000000@*", token_types="app_asserted_user_v1 service_asserted_app_v1", authorization_uri="https://login.windows.net/common/oauth2/authorize", issuer_kind="AzureAD",Basic Realm="",Negotiate`},
			[]challenge{{"Bearer", "", params{"client_id": "00000002-0000-0ff1-ce00-000000000000", "trusted_issuers": "00000001-0000-0000-c000-000000000000@*",
				"token_types": "app_asserted_user_v1 service_asserted_app_v1", "authorization_uri": "https://login.windows.net/common/oauth2/authorize", "issuer_kind": "AzureAD"}},
				{"Basic", "", params{"realm": ""}}, {"Negotiate", "", params{}}}},
	} {
		t.Run(name, func(t *testing.T) {
			if got := parseChallenges(c.lines); !reflect.DeepEqual(got, c.want) {
				t.Errorf("%q\ngot  %+v\nwant %+v", c.lines, got, c.want)
			}
		})
	}
}

// written is a challenge in the form that RFC 9110 gives it, every value quoted.
func written(all []challenge) string {
	quoted := strings.NewReplacer(`\`, `\\`, `"`, `\"`)
	var list []string
	for _, c := range all {
		text := c.scheme
		if c.token != "" {
			text += " " + c.token
		}
		separator := " "
		for name, value := range c.params {
			text += separator + name + `="` + quoted.Replace(value) + `"`
			separator = ", "
		}
		list = append(list, text)
	}
	return strings.Join(list, ", ")
}

// Whatever is read can be written and is then read as the same, and reading takes time that grows with the length alone.
func FuzzParseChallenges(f *testing.F) {
	for _, seed := range []string{`Bearer a="b", c=d`, `Newauth realm="apps", type=1, title="Login to \"apps\"", Basic realm="simple"`,
		"Negotiate YII==, NTLM", `a=b`, `Bearer a="\`, "Bearer \x00=\xff", `Bearer error="insufficient_claims", claims="eyJ9"`,
		strings.Repeat("B ", 100), strings.Repeat(`"`, 100), strings.Repeat("=,", 100)} {
		f.Add(seed, seed)
	}
	f.Fuzz(func(t *testing.T, one, two string) {
		started := time.Now()
		all := parseChallenges([]string{one, two})
		if took := time.Since(started); took > time.Second {
			t.Errorf("took %s for %d bytes", took, len(one)+len(two))
		}
		if again := parseChallenges([]string{written(all)}); len(written(all)) <= maxChallenge && !reflect.DeepEqual(again, all) {
			t.Errorf("%q and %q\nread    %+v\nwritten %s\nread    %+v", one, two, all, written(all), again)
		}
	})
}
