package profile

import (
	"os"
	"path/filepath"
)

// Check says what is wrong with a file that is yet to be put where it counts; nil when nothing is. What stands in it is
// not handed out: outside its place it sets nothing.
func Check(path string) *Problem {
	beside := func(name string) ([]byte, error) {
		return readPlain(filepath.Join(filepath.Dir(path), name), mostLogoBytes)
	}
	raw, err := readPlain(path, mostBytes)
	if err != nil {
		return problemOf(err)
	}
	return parse(found{place: path, raw: raw, lines: true, logo: beside}).Problem
}

// readPlain reads a file, whoever it belongs to; a pipe would never end.
func readPlain(path string, most int64) ([]byte, error) {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return nil, &Problem{Kind: KindNoFile, Got: visible(path)}
	}
	return readAtMost(path, most)
}
