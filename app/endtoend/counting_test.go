package endtoend

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// goTool stands in for the pinned tools: a round of tests prints the stream of that name, linters say LINTERS.
const goTool = `case $3 in
golangci-lint) exit "${LINTERS-0}" ;;
gotestsum)
	while [ "$1" != --jsonfile ]; do shift; done
	cat "$WORLD/${2##*/}" >"$2" || exit 1
	! grep -q '"Action":"fail"' "$2" ;;
esac`

const (
	passing = `{"Action":"start","Package":"synchelper/diagnose"}
{"Action":"run","Package":"synchelper/diagnose","Test":"TestJudge"}
{"Action":"output","Package":"synchelper/diagnose","Test":"TestJudge","Output":"{\"Action\":\"fail\",\"Test\":\"no\"}\n"}
{"Action":"pass","Package":"synchelper/diagnose","Test":"TestJudge","Elapsed":0.1}
{"Action":"pass","Package":"synchelper/diagnose","Test":"TestJudge/none","Elapsed":0}
{"Action":"pass","Package":"synchelper/diagnose","Elapsed":0.1}
`
	skipping = `{"Action":"skip","Package":"synchelper/app/ui","Test":"TestPictures","Elapsed":0}
{"Action":"pass","Package":"synchelper/app/ui","Elapsed":0}
{"Action":"skip","Package":"synchelper/assets","Elapsed":0}
`
	failing = `{"Action":"fail","Package":"synchelper/diagnose/entra","Test":"TestRead","Elapsed":0.1}
{"Action":"pass","Package":"synchelper/diagnose/entra","Test":"TestSpans","Elapsed":0.1}
{"Action":"fail","Package":"synchelper/diagnose/entra","Elapsed":0.1}
`
	notBuilding = `{"ImportPath":"synchelper/diagnose/report","Action":"build-fail"}
{"Action":"start","Package":"synchelper/diagnose/report"}
{"Action":"fail","Package":"synchelper/diagnose/report","Elapsed":0,"FailedBuild":"synchelper/diagnose/report"}
`
)

// testing makes a machine on which everything is installed and three tests and six checks pass.
func testingMachine(t *testing.T, settings ...string) *machine {
	t.Helper()
	m := newMachine(t, settings, "dnf")
	must(t, os.CopyFS(m.path("bin"), os.DirFS(m.path("later"))))
	m.command("bin/ZXingReader", "exit 0")
	m.command("bin/gofmt", "exit 0")
	m.command("bin/shellcheck", "exit 0")
	m.stream("go-tool", goTool)
	m.stream("without-cgo", passing)
	m.stream("race-detector", `{"Action":"pass","Package":"synchelper/app/session","Test":"TestRun","Elapsed":1}`+"\n")
	m.stream("end-to-end", "")
	return m
}

func (m *machine) stream(name, content string) {
	m.t.Helper()
	must(m.t, os.WriteFile(m.path(name), []byte(content), 0o600))
}

func TestTestCountsWhatPassedAndFailed(t *testing.T) {
	for name, c := range map[string]struct {
		settings []string
		streams  map[string]string
		want     string
		code     int
	}{
		"all pass":                 {want: "9 passed, 0 failed"},
		"skipped are in neither":   {streams: map[string]string{"end-to-end": skipping}, want: "9 passed, 0 failed"},
		"a failed test":            {streams: map[string]string{"end-to-end": failing}, want: "10 passed, 1 failed", code: 1},
		"a package does not build": {streams: map[string]string{"end-to-end": notBuilding}, want: "9 passed, 1 failed", code: 1},
		"two kinds of failure":     {streams: map[string]string{"without-cgo": failing + notBuilding}, want: "8 passed, 2 failed", code: 1},
		"a round that is killed": {streams: map[string]string{"end-to-end": strings.Join(strings.SplitAfter(passing, "\n")[:4], "")},
			want: "10 passed, 1 failed", code: 1},
		"the linters complain": {settings: []string{"LINTERS=1"}, want: "8 passed, 1 failed", code: 1},
		"a round that does not start": {streams: map[string]string{"go-tool": strings.Replace(goTool, "while", "exit 3; while", 1)},
			want: "6 passed, 3 failed", code: 1},
	} {
		t.Run(name, func(t *testing.T) {
			m := testingMachine(t, c.settings...)
			for file, content := range c.streams {
				m.stream(file, content)
			}
			got := m.run(".ci/run")
			lines := strings.Split(strings.TrimSuffix(got.stdout, "\n"), "\n")
			if last := lines[len(lines)-1]; got.code != c.code || last != c.want {
				t.Errorf("ended with %d and %q, want %d and %q\n%s%s", got.code, last, c.code, c.want, got.stdout, got.stderr)
			}
			if len(got.log) != 0 {
				t.Errorf("installed %q although all was there", got.log)
			}
		})
	}
}

func TestTestNamesWhatWasSkippedAndWhatFailed(t *testing.T) {
	m := testingMachine(t)
	m.stream("end-to-end", skipping)
	if got := m.run("app/test.sh").stdout; !strings.Contains(got, "\n  synchelper/app/ui TestPictures\n") {
		t.Errorf("the skipped test is not named:\n%s", got)
	}
	m.command("bin/gofmt", "echo diagnose/judge.go")
	got := m.run("app/test.sh")
	if got.code != 1 || !strings.Contains(got.stdout, "FAILED: gofmt\n") || !strings.Contains(got.stdout, "diagnose/judge.go\n") {
		t.Errorf("ended with %d\n%s%s", got.code, got.stdout, got.stderr)
	}
}

func TestTestInstallsWhatTestsNeed(t *testing.T) {
	for name, c := range map[string]struct {
		settings, without, want []string
	}{
		"Debian or Ubuntu": {
			without: []string{"dnf"},
			want: []string{"apt-get -q update", aptInstallStart + "chromium gcc imagemagick libc6-dev libgl1-mesa-dev " +
				"libreoffice-calc-nogui libx11-dev libxcursor-dev libxi-dev libxinerama-dev libxrandr-dev libxxf86vm-dev pkg-config python3-msal qrencode " +
				"shellcheck tesseract-ocr tmux xclip xdotool xvfb zbar-tools zxing-cpp-tools"},
		},
		"a Debian or Ubuntu without one of them": {
			settings: []string{"NOT_OFFERED=zxing-cpp-tools"},
			want: []string{"apt-get -q update", aptInstallStart + "chromium gcc imagemagick libc6-dev libgl1-mesa-dev " +
				"libreoffice-calc-nogui libx11-dev libxcursor-dev libxi-dev libxinerama-dev libxrandr-dev libxxf86vm-dev pkg-config python3-msal qrencode " +
				"shellcheck tesseract-ocr tmux xclip xdotool xvfb zbar-tools"},
		},
		"Fedora": {
			without: []string{"apt-get"},
			want: []string{"dnf -y --setopt=strict=0 install ImageMagick ShellCheck gcc glibc-devel libX11-devel libXcursor-devel " +
				"libXi-devel libXinerama-devel libXrandr-devel libXxf86vm-devel libreoffice-calc mesa-libGL-devel pkgconf-pkg-config python3-msal " +
				"qrencode tesseract tmux xclip xdotool xorg-x11-server-Xvfb zbar"},
		},
		"macOS": {
			settings: []string{"SYSTEM=Darwin", "USER_ID=501"},
			without:  []string{"apt-get", "dnf"},
			want:     []string{"xcode-select --install"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			m := newMachine(t, c.settings, c.without...)
			m.command("bin/gofmt", "exit 0")
			m.stream("go-tool", goTool)
			if got := m.run("app/test.sh"); !slices.Equal(got.log, c.want) {
				t.Errorf("installed by\n%s\nwant\n%s", strings.Join(got.log, "\n"), strings.Join(c.want, "\n"))
			}
		})
	}
}

// The clients of other makers come by npm, once, where Node is new enough; without them the tests go on.
func TestTestInstallsTheClientsOfOthers(t *testing.T) {
	const (
		ci    = "npm ci --prefix .ci/clients --ignore-scripts --no-audit --no-fund"
		noted = `echo "npm $*" >>"$WORLD/log"`
		made  = noted + `; mkdir -p .ci/clients/node_modules; touch .ci/clients/node_modules/.package-lock.json`
	)
	for name, c := range map[string]struct {
		node, npm string
		first     []string
		said      string
		again     int
	}{
		"new enough": {node: "echo v20.19.0", npm: made, first: []string{ci}},
		"newer":      {node: "echo v24.1.0", npm: made, first: []string{ci}},
		"too old":    {node: "echo v18.19.0", npm: made, said: "Node 20.19 or newer is not here"},
		"none":       {said: "Node 20.19 or newer is not here"},
		"npm fails":  {node: "echo v22.0.0", npm: noted + "; exit 1", first: []string{ci}, said: "npm ci did not work", again: 1},
	} {
		t.Run(name, func(t *testing.T) {
			m := testingMachine(t)
			if c.node != "" {
				m.command("bin/node", c.node)
				m.command("bin/npm", c.npm)
			}
			got := m.run("app/test.sh")
			if got.code != 0 || !slices.Equal(got.log, c.first) || !strings.Contains(got.stderr, c.said) {
				t.Errorf("ended with %d after %q and said %s", got.code, got.log, got.stderr)
			}
			if again := m.run("app/test.sh").log; len(again) != c.again {
				t.Errorf("the second time %q", again)
			}
		})
	}
}

func TestTestSaysWhyItCannotGoOn(t *testing.T) {
	got := newMachine(t, nil, "go").run(".ci/run")
	want := "Go is missing. Install Go 1.26.0 or newer from https://go.dev/dl/ and run this again.\n"
	if got.code == 0 || got.stderr != want {
		t.Errorf("ended with %d and said %q", got.code, got.stderr)
	}
}
