package main

import (
	"fmt"
	"strings"
	"time"

	"synchelper/diagnose"
	"synchelper/diagnose/report"
	"synchelper/diagnose/signin"
	"synchelper/diagnose/wording"
)

// checklist tells on stderr how a run goes on: on a terminal a line a stage that is written over while it is asked, otherwise
// a plain line for each stage as it ends.
type checklist struct {
	env  environment
	live bool
	open int // how many lines may be written over; the cursor stands behind the last
	w    *wording.Words
}

func newChecklist(env environment, w *wording.Words) *checklist {
	return &checklist{env: env, live: env.talking && env.getenv("TERM") != "dumb", w: w}
}

func (c *checklist) stage(s diagnose.Stage) {
	if s.State == diagnose.Running {
		if c.live {
			c.over(c.w.Text("ui.stage."+string(s.ID)) + " ...")
		}
		return
	}
	line := c.w.Text("ui.stage."+string(s.ID)) + ": " + c.w.Text("ui.stage_state."+string(s.State))
	if s.Duration > 0 {
		line += fmt.Sprintf(" (%d ms)", s.Duration.Milliseconds())
	}
	between := "  "
	if c.env.talking { // there each gets a line of its own
		between = "\n  "
	}
	if s.Finding != "" {
		line += between + report.Visible(c.w.Finding(s.Finding))
	}
	c.full(line)
}

// progress says where the person stands on Microsoft's pages.
func (c *checklist) progress(p signin.Progress) {
	line := "  " + c.w.Text("ui.standing."+string(p.Standing), map[string]any{"Host": report.Visible(p.Host)})
	if c.live {
		c.over(line)
		return
	}
	c.full(line)
}

// device shows the code that the person types on Microsoft's page. It is for nobody else, and the line says so.
func (c *checklist) device(p signin.DevicePrompt) {
	c.full(c.w.Text("cli.device", map[string]any{"Code": p.UserCode, "URL": p.URL,
		"Minutes": int(time.Until(p.Expires).Minutes())}))
}

// What empties the line of the cursor, and what goes up to the one above and empties that.
const (
	clearLine  = "\r\x1b[K"
	clearAbove = "\x1b[A\x1b[K"
)

// over writes what the next line replaces.
func (c *checklist) over(line string) {
	c.clear()
	line = report.WrapAt(line, lineIn(c.env.talkColumns))
	fmt.Fprint(c.env.err, line)
	c.open = 1 + strings.Count(line, "\n")
}

func (c *checklist) full(line string) {
	c.clear()
	c.env.tell(line)
}

// clear takes away what may be written over.
func (c *checklist) clear() {
	if c.open > 0 {
		fmt.Fprint(c.env.err, clearLine+strings.Repeat(clearAbove, c.open-1))
	}
	c.open = 0
}

func (c *checklist) end() {
	c.clear()
	fmt.Fprintln(c.env.err)
}
