//go:build linux || darwin

package profile

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// etc is a tree that stands for the administrator's own: it belongs to whoever runs the test.
type etc struct {
	t    *testing.T
	root string
}

func newEtc(t *testing.T) etc {
	t.Helper()
	e := etc{t: t, root: filepath.Join(t.TempDir(), "root")}
	e.must(os.MkdirAll(e.folder(), 0o755))
	e.must(os.WriteFile(e.file(), []byte(`{"name": "Contoso", "logo_file": "logo.png"}`), 0o644))
	e.must(os.WriteFile(filepath.Join(e.folder(), "logo.png"), picture(8, 8), 0o644))
	return e
}

func (e etc) must(err error) {
	e.t.Helper()
	if err != nil {
		e.t.Fatal(err)
	}
}

func (e etc) folder() string { return filepath.Join(e.root, "etc", "synchelper") }
func (e etc) file() string   { return filepath.Join(e.folder(), fileName) }
func (e etc) logo() string   { return filepath.Join(e.folder(), "logo.png") }

func (e etc) load(owner int) Profile {
	return loadFrom([]place{fileIn(guard{root: e.root, owner: uint32(owner)}, e.folder())})
}

// moved puts a name elsewhere and a link to it in its place.
func (e etc) moved(path string) {
	elsewhere := path + "-elsewhere"
	e.must(os.Rename(path, elsewhere))
	e.must(os.Symlink(elsewhere, path))
}

// instead puts something else where a file is.
func (e etc) instead(path string, put func(string) error) {
	e.must(os.Remove(path))
	e.must(put(path))
}

func folder(path string) error { return os.Mkdir(path, 0o755) }
func pipe(path string) error   { return syscall.Mkfifo(path, 0o644) }

func TestOnlyWhatTheAdministratorAloneCanWriteIsUsed(t *testing.T) {
	for name, c := range map[string]struct {
		spoil func(etc)
		owner int // who ought to own it, beside whoever does
		kind  Kind
		names string // what the problem names
	}{
		"all is well":                          {spoil: func(etc) {}},
		"read by the administrator only":       {spoil: func(e etc) { e.must(os.Chmod(e.file(), 0o600)) }},
		"it belongs to somebody else":          {func(etc) {}, 1, KindWritable, "/root"},
		"the group may write it":               {func(e etc) { e.must(os.Chmod(e.file(), 0o664)) }, 0, KindWritable, fileName},
		"anybody may write it":                 {func(e etc) { e.must(os.Chmod(e.file(), 0o646)) }, 0, KindWritable, fileName},
		"anybody may write its folder":         {func(e etc) { e.must(os.Chmod(e.folder(), 0o757)) }, 0, KindWritable, "synchelper"},
		"anybody may write the folder above":   {func(e etc) { e.must(os.Chmod(filepath.Dir(e.folder()), 0o777)) }, 0, KindWritable, "etc"},
		"anybody may write where it begins":    {func(e etc) { e.must(os.Chmod(e.root, 0o777)) }, 0, KindWritable, "/root"},
		"it is a link":                         {func(e etc) { e.moved(e.file()) }, 0, KindSymlink, fileName},
		"its folder is a link":                 {func(e etc) { e.moved(e.folder()) }, 0, KindSymlink, "synchelper"},
		"it is a folder":                       {func(e etc) { e.instead(e.file(), folder) }, 0, KindNoFile, fileName},
		"it is a pipe that nobody ever writes": {func(e etc) { e.instead(e.file(), pipe) }, 0, KindNoFile, fileName},
		"its folder is a file": {func(e etc) {
			e.must(os.RemoveAll(e.folder()))
			e.must(os.WriteFile(e.folder(), nil, 0o644))
		}, 0, KindNoFile, "synchelper"},
		"it is larger than any":   {func(e etc) { e.must(os.Truncate(e.file(), mostBytes+1)) }, 0, KindTooLarge, fileName},
		"its logo is a link":      {func(e etc) { e.moved(e.logo()) }, 0, KindSymlink, "logo.png"},
		"anybody writes its logo": {func(e etc) { e.must(os.Chmod(e.logo(), 0o666)) }, 0, KindWritable, "logo.png"},
		"its logo is a pipe":      {func(e etc) { e.instead(e.logo(), pipe) }, 0, KindNoFile, "logo.png"},
		"its logo is larger than any": {func(e etc) { e.must(os.Truncate(e.logo(), mostLogoBytes+1)) }, 0, KindTooLarge,
			"logo.png"},
	} {
		t.Run(name, func(t *testing.T) {
			e := newEtc(t)
			c.spoil(e)
			p := e.load(os.Getuid() + c.owner)
			switch {
			case c.kind == "" && (!isUsed(p) || p.Name != "Contoso" || p.Logo == nil):
				t.Errorf("it is not used: %v", p.Problem)
			case c.kind != "" && (p.Problem == nil || p.Problem.Kind != c.kind || p.Name != ""):
				t.Errorf("got %v, want %s", p.Problem, c.kind)
			case c.kind != "" && !strings.Contains(p.Problem.Got, c.names):
				t.Errorf("%v does not name %s", p.Problem, c.names)
			}
			if p.Place != e.file() {
				t.Errorf("the place is %q", p.Place)
			}
		})
	}
}

func TestWithoutAFileNothingIsSet(t *testing.T) {
	for name, spoil := range map[string]func(etc){
		"no file":   func(e etc) { e.must(os.Remove(e.file())) },
		"no folder": func(e etc) { e.must(os.RemoveAll(e.folder())) },
		// Where there is no file, what the folder is like is nobody's matter.
		"a folder for all": func(e etc) { e.must(os.Remove(e.file())); e.must(os.Chmod(e.folder(), 0o777)) },
	} {
		e := newEtc(t)
		spoil(e)
		if p := e.load(os.Getuid()); p.Place != "" || p.Problem != nil {
			t.Errorf("%s: %q %v", name, p.Place, p.Problem)
		}
	}
}

// TestTheFirstPlaceCounts: a place that is broken is told, and not passed over for a later one.
func TestTheFirstPlaceCounts(t *testing.T) {
	first, second := newEtc(t), newEtc(t)
	g := func(e etc) place { return fileIn(guard{root: e.root, owner: uint32(os.Getuid())}, e.folder()) }
	both := []place{g(first), g(second)}
	if p := loadFrom(both); p.Place != first.file() {
		t.Errorf("used is %s", p.Place)
	}
	first.must(os.WriteFile(first.file(), []byte("{"), 0o644))
	if p := loadFrom(both); p.Place != first.file() || p.Problem == nil {
		t.Errorf("used is %s, %v", p.Place, p.Problem)
	}
	first.must(os.Remove(first.file()))
	if p := loadFrom(both); p.Place != second.file() || p.Problem != nil {
		t.Errorf("used is %s, %v", p.Place, p.Problem)
	}
}
