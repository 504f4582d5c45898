package report

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"synchelper/diagnose"
	"synchelper/diagnose/wording"
)

// ErrSecretLeft means that something like a token, code, cookie or password was still in a report: it is not written.
var ErrSecretLeft = errors.New("the report still holds something secret and was not written")

// ruler is the line of dashes between the readable text and the exported form of a saved report.
const ruler = "----------------------------------------------------------------------"

const fileMode = 0o600

// File returns the one saved form of a report: readable text above, the exported form below a line of dashes.
func File(d diagnose.Diagnosis, w *wording.Words) ([]byte, error) { return ForIT(d).File(w) }

// File is the saved form of this copy.
func (c Copy) File(w *wording.Words) ([]byte, error) {
	exported, err := c.JSON(w)
	if err != nil {
		return nil, err
	}
	return []byte(c.text(w) + "\n" + w.Text("report.below") + "\n" + ruler + "\n" + string(exported)), nil
}

// Save writes the report for the own IT into a folder and returns its path. The file appears whole or not at all: it is
// written beside and then renamed, and an error (a full disk, a folder that may not be written to) leaves nothing behind.
func Save(dir string, d diagnose.Diagnosis, w *wording.Words) (string, error) {
	c := ForIT(d)
	content, err := c.File(w)
	if err != nil {
		return "", err
	}
	return saveAs(filepath.Join(dir, c.FileName()), content)
}

// FileName is what the saved form of this copy is called: SyncHelper-SH-….txt. One for readers outside lies beside that for
// the own IT and says so, so that neither is sent for the other.
func (c Copy) FileName() string {
	end := ".txt"
	if c.For == ReaderOutside {
		end = "-outside.txt"
	}
	return FileName(c.Diagnosis.Reference().String(), end)
}

// NamesFileName is what the list of the names behind this copy is called.
func (c Copy) NamesFileName() string {
	return FileName(c.Diagnosis.Reference().String(), "-names.csv")
}

// FileName is what a file is called that IT finds again by a reference. end is its extension, dot and all.
func FileName(reference, end string) string { return "SyncHelper-" + reference + end }

// saveAs returns the path where it has written the content.
func saveAs(path string, content []byte) (string, error) {
	if err := WriteAtomic(path, content); err != nil {
		return "", err
	}
	return path, nil
}

// WriteAtomic writes a file whole or not at all, readable by its owner only. It returns the system's error, with
// the path in it, and removes what it had begun.
func WriteAtomic(path string, content []byte) (err error) {
	temp, err := os.CreateTemp(filepath.Dir(path), "."+strings.TrimSuffix(filepath.Base(path), ".txt")+"-*")
	if err != nil {
		return fmt.Errorf("save %s: %w", path, err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(fmt.Errorf("save %s: %w", path, err), os.Remove(temp.Name()))
		}
	}()
	if err = temp.Chmod(fileMode); err != nil {
		return errors.Join(err, temp.Close())
	}
	if _, err = temp.Write(content); err != nil {
		return errors.Join(err, temp.Close())
	}
	if err = temp.Sync(); err != nil {
		return errors.Join(err, temp.Close())
	}
	if err = temp.Close(); err != nil {
		return err
	}
	return os.Rename(temp.Name(), path)
}
