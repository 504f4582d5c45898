package endtoend

import (
	"bytes"
	"context"
	"encoding/json"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/creack/pty"

	"synchelper/diagnose"
	"synchelper/diagnose/report"
	"synchelper/diagnose/wording"
)

// scenarioEnd is what a scenario of the demo is named after, and the exit code for it.
type scenarioEnd struct {
	cause diagnose.CauseID
	code  int
}

func scenarioEnds() map[string]scenarioEnd {
	return map[string]scenarioEnd{
		"healthy":                  {diagnose.CauseNone, 0},
		"need-admin-approval":      {"consent.admin_approval", 1},
		"approval-required":        {"consent.request_available", 1},
		"app-disabled":             {"app.disabled", 1},
		"user-not-assigned":        {"app.user_not_assigned", 1},
		"conditional-access":       {"policy.blocked", 1},
		"device-compliance":        {"device.not_compliant", 1},
		"mfa-registration":         {"mfa.registration", 1},
		"password-expired":         {"password.expired", 1},
		"approved-but-still-asked": {"consent.admin_approval", 1},
		"activesync-off":           {"mailbox.activesync_off", 1},
		"on-premises":              {"mailbox.on_premises", 1},
		"personal-account":         {"account.personal", 1},
		"tls-intercepted":          {"network.tls_intercepted", 4},
	}
}

// overwritten is what the checklist does on a terminal and nowhere else: a line that the next one replaces.
const overwritten = "\r\x1b[K"

func TestCheckInATerminalEndsInTheVerdictOfItsScenario(t *testing.T) {
	for scenario, want := range scenarioEnds() {
		t.Run(scenario, func(t *testing.T) {
			t.Parallel()
			seen, code := inTerminal(t, nil, "check", "--demo", scenario)
			if code != want.code || !strings.Contains(seen, overwritten) {
				t.Errorf("exit %d, want %d\n%s", code, want.code, seen)
			}
			r, err := diagnose.ParseReference(reference.FindString(seen))
			if err != nil || r.Cause != want.cause {
				t.Errorf("the reference %q holds %s, %v", reference.FindString(seen), r.Cause, err)
			}
		})
	}
	if seen, _ := inTerminal(t, nil, "demo"); countScenarios(seen) != len(scenarioEnds()) {
		t.Errorf("%d scenarios are known here, the program lists\n%s", len(scenarioEnds()), seen)
	}
}

func countScenarios(seen string) (count int) {
	for line := range strings.Lines(seen) {
		if _, ok := scenarioEnds()[strings.TrimSpace(line)]; ok {
			count++
		}
	}
	return count
}

// plainly runs the terminal twin without a terminal.
func plainly(t *testing.T, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), deadline)
	defer cancel()
	command := exec.CommandContext(ctx, terminalProgram(t), args...)
	command.Env = terminalEnv(t)
	var out, said bytes.Buffer
	command.Stdout, command.Stderr = &out, &said
	if err := command.Run(); err != nil && command.ProcessState == nil {
		t.Fatal(err)
	}
	return out.String(), said.String(), command.ProcessState.ExitCode()
}

// TestCheckWithoutATerminal: a line a stage, nothing that only a terminal understands, and the exported form on stdout.
func TestCheckWithoutATerminal(t *testing.T) {
	t.Parallel()
	stdout, stderr, code := plainly(t, "check", "--demo", "healthy", "--json")
	if code != 0 || strings.ContainsAny(stderr, "\r\x1b") {
		t.Errorf("exit %d, on stderr\n%q", code, stderr)
	}
	words, err := wording.New("en")
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range diagnose.StageIDs() {
		if line := "\n" + words.Text("ui.stage."+string(id)) + ": "; id != diagnose.StagePhone && strings.Count("\n"+stderr, line) != 1 {
			t.Errorf("%s is told %d times", id, strings.Count("\n"+stderr, line))
		}
	}
	assertExported(t, stdout)
}

// assertExported holds that a text is the exported form of a healthy demo run, and nothing else.
func assertExported(t *testing.T, text string) {
	t.Helper()
	d, err := report.Read([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	passed := slices.DeleteFunc(slices.Clone(d.Stages), func(s diagnose.Stage) bool { return s.State != diagnose.Passed })
	if d.Verdict.Cause != diagnose.CauseNone || len(passed) != 7 || len(d.SignIns) != 1 || d.SignIns[0].Method != "browser" {
		t.Errorf("%s, %d stages passed, sign-ins %v", d.Verdict.Cause, len(passed), d.SignIns)
	}
	var form report.Export
	strict := json.NewDecoder(strings.NewReader(text))
	strict.DisallowUnknownFields()
	if err := strict.Decode(&form); err != nil || form.Schema != report.Schema || !form.Demo || len(form.Stages) != len(diagnose.StageIDs()) {
		t.Errorf("the exported form: %v, %s, demo %v, %d stages", err, form.Schema, form.Demo, len(form.Stages))
	}
}

// TestCheckInABrowser: the person of the terminal signs in as the one of the window does.
func TestCheckInABrowser(t *testing.T) {
	t.Parallel()
	s := onScreenWithBrowser(t)
	var stderr bytes.Buffer
	check, ended := s.check(&stderr, "need-admin-approval")
	s.browser()
	s.pressTheirs()
	s.shows("Enter password", theirSide)
	s.tool("xdotool", "type", "--delay", "30", passwordIn(t, stderr.String()))
	s.press("Return")
	s.goOn("Stay signed in")
	s.until("the check ends", func() bool {
		select {
		case <-ended:
			return true
		default:
			return false
		}
	})
	if check.ProcessState.ExitCode() != 1 {
		t.Errorf("exit %d\n%s", check.ProcessState.ExitCode(), stderr.String())
	}
	s.leavesNothing()
}

// TestInterruptedCheckLeavesNothing: Ctrl+C while the browser is open.
func TestInterruptedCheckLeavesNothing(t *testing.T) {
	t.Parallel()
	s := onScreenWithBrowser(t)
	check := exec.CommandContext(t.Context(), terminalProgram(t), "check", "--demo", "need-admin-approval", "--method", "browser")
	check.Env = s.env
	terminal, err := pty.StartWithSize(check, &pty.Winsize{Rows: 40, Cols: 80})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = terminal.Close() }()
	seen, text := make(chan string, 1), ""
	go func() { seen <- readAll(terminal) }()
	defer func() {
		if t.Failed() && text == "" {
			_ = check.Process.Kill()
			t.Log("the terminal shows\n", <-seen)
		}
	}()
	s.browser()
	if len(s.folders()) != 1 {
		t.Errorf("the browser has the folders %q", s.folders())
	}
	if _, err := terminal.Write([]byte{3}); err != nil {
		t.Fatal(err)
	}
	text = <-seen
	if err := check.Wait(); check.ProcessState == nil || check.ProcessState.ExitCode() != 3 {
		t.Errorf("%v\n%s", err, text)
	}
	s.leavesNothing()
}

// onScreenWithBrowser is a screen on which the terminal twin may open a browser.
func onScreenWithBrowser(t *testing.T) *screen {
	t.Helper()
	needReader(t)
	if _, err := exec.LookPath("chromium"); err != nil {
		t.Skip("chromium is not installed")
	}
	return newScreen(t)
}

// check starts a check in a browser; the channel is closed when it ended.
func (s *screen) check(stderr *bytes.Buffer, scenario string) (*exec.Cmd, <-chan struct{}) {
	s.t.Helper()
	command := exec.CommandContext(s.t.Context(), terminalProgram(s.t), "check", "--demo", scenario, "--method", "browser")
	command.Env, command.Stderr = s.env, stderr
	if err := command.Start(); err != nil {
		s.t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() { defer close(ended); _ = command.Wait() }()
	return command, ended
}

// passwordIn finds the simulated person's password in what was told: the one word of nine such letters with a digit or
// without that ends a sentence about a password.
func passwordIn(t *testing.T, told string) string {
	t.Helper()
	found := regexp.MustCompile(`password[^\n]*?\b([a-z2-9]{9})\b`).FindStringSubmatch(told)
	if found == nil {
		t.Fatalf("no password was told:\n%s", told)
	}
	return found[1]
}

// signalled sends a program a signal and waits for its end.
func signalled(t *testing.T, command *exec.Cmd, signal syscall.Signal) int {
	t.Helper()
	if err := command.Process.Signal(signal); err != nil {
		t.Fatal(err)
	}
	if err := command.Wait(); err != nil && command.ProcessState == nil {
		t.Fatal(err)
	}
	return command.ProcessState.ExitCode()
}
