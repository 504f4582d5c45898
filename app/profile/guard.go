package profile

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// guard reads files only where nobody but the administrator can write. Every folder on the way is looked at from the
// root down: what lies in a folder that only the administrator can write does not change under our eyes, so looking
// first and opening then is safe.
type guard struct {
	root  string // from here down everything is looked at
	owner uint32 // whom all of it must belong to, where the system counts owners
}

// read returns a file's bytes. The error is fs.ErrNotExist where nothing is there, else a *Problem or the system's.
func (g guard) read(path string, most int64) ([]byte, error) {
	below, err := filepath.Rel(g.root, path)
	if err != nil {
		return nil, err
	}
	if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	at := g.root
	if err := g.look(at, fs.ModeDir); err != nil {
		return nil, err
	}
	names := strings.Split(below, string(filepath.Separator))
	for i, name := range names {
		at = filepath.Join(at, name)
		want := fs.ModeDir
		if i == len(names)-1 {
			want = 0
		}
		if err := g.look(at, want); err != nil {
			return nil, err
		}
	}
	return readAtMost(path, most)
}

// look holds one name on the way: a folder, or at last a file, that nobody but the administrator can write.
func (g guard) look(path string, want fs.FileMode) error {
	info, err := os.Lstat(path)
	switch {
	case err != nil:
		return err
	case info.Mode()&fs.ModeSymlink != 0:
		return &Problem{Kind: KindSymlink, Got: visible(path)}
	case info.Mode().Type() != want:
		return &Problem{Kind: KindNoFile, Got: visible(path)}
	case !entrusted(info, g.owner):
		return &Problem{Kind: KindWritable, Got: visible(path)}
	}
	return nil
}

func readAtMost(path string, most int64) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	raw, err := io.ReadAll(io.LimitReader(file, most+1))
	if err != nil {
		return nil, err
	}
	if int64(len(raw)) > most {
		return nil, &Problem{Kind: KindTooLarge, Got: visible(path), Want: kibibytes(most)}
	}
	return raw, nil
}

// fileIn is the place of a profile that is a file, with a logo beside it.
func fileIn(g guard, folder string) place {
	path := filepath.Join(folder, fileName)
	return place{name: path, read: func() (found, error) {
		raw, err := g.read(path, mostBytes)
		return found{raw: raw, lines: true, logo: logoIn(g, folder)}, err
	}}
}

func logoIn(g guard, folder string) func(string) ([]byte, error) {
	return func(name string) ([]byte, error) { return g.read(filepath.Join(folder, name), mostLogoBytes) }
}

// fileName is what a profile is called in every place that is a folder.
const fileName = "organisation.json"
