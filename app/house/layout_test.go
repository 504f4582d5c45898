package house

import (
	"encoding/xml"
	"go/ast"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"synchelper/diagnose"
	"synchelper/diagnose/wording"
)

// storeys is all that may stand at the top of the tree beside dot files, and beside bin and dist, which Git ignores.
var storeys = []string{"app", "assets", "bin", "diagnose", "dist", "FyneApp.toml", "go.mod", "go.sum", "LICENSE", "README.md"}

func strangersAtTheTop(names []string) (strangers []string) {
	for _, name := range names {
		if !strings.HasPrefix(name, ".") && !slices.Contains(storeys, name) {
			strangers = append(strangers, name)
		}
	}
	return strangers
}

func TestTopLevel(t *testing.T) {
	entries, err := os.ReadDir("../..")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	if strangers := strangersAtTheTop(names); len(strangers) != 0 {
		t.Errorf("does not belong at the top: %q", strangers)
	}
	if got := strangersAtTheTop([]string{"app", ".ci", "scripts"}); !slices.Equal(got, []string{"scripts"}) {
		t.Errorf("found %q where only scripts is a stranger", got)
	}
}

// settings reads the small part of TOML that FyneApp.toml uses: [Section], Key = "text", Key = number.
func settings(content string) map[string]string {
	values, section := map[string]string{}, ""
	for line := range strings.Lines(content) {
		line = strings.TrimSpace(line)
		if name, ok := strings.CutPrefix(line, "["); ok {
			section = strings.TrimSuffix(name, "]") + "."
		}
		if key, value, ok := strings.Cut(line, " = "); ok && !strings.HasPrefix(line, "#") {
			values[section+key] = strings.Trim(value, `"`)
		}
	}
	return values
}

// constants reads the constants of a file that have a literal value.
func constants(s source) map[string]string {
	values := map[string]string{}
	ast.Inspect(s.file, func(node ast.Node) bool {
		spec, ok := node.(*ast.ValueSpec)
		if !ok {
			return true
		}
		for i, value := range spec.Values {
			if literal, ok := value.(*ast.BasicLit); ok {
				values[spec.Names[i].Name] = strings.Trim(literal.Value, `"`)
			}
		}
		return true
	})
	return values
}

func read(t *testing.T, name string) string {
	t.Helper()
	content, err := os.ReadFile("../../" + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// A plain go build does not read FyneApp.toml, and package managers read neither it nor the program, so what the program
// is called stands in several places. They are held to the same here.
func TestTheProgramIsCalledTheSameEverywhere(t *testing.T) {
	toml := settings(read(t, "FyneApp.toml"))
	code := constants(parse(t, "app/metadata.go", []byte(read(t, "app/metadata.go"))))
	var component struct {
		ID       string `xml:"id"`
		Name     string `xml:"name"`
		Releases []struct {
			Version string `xml:"version,attr"`
		} `xml:"releases>release"`
	}
	if err := xml.Unmarshal([]byte(read(t, "assets/packaging/org.synchelper.app.metainfo.xml")), &component); err != nil {
		t.Fatal(err)
	}
	desktop := settings(strings.ReplaceAll(read(t, "assets/packaging/org.synchelper.app.desktop"), "=", " = "))
	if len(component.Releases) == 0 {
		t.Fatal("the metainfo file names no release")
	}
	for _, c := range []struct{ what, got, want string }{
		{"FyneApp.toml ID", toml["Details.ID"], "org.synchelper.app"},
		{"app/metadata.go appID", code["appID"], toml["Details.ID"]},
		{"metainfo id", component.ID, toml["Details.ID"]},
		{"desktop file Icon", desktop["Desktop Entry.Icon"], toml["Details.ID"]},
		{"FyneApp.toml Name", toml["Details.Name"], diagnose.ProgramName},
		{"app/metadata.go appName", code["appName"], diagnose.ProgramName},
		{"metainfo name", component.Name, diagnose.ProgramName},
		{"desktop file Name", desktop["Desktop Entry.Name"], diagnose.ProgramName},
		{"FyneApp.toml Version", toml["Details.Version"], diagnose.ProgramVersion},
		{"app/metadata.go appVersion", code["appVersion"], diagnose.ProgramVersion},
		{"metainfo's newest release", component.Releases[0].Version, diagnose.ProgramVersion},
		{"app/metadata.go appBuild", code["appBuild"], toml["Details.Build"]},
		{"FyneApp.toml fyneDo", toml["Migrations.fyneDo"], strconv.FormatBool(true)},
		{"FyneApp.toml Icon", toml["Details.Icon"], "assets/icon.png"},
	} {
		if c.got != c.want {
			t.Errorf("%s is %q, want %q", c.what, c.got, c.want)
		}
	}
}

// translated are the languages, other than English, in which a file of the packaging says something, by what it says.
// A plain line "Name[de]=…" and an element's xml:lang="de" both name a language.
func translated(desktop, metainfo string) map[string][]string {
	found := map[string][]string{}
	for _, match := range regexp.MustCompile(`(?m)^(\w+)\[(\w[\w-]*)\]=.`).FindAllStringSubmatch(desktop, -1) {
		found["desktop file, "+match[1]] = append(found["desktop file, "+match[1]], match[2])
	}
	for _, match := range regexp.MustCompile(`<(\w+) xml:lang="([^"]+)">`).FindAllStringSubmatch(metainfo, -1) {
		found["metainfo file, <"+match[1]+">"] = append(found["metainfo file, <"+match[1]+">"], match[2])
	}
	return found
}

// Menus and software centres show the program in the languages that it speaks, and in no other.
func TestThePackagingSpeaksEveryLanguage(t *testing.T) {
	var want []string
	for _, l := range wording.Languages()[1:] {
		want = append(want, l.Code)
	}
	found := translated(read(t, "assets/packaging/org.synchelper.app.desktop"), read(t, "assets/packaging/org.synchelper.app.metainfo.xml"))
	for _, what := range []string{"desktop file, GenericName", "desktop file, Comment", "metainfo file, <summary>", "metainfo file, <p>"} {
		got := slices.Compact(slices.Sorted(slices.Values(found[what])))
		if !slices.Equal(got, want) {
			t.Errorf("assets/packaging: %s is there in %q beside English, want %q", what, got, want)
		}
	}
}
