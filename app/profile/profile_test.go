package profile

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io/fs"
	"reflect"
	"slices"
	"strings"
	"testing"

	"synchelper/assets"
	"synchelper/diagnose/wording"
)

// written is a file as a person writes it, at a place that can be trusted, with a logo beside it.
func written(text string) found {
	return found{place: "/etc/synchelper/organisation.json", raw: []byte(text), lines: true,
		logo: func(name string) ([]byte, error) {
			if name != "logo.png" {
				return nil, fs.ErrNotExist
			}
			return picture(64, 32), nil
		}}
}

func picture(width, height int) []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewRGBA(image.Rect(0, 0, width, height))); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// claiming is a small PNG that says it is larger than any memory.
func claiming(width, height uint32) []byte {
	raw := picture(1, 1)
	header := raw[12:29] // IHDR with its fields
	for i, side := range []uint32{width, height} {
		header[4+4*i], header[5+4*i], header[6+4*i], header[7+4*i] = byte(side>>24), byte(side>>16), byte(side>>8), byte(side)
	}
	sum := crc(header)
	copy(raw[29:33], []byte{byte(sum >> 24), byte(sum >> 16), byte(sum >> 8), byte(sum)})
	return raw
}

func crc(raw []byte) uint32 {
	sum := ^uint32(0)
	for _, b := range raw {
		sum ^= uint32(b)
		for range 8 {
			sum = sum>>1 ^ 0xEDB88320*(sum&1)
		}
	}
	return ^sum
}

func inline(raw []byte) string {
	return `{"logo_inline": "` + base64.StdEncoding.EncodeToString(raw) + `"}`
}

const whole = `{
 "$schema": "organisation.schema.json",
 "name": "Contoso",
 "domains": ["contoso.com", "contoso.tickets.example"],
 "helpdesk_mail": "helpdesk@contoso.com",
 "ticket_address": "https://contoso.tickets.example/new?ref={reference}&title={subject}",
 "admin_contact": "admins@contoso.com",
 "logo_file": "logo.png",
 "language": "de",
 "mail_app": "apple",
 "looks_after": "another-company",
 "sign_in_methods": ["own-browser", "device-code"],
 "report_readers": "our-it",
 "keep_history": false
}`

func TestEveryFieldIsRead(t *testing.T) {
	p := parse(written(whole))
	if p.Problem != nil || p.Logo == nil {
		t.Fatalf("problem %v, logo %v", p.Problem, p.Logo)
	}
	p.Logo = nil
	want := Profile{Place: "/etc/synchelper/organisation.json", Name: "Contoso",
		Domains: []string{"contoso.com", "contoso.tickets.example"}, Helpdesk: "helpdesk@contoso.com",
		Ticket: "https://contoso.tickets.example/new?ref={reference}&title={subject}", Admin: "admins@contoso.com",
		Language: "de", MailApp: "apple", LooksAfter: LooksAfterCompany, Readers: ReadersOurIT, NoHistory: true,
		Methods: []Method{MethodOwnBrowser, MethodDeviceCode}, Limited: true}
	if !reflect.DeepEqual(p, want) {
		t.Errorf("got  %+v\nwant %+v", p, want)
	}
}

func TestWhatIsNotSaidIsNotSet(t *testing.T) {
	for name, text := range map[string]string{"empty": "{}", "as Windows' editor saves it": "\xef\xbb\xbf{ }\r\n"} {
		p := parse(written(text))
		if want := (Profile{Place: "/etc/synchelper/organisation.json"}); !reflect.DeepEqual(p, want) {
			t.Errorf("%s: %+v %v", name, p, p.Problem)
		}
		if !isUsed(p) || !p.Allows(MethodBrowser) || p.Enables(MethodDeviceCode) {
			t.Errorf("%s: a way was taken or opened that nobody named", name)
		}
	}
}

func TestWaysToSignInAreNarrowed(t *testing.T) {
	for text, want := range map[string][3]bool{
		`{}`: {true, true, false}, `{"sign_in_methods": []}`: {false, false, false},
		`{"sign_in_methods": ["own-browser"]}`: {false, true, false},
		`{"sign_in_methods": ["device-code"]}`: {false, false, true},
	} {
		p := parse(written(text))
		got := [3]bool{p.Allows(MethodBrowser), p.Allows(MethodOwnBrowser), p.Enables(MethodDeviceCode)}
		if p.Problem != nil || got != want {
			t.Errorf("%s: browser, own browser, code: %v, want %v (%v)", text, got, want, p.Problem)
		}
	}
}

// TestABrokenFileIsNamedAndNotUsed: where, by line and field, and nothing of it counts.
func TestABrokenFileIsNamedAndNotUsed(t *testing.T) {
	long := strings.Repeat("a", 61)
	for name, c := range map[string]struct {
		text  string
		kind  Kind
		line  int
		field string
	}{
		"nothing":                        {"", KindSyntax, 1, ""},
		"no JSON":                        {"helpdesk_mail = a@contoso.com", KindSyntax, 1, ""},
		"a comma too many":               {"{\n \"name\": \"Contoso\",\n}", KindSyntax, 3, ""},
		"cut off":                        {"{\n \"name\": \"Contoso\"", KindSyntax, 2, ""},
		"more behind the end":            {"{}\n{\"name\": \"Contoso\"}", KindSyntax, 2, ""},
		"nested without end":             {`{"domains": ` + strings.Repeat("[", 100000), KindSyntax, 1, "domains/0/0/0/0/0/0/0"},
		"a list":                         {"[]", KindType, 0, ""},
		"UTF-16":                         {"\xff\xfe{\x00}\x00", KindEncoding, 1, ""},
		"Latin-1":                        {"{\n \"name\": \"M\xfcller\"}", KindEncoding, 2, ""},
		"too large":                      {"{}" + strings.Repeat(" ", mostBytes), KindTooLarge, 0, ""},
		"an unknown field":               {"{\n \"name\": \"Contoso\",\n \"titel\": \"\"}", KindField, 3, "titel"},
		"the first of two wrong fields":  {"{\n \"a\": 1,\n \"b\": 2}", KindField, 2, "a"},
		"a field twice":                  {"{\n \"keep_history\": false,\n \"keep_history\": true}", KindTwice, 3, "keep_history"},
		"a number where a text belongs":  {"{\n \"name\": 7}", KindType, 2, "name"},
		"a text where yes or no belongs": {`{"keep_history": "false"}`, KindType, 1, "keep_history"},
		"null":                           {`{"sign_in_methods": null}`, KindType, 1, "sign_in_methods"},
		"an empty name":                  {`{"name": ""}`, KindLength, 1, "name"},
		"a long name":                    {`{"name": "` + long + `"}`, KindLength, 1, "name"},
		"no domain at all":               {`{"domains": []}`, KindLength, 1, "domains"},
		"a way that is not there":        {"{\"sign_in_methods\": [\n\"browser\",\n\"password\"]}", KindValue, 3, "sign_in_methods/1"},
		"a way twice":                    {`{"sign_in_methods": ["browser", "browser"]}`, KindTwice, 1, "sign_in_methods"},
		"a language that is not spoken":  {`{"language": "tlh"}`, KindValue, 1, "language"},
		"an app that does not ship":      {`{"mail_app": "00000000-0000-4000-8000-000000000001"}`, KindValue, 1, "mail_app"},
		"somebody unknown looks after":   {`{"looks_after": "nobody"}`, KindValue, 1, "looks_after"},
		"two logos":                      {`{"logo_file": "logo.png", "logo_inline": "aaaa"}`, KindLogoTwo, 1, "logo_inline"},
		"a logo that is not there":       {`{"logo_file": "gone.png"}`, KindUnreadable, 1, "logo_file"},
	} {
		t.Run(name, func(t *testing.T) { wantProblem(t, c.text, c.kind, c.line, c.field) })
	}
}

// TestNoRailCanBeWidened: every way in which a file could loosen what the program holds, each with its own answer.
func TestNoRailCanBeWidened(t *testing.T) {
	ticket := func(address string) string {
		raw, _ := json.Marshal(map[string]any{"domains": []string{"contoso.com"}, "ticket_address": address})
		return string(raw)
	}
	mail := func(address string) string {
		raw, _ := json.Marshal(map[string]any{"helpdesk_mail": address})
		return string(raw)
	}
	type rail struct {
		text  string
		kind  Kind
		field string
	}
	rails := map[string]rail{
		"who reads reports":             {`{"report_readers": "everybody"}`, KindValue, "report_readers"},
		"who reads reports, by address": {`{"report_readers": "a@fabrikam.com"}`, KindValue, "report_readers"},
		"an address without https":      {ticket("http://help.contoso.com/new"), KindTicket, "ticket_address"},
		"a script":                      {ticket("javascript:alert(1)"), KindTicket, "ticket_address"},
		"a file":                        {ticket("file:///etc/passwd"), KindTicket, "ticket_address"},
		"a program's own scheme":        {ticket("ms-word:ofe|u|https://contoso.com/a"), KindTicket, "ticket_address"},
		"another company's page":        {ticket("https://help.fabrikam.com/new"), KindTicketHost, "ticket_address"},
		"a host that ends alike":        {ticket("https://notcontoso.com/new"), KindTicketHost, "ticket_address"},
		"a host that begins alike":      {ticket("https://contoso.com.fabrikam.com/new"), KindTicketHost, "ticket_address"},
		"a name before the host":        {ticket("https://help.contoso.com@fabrikam.com/new"), KindTicket, "ticket_address"},
		"a port":                        {ticket("https://contoso.com:8443/new"), KindTicket, "ticket_address"},
		"a backslash":                   {ticket(`https://fabrikam.com\.contoso.com/`), KindTicket, "ticket_address"},
		"a host in other letters":       {ticket("https://CONTOSO.com/"), KindTicketHost, "ticket_address"},
		"a host that is filled in":      {ticket("https://{subject}.contoso.com/"), KindTicket, "ticket_address"},
		"a path that is filled in":      {ticket("https://contoso.com/{subject}"), KindTicket, "ticket_address"},
		"a name that is filled in":      {ticket("https://contoso.com/new?{subject}=1"), KindTicket, "ticket_address"},
		"half a value":                  {ticket("https://contoso.com/new?to=x{subject}"), KindTicket, "ticket_address"},
		"a fragment":                    {ticket("https://contoso.com/new?a=1#b"), KindTicket, "ticket_address"},
		"a ticket without domains":      {`{"ticket_address": "https://contoso.com/"}`, KindTicketHost, "ticket_address"},
		"Microsoft's sign-in as own":    {`{"domains": ["login.microsoftonline.com"]}`, KindDomain, "domains/0"},
		"above Microsoft's sign-in":     {`{"domains": ["contoso.com", "microsoftonline.com"]}`, KindDomain, "domains/1"},
		"an approval at an older name":  {`{"domains":["windows.net"],"ticket_address":"https://login.windows.net/common/adminconsent?client_id=a"}`, KindDomain, "domains/0"},
		"an approval on its own host":   {ticket("https://contoso.com/common/adminconsent"), KindTicket, "ticket_address"},
		"an approval by parameter":      {ticket("https://contoso.com/new?client_id=a"), KindTicket, "ticket_address"},
		"an ending for everybody":       {`{"domains": ["co.uk"]}`, KindDomain, "domains/0"},
		"a top level domain":            {`{"domains": ["com"]}`, KindDomain, "domains/0"},
		"an address of numbers":         {`{"domains": ["127.0.0.1"]}`, KindDomain, "domains/0"},
		"a domain that looks alike":     {`{"domains": ["cоntoso.com"]}`, KindDomain, "domains/0"}, // a Cyrillic o
		"a second receiver":             {mail("a@contoso.com,b@fabrikam.com"), KindMail, "helpdesk_mail"},
		"a copy to somebody":            {mail("a@contoso.com?cc=b@fabrikam.com"), KindMail, "helpdesk_mail"},
		"a header in an address":        {mail("a@contoso.com\r\nBcc: b@fabrikam.com"), KindInvisible, "helpdesk_mail"},
		"a zero in an address":          {mail("a@contoso.com\x00"), KindInvisible, "helpdesk_mail"},
		"a blank beside an address":     {mail(" a@contoso.com"), KindMail, "helpdesk_mail"},
		"a name beside an address":      {mail("IT <a@contoso.com>"), KindMail, "helpdesk_mail"},
		"a text that runs backwards":    {"{\"name\": \"Contoso\u202e\"}", KindInvisible, "name"},
		"a colour in a terminal":        {`{"name": "\u001b[31mContoso"}`, KindInvisible, "name"},
		"a logo from the web":           {`{"logo_file": "https://contoso.com/logo.png"}`, KindLogoName, "logo_file"},
		"a logo from elsewhere":         {`{"logo_file": "../../home/user/logo.png"}`, KindLogoName, "logo_file"},
		"a logo on a drive":             {`{"logo_file": "C:logo.png"}`, KindLogoName, "logo_file"},
		"a logo that is a script":       {inline([]byte(`<svg xmlns="http://www.w3.org/2000/svg"/>`)), KindLogoForm, "logo_inline"},
		"a logo that is data:":          {`{"logo_inline": "data:image/png;base64,AAAA"}`, KindLogoForm, "logo_inline"},
		"a logo that moves":             {inline([]byte("GIF89a")), KindLogoForm, "logo_inline"},
		"a logo cut off":                {inline(picture(64, 64)[:40]), KindLogoForm, "logo_inline"},
		"a logo of four thousand":       {inline(claiming(4000, 4000)), KindLogoSize, "logo_inline"},
		"a logo larger than memory":     {inline(claiming(1<<31-1, 1<<31-1)), KindLogoForm, "logo_inline"},
		"a logo that is wide":           {inline(picture(mostLogoSide+1, 1)), KindLogoSize, "logo_inline"},
		"a logo of many bytes":          {inline(append(picture(1, 1), make([]byte, mostLogoBytes)...)), KindLength, "logo_inline"},
	}
	for _, field := range []string{"hosts", "link_hosts", "login_host", "client_id", "client_ids", "redirect_uri", "authority",
		"scope", "insecure_skip_verify", "InsecureSkipVerify", "proxy", "certificates", "allow_device_code", "short_links",
		"never_redact", "Sign_In_Methods"} {
		rails["the field "+field] = rail{`{"` + field + `": true}`, KindField, field}
	}
	for name, c := range rails {
		t.Run(name, func(t *testing.T) { wantProblem(t, c.text, c.kind, 1, c.field) })
	}
}

func wantProblem(t *testing.T, text string, kind Kind, line int, field string) {
	t.Helper()
	p := parse(written(text))
	if p.Problem == nil {
		t.Fatalf("it is used: %+v", p)
	}
	if p.Problem.Kind != kind || p.Problem.Line != line || p.Problem.Field != field {
		t.Errorf("got %v\nwant %s in line %d, field %q", p.Problem, kind, line, field)
	}
	if rest := unusable(p.Place, p.Problem); !reflect.DeepEqual(p, rest) {
		t.Errorf("a part of it is used: %+v", p)
	}
	for _, l := range wording.Languages() {
		w, err := wording.New(l.Code)
		if err != nil {
			t.Fatal(err)
		}
		said := p.Problem.Words(w)
		if field != "" && !strings.Contains(said, field) || strings.ContainsAny(said, "\x00\x1b\r\n\u202e") ||
			strings.Contains(said, "no value") {
			t.Errorf("%s: %q", l.Code, said)
		}
	}
}

// TestWhatCannotBeUsedOpensNothing: not by a slip, and not by a field of a later version.
func TestWhatCannotBeUsedOpensNothing(t *testing.T) {
	for name, text := range map[string]string{
		"a slip":                     `{"sign_in_methods": ["own-browser"], "keep_history": false`,
		"a field of a later version": `{"sign_in_methods": ["device-code"], "keep_history": true, "colour": "red"}`,
		"nothing":                    ``,
	} {
		p := parse(written(text))
		if p.Problem == nil || p.Allows(MethodBrowser) || p.Allows(MethodDeviceCode) || p.Enables(MethodDeviceCode) ||
			!p.Allows(MethodOwnBrowser) || !p.NoHistory || p.Forgets() || isUsed(p) {
			t.Errorf("%s: %+v", name, p)
		}
	}
}

func TestALogoMayBeAJPEG(t *testing.T) {
	var b bytes.Buffer
	drawn := image.NewGray(image.Rect(0, 0, 40, 20))
	drawn.Set(1, 1, color.White)
	if err := jpeg.Encode(&b, drawn, nil); err != nil {
		t.Fatal(err)
	}
	if p := parse(written(inline(b.Bytes()))); p.Problem != nil || p.Logo.Bounds().Dx() != 40 {
		t.Errorf("%v", p.Problem)
	}
}

// TestWhereThereAreNoLinesNoneIsNamed: managed preferences are no text that a person has written.
func TestWhereThereAreNoLinesNoneIsNamed(t *testing.T) {
	f := written("{\n \"titel\": 1}")
	f.lines = false
	if p := parse(f); p.Problem == nil || p.Problem.Line != 0 || p.Problem.Field != "titel" {
		t.Errorf("%v", p.Problem)
	}
}

// TestTheSchemaAndTheCodeKnowTheSameFields: a field that the schema lets through and nobody reads would be set in vain.
func TestTheSchemaAndTheCodeKnowTheSameFields(t *testing.T) {
	var s struct {
		Properties map[string]struct {
			Description string `json:"description"`
		} `json:"properties"`
	}
	if err := json.Unmarshal(assets.Table(assets.OrganisationSchema), &s); err != nil {
		t.Fatal(err)
	}
	var known []string
	for field := range reflect.TypeFor[file]().Fields() {
		known = append(known, field.Tag.Get("json"))
	}
	for name, property := range s.Properties {
		if property.Description == "" {
			t.Errorf("%s says nothing about itself", name)
		}
		if name != "$schema" && !slices.Contains(known, name) {
			t.Errorf("%s is read by nobody", name)
		}
	}
	if len(known) != len(s.Properties)-1 {
		t.Errorf("read are %q, the schema has %d", known, len(s.Properties)-1)
	}
}

// isUsed says whether an organisation has set something, and it counts.
func isUsed(p Profile) bool { return p.Place != "" && p.Problem == nil }
