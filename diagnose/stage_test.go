package diagnose

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strconv"
	"testing"
)

// constantsOf returns the values of a file's constants of a type.
func constantsOf(t *testing.T, file, typeName string) (values []string) {
	t.Helper()
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(parsed, func(node ast.Node) bool {
		spec, ok := node.(*ast.ValueSpec)
		if !ok {
			return true
		}
		if of, ok := spec.Type.(*ast.Ident); ok && of.Name == typeName {
			value, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			values = append(values, value)
		}
		return true
	})
	return values
}

func TestEveryStageAndPartIsInTheTable(t *testing.T) {
	for typeName, table := range map[string][]string{"StageID": stringsOf(StageIDs()), "RunPart": stringsOf(RunParts())} {
		named := constantsOf(t, "stage.go", typeName)
		if len(named) == 0 {
			t.Fatalf("no constant of type %s was found", typeName)
		}
		for _, value := range named {
			if !slices.Contains(table, value) {
				t.Errorf("%s %q is not in the table", typeName, value)
			}
		}
		if len(table) != len(named) {
			t.Errorf("the table has %q, the constants are %q", table, named)
		}
	}
}

func stringsOf[T ~string](list []T) (all []string) {
	for _, one := range list {
		all = append(all, string(one))
	}
	return all
}

// Whatever is asked is asked either without a sign-in or with one, and the person sees it in one part.
func TestEveryStageThatIsAskedHasItsPlace(t *testing.T) {
	asked := slices.Concat(StagesBeforeSignIn(), StagesOfSignIn())
	if want := StageIDs()[1:]; !slices.Equal(asked, want) {
		t.Errorf("asked are %q, without the phone there are %q", asked, want)
	}
	var seen []StageID
	for _, part := range RunParts() {
		seen = append(seen, StagesOf(part)...)
	}
	if !slices.Equal(seen, asked) {
		t.Errorf("the person sees %q, asked are %q", seen, asked)
	}
}

func TestWhichEndOfAStageStopsTheRun(t *testing.T) {
	for state, stops := range map[StageState]bool{Passed: false, Warning: false, Blocked: true, Failed: true,
		Skipped: false, NotChecked: false, Running: false} {
		if state.Stops() != stops {
			t.Errorf("%s stops: %v", state, state.Stops())
		}
	}
}
