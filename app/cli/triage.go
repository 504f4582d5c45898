package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"strconv"

	"synchelper/diagnose/consent"
	"synchelper/diagnose/intake"
	"synchelper/diagnose/report"
	"synchelper/diagnose/triage"
	"synchelper/diagnose/wording"
)

// What of a long list is held while it is read. --json writes rows as they come and holds none.
const (
	mostRows   = 1000
	mostUnread = 10000
	mostGroups = 200
	collectAt  = 200       // per cent more than what lives is made before rubbish is collected: little lives, much is made
	mostMemory = 144 << 20 // bytes from which on it is collected sooner
)

// triaging is one triage: what it was asked for, and what it has seen.
type triaging struct {
	full, json bool
	width      int // of a line
	letters
	tally       *triage.Tally
	rows        []triage.Row    // the first ones, for a terminal
	unread      []triage.Unread // the first ones
	unreadCount int
}

// triageAll says what many tickets, reports and codes have in common: groups first, then the rows, then what could not be
// read. It fails only when nothing could be read.
func triageAll(args []string, env environment, w *wording.Words) (int, error) {
	t, own := triaging{width: lineIn(env.columns)}, []string(nil)
	flags := newFlags("triage", env, w)
	flags.BoolVar(&t.full, "full", false, "")
	flags.BoolVar(&t.json, "json", false, "")
	flags.Func("company", "", func(name string) error { own = append(own, name); return nil })
	t.flag(flags)
	paths, err := parse(flags, args)
	if err != nil {
		return helpOr(err)
	}
	if len(paths) == 0 {
		return 0, refuse("cli.triage.no_path", nil)
	}
	if err := t.choose(env, w); err != nil {
		return 0, err
	}
	for _, name := range own {
		if _, err := consent.ParseTenant(name); err != nil {
			return 0, refuse("cli.bad_company", map[string]any{"Company": strconv.Quote(name)})
		}
	}
	t.tally = triage.NewTally(append(own, env.organisation().Domains...)...)
	defer debug.SetGCPercent(debug.SetGCPercent(collectAt))
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(mostMemory))
	options := intake.Options{Stdin: env.in, Now: env.now, Progress: talk(env, w)}
	items := intake.Read(context.Background(), paths, options)
	out := bufio.NewWriter(env.out)
	show := t.print
	if t.json {
		show = t.writeJSON
	}
	if err := errors.Join(show(items, out, w), out.Flush()); err != nil {
		return 0, err
	}
	if t.tally.Rows() == 0 {
		return 0, refuse("cli.triage.nothing", nil)
	}
	if !t.full && !t.json {
		env.tell(w.Text("cli.triage.full"))
	}
	return exitDone, nil
}

// talk tells a terminal how far the reading is, in one line that the next overwrites.
func talk(env environment, w *wording.Words) func(intake.Progress) {
	if !env.talking {
		return nil
	}
	const step = 8 << 20
	told := int64(0)
	return func(p intake.Progress) {
		if p.Bytes-told >= step {
			told = p.Bytes
			fmt.Fprintf(env.err, "\r%s ", w.Text("cli.triage.progress", map[string]any{"Files": p.Files, "Size": p.Bytes >> 20}))
		}
	}
}

// note counts an item and keeps it where there is room. It returns the row, which knows then whether it is the same report
// as one before.
func (t *triaging) note(item triage.Item) triage.Row {
	switch {
	case item.Unread == nil:
		item.Row.SameAs = t.tally.Add(item.Row)
		if !t.json && len(t.rows) < mostRows {
			t.rows = append(t.rows, item.Row)
		}
	default:
		t.unreadCount++
		if len(t.unread) < mostUnread {
			t.unread = append(t.unread, *item.Unread)
		}
	}
	return item.Row
}

// reasonOf says in words why something could not be read.
func reasonOf(u triage.Unread, w *wording.Words) string {
	return w.Text("triage.unread."+string(u.Reason), map[string]any{"File": report.Visible(u.Source())})
}
