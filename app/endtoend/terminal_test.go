package endtoend

import (
	"context"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/creack/pty"

	"synchelper/app/session"
	"synchelper/diagnose/report"
	"synchelper/diagnose/wording"
)

// deadline is how long is waited for what takes seconds on an idle machine.
const deadline = time.Minute

// terminalProgram is the built terminal twin; tests that need it are skipped where it was not built.
func terminalProgram(t *testing.T) string {
	t.Helper()
	folder := os.Getenv("SYNCHELPER_BIN")
	if folder == "" {
		t.Skip("SYNCHELPER_BIN does not name the folder with the built programs")
	}
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no such pseudo-terminals and signals")
	}
	return filepath.Join(folder, "synchelper-cli")
}

// terminalEnv is what the terminal twin finds around it: English, and no way to anywhere but this computer.
func terminalEnv(t *testing.T) []string {
	t.Helper()
	return throughProxy([]string{"PATH=" + os.Getenv("PATH"), "HOME=" + t.TempDir(), "LANG=en_US.UTF-8",
		"TERM=xterm-256color"}, refusing)
}

// usual is how many columns a terminal has where nobody has changed that.
const usual = 80

// inTerminal runs the terminal twin in a pseudo-terminal of 80 columns and returns what a person would see, and the
// exit code.
func inTerminal(t *testing.T, vars []string, args ...string) (string, int) {
	t.Helper()
	return inColumns(t, usual, vars, args...)
}

func inColumns(t *testing.T, columns uint16, vars []string, args ...string) (string, int) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), deadline)
	defer cancel()
	cmd := exec.CommandContext(ctx, terminalProgram(t), args...)
	cmd.Env = append(terminalEnv(t), vars...)
	terminal, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: 40, Cols: columns})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = terminal.Close() }() // the program has ended
	seen := readAll(terminal)
	if err := cmd.Wait(); err != nil && cmd.ProcessState == nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(seen, "\r\n", "\n"), cmd.ProcessState.ExitCode()
}

// readAll reads a terminal until the program ends: Linux says EIO then.
func readAll(terminal io.Reader) string {
	seen, _ := io.ReadAll(terminal)
	return string(seen)
}

const approvalPage = "Need admin approval\nApple Internet Accounts\nApple Internet Accounts needs permission to access " +
	"resources in your organization that only an admin can grant. Please ask an admin to grant permission to this " +
	"app before you can use it."

func TestExplainInATerminal(t *testing.T) {
	const link = "https://login.microsoftonline.com/contoso.com/adminconsent?client_id=f8d98a96-0999-43f5-8af3-69971c7bb423"
	seen, code := inTerminal(t, nil, "explain", approvalPage, "--address", "adele@contoso.com")
	if code != 1 {
		t.Errorf("exit %d", code)
	}
	for _, want := range []string{"\x1b[1mWHAT IS WRONG\x1b[0m", "WHO CAN FIX IT", link, "SH-"} {
		if !strings.Contains(seen, want) {
			t.Errorf("%q is missing in\n%s", want, seen)
		}
	}
	assertFits(t, seen, usual)
	if seen, _ := inTerminal(t, []string{"NO_COLOR=1"}, "explain", approvalPage); strings.Contains(seen, "\x1b") {
		t.Errorf("NO_COLOR is not honoured:\n%s", seen)
	}
}

// toBeCopied is a line that may be longer than a terminal is wide: a link or a mail address that stands alone, or a command,
// which is set in.
var toBeCopied = regexp.MustCompile(`^ *(https://\S+|\S+@\S+)$|^ {6}([$(]|[A-Z][a-z]+-[A-Z]|synchelper-cli )`)

// assertFits holds that nothing is broken by the terminal itself, also what is written over.
func assertFits(t *testing.T, seen string, columns int) {
	t.Helper()
	plain := regexp.MustCompile(`\x1b\[[0-9;]*[A-Z]|\x1b\[[0-9;]*m`).ReplaceAllString(seen, "")
	for line := range strings.FieldsFuncSeq(plain, func(r rune) bool { return r == '\n' || r == '\r' }) {
		if cells := report.Cells(line); cells > columns && !toBeCopied.MatchString(line) {
			t.Errorf("%d cells: %s", cells, line)
		}
	}
}

const (
	// inJapanese is a ticket whose subject takes two cells a sign and holds no blank.
	inJapanese = "From: user1@contoso.com\r\nSubject: 管理者の承認が必要です。メールが届きません。昨日までは問題なく使えていましたが今朝から同期されず困っています。至急確認をお願いします。\r\n" +
		"Content-Type: text/plain; charset=utf-8\r\n\r\nAADSTS50105"
	// setIn is a line that begins like a command and is none.
	setIn = "\n        somebody has set this line in, and it is longer than a terminal of eighty columns is wide\n"
	// longAddress is as long as names and companies may make one.
	longAddress = "adele.of.the.department.with.the.longest.name.of.the.company@" +
		"the.subsidiary.with.the.longest.name.of.all.fabrikam.example"
)

// TestEveryFormFitsATerminal reads a helpdesk's morning in a terminal of 80 columns, in every language.
func TestEveryFormFitsATerminal(t *testing.T) {
	for _, l := range wording.Languages() {
		t.Run(l.Code, func(t *testing.T) {
			w, err := wording.New(l.Code)
			if err != nil {
				t.Fatal(err)
			}
			t.Chdir(t.TempDir()) // where files lie may take a name longer than a line
			folder := "morning"
			for name, content := range map[string]string{"phone.heic": "x", "ticket.txt": approvalPage + "\nuser@contoso.com", "code.txt": "50105",
				"lunch.txt": "Lunch?", "wrong.txt": "SH-0000-0000-1", "ticket.eml": inJapanese, "long.txt": approvalPage + "\n" + longAddress} {
				writeNew(t, filepath.Join(folder, name), content)
			}
			saveReports(t, folder, 12, w)
			saved, err := filepath.Glob(filepath.Join(folder, "SyncHelper-*.txt"))
			if err != nil || len(saved) != 12 {
				t.Fatalf("%d reports, %v", len(saved), err)
			}
			content, err := os.ReadFile(saved[0])
			if err != nil {
				t.Fatal(err)
			}
			broken := filepath.Join(folder, "broken.txt")
			writeNew(t, broken, strings.Replace(string(content), `"confidence": "certain"`, `"confidence": "sure"`, 1))
			speaks := []string{"LANG=" + l.Code + ".UTF-8"}
			for name, c := range map[string]struct {
				args []string
				code int
				want string
			}{
				"help":                    {[]string{"help"}, 0, "handbook --out "},
				"triage":                  {[]string{"triage", folder}, 0, wording.Capitals(w.Text("triage.heading.groups"))},
				"triage in full":          {[]string{"triage", "--full", folder}, 0, wording.Capitals(w.Text("triage.heading.rows"))},
				"validate":                {[]string{"validate", saved[0], broken}, 2, "/verdict/confidence"},
				"report":                  {[]string{"report", saved[0]}, 0, wording.Capitals(w.Text("report.wrong"))},
				"report, outside":         {[]string{"report", saved[0], "--for", "outside"}, 0, wording.Capitals(w.Text("report.wrong"))},
				"explain":                 {[]string{"explain", reference.FindString(saved[0])}, 1, wording.Capitals(w.Text("report.helpdesk"))},
				"explain, for nobody":     {[]string{"explain", "--full", approvalPage + setIn + longAddress}, 1, "--address"},
				"explain, a long address": {[]string{"explain", "--full", approvalPage, "--address", longAddress}, 1, longAddress},
				"report, no report":       {[]string{"report", filepath.Join(folder, "lunch.txt")}, 2, "lunch.txt"},
				"validate, no report":     {[]string{"validate", filepath.Join(folder, "lunch.txt"), filepath.Join(folder, "none.txt")}, 2, "lunch.txt"},
			} {
				t.Run(name, func(t *testing.T) {
					seen, code := inTerminal(t, speaks, c.args...)
					if code != c.code || !strings.Contains(seen, c.want) {
						t.Errorf("exit %d, %q is looked for in\n%s", code, c.want, seen)
					}
					assertFits(t, seen, usual)
				})
			}
		})
	}
}

// TestACheckFitsATerminal watches every demo in a terminal of 80 columns, what is written over included.
func TestACheckFitsATerminal(t *testing.T) {
	for _, l := range wording.Languages() {
		w, err := wording.New(l.Code)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range session.Scenarios() {
			t.Run(l.Code+" "+s.ID, func(t *testing.T) {
				seen, _ := inTerminal(t, []string{"LANG=" + l.Code + ".UTF-8"}, "check", "--demo", s.ID, "--full")
				for _, want := range []string{"\r\x1b[K" + w.Text("ui.stage.tenant"), wording.Capitals(w.Text("report.helpdesk")), "SH-"} {
					if !strings.Contains(seen, want) {
						t.Errorf("%q is missing in\n%s", want, seen)
					}
				}
				assertFits(t, seen, usual)
			})
		}
	}
}

// TestANarrowTerminalIsWrittenForAsItIs: but for the help and a report's own text, which have the width that they have in a file.
func TestANarrowTerminalIsWrittenForAsItIs(t *testing.T) {
	const narrow = 50
	t.Chdir(t.TempDir())
	writeNew(t, "ticket.eml", inJapanese)
	german, err := wording.New("de")
	if err != nil {
		t.Fatal(err)
	}
	saveReports(t, ".", 1, german)
	saved, err := filepath.Glob("SyncHelper-*.txt")
	if err != nil || len(saved) != 1 {
		t.Fatalf("%d reports, %v", len(saved), err)
	}
	for name, args := range map[string][]string{
		"explain":   {"explain", "--full", approvalPage + "\nuser1@contoso.com"},
		"reference": {"explain", reference.FindString(saved[0])},
		"triage":    {"triage", "--full", "ticket.eml"},
		"validate":  {"validate", "ticket.eml"},
		"check":     {"check", "--demo", "tls-intercepted", "--full"},
	} {
		t.Run(name, func(t *testing.T) {
			seen, _ := inColumns(t, narrow, []string{"LANG=de.UTF-8"}, args...)
			if seen == "" {
				t.Fatal("nothing was written")
			}
			assertFits(t, seen, narrow)
		})
	}
}

// The code that the terminal draws is read back by turning what stands on the screen into pixels.
func TestTheTerminalsQRCodeIsRead(t *testing.T) {
	seen, code := inTerminal(t, nil, "admin-link", "contoso.com", "--qr", "-")
	if code != 0 || !strings.Contains(seen, "\x1b[38;5;16;48;5;231m") {
		t.Fatalf("exit %d:\n%s", code, seen)
	}
	read := decode(t, pictureOf(t, seen))
	const want = "https://login.microsoftonline.com/contoso.com/adminconsent?client_id=f8d98a96-0999-43f5-8af3-69971c7bb423"
	for decoder, text := range read {
		if text != want {
			t.Errorf("%s read %q", decoder, text)
		}
	}
}
