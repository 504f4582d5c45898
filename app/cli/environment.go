package main

import (
	"crypto/rand"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"synchelper/app/profile"
	"synchelper/diagnose"
	"synchelper/diagnose/report"
	"synchelper/diagnose/wording"
)

// environment is all that a command reads from and writes to, so that a test can hand in its own.
type environment struct {
	in       io.Reader
	out, err io.Writer
	random   io.Reader
	now      func() time.Time
	getenv   func(string) string
	terminal bool // stdout is a terminal
	talking  bool // stderr is one

	columns, talkColumns int // how wide they are; 0 where that is not known

	settings     func() string          // the folder that keeps what belongs to this person; empty where there is none
	organisation func() profile.Profile // reads what the organisation of this computer has set
}

func systemEnvironment() environment {
	return environment{in: os.Stdin, out: os.Stdout, err: os.Stderr, random: rand.Reader, now: time.Now,
		getenv: os.Getenv, terminal: isTerminal(os.Stdout), talking: isTerminal(os.Stderr), columns: columnsOf(os.Stdout), talkColumns: columnsOf(os.Stderr),
		organisation: profile.Load, settings: settingsFolder}
}

func isTerminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// coloured says whether headings may be set off by terminal attributes (https://no-color.org).
func (e environment) coloured() bool {
	return e.terminal && e.getenv("NO_COLOR") == "" && e.getenv("TERM") != "dumb"
}

// lineIn is how many cells a line may have in a terminal of so many columns: less than usual in a narrow one, never more,
// since long lines are hard to read.
func lineIn(columns int) int {
	const narrowest, margin = 20, 80 - report.Width
	if columns == 0 {
		return report.Width
	}
	return max(narrowest, min(columns-margin, report.Width))
}

// tell prints talk to stderr: on a terminal broken so that it fits, otherwise as it is, for whoever searches it.
func (e environment) tell(text string) {
	if e.talking {
		text = report.WrapAt(text, lineIn(e.talkColumns))
	}
	fmt.Fprintln(e.err, text)
}

// locale is the language that the terminal speaks, by the order that POSIX gives.
func (e environment) locale() string {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if value := e.getenv(name); value != "" {
			return wording.Match(value)
		}
	}
	return "en"
}

func settingsFolder() string {
	dir, err := os.UserConfigDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, diagnose.ProgramName)
}

// scratchFolder is where a watched browser keeps what it needs while it is open; empty where the system names no place.
func scratchFolder() string {
	dir, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, diagnose.ProgramName)
}
