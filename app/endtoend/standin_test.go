// Package endtoend tries what people start: the scripts on machines that are not at hand, through stand-ins on the
// PATH, and the built programs, which app/test.sh names in SYNCHELPER_BIN.
package endtoend

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// realCommands are what the scripts use of any machine; whatever else they call is a stand-in or missing.
var realCommands = strings.Fields("bash awk cat chmod cp dirname env grep gzip mkdir mktemp mv paste rm sed sort tee touch tr wc")

// standIns are the commands of the pretended machine. Each notes in $WORLD/log what it was asked, and installing puts
// the commands of $WORLD/later on the PATH.
var standIns = map[string]string{
	"uname": `echo "$SYSTEM"`,
	"id":    `echo "$USER_ID"`,
	"sudo": `[ "$1" != -n ] || exit "${SUDO_ASKS-0}"
echo "sudo" >>"$WORLD/log"
exec "$@"`,
	"apt-get": `echo "apt-get $*" >>"$WORLD/log"
case "$*" in *install*) cp "$WORLD"/later/* "$WORLD/bin/" && exit "${INSTALLING-0}" ;; esac`,
	"apt-cache": `[ "$2" != "${NOT_OFFERED-}" ]`,
	"dnf": `echo "dnf $*" >>"$WORLD/log"
cp "$WORLD"/later/* "$WORLD/bin/"`,
	"xcode-select": `case $1 in
-p) [ -e "$WORLD/bin/gcc" ] ;;
--install)
	echo "xcode-select $*" >>"$WORLD/log"
	cp "$WORLD"/later/* "$WORLD/bin/" ;;
esac`,
	"go": `case "$1 $2" in
"env GOVERSION") echo "${GO_VERSION-go1.26.8}" ;;
"env GOTOOLCHAIN") echo "${GO_TOOLCHAIN-auto}" ;;
"env GOHOSTARCH") echo arm64 ;;
"list "*) printf 'synchelper/app\nsynchelper/app/session\nsynchelper/diagnose\n' ;;
"tool "*) . "$WORLD/go-tool" ;;
"build "*)
	while [ "$1" != -o ]; do shift; done
	mkdir -p "${2%/*}"
	printf '#!/bin/bash\necho "started ${0##*/} $*"\n' >"$2"
	chmod +x "$2" ;;
esac`,
}

// machine is a pretended computer: a checkout of its own, and a PATH with stand-ins.
type machine struct {
	t    *testing.T
	home string
	env  []string
}

// newMachine makes a computer on which nothing is installed but Go. The settings are environment variables of the
// stand-ins; "without" commands are those that this computer does not have.
func newMachine(t *testing.T, settings []string, without ...string) *machine {
	t.Helper()
	m := &machine{t: t, home: t.TempDir()}
	m.env = append([]string{
		"PATH=" + m.path("bin"), "WORLD=" + m.home, "HOME=" + m.home, "TMPDIR=" + m.home, "DISPLAY=:7",
		"SYSTEM=Linux", "USER_ID=0", "PYTHON=python3",
	}, settings...)
	for _, dir := range []string{"bin", "later", "app", ".ci/clients"} {
		must(t, os.MkdirAll(m.path(dir), 0o755))
	}
	for _, name := range []string{"app/run.sh", "app/test.sh", "app/release.sh", "app/install.sh", "go.mod", "FyneApp.toml", ".ci/run",
		".ci/clients/package-lock.json"} {
		content, err := os.ReadFile(filepath.Join("..", "..", name))
		must(t, err)
		must(t, os.WriteFile(m.path(name), content, 0o755))
	}
	for _, name := range realCommands {
		found, err := exec.LookPath(name)
		must(t, err)
		must(t, os.Symlink(found, m.path("bin/"+name)))
	}
	for name, script := range standIns {
		m.command("bin/"+name, script)
	}
	for _, name := range []string{"gcc", "pkg-config", "Xvfb", "xclip", "xdotool", "import", "zbarimg", "qrencode", "tmux",
		"chromium", "tesseract", "soffice", "python3"} {
		m.command("later/"+name, "exit 0")
	}
	for _, name := range without {
		must(t, os.Remove(m.path("bin/"+name)))
	}
	return m
}

func (m *machine) path(name string) string { return filepath.Join(m.home, name) }

// command puts a command on the machine: "bin/…" now, "later/…" once something was installed.
func (m *machine) command(name, script string) {
	m.t.Helper()
	must(m.t, os.WriteFile(m.path(name), []byte("#!/bin/bash\n"+script+"\n"), 0o755))
}

// ran is what a script left behind.
type ran struct {
	code           int
	stdout, stderr string
	log            []string // what was installed, in order
}

// lastWords is the last line that was said to the person.
func (r ran) lastWords() string {
	lines := strings.Split(strings.TrimSpace(r.stderr), "\n")
	return lines[len(lines)-1]
}

// run starts a script of this machine's checkout, without anybody at the keyboard.
func (m *machine) run(script string, args ...string) ran {
	m.t.Helper()
	must(m.t, os.WriteFile(m.path("log"), nil, 0o600))
	var stdout, stderr strings.Builder
	cmd := exec.CommandContext(m.t.Context(), m.path(script), args...)
	cmd.Dir, cmd.Env, cmd.Stdout, cmd.Stderr = m.home, m.env, &stdout, &stderr
	err := cmd.Run()
	if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
		m.t.Fatal(err)
	}
	log, err := os.ReadFile(m.path("log"))
	must(m.t, err)
	return ran{code: cmd.ProcessState.ExitCode(), stdout: stdout.String(), stderr: stderr.String(),
		log: strings.FieldsFunc(string(log), func(r rune) bool { return r == '\n' })}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
