package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// tree is every file below a folder with what it holds.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := os.ReadFile(name)
		files[strings.TrimPrefix(filepath.ToSlash(name), filepath.ToSlash(dir)+"/")] = string(content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// put writes a file, with the folders above it.
func put(t *testing.T, name string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestTheHandbookTakesAFolderThatIsNewEmptyOrItsOwn(t *testing.T) {
	for name, before := range map[string]func(t *testing.T, dir string){
		"new": func(*testing.T, string) {},
		"empty": func(t *testing.T, dir string) {
			put(t, filepath.Join(dir, "x"))
			_ = os.Remove(filepath.Join(dir, "x"))
		},
		"its own, older edition": func(t *testing.T, dir string) {
			cli("", "handbook", "--out", dir)
			put(t, filepath.Join(dir, "en", "index.html"))
		},
		"its own, with a page that is gone": func(t *testing.T, dir string) {
			cli("", "handbook", "--out", dir)
			put(t, filepath.Join(dir, "en", "gone.html"))
			list := filepath.Join(dir, handbookList)
			if err := os.WriteFile(list, []byte(tree(t, dir)[handbookList]+"en/gone.html\n"), 0o644); err != nil {
				t.Fatal(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			parent := t.TempDir()
			dir := filepath.Join(parent, "site")
			before(t, dir)
			c := cli("", "handbook", "--out", dir)
			if c.code != exitDone || strings.TrimSpace(c.out) != filepath.Join(dir, "index.html") {
				t.Fatalf("exit %d, out %q, err %q", c.code, c.out, c.err)
			}
			got := tree(t, dir)
			if strings.Count(got[handbookList], "\n") != len(got) || got["en/gone.html"] != "" ||
				!strings.Contains(got["en/index.html"], "What does your iPhone show?") ||
				!strings.Contains(got["de/consent.admin_approval.html"], `<html lang="de">`) {
				t.Errorf("%d files, and the list\n%s", len(got), got[handbookList])
			}
			if left, err := os.ReadDir(parent); err != nil || len(left) != 1 {
				t.Errorf("beside the folder lies %v (%v)", left, err)
			}
			for _, name := range []string{dir, filepath.Join(dir, "en"), filepath.Join(dir, "en", "index.html")} {
				if info, err := os.Stat(name); err != nil || info.Mode()&0o044 != 0o044 {
					t.Errorf("a web server cannot read %s: %v %v", name, info.Mode(), err)
				}
			}
		})
	}
}

func TestTheHandbookLeavesAForeignFolderAlone(t *testing.T) {
	for name, c := range map[string]struct {
		before func(t *testing.T, dir string)
		says   string
	}{
		"a file":   {func(t *testing.T, dir string) { put(t, filepath.Join(dir, "notes.txt")) }, "notes.txt"},
		"a page":   {func(t *testing.T, dir string) { put(t, filepath.Join(dir, "en", "index.html")) }, "index.html"},
		"a folder": {func(t *testing.T, dir string) { put(t, filepath.Join(dir, "a", "b", "c.txt")) }, "c.txt"},
		"an edition with a page of somebody's own": {func(t *testing.T, dir string) {
			cli("", "handbook", "--out", dir)
			put(t, filepath.Join(dir, "de", "mine.html"))
		}, "mine.html"},
		"an edition with a link in it": {func(t *testing.T, dir string) {
			cli("", "handbook", "--out", dir)
			_ = os.Remove(filepath.Join(dir, "index.html"))
			if err := os.Symlink("en/index.html", filepath.Join(dir, "index.html")); err != nil {
				t.Skip(err)
			}
		}, "index.html"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "site")
			c.before(t, dir)
			before := tree(t, dir)
			got := cli("", "handbook", "--out", dir)
			if got.code != exitUsage || got.out != "" || !strings.Contains(got.err, c.says) || !strings.Contains(got.err, "Choose an empty folder.") {
				t.Errorf("exit %d, out %q, err %q", got.code, got.out, got.err)
			}
			after := tree(t, dir)
			for name, content := range before {
				if after[name] != content {
					t.Errorf("%s was changed", name)
				}
			}
			if len(after) != len(before) {
				t.Errorf("%d files became %d", len(before), len(after))
			}
		})
	}
}

func TestAHandbookThatCannotTakeItsPlaceLeavesWhatWasThere(t *testing.T) {
	parent := t.TempDir()
	made, dir, aside := filepath.Join(parent, "gone"), filepath.Join(parent, "site"), filepath.Join(parent, "old")
	put(t, filepath.Join(dir, "index.html"))
	if err := takePlace(made, dir, aside); err == nil {
		t.Error("a site that is not there took the place of another")
	}
	if got := tree(t, parent); len(got) != 1 || got["site/index.html"] != "mine" {
		t.Errorf("left are %v", got)
	}
}

func TestTheHandbookWantsAFolder(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	put(t, file)
	for name, args := range map[string][]string{"none": {"handbook"}, "a word": {"handbook", "x"}, "a file": {"handbook", "--out", file}} {
		if c := cli("", args...); c.code != exitUsage || c.out != "" || c.err == "" {
			t.Errorf("%s: exit %d, out %q, err %q", name, c.code, c.out, c.err)
		}
	}
}
