package report

import (
	"bytes"
	"errors"
	"html"
	"strings"
	"testing"
)

// newerForms are reports that a later version may write, by what is other in them.
func newerForms(t *testing.T, exported string) map[string]string {
	t.Helper()
	forms := make(map[string]string)
	for name, pairs := range map[string][]string{
		"the same shape":          nil,
		"a number for a time":     {`"created": "2026-11-23T08:12:04Z"`, `"created": 17`},
		"an object for a list":    {`"sign_ins": []`, `"sign_ins": {}`},
		"an object for a text":    {`"tenant": null`, `"tenant": {}`},
		"deeper than is read":     {`"demo": false`, `"demo": ` + strings.Repeat(`[{"a":`, 40) + "1" + strings.Repeat("}]", 40)},
		"no verdict":              {`"verdict":`, `"judgement":`},
		"an object before it all": {"{\n", `{"program": {"name": "a"},` + "\n"},
		"halves":                  {`"version": 2`, `"version": 2.5`},
		"a text for a number":     {`"version": 2`, `"version": "2.0"`},
		"a very large number":     {`"version": 2`, `"version": 99999999999999999999`},
		"an object for a number":  {`"version": 2`, `"version": {"major": 2, "minor": 0}`},
	} {
		text := strings.Replace(exported, `"version": 1`, `"version": 2`, 1)
		for i := 0; i < len(pairs); i += 2 {
			other := strings.Replace(text, pairs[i], pairs[i+1], 1)
			if other == text {
				t.Fatalf("%s: nothing was changed", name)
			}
			text = other
		}
		forms[name] = text
	}
	forms["cut off"] = forms["the same shape"][:len(exported)/2]
	forms["too large"] = forms["the same shape"] + strings.Repeat(" ", MaxSize)
	late := strings.Replace(forms["deeper than is read"], `"version": 2,`, "", 1)
	forms["the version last"] = late[:strings.LastIndex(late, "}")] + `, "version": 2}`
	return forms
}

// Of a newer report only schema and version are looked at, so it is called newer whatever its shape is.
func TestANewerReportIsCalledNewerWhateverItsShape(t *testing.T) {
	exported, err := ForIT(sample(t)).JSON(english(t))
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range newerForms(t, string(exported)) {
		for way, text := range map[string]string{"as it is": text, "in a mail": "See {below} :-}\n\n> " + strings.ReplaceAll(text, "\n", "\n> "),
			"wrapped": wrapAt(72, text), "in Base64": inBase64(text), "in a page": "<pre>" + html.EscapeString(text) + "</pre>",
			"in quoted-printable": printable(t, text)} {
			if name == "too large" && way != "as it is" {
				continue
			}
			if _, err := Read([]byte(text)); !errors.Is(err, ErrNewer) {
				t.Errorf("%s, %s: %v", name, way, err)
			}
		}
	}
}

// What is no version at all makes no newer report.
func TestAVersionThatIsNoneIsNotNewer(t *testing.T) {
	for _, version := range []string{`"one"`, "null", "0", "-2", "1", `"1"`, "{}", "true"} {
		if newer([]byte(`{"schema": "synchelper-diagnosis", "version": ` + version + `}`)) {
			t.Errorf("%s is newer", version)
		}
	}
	if newer([]byte(`{"schema": "other", "version": 2}`)) {
		t.Error("what is no report is newer")
	}
}

func TestANewerLineForALogSystemIsCalledNewer(t *testing.T) {
	var line bytes.Buffer
	if err := NDJSON(&line, []Copy{ForIT(sample(t))}, english(t)); err != nil {
		t.Fatal(err)
	}
	text := strings.Replace(line.String(), `"version":1,"who"`, `"version":2,"who"`, 1)
	for name, text := range map[string]string{"the same shape": text, "a number for a time": strings.Replace(text, `"@timestamp":"`, `"@timestamp":1,"x":"`, 1),
		"a list for a text": strings.Replace(text, `"mail_app":"apple"`, `"mail_app":[]`, 1)} {
		if _, err := ReadEvent([]byte(text)); !errors.Is(err, ErrNewer) {
			t.Errorf("%s: read as an event: %v", name, err)
		}
		if _, err := Read([]byte(text)); !errors.Is(err, ErrNewer) {
			t.Errorf("%s: read as a report: %v", name, err)
		}
	}
}
