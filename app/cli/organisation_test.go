package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"synchelper/app/profile"
	"synchelper/app/session"
	"synchelper/diagnose/signin"
	"synchelper/diagnose/wording"
)

// aWindow stands for a browser that could be watched. Nobody opens it.
type aWindow struct{ signin.Surface }

// TestOnlyTheWaysThatTheOrganisationWantsRemain: what is asked for by name is refused, else the window is left out and
// it is said why.
func TestOnlyTheWaysThatTheOrganisationWantsRemain(t *testing.T) {
	limited := func(methods ...profile.Method) profile.Profile {
		return profile.Profile{Place: "/etc/synchelper/organisation.json", Limited: true, Methods: methods}
	}
	broken := limited(profile.MethodOwnBrowser)
	broken.Problem = &profile.Problem{Kind: profile.KindField, Line: 3, Field: "client_id"}
	for name, c := range map[string]struct {
		p             profile.Profile
		method        session.Method
		refused       string
		window, noOwn bool
		told          string
	}{
		"nothing is set":             {profile.Profile{}, "", "", true, false, ""},
		"the window is not wanted":   {limited(profile.MethodOwnBrowser), "", "", false, false, "has switched off the sign-in window"},
		"but asked for":              {limited(profile.MethodOwnBrowser), session.MethodBrowser, "cli.organisation.method", false, false, ""},
		"the code is not wanted":     {limited(profile.MethodBrowser), session.MethodDeviceCode, "cli.organisation.method", true, true, ""},
		"the code is wanted":         {limited(profile.MethodDeviceCode), session.MethodDeviceCode, "", false, true, ""},
		"no sign-in is asked for":    {limited(), session.MethodNone, "", false, true, ""},
		"nothing is, and none named": {limited(), "", "", false, true, "has switched off the sign-in window"},
		"a file that cannot be used": {broken, "", "", false, false, "organisation.json is not used: Line 3,"},
		"and what holds until then":  {broken, "", "", false, false, "nobody is signed in but in your own browser, and nothing is kept."},
	} {
		t.Run(name, func(t *testing.T) {
			w, err := wording.New("en")
			if err != nil {
				t.Fatal(err)
			}
			var told bytes.Buffer
			ask := checking{method: c.method}
			route, err := ask.narrow(session.Route{Surface: aWindow{}}, environment{err: &told, organisation: func() profile.Profile { return c.p }}, w)
			if c.refused != "" || err != nil {
				if err == nil || err.Error() != c.refused {
					t.Errorf("refused with %v, want %q", err, c.refused)
				}
				return
			}
			if (route.Surface != nil) != c.window || ask.noOwnBrowser != c.noOwn {
				t.Errorf("window %v, no own browser %v", route.Surface != nil, ask.noOwnBrowser)
			}
			if plain := strings.Join(strings.Fields(told.String()), " "); !strings.Contains(plain, c.told) || c.told == "" && plain != "" {
				t.Errorf("told %q, want %q", plain, c.told)
			}
		})
	}
}

func TestAnOrganisationsFileIsCheckedBeforeItIsPutInPlace(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		return path
	}
	for name, c := range map[string]struct {
		call call
		want string
		code int
	}{
		"right":        {cli("", "organisation", write("right.json", `{"name": "Contoso"}`)), "This file can be used.", exitDone},
		"wrong":        {cli("", "organisation", write("wrong.json", "{\n \"client_id\": 1}")), "Line 2, client_id:", exitUsage},
		"its logo":     {cli("", "organisation", write("logo.json", `{"logo_file": "wrong.json"}`)), "neither PNG nor JPEG", exitUsage},
		"a folder":     {cli("", "organisation", dir), "A plain file in plain folders belongs there", exitUsage},
		"not there":    {cli("", "organisation", filepath.Join(dir, "gone.json")), "no such file", exitUsage},
		"none":         {cli("", "organisation"), "name one file", exitUsage},
		"of the words": {cli("", "organisation", "--help"), "synchelper-cli organisation FILE", exitDone},
	} {
		if said := c.call.out + c.call.err; c.call.code != c.code || !strings.Contains(said, c.want) {
			t.Errorf("%s: exit %d, %q", name, c.call.code, said)
		}
	}
}
