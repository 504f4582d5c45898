package profile

import (
	"encoding/base64"
	"errors"
	"testing"
)

const managedPreferences = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict>
<key>PayloadUUID</key><string>00000000-0000-4000-8000-000000000001</string>
<key>name</key><string>Contoso &amp; Co</string>
<key>keep_history</key><false/>
<key>sign_in_methods</key><array><string>own-browser</string></array>
</dict></plist>`

// managedInBinary is the same in the form in which macOS keeps it.
const managedInBinary = "YnBsaXN0MDDUAQIDBAUGBwhbUGF5bG9hZFVVSURca2VlcF9oaXN0b3J5VG5hbWVfEA9zaWduX2luX21ldGhvZHNfECQwMDAwMDAw" +
	"MC0wMDAwLTQwMDAtODAwMC0wMDAwMDAwMDAwMDEIXENvbnRvc28gJiBDb6EJW293bi1icm93c2VyCBEdKi9BaGl2eAAAAAAAAAEB" +
	"AAAAAAAAAAoAAAAAAAAAAAAAAAAAAACE"

// TestManagedPreferencesSayTheSameAsAFile, in both forms of a property list.
func TestManagedPreferencesSayTheSameAsAFile(t *testing.T) {
	binary, err := base64.StdEncoding.DecodeString(managedInBinary)
	if err != nil {
		t.Fatal(err)
	}
	for form, raw := range map[string][]byte{"XML": []byte(managedPreferences), "binary": binary} {
		text, err := jsonOf(raw)
		if err != nil {
			t.Fatalf("%s: %v", form, err)
		}
		p := parse(found{place: "managed", raw: text})
		if p.Problem != nil || p.Name != "Contoso & Co" || !p.NoHistory || !p.Allows(MethodOwnBrowser) || p.Allows(MethodBrowser) {
			t.Errorf("%s: %+v, %v", form, p, p.Problem)
		}
	}
}

func TestManagedPreferencesThatCannotBeUsedAreTold(t *testing.T) {
	for name, c := range map[string]struct {
		raw  string
		kind Kind
	}{
		"no property list": {"{}", KindSyntax},
		"nothing":          {"", KindSyntax},
		"a list":           {`<plist version="1.0"><array/></plist>`, KindSyntax},
		"another type":     {`<plist version="1.0"><dict><key>keep_history</key><string>no</string></dict></plist>`, KindType},
		"an unknown key":   {`<plist version="1.0"><dict><key>client_id</key><string>no</string></dict></plist>`, KindField},
	} {
		text, err := jsonOf([]byte(c.raw))
		var problem *Problem
		if err == nil {
			problem = parse(found{raw: text}).Problem
		} else if !errors.As(err, &problem) {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if problem == nil || problem.Kind != c.kind || problem.Line != 0 {
			t.Errorf("%s: %v, want %s", name, problem, c.kind)
		}
	}
}
