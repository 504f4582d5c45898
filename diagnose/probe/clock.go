package probe

import (
	"fmt"
	"net/http"
	"sync"
	"time"

	"synchelper/diagnose"
)

// clock compares this computer's clock with the Date header (RFC 9110 §6.6.1) of every answer.
type clock struct {
	mu   sync.Mutex
	off  time.Duration // by how much this computer is ahead, by the answer that fits it best
	seen bool
	said bool
}

// compare takes the Date of an answer that was asked for and came at the given times of this computer. A server's date
// may lie anywhere between the two, and is cut to the second.
func (c *clock) compare(header http.Header, asked, came time.Time) {
	date, err := http.ParseTime(header.Get("Date"))
	if err != nil || header.Get("Age") != "" { // a cache's answer tells the time of another day
		return
	}
	var off time.Duration
	switch {
	case asked.After(date.Add(time.Second)):
		off = asked.Sub(date)
	case came.Before(date):
		off = came.Sub(date)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	// The best fit counts: two servers do not go wrong together, and one that does must not blame this computer.
	if !c.seen || off.Abs() < c.off.Abs() {
		c.off, c.seen = off, true
	}
}

// wrong says whether every server that told its time disagrees with this computer by more than the tolerance.
func (c *clock) wrong() (off time.Duration, wrong bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.off, c.seen && c.off.Abs() > clockTolerance
}

// right says whether a server agrees with this computer.
func (c *clock) right() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.seen && c.off.Abs() <= clockTolerance
}

// sayOnce returns true the first time.
func (c *clock) sayOnce() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	first := !c.said
	c.said = true
	return first
}

// withClock adds to what a stage found that this computer's clock is wrong, once in a run.
func (a *asker) withClock(id diagnose.StageID, found outcome) outcome {
	off, wrong := a.clock.wrong()
	if !wrong || !a.clock.sayOnce() {
		return found
	}
	direction := "ahead of"
	if off < 0 {
		direction = "behind"
	}
	text := fmt.Sprintf("this computer's clock is %s %s the servers' (Date header)", off.Abs().Round(time.Second),
		direction)
	found.observations = append(found.observations, a.observe(id, "network.clock", text))
	if found.state == diagnose.Passed {
		found.state, found.finding = diagnose.Warning, found.finding+"; "+text
	}
	return found
}
