package house

import (
	"fmt"
	"go/ast"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// mayReachOut are the files that reach another computer by themselves, and how the demo stays on this one all the same:
// Prober.HTTP and Config.HTTP are the simulated company's client there, whose dialer connects to this computer alone.
// Everything else goes through what it was given.
var mayReachOut = []string{
	"diagnose/probe/client.go",     // NewClient: the system's way
	"diagnose/probe/probe.go",      // a client without a transport has the standard one
	"diagnose/signin/wire.go",      // the same for MSAL's client
	"diagnose/entrasim/network.go", // dials loopback
}

// standardWays are the names of the standard library that reach another computer, or find its address, by themselves. A
// name that ends in * stands for all that begin so.
var standardWays = map[string][]string{
	"net":        {"DefaultResolver", "Dial*", "Lookup*", "Resolver"},
	"net/http":   {"Client{}", "DefaultClient", "DefaultTransport", "Get", "Head", "Post", "PostForm", "Transport{}"},
	"crypto/tls": {"Dial*"},
}

// onlyDoorsLeadOut: what asks a server by itself would ask it in the demo too.
func onlyDoorsLeadOut(s source) (wrong []string) {
	if slices.Contains(mayReachOut, s.path) {
		return nil
	}
	return waysOut(s)
}

// waysOut finds the names of standardWays in a file, under whatever name it imports their packages.
func waysOut(s source) (found []string) {
	packages := map[string]string{}
	for _, spec := range s.file.Imports {
		imported, _ := strconv.Unquote(spec.Path.Value)
		name := path.Base(imported)
		if spec.Name != nil {
			name = spec.Name.Name
		}
		packages[name] = imported
	}
	way := func(node ast.Node, suffix string) {
		selector, ok := node.(*ast.SelectorExpr)
		if !ok {
			return
		}
		from, ok := selector.X.(*ast.Ident)
		if !ok {
			return
		}
		name := selector.Sel.Name + suffix
		if slices.ContainsFunc(standardWays[packages[from.Name]], func(way string) bool { return isWay(way, name) }) {
			found = append(found, fmt.Sprintf("%s: %s.%s: what leads out of this computer is a field of probe.Prober",
				s.set.Position(node.Pos()), from.Name, name))
		}
	}
	ast.Inspect(s.file, func(node ast.Node) bool {
		if made, ok := node.(*ast.CompositeLit); ok {
			way(made.Type, "{}")
		}
		way(node, "")
		return true
	})
	return found
}

func isWay(way, name string) bool {
	beginning, open := strings.CutSuffix(way, "*")
	return way == name || open && strings.HasPrefix(name, beginning) && !strings.HasSuffix(name, "{}")
}

func TestEveryWayOutIsFound(t *testing.T) {
	for code, want := range map[string]int{
		`import "net"; var a = net.DefaultResolver`:                        1,
		`import "net"; var a = net.LookupTXT`:                              1,
		`import "net"; var a = &net.Dialer{}`:                              1,
		`import "net"; var a net.Conn; var b = net.ParseIP`:                0,
		`import "crypto/tls"; var a = tls.DialWithDialer`:                  1,
		`import "net/http"; var a, b = http.Post, http.DefaultClient`:      2,
		`import "net/http"; var a = &http.Client{}`:                        1,
		`import "net/http"; var a *http.Client; var b http.Handler`:        0,
		`import web "net/http"; var a = web.DefaultTransport`:              1,
		`type b struct{ Get int }; func a(http b) int { return http.Get }`: 0,
	} {
		if found := waysOut(parse(t, "diagnose/probe/a.go", []byte("package a; "+code+"\n"))); len(found) != want {
			t.Errorf("%s: found %q, want %d", code, found, want)
		}
	}
}

func TestWhoMayReachOutDoes(t *testing.T) {
	doors := slices.Clone(mayReachOut)
	for _, s := range sources(t) {
		if len(waysOut(s)) > 0 {
			doors = slices.DeleteFunc(doors, func(door string) bool { return door == s.path })
		}
	}
	if len(doors) > 0 {
		t.Errorf("allowed to reach out, and does not: %q", doors)
	}
}
