package main

import (
	"fmt"
	"io"
	"time"

	"synchelper/diagnose"
	"synchelper/diagnose/report"
	"synchelper/diagnose/signin"
	"synchelper/diagnose/wording"
)

// checklist tells on stderr how a run goes on: on a terminal a line a stage that is written over while it is asked, otherwise
// a plain line for each stage as it ends.
type checklist struct {
	out  io.Writer
	live bool
	open bool // the cursor stands behind a line that may be written over
	w    *wording.Words
}

func newChecklist(env environment, w *wording.Words) *checklist {
	return &checklist{out: env.err, live: env.talking && env.getenv("TERM") != "dumb", w: w}
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
	if s.Finding != "" {
		line += "  " + report.Visible(s.Finding)
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
	c.full(report.Wrap(c.w.Text("cli.device", map[string]any{"Code": p.UserCode, "URL": p.URL,
		"Minutes": int(time.Until(p.Expires).Minutes())})))
}

const clearLine = "\r\x1b[K"

// over writes a line that the next one replaces.
func (c *checklist) over(line string) {
	fmt.Fprint(c.out, clearLine+line)
	c.open = true
}

func (c *checklist) full(line string) {
	if c.open {
		fmt.Fprint(c.out, clearLine)
	}
	fmt.Fprintln(c.out, line)
	c.open = false
}

func (c *checklist) end() {
	if c.open {
		fmt.Fprint(c.out, clearLine)
	}
	fmt.Fprintln(c.out)
}
