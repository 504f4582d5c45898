package house

import (
	"fmt"
	"slices"
	"testing"
)

// mayImport names the rooms of ours that each room may import. Arrows point down: app, diagnose/*, diagnose, assets.
// Siblings under diagnose are named one by one, and there is no way round in a circle. A room that is not named here
// may import nothing of ours.
var mayImport = map[string][]string{
	"diagnose":          {"assets"},
	"diagnose/entra":    {"diagnose"},
	"diagnose/consent":  {"diagnose"},
	"diagnose/wording":  {"assets", "diagnose", "diagnose/consent"},
	"diagnose/probe":    {"diagnose", "diagnose/entra"},
	"diagnose/signin":   {"diagnose", "diagnose/entra"},
	"diagnose/entrasim": {"assets", "diagnose", "diagnose/entra"},
	"diagnose/report":   {"assets", "diagnose", "diagnose/consent", "diagnose/entra", "diagnose/wording"},
	"diagnose/triage":   {"diagnose", "diagnose/consent", "diagnose/report", "diagnose/wording"},
	"diagnose/intake":   {"diagnose", "diagnose/entra", "diagnose/report", "diagnose/triage"},
	"diagnose/handbook": {"diagnose", "diagnose/consent", "diagnose/report", "diagnose/wording"},
	"app/profile":       {"assets", "diagnose", "diagnose/consent", "diagnose/wording"},
	"app/session": {"app/profile", "assets", "diagnose", "diagnose/consent", "diagnose/entra", "diagnose/intake", "diagnose/probe",
		"diagnose/report", "diagnose/signin", "diagnose/triage", "diagnose/wording"},
	"app/simulated": {"diagnose/entra", "diagnose/entrasim", "diagnose/signin"},
	"app/ui":        {"app/profile", "app/session", "diagnose", "diagnose/consent", "diagnose/triage", "diagnose/wording"},
	"app/cli": {"app/profile", "app/session", "app/simulated", "assets", "diagnose", "diagnose/consent", "diagnose/entra",
		"diagnose/entrasim", "diagnose/handbook", "diagnose/intake", "diagnose/report",
		"diagnose/signin", "diagnose/triage", "diagnose/wording"},
	// With the tag "demo" also app/simulated.
	"app": {"app/profile", "app/session", "app/ui", "assets", "diagnose/wording"},
}

// A rule looks at all rooms and tells what is wrong with them.
type rule func([]room) []string

func arrowsPointDown(all []room) (wrong []string) {
	for _, r := range all {
		allowed := mayImport[r.ImportPath[len(module)+1:]]
		for _, imported := range r.Imports {
			if isUnder(imported, module) && !slices.Contains(allowed, imported[len(module)+1:]) {
				wrong = append(wrong, fmt.Sprintf("%s may not import %s: a new room or arrow is first entered in mayImport (app/house)",
					r.ImportPath, imported))
			}
		}
	}
	return wrong
}

func testsOfDiagnoseLookDownToo(all []room) (wrong []string) {
	for _, r := range all {
		for _, imported := range r.everyImport() {
			if isUnder(r.ImportPath, diagnosis) && isUnder(imported, main) {
				wrong = append(wrong, fmt.Sprintf("%s may not import %s", r.ImportPath, imported))
			}
		}
	}
	return wrong
}

// only makes the rule that one room alone imports what lies under a path, tests included.
func only(importer string, paths ...string) rule {
	return func(all []room) (wrong []string) {
		for _, r := range all {
			for _, imported := range r.everyImport() {
				for _, path := range paths {
					if r.ImportPath != importer && isUnder(imported, path) {
						wrong = append(wrong, fmt.Sprintf("%s imports %s, only %s may", r.ImportPath, imported, importer))
					}
				}
			}
		}
		return wrong
	}
}

func drawingHasNoNetwork(all []room) (wrong []string) {
	for _, r := range all {
		if r.ImportPath == ui && slices.Contains(r.Imports, "net/http") {
			wrong = append(wrong, ui+" imports net/http")
		}
	}
	return wrong
}

// judgementIsPure: the same observations give the same verdict anywhere, so it reaches for no file, network or process.
func judgementIsPure(all []room) (wrong []string) {
	for _, r := range all {
		for _, imported := range r.Imports {
			if r.ImportPath == diagnosis && (slices.Contains([]string{"os", "io/fs", "log", "syscall"}, imported) ||
				isUnder(imported, "net") || isUnder(imported, "os")) {
				wrong = append(wrong, fmt.Sprintf("%s imports %s", r.ImportPath, imported))
			}
		}
	}
	return wrong
}

// windowless: neither the judgement nor the terminal twin reaches Fyne, over however many packages.
func windowless(all []room) (wrong []string) {
	for _, r := range all {
		if r.ImportPath == main || r.ImportPath == ui {
			continue
		}
		for _, reached := range r.Deps {
			if isUnder(reached, "fyne.io") {
				wrong = append(wrong, fmt.Sprintf("%s reaches %s", r.ImportPath, reached))
			}
		}
	}
	return wrong
}

// downloadsTrustNobody: the window that people download holds no sign-in server and makes no certificate.
func downloadsTrustNobody(all []room) (wrong []string) {
	for _, r := range all {
		if r.ImportPath == main && slices.Contains(r.Deps, entrasim) {
			wrong = append(wrong, main+" reaches "+entrasim+" without the tag demo")
		}
	}
	return wrong
}

func roomsHaveNamesOfTheField(all []room) (wrong []string) {
	vague := []string{"util", "utils", "common", "helper", "helpers", "misc", "shared", "base", "lib"}
	for _, r := range all {
		if slices.Contains(vague, r.Name) {
			wrong = append(wrong, r.ImportPath+" has a name that says nothing")
		}
	}
	return wrong
}

func TestArrows(t *testing.T) {
	all := rooms(t)
	for name, c := range map[string]struct {
		rule   rule
		breaks []room // a house that breaks the rule, once
	}{
		"arrows point down": {arrowsPointDown, []room{
			{ImportPath: module + "/diagnose", Imports: []string{"fmt", module + "/diagnose/entra"}}}},
		"a new room is entered in the table first": {arrowsPointDown, []room{
			{ImportPath: module + "/diagnose/attic", Imports: []string{diagnosis}}}},
		"assets know nobody": {arrowsPointDown, []room{
			{ImportPath: module + "/assets", Imports: []string{diagnosis}}}},
		"tests of diagnose look down too": {testsOfDiagnoseLookDownToo, []room{
			{ImportPath: diagnosis, XTestImports: []string{module + "/app/session"}}}},
		"only signin imports MSAL": {only(signin, msal), []room{
			{ImportPath: signin, Imports: []string{msal + "/apps/public"}},
			{ImportPath: module + "/app/session", Imports: []string{msal + "/apps/public"}}}},
		"only signin imports chromedp": {only(signin, chromedp), []room{
			{ImportPath: signin, Imports: []string{chromedp + "/chromedp"}},
			{ImportPath: module + "/diagnose/probe", TestImports: []string{chromedp + "/cdproto/page"}}}},
		"only main imports fyne/app": {only(main, fyneApp), []room{
			{ImportPath: main, Imports: []string{fyneApp}},
			{ImportPath: ui, TestImports: []string{fyneApp}}}},
		"ui has no network": {drawingHasNoNetwork, []room{
			{ImportPath: ui, Imports: []string{"net/http"}}}},
		"the judgement is pure": {judgementIsPure, []room{
			{ImportPath: diagnosis, Imports: []string{"strings", "net/http"}}}},
		"diagnose never reaches Fyne": {windowless, []room{
			{ImportPath: ui, Deps: []string{fyne}},
			{ImportPath: module + "/diagnose/wording", Deps: []string{"fmt", fyne + "/lang"}}}},
		"the terminal twin never reaches Fyne": {windowless, []room{
			{ImportPath: module + "/app/cli", Deps: []string{fyne + "/internal"}}}},
		"what people download holds no simulated company": {downloadsTrustNobody, []room{
			{ImportPath: main, Deps: []string{entrasim}}}},
		"names of the field": {roomsHaveNamesOfTheField, []room{
			{ImportPath: module + "/diagnose/util", Name: "util"}}},
	} {
		t.Run(name, func(t *testing.T) {
			for _, wrong := range c.rule(all) {
				t.Error(wrong)
			}
			if found := c.rule(c.breaks); len(found) != 1 {
				t.Errorf("the rule finds %q in a house that breaks it once", found)
			}
		})
	}
}

// The table itself must not lead in a circle, and must not point up.
func TestAllowedArrowsPointDown(t *testing.T) {
	storey := func(name string) int {
		switch {
		case name == "assets":
			return 0
		case name == "diagnose":
			return 1
		case isUnder(name, "diagnose"):
			return 2
		default:
			return 3
		}
	}
	var below func(name string, path []string)
	below = func(name string, path []string) {
		if slices.Contains(path, name) {
			t.Fatalf("the table leads in a circle: %q", append(path, name))
		}
		for _, next := range mayImport[name] {
			if storey(next) > storey(name) {
				t.Errorf("%s may import %s, which lies above it", name, next)
			}
			below(next, append(path, name))
		}
	}
	for name := range mayImport {
		below(name, nil)
	}
}
