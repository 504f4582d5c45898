package house

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"
)

// Limits that hold for code, not for tests. A screen's layout reads like a form and may be longer.
const (
	fileLines     = 400
	functionLines = 60
	screenLines   = 80
)

// source is one parsed file of ours that is no test.
type source struct {
	path  string // from the root, with slashes
	lines int
	file  *ast.File
	set   *token.FileSet
}

func parse(t *testing.T, name string, content []byte) source {
	t.Helper()
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, name, content, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	return source{path: name, lines: bytes.Count(content, []byte("\n")), file: file, set: set}
}

func sources(t *testing.T) []source {
	t.Helper()
	root := os.DirFS("../..")
	var all []source
	for _, storey := range []string{"app", "assets", "diagnose"} {
		err := fs.WalkDir(root, storey, func(name string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || path.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
				return err
			}
			content, err := fs.ReadFile(root, name)
			if err == nil {
				all = append(all, parse(t, name, content))
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return all
}

func (s source) functions() (all []*ast.FuncDecl) {
	for _, declared := range s.file.Decls {
		if function, ok := declared.(*ast.FuncDecl); ok && function.Body != nil {
			all = append(all, function)
		}
	}
	return all
}

// isTable: does the function only return one literal? A table is read entry by entry, its length says nothing.
func isTable(function *ast.FuncDecl) bool {
	if len(function.Body.List) != 1 {
		return false
	}
	returned, ok := function.Body.List[0].(*ast.ReturnStmt)
	if !ok || len(returned.Results) != 1 {
		return false
	}
	_, ok = returned.Results[0].(*ast.CompositeLit)
	return ok
}

func filesAreShort(s source) (wrong []string) {
	if s.lines > fileLines {
		wrong = append(wrong, fmt.Sprintf("%s has %d lines", s.path, s.lines))
	}
	return wrong
}

func functionsAreShort(s source) (wrong []string) {
	limit := functionLines
	if strings.HasPrefix(s.path, "app/ui/") {
		limit = screenLines
	}
	for _, function := range s.functions() {
		lines := s.set.Position(function.End()).Line - s.set.Position(function.Pos()).Line + 1
		if lines > limit && !isTable(function) {
			wrong = append(wrong, fmt.Sprintf("%s: %s has %d lines", s.path, function.Name.Name, lines))
		}
	}
	return wrong
}

func nothingRunsByItself(s source) (wrong []string) {
	for _, function := range s.functions() {
		if function.Name.Name == "init" && function.Recv == nil {
			wrong = append(wrong, s.path+" has an init")
		}
	}
	return wrong
}

// nothingIsKeptBesideValues: a variable of a package may only hold what nobody can change: what is embedded, computed
// once, a compiled pattern, or the identity of an error (Err…).
func nothingIsKeptBesideValues(s source) (wrong []string) {
	for _, declared := range s.file.Decls {
		group, ok := declared.(*ast.GenDecl)
		if !ok || group.Tok != token.VAR {
			continue
		}
		for _, spec := range group.Specs {
			variable := spec.(*ast.ValueSpec)
			if group.Doc != nil && strings.Contains(group.Doc.List[len(group.Doc.List)-1].Text, "//go:embed ") {
				continue
			}
			name := variable.Names[0].Name
			if name != "_" && !strings.HasPrefix(strings.ToLower(name), "err") && !isUnchanging(variable.Values) {
				wrong = append(wrong, fmt.Sprintf("%s: the package keeps %s", s.path, name))
			}
		}
	}
	return wrong
}

func isUnchanging(values []ast.Expr) bool {
	for _, value := range values {
		call, ok := value.(*ast.CallExpr)
		if !ok {
			return false
		}
		selector, ok := call.Fun.(*ast.SelectorExpr)
		if !ok {
			return false
		}
		switch fmt.Sprintf("%s.%s", selector.X, selector.Sel.Name) {
		case "sync.OnceValue", "sync.OnceValues", "regexp.MustCompile":
		default:
			return false
		}
	}
	return len(values) > 0
}

// fyneDos finds the calls that hand something over to Fyne's own goroutine.
func fyneDos(s source) (found []string) {
	ast.Inspect(s.file, func(node ast.Node) bool {
		selector, ok := node.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		if from, ok := selector.X.(*ast.Ident); ok && from.Name == "fyne" && strings.HasPrefix(selector.Sel.Name, "Do") {
			found = append(found, fmt.Sprintf("%s: fyne.%s", s.set.Position(selector.Pos()), selector.Sel.Name))
		}
		return true
	})
	return found
}

// drawsWithoutGoroutines: every goroutine has an owner, and that is session.
func drawsWithoutGoroutines(s source) (wrong []string) {
	if !strings.HasPrefix(s.path, "app/ui/") {
		return nil
	}
	ast.Inspect(s.file, func(node ast.Node) bool {
		if started, ok := node.(*ast.GoStmt); ok {
			wrong = append(wrong, fmt.Sprintf("%s: ui starts a goroutine", s.set.Position(started.Pos())))
		}
		return true
	})
	return wrong
}

func TestSource(t *testing.T) {
	all := sources(t)
	for name, c := range map[string]struct {
		rule   func(source) []string
		file   string // where the code that breaks the rule pretends to stand
		breaks string
	}{
		"files are short":     {filesAreShort, "app/a.go", "package a\n" + strings.Repeat("\n", fileLines)},
		"functions are short": {functionsAreShort, "app/a.go", "package a\nfunc a() {\n" + strings.Repeat("println()\n", functionLines-1) + "}\n"},
		"screens are short":   {functionsAreShort, "app/ui/a.go", "package a\nfunc a() {\n" + strings.Repeat("println()\n", screenLines-1) + "}\n"},
		"no init":             {nothingRunsByItself, "app/a.go", "package a\nfunc init() { println() }\n"},
		"a counter":           {nothingIsKeptBesideValues, "app/a.go", "package a\nvar a int\nvar _ any = a\nvar ErrB = errors.New(`b`)\n"},
		"a table":             {nothingIsKeptBesideValues, "app/a.go", "package a\nvar a = map[string]int{}\nvar b = sync.OnceValue(c)\n"},
		"ui starts nothing":   {drawsWithoutGoroutines, "app/ui/a.go", "package a\nfunc a() { go a() }\n"},
		"only doors lead out": {onlyDoorsLeadOut, "app/session/a.go", "package a\nimport \"net/http\"\nvar a = http.Get\n"},
	} {
		t.Run(name, func(t *testing.T) {
			for _, s := range all {
				for _, wrong := range c.rule(s) {
					t.Error(wrong)
				}
			}
			if found := c.rule(parse(t, c.file, []byte(c.breaks))); len(found) != 1 {
				t.Errorf("the rule finds %q in code that breaks it once", found)
			}
		})
	}
}

// Progress, sorting and loading arrive as values of session.State, so one place hands them to Fyne, and it is in main.
func TestOneFyneDo(t *testing.T) {
	var found []string
	for _, s := range sources(t) {
		for _, place := range fyneDos(s) {
			found = append(found, place)
			if path.Dir(s.path) != "app" {
				t.Errorf("outside main: %s", place)
			}
		}
	}
	if len(found) != 1 {
		t.Errorf("want one fyne.Do in the program, found %q", found)
	}
	twice := parse(t, "app/a.go", []byte("package a\nfunc a() { fyne.Do(a); fyne.DoAndWait(a) }\n"))
	if got := fyneDos(twice); len(got) != 2 {
		t.Errorf("found %q in code with two", got)
	}
}
