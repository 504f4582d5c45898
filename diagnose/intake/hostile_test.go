package intake

import (
	"encoding/json"
	"errors"
	"mime"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// A secret is built when the test runs: nothing in this file looks like one to a scanner.
func TestNoSecretOfATicketIsInItsRow(t *testing.T) {
	word, long := "Qx7"+strings.Repeat("kZ3w", 3)+"9Vm", strings.Repeat("Hq4"+"tR9v", 9)+"zX8"
	for kind, secret := range map[string]string{"a password": "Password: " + word, "a token": "Authorization: Bearer eyJ0" + long,
		"a cookie": "Cookie: ESTSAUTH=" + long, "a code": "https://localhost/?code=0.AXkA" + long + "&state=1"} {
		id, err := json.Marshal(secret)
		if err != nil {
			t.Fatal(err)
		}
		for where, text := range map[string]string{
			"a subject":         "From: user1@contoso.com\nSubject: " + secret + "\n\nAADSTS50055\n",
			"an encoded one":    "From: user1@contoso.com\nSubject: " + mime.BEncoding.Encode("utf-8", secret+" ü") + "\n\nAADSTS50055\n",
			"the id of a row":   `{"id":` + string(id) + `,"text":"AADSTS50055"}` + "\n",
			"the text of a row": `{"id":1,"text":"AADSTS50055 user1@contoso.com ` + secret + `"}` + "\n",
			"a mail":            "From: user1@contoso.com\nSubject: help\n\nAADSTS50055\n" + secret + "\n",
			"a ticket":          "AADSTS50055 user1@contoso.com\n" + secret + "\n",
		} {
			items := Text("x", []byte(text), now())
			if len(items) != 1 || items[0].Unread != nil || items[0].Row.Cause != "password.expired" {
				t.Fatalf("%s in %s: %q", kind, where, told(items))
			}
			row, err := json.Marshal(items[0].Row)
			if err != nil || strings.Contains(string(row), word) || strings.Contains(string(row), long) {
				t.Errorf("%s in %s: %s %v", kind, where, row, err)
			}
		}
	}
}

// A pipe in a folder, or named by somebody, would be waited for until somebody writes into it.
func TestAPipeIsNotWaitedFor(t *testing.T) {
	dir := t.TempDir()
	pipe := filepath.Join(dir, "b.txt")
	if out, err := exec.CommandContext(t.Context(), "mkfifo", pipe).CombinedOutput(); err != nil {
		t.Skipf("no pipes here: %v %s", err, out)
	}
	write(t, dir, map[string]string{"a.txt": "50055", "c.txt": "50105"})
	want := []string{"a.txt code password.expired", "b.txt no-file", "c.txt code app.user_not_assigned", "b.txt no-file"}
	if got := told(slices.Collect(Read(t.Context(), []string{dir, pipe}, Options{Now: now}))); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// A name is whatever a stranger has written, but for the slash.
func TestNamesActOnNothing(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a\x1b[2J.txt", "b\u202etxt.exe.txt", "c\nd.txt", "e\u200b.txt", "f\xff.txt", "g\r.txt", "h\u2066.txt/i.txt"} {
		path := filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, []byte("50055"), 0o600)); err != nil {
			t.Skip("no such names here: ", err)
		}
	}
	want := []string{"a�[2J.txt", "b�txt.exe.txt", "c�d.txt", "e�.txt", "f�.txt", "g�.txt", "h�.txt/i.txt"}
	var got []string
	for item := range Read(t.Context(), []string{dir}, Options{Now: now}) {
		got = append(got, item.Row.File)
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
