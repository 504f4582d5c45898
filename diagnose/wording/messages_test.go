package wording

import (
	"bytes"
	"encoding/json"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"

	"synchelper/assets"
	"synchelper/diagnose"
)

// messages is one language's file: a message is a string, or an object of CLDR plural forms.
type messages map[string]any

func load(t *testing.T, lang string) messages {
	t.Helper()
	raw, err := assets.Unpack(lang + messagesEnd)
	if err != nil {
		t.Fatal(err)
	}
	var m messages
	if err := json.Unmarshal(raw, &m); err != nil {
		t.Fatalf("%s: %v", lang, err)
	}
	return m
}

// text is a message with all its plural forms, a form a line.
func (m messages) text(key string) string {
	switch value := m[key].(type) {
	case string:
		return value
	case map[string]any:
		forms := slices.Sorted(maps.Keys(value))
		texts := make([]string, len(forms))
		for i, form := range forms {
			texts[i], _ = value[form].(string)
		}
		return strings.Join(texts, "\n")
	}
	return ""
}

// TestWhatIsPackedIsWhatIsWritten: words and tables that were changed are not seen before they are packed.
func TestWhatIsPackedIsWhatIsWritten(t *testing.T) {
	files, err := filepath.Glob("../../assets/messages/*.json")
	if err != nil || len(files) != len(Languages()) {
		t.Fatalf("%d files, %d languages, %v: run go generate ./assets", len(files), len(Languages()), err)
	}
	same := func(file string, packed []byte, err error) {
		written, notThere := os.ReadFile(filepath.Join("../../assets", file))
		if err = errors.Join(err, notThere); err != nil || !bytes.Equal(packed, written) {
			t.Errorf("%s is not what is packed, %v: run go generate ./assets", file, err)
		}
	}
	for _, file := range files {
		packed, err := assets.Unpack(filepath.Base(file))
		same("messages/"+filepath.Base(file), packed, err)
	}
	for _, table := range []string{assets.AADSTS, assets.Wordings, assets.MailApps, assets.Clouds, assets.Authorities, assets.Demo,
		assets.Tenants, assets.Refusals, assets.OrganisationSchema} {
		same(table, assets.Table(table), nil)
	}
}

// The names of stages and parts are put together from their ids, so no search for a key finds one that is missing.
func TestEveryStageAndPartOfARunHasWords(t *testing.T) {
	english := load(t, "en")
	has := func(key string) {
		t.Helper()
		if english.text(key) == "" {
			t.Errorf("%s is missing", key)
		}
	}
	for _, id := range diagnose.StageIDs() {
		has("ui.stage." + string(id))
	}
	for _, part := range diagnose.RunParts() {
		has("ui.running." + string(part))
	}
	for _, state := range []diagnose.StageState{diagnose.Passed, diagnose.Warning, diagnose.Blocked, diagnose.Failed,
		diagnose.Skipped, diagnose.NotChecked, diagnose.Running} {
		has("ui.stage_state." + string(state))
	}
}

func TestEveryLanguageHasTheSameKeysAndPlaceholders(t *testing.T) {
	english := load(t, "en")
	placeholder := regexp.MustCompile(`\.[A-Z][A-Za-z]*`)
	for _, l := range Languages()[1:] {
		other := load(t, l.Code)
		for key := range english {
			if _, ok := other[key]; !ok {
				t.Errorf("%s lacks %s", l.Code, key)
			}
		}
		for key := range other {
			if _, ok := english[key]; !ok {
				t.Errorf("%s has %s, which English lacks", l.Code, key)
				continue
			}
			want := distinct(placeholder.FindAllString(templates(english.text(key)), -1))
			got := distinct(placeholder.FindAllString(templates(other.text(key)), -1))
			if !slices.Equal(want, got) {
				t.Errorf("%s %s: placeholders %v, English %v", l.Code, key, got, want)
			}
		}
	}
}

func templates(text string) string {
	return strings.Join(regexp.MustCompile(`{{[^}]*}}`).FindAllString(text, -1), " ")
}

func distinct(list []string) []string {
	slices.Sort(list)
	return slices.Compact(list)
}

func TestPluralsHaveAllFormsOfTheirLanguage(t *testing.T) {
	for _, l := range Languages() {
		want := pluralForms(language.Make(l.Code))
		for key, value := range load(t, l.Code) {
			forms, ok := value.(map[string]any)
			if !ok {
				continue
			}
			if got := slices.Sorted(maps.Keys(forms)); !slices.Equal(got, want) {
				t.Errorf("%s %s: forms %v, CLDR has %v", l.Code, key, got, want)
			}
		}
	}
}

// pluralForms asks CLDR which forms whole numbers take.
func pluralForms(tag language.Tag) []string {
	names := map[plural.Form]string{plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few",
		plural.Many: "many", plural.Other: "other"}
	var forms []string
	for n := range 200 {
		forms = append(forms, names[plural.Cardinal.MatchPlural(tag, n, 0, 0, 0, 0)])
	}
	return distinct(append(forms, "other"))
}

func TestEveryCauseIsComplete(t *testing.T) {
	for _, l := range Languages() {
		m := load(t, l.Code)
		for _, c := range append(diagnose.Causes(), diagnose.CauseOf(diagnose.CauseNone),
			diagnose.CauseOf(diagnose.CauseUnknown)) {
			for _, part := range []string{"title", "explain", "do", "short", "helpdesk", "admin"} {
				if strings.TrimSpace(m.text("cause."+string(c.ID)+"."+part)) == "" {
					t.Errorf("%s: cause.%s.%s is missing", l.Code, c.ID, part)
				}
			}
			othersAct := slices.ContainsFunc(c.Who, func(w diagnose.Who) bool {
				return w != diagnose.WhoUser && w != diagnose.WhoNobody && w != diagnose.WhoVendor
			})
			if _, asks := m["cause."+string(c.ID)+".ask"]; othersAct && !c.CureIsLink && !asks {
				t.Errorf("%s: cause.%s.ask is missing, and %v must act", l.Code, c.ID, c.Who)
			}
		}
	}
}

func TestNoMessageIsForACauseThatDoesNotExist(t *testing.T) {
	for key := range load(t, "en") {
		rest, ok := strings.CutPrefix(key, "cause.")
		if !ok {
			continue
		}
		id := diagnose.CauseID(rest[:strings.LastIndexByte(rest, '.')])
		// unsigned is CauseUnknown of a run that was given nothing and came to no sign-in.
		if !diagnose.Known(id) && !slices.Contains([]diagnose.CauseID{diagnose.CauseNone, diagnose.CauseUnknown, "unsigned"}, id) {
			t.Errorf("%s: there is no cause %s", key, id)
		}
	}
}

func TestEveryCauseNamesItsSources(t *testing.T) {
	for _, c := range diagnose.Causes() {
		if len(c.Sources) == 0 {
			t.Errorf("%s has no source", c.ID)
		}
		for _, s := range c.Sources {
			if !strings.HasPrefix(s.URL, "https://") || !regexp.MustCompile(`^20\d\d-\d\d$`).MatchString(s.Date) {
				t.Errorf("%s: source %+v", c.ID, s)
			}
		}
	}
}

func TestCommandsAreTheSameInEveryLanguage(t *testing.T) {
	english := load(t, "en")
	for _, l := range Languages()[1:] {
		other := load(t, l.Code)
		for key := range english {
			if want, got := commandsIn(english.text(key)), commandsIn(other.text(key)); !slices.Equal(want, got) {
				t.Errorf("%s %s: commands\n%v\nEnglish\n%v", l.Code, key, got, want)
			}
		}
	}
}

// roles are the names of roles as Microsoft's documents and PowerShell have them.
func roles() []string {
	names := []string{"Reports Reader", "Security Reader", "Security Administrator", "Global Reader", "Global Administrator",
		"Billing Administrator"}
	for _, c := range diagnose.Causes() {
		if name, _, _ := strings.Cut(c.Role, " ("); name != "" {
			names = append(names, name)
		}
	}
	return distinct(names)
}

// A role is found by its name. The answer names it in English (Cause.Role), so the steps beside it do so too.
func TestRolesKeepTheirNameInEveryLanguage(t *testing.T) {
	english := load(t, "en")
	for _, l := range Languages()[1:] {
		other := load(t, l.Code)
		for key := range english {
			for _, role := range roles() {
				if strings.Contains(english.text(key), role) != strings.Contains(other.text(key), role) {
					t.Errorf("%s %s: %q is not named as in English", l.Code, key, role)
				}
			}
		}
	}
}

// A menu of Microsoft's portals is found by its name. What they call it in another language could not be proven, and half
// of a way in each language is found in neither. What stands on a phone or in Windows has the language's own names.
func TestMenusOfThePortalsKeepTheirNameInEveryLanguage(t *testing.T) {
	english := load(t, "en")
	for _, l := range Languages()[1:] {
		other := load(t, l.Code)
		for key := range english {
			for _, menu := range menusIn(english.text(key)) {
				if !strings.Contains(other.text(key), menu) {
					t.Errorf("%s %s: the menu %q is not named as in English", l.Code, key, menu)
				}
			}
		}
	}
}

// menusIn are the names between two signs of a way, "A > Name > B", on lines about a portal.
func menusIn(text string) []string {
	name := regexp.MustCompile(`^[A-Z][A-Za-z&/ ?-]*$`)
	elsewhere := regexp.MustCompile(`(^|[^\w])(Settings >|System Settings|Active Directory Users|Applications and Services)`)
	var menus []string
	for line := range strings.Lines(text) {
		parts := strings.Split(strings.TrimSpace(line), " > ")
		if len(parts) < 3 || elsewhere.MatchString(line) && !strings.Contains(line, "admin center") {
			continue
		}
		for _, part := range parts[1 : len(parts)-1] {
			if name.MatchString(part) && !strings.Contains(part, " or ") {
				menus = append(menus, part)
			}
		}
	}
	return menus
}

func commandsIn(text string) []string {
	var list []string
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "$ ") {
			list = append(list, strings.TrimSpace(line))
		}
	}
	return list
}
