package main

import (
	"encoding/base64"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A newer report is never read from its words: whoever has an older program would get half an answer and not know it.
func TestANewerReportIsRefusedInOneSentenceWhateverItsShape(t *testing.T) {
	good, dir := string(goodExport(t)), t.TempDir()
	changed := func(from, to string) string {
		t.Helper()
		out := strings.Replace(strings.Replace(good, `"version": 1,`, `"version": 2,`, 1), from, to, 1)
		if !strings.Contains(out, to) {
			t.Fatalf("%s was not changed", from)
		}
		return out
	}
	saved := func(export string) string {
		return "SyncHelper report  SH-1\n\nAADSTS90094: an error.\n-----\n" + export
	}
	for name, text := range map[string]string{
		"the same shape":        changed(`"version": 2,`, `"version": 2,`),
		"a number for a time":   changed(`"created": "`, `"created": 17, "x": "`),
		"an object for a list":  changed(`"sign_ins": []`, `"sign_ins": {}`),
		"an object for a text":  changed(`"cloud": null`, `"cloud": {}`),
		"halves":                changed(`"version": 2,`, `"version": 2.5,`),
		"a text for a number":   changed(`"version": 2,`, `"version": "2.0",`),
		"a very large number":   changed(`"version": 2,`, `"version": 99999999999999999999,`),
		"deep":                  changed(`"demo": `, `"deep": `+strings.Repeat("[", 60)+strings.Repeat("]", 60)+`, "demo": `),
		"a saved file":          saved(changed(`"sign_ins": []`, `"sign_ins": {}`)),
		"a saved file, encoded": saved(base64.StdEncoding.EncodeToString([]byte(changed(`"sign_ins": []`, `"sign_ins": {}`)))),
		"in typographic quotes": saved(strings.ReplaceAll(changed(`"sign_ins": []`, `"sign_ins": {}`), `"`, "”")),
	} {
		file := filepath.Join(dir, "newer.json")
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		const sentence = "newer.json was made by a newer SyncHelper. Update this one to read it.\n"
		for _, command := range []string{"report", "validate", "explain"} {
			c := cli("", command, file)
			if c.code != exitUsage || !strings.HasSuffix(c.out+c.err, sentence) || strings.Count(c.out+c.err, "\n") != 1 {
				t.Errorf("%s, %s: exit %d\n%s%s", name, command, c.code, c.out, c.err)
			}
		}
		if c := cli("", "triage", file, "--json"); !strings.Contains(c.out, `"reason":"newer"`) || strings.Contains(c.out, "90094") {
			t.Errorf("%s, triage: exit %d\n%s%s", name, c.code, c.out, c.err)
		}
	}
}
