package entra

import "testing"

// canaryMixed is a secret as people choose one: short, and with a sign that no name has.
func canaryMixed() string { return "Tr0ub4" + "dor&3xQ9" }

// pairTexts are the ways in which the name of a value stands beside it rather than before a separator; %s is the secret.
var pairTexts = []struct {
	name, text, kind string
	canary           func() string
}{
	{"property list", "<key>Password</key>\n<string>%s</string>", kindPassword, canaryWord},
	{"property list on one line", "<key>Password</key><string>%s</string>", kindPassword, canaryWord},
	{"property list with indents", "<dict>\n\t\t<key>IncomingPassword</key>\n\t\t<string>%s</string>\n</dict>", kindPassword, canaryWord},
	{"outgoing password", "<key>OutgoingPassword</key>\n<string>%s</string>", kindPassword, canaryWord},
	{"password of a Wi-Fi", "<key>UserPassword</key>\n<string>%s</string>", kindPassword, canaryWord},
	{"password's hash", "<key>PasswordHash</key>\n<data>\n\t%s\n</data>", kindPassword, canaryWord},
	{"shared secret of a VPN", "<key>SharedSecret</key>\n<data>%s</data>", kindKey, canaryWord},
	{"challenge of SCEP", "<key>Challenge</key>\n<string>%s</string>", kindKey, canaryWord},
	{"unlock token", "<key>UnlockToken</key>\n<data>\n\t%s\n\t</data>", kindToken, canaryLong},
	{"property list in a table of a page", "<key>Password</key> | |\n<string>%s</string> | |", kindPassword, canaryWord},
	{"XML element on lines of its own", "<Password>\n  %s\n</Password>", kindPassword, canaryWord},
	{"XML element as CDATA", "<Password><![CDATA[%s]]></Password>", kindPassword, canaryMixed},
	{"XML element broken in its name", "<wsse:Pass\nword Type=\"t\">%s</wsse:Password>", kindPassword, canaryWord},
	{"element in an element", "<AdministratorPassword><Value>%s</Value></AdministratorPassword>", kindPassword, canaryWord},
	{"named element", `<property name="password">%s</property>`, kindPassword, canaryWord},
	{"named setting", `<setting name="Password"><value>%s</value></setting>`, kindPassword, canaryWord},
	{"signature of an assertion", "<ds:SignatureValue>\n%s\n</ds:SignatureValue>", kindToken, canaryLong},
	{"attribute", `<user name="adele" password="%s"/>`, kindPassword, canaryWord},
	{"key and value", `<add key="ClientSecret" value="%s" />`, kindSecret, canaryWord},
	{"hidden field", `<input type="hidden" name="code" value="%s" />`, kindCode, canaryCode},
	{"field with its value first", `<input value="%s" name="passwd" type="password">`, kindPassword, canaryWord},
	{"field that only its type names", `<input type="password" id="i0118" value="%s">`, kindPassword, canaryWord},
	{"cell beside a cell", "<tr><td>Password</td><td>%s</td></tr>", kindPassword, canaryWord},
	{"name and value in JSON", `{"name":"ESTSAUTH","value":"%s"}`, kindCookie, canaryLong},
	{"value and name in JSON", `{"value":"%s","name":"Password"}`, kindPassword, canaryWord},
	{"name and value on lines", "{\n  \"name\": \"flowToken\",\n  \"value\": \"%s\"\n}", kindSession, canaryLong},
	{"header of an archive", `{"name":"Authorization","value":"Bearer %s"}`, kindToken, canaryLong},
	{"name and value in YAML", "- name: DB_PASSWORD\n  value: %s", kindPassword, canaryWord},
	{"name and value in a list", "Name  : password\nValue : %s", kindPassword, canaryWord},
	{"list of one", `"password": [ "%s" ]`, kindPassword, canaryWord},
	{"block of YAML", "password: |\n  %s", kindPassword, canaryWord},
	{"LDIF", "userPassword:: %s", kindPassword, canaryWord},
}

func TestValuesWhoseNameStandsBesideThemAreCut(t *testing.T) {
	for _, c := range pairTexts {
		checkCut(t, c.name, c.text, c.kind, c.canary())
	}
}

// checkCut fails when the secret is left in the text in any encoding, or when it is not of the kind.
func checkCut(t *testing.T, name, text, kind, secret string) {
	t.Helper()
	for layer, encode := range encodings() {
		clean, kinds := Scrub(encode(fill(text, secret)))
		if leaks(clean, secret) {
			t.Errorf("%s, %s: left %q", name, layer, clean)
		}
		if layer == "plain" && (len(kinds) == 0 || kinds[0] != kind) {
			t.Errorf("%s: cut %v, want %s: %q", name, kinds, kind, clean)
		}
		if again, more := Scrub(clean); again != clean {
			t.Errorf("%s, %s: again cut %v out of %q", name, layer, more, clean)
		}
	}
}

// The bytes of a property list in its oldest form, as the tools of a Mac print it.
func TestDataOfAnOldPropertyListIsCut(t *testing.T) {
	secret := "68756e74" + " " + "65723432"
	if clean, _ := Scrub("    Password = <" + secret + ">;\n"); clean != "    Password = <"+Removed+">;\n" {
		t.Errorf("left %q", clean)
	}
}

func TestValuesWithOtherNamesStay(t *testing.T) {
	for _, text := range []string{
		"<key>UserName</key>\n<string>adele@contoso.com</string>", "<key>Password</key>\n<string></string>",
		"<key>PayloadUUID</key>\n<string>11111111-2222-4333-8444-555555555501</string>",
		"<key>OutgoingPasswordSameAsIncomingPassword</key>\n<true/>\n<key>Host</key>\n<string>outlook.office365.com</string>",
		"<key>IncomingMailServerAuthentication</key>\n<string>EmailAuthPassword</string>\n<key>Port</key>\n<integer>993</integer>",
		`{"name":"code","value":"50126"}`, `{"name":"error","value":"access_denied1"}`, `<error code="50126">x1</error>`,
		`{"key":"message","value":"AADSTS50126: x"}`, `{"message":{"lang":"en","value":"AADSTS70043: x1"}}`,
		"<password> to sign in at 10", "Enter <password> here", "<code>AADSTS50105</code>", `"challenge":"abc1defg"`,
		"PublicKeyToken=31bf3856ad364e35", "a [password](https://contoso.com/1)",
	} {
		if clean, kinds := Scrub(text); clean != text {
			t.Errorf("cut %v: %q became %q", kinds, text, clean)
		}
	}
}
