// Package house holds the rules of the house: which room may know which, what may stand where, and how long a piece of
// code may be. Every rule is a function over plain values, so that a test can show it a house that breaks it.
package house

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const (
	module    = "synchelper"
	fyne      = "fyne.io/fyne/v2"
	fyneApp   = fyne + "/app"
	msal      = "github.com/AzureAD/microsoft-authentication-library-for-go"
	chromedp  = "github.com/chromedp"
	entrasim  = module + "/diagnose/entrasim"
	signin    = module + "/diagnose/signin"
	main      = module + "/app"
	ui        = module + "/app/ui"
	diagnosis = module + "/diagnose"
)

// room is one of our packages, as `go list -json` tells.
type room struct {
	ImportPath   string
	Name         string
	Imports      []string // by the code
	TestImports  []string // by its tests inside the package
	XTestImports []string // by its tests outside the package
	Deps         []string // what the code reaches, near or far
}

// everyImport is what the code and the tests of a room import.
func (r room) everyImport() []string { return slices.Concat(r.Imports, r.TestImports, r.XTestImports) }

// isUnder: is the import path the package itself or below it?
func isUnder(path, parent string) bool { return path == parent || strings.HasPrefix(path, parent+"/") }

// rooms asks Go for all packages of ours. With cgo on, since main would have no files otherwise; that needs no compiler.
func rooms(t *testing.T) []room {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", "list", "-json=ImportPath,Name,Imports,TestImports,XTestImports,Deps", "./...")
	cmd.Dir = "../.."
	cmd.Env = append(os.Environ(), "CGO_ENABLED=1")
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		t.Fatalf("go list: %v\n%s", err, stderr.String())
	}
	var all []room
	for decoder := json.NewDecoder(&stdout); ; {
		var next room
		err := decoder.Decode(&next)
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, next)
	}
}
