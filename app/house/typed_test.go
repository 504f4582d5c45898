package house

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/constant"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path"
	"slices"
	"strings"
	"testing"

	"synchelper/diagnose"
)

const causeType = diagnosis + ".CauseID"

// typed is one of our packages as the compiler understands it.
type typed struct {
	path  string
	files []*ast.File
	set   *token.FileSet
	info  *types.Info
	pkg   *types.Package
}

// builds asks Go for our packages that need no window system, and for what the compiler wrote down about all that they
// import.
func builds(t *testing.T) (ours map[string][]string, exports map[string]string) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", "list", "-export", "-deps", "-json=ImportPath,GoFiles,Export",
		"./diagnose/...", "./app/profile", "./app/session", "./app/cli", "./app/ui")
	cmd.Dir = "../.."
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		t.Fatalf("go list: %v\n%s", err, stderr.String())
	}
	ours, exports = map[string][]string{}, map[string]string{}
	for decoder := json.NewDecoder(&stdout); ; {
		var next struct {
			ImportPath, Export string
			GoFiles            []string
		}
		err := decoder.Decode(&next)
		if errors.Is(err, io.EOF) {
			return ours, exports
		}
		if err != nil {
			t.Fatal(err)
		}
		exports[next.ImportPath] = next.Export
		if isUnder(next.ImportPath, module) {
			for _, file := range next.GoFiles {
				ours[next.ImportPath] = append(ours[next.ImportPath], path.Join(next.ImportPath[len(module)+1:], file))
			}
		}
	}
}

// typedRooms are our packages, without tests, with the type of every expression.
func typedRooms(t *testing.T) []typed {
	t.Helper()
	ours, exports := builds(t)
	set := token.NewFileSet()
	compiled := importer.ForCompiler(set, "gc", func(path string) (io.ReadCloser, error) { return os.Open(exports[path]) })
	var all []typed
	for room, names := range ours {
		var files []*ast.File
		for _, name := range names {
			file, err := parser.ParseFile(set, name, read(t, name), 0)
			if err != nil {
				t.Fatal(err)
			}
			files = append(files, file)
		}
		all = append(all, understand(t, room, set, files, compiled))
	}
	slices.SortFunc(all, func(a, b typed) int { return strings.Compare(a.path, b.path) })
	return all
}

func understand(t *testing.T, path string, set *token.FileSet, files []*ast.File, from types.Importer) typed {
	t.Helper()
	info := &types.Info{Types: map[ast.Expr]types.TypeAndValue{}}
	config := types.Config{Importer: from}
	pkg, err := config.Check(path, set, files, info)
	if err != nil {
		t.Fatal(err)
	}
	return typed{path: path, files: files, set: set, info: info, pkg: pkg}
}

// strangeCauses finds the string literals that stand for a cause, by type or by how they look, and that no cause has.
// looksLike are words before the first dot: what begins so is meant as a cause even where it is still a string.
func strangeCauses(r typed, known func(string) bool, looksLike []string) (wrong []string) {
	for _, file := range r.files {
		ast.Inspect(file, func(node ast.Node) bool {
			literal, ok := node.(*ast.BasicLit)
			if !ok || literal.Kind != token.STRING {
				return true
			}
			what := r.info.Types[literal]
			if what.Value == nil {
				return true
			}
			id := constant.StringVal(what.Value)
			subject, rest, _ := strings.Cut(id, ".")
			meant := rest != "" && slices.Contains(looksLike, subject) && !isFile(id) &&
				strings.Trim(rest, "abcdefghijklmnopqrstuvwxyz_") == ""
			if (meant || what.Type.String() == causeType) && !known(id) {
				wrong = append(wrong, fmt.Sprintf("%s: there is no cause %q", r.set.Position(literal.Pos()), id))
			}
			return true
		})
	}
	return wrong
}

// A misspelt cause would be judged as CauseUnknown, or as this computer's trouble, and nobody would notice.
func TestEveryCauseThatTheCodeNamesIsThere(t *testing.T) {
	keys := messages(t)
	var subjects []string
	for _, c := range diagnose.Causes() {
		if subject, _, dotted := strings.Cut(string(c.ID), "."); dotted {
			subjects = append(subjects, subject)
		}
	}
	known := func(id string) bool {
		_, isMessage := keys[id]
		empty := []diagnose.CauseID{"", diagnose.CauseNone, diagnose.CauseUnknown}
		return isMessage || diagnose.Known(diagnose.CauseID(id)) || slices.Contains(empty, diagnose.CauseID(id))
	}
	for _, r := range typedRooms(t) {
		for _, wrong := range strangeCauses(r, known, subjects) {
			t.Error(wrong)
		}
	}
	breaks := `package diagnose
type CauseID string
var a CauseID = "acount.locked"
var b = []CauseID{"account.locked", "none", ""}
func c(CauseID) { c("no_entra"); println("policy.blockt", "policy.example.com", "a policy.") }
`
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, "a.go", breaks, 0)
	if err != nil {
		t.Fatal(err)
	}
	if found := strangeCauses(understand(t, diagnosis, set, []*ast.File{file}, nil), known, subjects); len(found) != 3 {
		t.Errorf("found %q in code with three misspelt causes", found)
	}
}

// constantsOf returns the values of the constants of a string type, empty ones left out.
func constantsOf(t *testing.T, all []typed, room, name string) (values []string) {
	t.Helper()
	for _, r := range all {
		if r.path != module+"/"+room {
			continue
		}
		for _, declared := range r.pkg.Scope().Names() {
			c, ok := r.pkg.Scope().Lookup(declared).(*types.Const)
			if ok && c.Type().String() == r.path+"."+name && constant.StringVal(c.Val()) != "" {
				values = append(values, constant.StringVal(c.Val()))
			}
		}
	}
	if len(values) == 0 {
		t.Fatalf("%s has no constants of the type %s", room, name)
	}
	return values
}

// A card that is in no list is never shown, and a stage that is in none never asked.
func TestEveryCardAndStageIsInItsList(t *testing.T) {
	all := typedRooms(t)
	var cards, stages []string
	for _, c := range diagnose.Cards() {
		cards = append(cards, string(c))
	}
	for _, s := range diagnose.StageIDs() {
		stages = append(stages, string(s))
	}
	for name, listed := range map[string][]string{"Card": cards, "StageID": stages} {
		if there := constantsOf(t, all, "diagnose", name); !slices.Equal(slices.Sorted(slices.Values(there)), slices.Sorted(slices.Values(listed))) {
			t.Errorf("the constants of %s are %q, and its list has %q", name, there, listed)
		}
	}
}
