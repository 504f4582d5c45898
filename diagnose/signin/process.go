package signin

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"sync"
	"time"
)

// process is a running browser with all its children, and our ends of its pipe.
type process struct {
	cmd               *exec.Cmd
	commands, replies *os.File      // our ends: to the browser, from it
	group             group         // what is killed together
	said              *head         // the first of what it printed
	exited            chan struct{} // closed when it ended
	err               error         // how, after exited
}

// startBrowser starts a program with a pipe on which it is steered. There is never a port.
func startBrowser(path string, arguments []string, temp string) (*process, error) {
	theirCommands, commands, err := os.Pipe()
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrStart, err)
	}
	replies, theirReplies, err := os.Pipe()
	if err != nil {
		return nil, errors.Join(fmt.Errorf("%w: %w", ErrStart, err), theirCommands.Close(), commands.Close())
	}
	p := &process{cmd: exec.Command(path, arguments...), commands: commands, replies: replies,
		said: newHead(), exited: make(chan struct{})}
	p.cmd.Env = environment(os.Environ(), temp)
	p.cmd.Stderr = p.said
	p.cmd.WaitDelay = time.Second // a child that outlives the browser may hold its stderr open
	givePipe(p.cmd, theirCommands, theirReplies, commands, replies)

	started := make(chan error)
	go p.run(started)
	err = <-started
	_ = theirCommands.Close() // the browser has its own by now
	_ = theirReplies.Close()
	if err != nil {
		return nil, errors.Join(fmt.Errorf("%w: %w", ErrStart, err), commands.Close(), replies.Close())
	}
	return p, nil
}

// run starts the program and waits for it, on one thread: on Linux the browser is to die with us, and the kernel means
// by that the thread that started it (go.dev/issue/27505).
func (p *process) run(started chan<- error) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	err := p.cmd.Start()
	if err == nil {
		p.group = groupOf(p.cmd)
	}
	started <- err
	if err != nil {
		return
	}
	p.err = p.cmd.Wait()
	close(p.exited)
}

// end kills the browser with all its children and waits until it is gone, killLimit at most.
func (p *process) end() {
	p.group.kill()
	select {
	case <-p.exited:
	case <-time.After(killLimit):
	}
	p.group.kill() // a child that was just being made
	p.group.release()
}

// killLimit is how long a killed process may take to end: the kernel needs milliseconds, a disk that hangs any time.
const killLimit = 2 * time.Second

// environment is ours with the browser's temporary files and its crash dumps, which may hold what was typed, in our folder,
// and without what would write its keys to a file.
func environment(ours []string, temp string) []string {
	kept := make([]string, 0, len(ours)+3)
	for _, entry := range ours {
		name, _, _ := strings.Cut(entry, "=")
		if strings.EqualFold(name, "SSLKEYLOGFILE") {
			continue
		}
		kept = append(kept, entry)
	}
	// The last of a name counts. Chromium writes its dumps to the person's home otherwise, --disable-breakpad or not.
	return append(kept, "TMPDIR="+temp, "TMP="+temp, "TEMP="+temp, "BREAKPAD_DUMP_LOCATION="+temp)
}

// forbids is what Chromium prints and then stays silent, when RemoteDebuggingAllowed is off.
const forbids = "remote debugging is disallowed by the system admin"

// headSize is enough for the lines before that sentence.
const headSize = 8 << 10

// head looks for that sentence in the first of what the browser prints. It is cut when pages come: what is printed then
// may hold addresses.
type head struct {
	mu        sync.Mutex
	text      []byte
	done      bool
	forbidden chan struct{} // closed when the sentence came
}

func newHead() *head { return &head{forbidden: make(chan struct{})} }

// Write satisfies io.Writer and never fails.
func (h *head) Write(b []byte) (int, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.done {
		return len(b), nil
	}
	h.text = append(h.text, b[:min(len(b), headSize-len(h.text))]...)
	if strings.Contains(string(h.text), forbids) {
		h.text, h.done = nil, true
		close(h.forbidden)
	}
	return len(b), nil
}

// cut forgets what was kept and keeps nothing from now on.
func (h *head) cut() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.text, h.done = nil, true
}
