package endtoend

import (
	"slices"
	"strings"
	"testing"
)

const (
	aptInstallStart = "apt-get -qy -o DPkg::Lock::Timeout=300 install --no-install-recommends "
	aptInstall      = aptInstallStart + "gcc libc6-dev libgl1-mesa-dev libx11-dev " +
		"libxcursor-dev libxi-dev libxinerama-dev libxrandr-dev libxxf86vm-dev pkg-config"
	dnfInstall = "dnf -y --setopt=strict=0 install gcc glibc-devel libX11-devel libXcursor-devel libXi-devel " +
		"libXinerama-devel libXrandr-devel libXxf86vm-devel mesa-libGL-devel pkgconf-pkg-config"
)

func TestRunInstallsWhatIsMissingOnceAndStartsTheWindow(t *testing.T) {
	for name, c := range map[string]struct {
		settings []string
		without  []string
		want     []string
	}{
		"Debian or Ubuntu, root": {
			without: []string{"dnf", "sudo"},
			want:    []string{"apt-get -q update", aptInstall},
		},
		"Debian or Ubuntu, sudo": {
			settings: []string{"USER_ID=1000"},
			without:  []string{"dnf"},
			want:     []string{"sudo", "apt-get -q update", "sudo", aptInstall},
		},
		"Fedora, root": {
			without: []string{"apt-get", "sudo"},
			want:    []string{dnfInstall},
		},
		"Fedora, sudo": {
			settings: []string{"USER_ID=1000"},
			without:  []string{"apt-get"},
			want:     []string{"sudo", dnfInstall},
		},
		"macOS": {
			settings: []string{"SYSTEM=Darwin", "USER_ID=501", "DISPLAY="},
			without:  []string{"apt-get", "dnf"},
			want:     []string{"xcode-select --install"},
		},
		"Go that fetches a newer one by itself": {
			settings: []string{"GO_VERSION=go1.22.2"},
			without:  []string{"dnf"},
			want:     []string{"apt-get -q update", aptInstall},
		},
	} {
		t.Run(name, func(t *testing.T) {
			m := newMachine(t, c.settings, c.without...)
			first := m.run("app/run.sh", "--demo")
			if first.code != 0 || first.stdout != "started synchelper --demo\n" {
				t.Fatalf("ended with %d, printed %q and said:\n%s", first.code, first.stdout, first.stderr)
			}
			if !slices.Equal(first.log, c.want) {
				t.Errorf("installed by\n%s\nwant\n%s", strings.Join(first.log, "\n"), strings.Join(c.want, "\n"))
			}
			if second := m.run("app/run.sh"); second.stdout != "started synchelper \n" || len(second.log) != 0 {
				t.Errorf("the second time it printed %q and installed %q", second.stdout, second.log)
			}
		})
	}
}

func TestRunInTheTerminalNeedsNoCompiler(t *testing.T) {
	got := newMachine(t, []string{"DISPLAY="}).run("app/run.sh", "--demo")
	if got.code != 0 || got.stdout != "started synchelper-cli demo\n" {
		t.Errorf("ended with %d and printed %q", got.code, got.stdout)
	}
	if len(got.log) != 0 {
		t.Errorf("installed %q", got.log)
	}
	if want := "There is no display here (DISPLAY is not set): this is the same demo in the terminal.\n"; got.stderr != want {
		t.Errorf("said %q", got.stderr)
	}
}

// What keeps a person from going on is said in one sentence, the last that is printed, and nothing is started.
func TestRunSaysInOneSentenceWhyItCannotGoOn(t *testing.T) {
	for name, c := range map[string]struct {
		settings, without, args []string
		code                    int
		want                    string
		installs                bool
	}{
		"no Go": {
			without: []string{"go"}, code: 1,
			want: "Go is missing. Install Go 1.26.0 or newer from https://go.dev/dl/ and run this again.",
		},
		"Go too old to fetch a newer one": {
			settings: []string{"GO_VERSION=go1.19.8"}, code: 1,
			want: "Go 1.19.8 is too old. Install Go 1.26.0 or newer from https://go.dev/dl/ and run this again.",
		},
		"Go not allowed to fetch a newer one": {
			settings: []string{"GO_VERSION=go1.25.1", "GO_TOOLCHAIN=local"}, code: 1,
			want: "Go 1.25.1 is too old. Install Go 1.26.0 or newer from https://go.dev/dl/ and run this again.",
		},
		"no display and no demo": {
			settings: []string{"DISPLAY="}, code: 1,
			want: "There is no display here (DISPLAY is not set). In the terminal: bin/synchelper-cli explain 'what the iPhone shows'",
		},
		"no root and no sudo on Debian": {
			settings: []string{"USER_ID=1000"}, without: []string{"sudo"}, code: 1,
			want: "Installing needs root or sudo, and neither is here. Ask whoever looks after this computer to run: " + aptInstall,
		},
		"a sudo that asks, and nobody to answer": {
			settings: []string{"USER_ID=1000", "SUDO_ASKS=1"}, code: 1,
			want: "Installing needs root or sudo, and neither is here. Ask whoever looks after this computer to run: " + aptInstall,
		},
		"no root and no sudo on Fedora": {
			settings: []string{"USER_ID=1000"}, without: []string{"sudo", "apt-get"}, code: 1,
			want: "Installing needs root or sudo, and neither is here. Ask whoever looks after this computer to run: " + dnfInstall,
		},
		"no package manager": {
			without: []string{"apt-get", "dnf"}, code: 1,
			want: "Neither apt-get nor dnf is here. Install what these packages of Debian hold, and run this again: " +
				"gcc libc6-dev libgl1-mesa-dev libx11-dev libxcursor-dev libxi-dev libxinerama-dev libxrandr-dev libxxf86vm-dev pkg-config",
		},
		"installing breaks off": {
			settings: []string{"INSTALLING=100"}, code: 1, installs: true,
			want: "Installing did not work, the lines above say why.",
		},
		"a word it does not know": {
			args: []string{"--help-me"}, code: 2,
			want: "Usage: ./app/run.sh [--demo]",
		},
	} {
		t.Run(name, func(t *testing.T) {
			got := newMachine(t, c.settings, c.without...).run("app/run.sh", c.args...)
			if got.code != c.code || strings.TrimSpace(got.lastWords()) != c.want {
				t.Errorf("ended with %d and said\n%s\nwant %d and\n%s", got.code, got.stderr, c.code, c.want)
			}
			if got.stdout != "" {
				t.Errorf("went on and printed %q", got.stdout)
			}
			if !c.installs && len(got.log) != 0 {
				t.Errorf("installed %q", got.log)
			}
		})
	}
}

func TestRunWaitsForTheMacsOwnDialog(t *testing.T) {
	m := newMachine(t, []string{"SYSTEM=Darwin", "USER_ID=501"}, "apt-get", "dnf")
	// The dialog comes back at once; the tools arrive while the script sleeps.
	m.command("bin/xcode-select", `case $1 in -p) [ -e "$WORLD/bin/gcc" ] ;; esac`)
	m.command("bin/sleep", `cp "$WORLD"/later/* "$WORLD/bin/"`)
	if got := m.run("app/run.sh"); got.code != 0 || !strings.Contains(got.stderr, "Please press Install in Apple's dialog.") {
		t.Errorf("ended with %d and said:\n%s", got.code, got.stderr)
	}

	// Without a screen there is no dialog.
	m = newMachine(t, []string{"SYSTEM=Darwin", "USER_ID=501"})
	m.command("bin/xcode-select", "exit 1")
	want := "The Xcode command line tools are missing. Run xcode-select --install on the Mac's screen, then this again."
	if got := m.run("app/run.sh"); got.code != 1 || got.lastWords() != want {
		t.Errorf("ended with %d and said:\n%s", got.code, got.stderr)
	}
}
