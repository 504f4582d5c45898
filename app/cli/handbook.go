package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"synchelper/diagnose/handbook"
	"synchelper/diagnose/wording"
)

// handbookList names every file of a site, one a line. By it a folder is known again as a handbook of ours.
const handbookList = "handbook-files.txt"

// writeHandbook writes every cause as a page, a site for a helpdesk's intranet.
func writeHandbook(args []string, env environment, w *wording.Words) (int, error) {
	flags := newFlags("handbook", env, w)
	out := flags.String("out", "", "")
	words, err := parse(flags, args)
	if err != nil {
		return helpOr(err)
	}
	if *out == "" || len(words) > 0 {
		return 0, refuse("cli.handbook.folder", nil)
	}
	files, err := handbook.Files()
	if err != nil {
		return 0, err
	}
	if err := replaceSite(*out, files); err != nil {
		var strange strangeFile
		if errors.As(err, &strange) {
			return 0, refuse("cli.handbook.foreign", map[string]any{"Folder": *out, "File": string(strange)})
		}
		return 0, unsaved(*out, err)
	}
	fmt.Fprintln(env.out, filepath.Join(*out, files[0].Path))
	return exitDone, nil
}

// strangeFile is a file in the folder that no handbook of ours has.
type strangeFile string

func (s strangeFile) Error() string { return string(s) + " is not of a handbook" }

// replaceSite puts a site into a folder that is new, empty, or holds an older edition and nothing else. The site is written
// beside it and takes its place as a whole, so that nobody reads half of one; what goes wrong leaves the folder as it was.
func replaceSite(dir string, files []handbook.File) (err error) {
	if dir, err = filepath.Abs(dir); err != nil {
		return err
	}
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		dir = real
	}
	if err := ownOrEmpty(dir); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
		return err
	}
	work, err := os.MkdirTemp(filepath.Dir(dir), "."+filepath.Base(dir)+"-*")
	if err != nil {
		return err
	}
	made := filepath.Join(work, "new")
	if err := writeSite(made, files); err != nil {
		return errors.Join(err, os.RemoveAll(work))
	}
	if err := takePlace(made, dir, filepath.Join(work, "old")); err != nil {
		return errors.Join(err, os.RemoveAll(made), os.Remove(work)) // where an edition still lies, it stays
	}
	return os.RemoveAll(work)
}

// takePlace moves a folder to where another one may be, which goes aside, and comes back where the move fails.
func takePlace(made, dir, aside string) error {
	before := os.Rename(dir, aside)
	if before != nil && !errors.Is(before, fs.ErrNotExist) {
		return before
	}
	err := os.Rename(made, dir)
	if err != nil && before == nil {
		err = errors.Join(err, os.Rename(aside, dir))
	}
	return err
}

// writeSite writes the files and their list. A web server reads them, so everybody may.
func writeSite(dir string, files []handbook.File) error {
	list := []string{handbookList}
	for _, f := range files {
		list = append(list, f.Path)
	}
	files = append(slices.Clone(files), handbook.File{Path: handbookList, Content: []byte(strings.Join(list, "\n") + "\n")})
	for _, f := range files {
		name := filepath.Join(dir, filepath.FromSlash(f.Path))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(name, f.Content, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// ownOrEmpty returns a strangeFile where the folder holds one.
func ownOrEmpty(dir string) error {
	raw, err := os.ReadFile(filepath.Join(dir, handbookList))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	ours := strings.Split(string(raw), "\n")
	err = filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() && name != dir {
			return err
		}
		inside, err := filepath.Rel(dir, name)
		if err != nil || entry.IsDir() {
			return err
		}
		if !entry.Type().IsRegular() || !slices.Contains(ours, filepath.ToSlash(inside)) {
			return strangeFile(inside)
		}
		return nil
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
