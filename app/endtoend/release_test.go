package endtoend

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// macTools stand in for what only a Mac has. Each notes what it was asked; fyne makes the bundle where it stands.
var macTools = map[string]string{
	"plutil":   `echo "plutil $*" >>"$WORLD/log"`,
	"codesign": `echo "codesign $*" >>"$WORLD/log"`,
	"xcrun":    `echo "xcrun $*" >>"$WORLD/log"`,
	"ditto":    `echo "ditto $*" >>"$WORLD/log"; touch "${!#}"`,
	"shasum":   `echo "0000  $3"`,
}

const fyneTool = `echo "$*" >>"$WORLD/log"
grep Icon FyneApp.toml >>"$WORLD/log"
mkdir -p SyncHelper.app/Contents`

func releaseOnAMac(t *testing.T, settings ...string) ran {
	t.Helper()
	m := newMachine(t, append(settings, "SYSTEM=Darwin", "USER_ID=501"), "apt-get", "dnf")
	must(t, os.CopyFS(m.path("bin"), os.DirFS(m.path("later"))))
	for name, script := range macTools {
		m.command("bin/"+name, script)
	}
	m.stream("go-tool", fyneTool)
	got := m.run("app/release.sh")
	for _, left := range []string{"app/FyneApp.toml", "app/SyncHelper.app", "dist/SyncHelper.app"} {
		if _, err := os.Stat(m.path(left)); err == nil {
			t.Errorf("%s is left behind", left)
		}
	}
	return got
}

const (
	macPackage = "tool -modfile=../.ci/tools.mod fyne package --target darwin --release --executable ../bin/synchelper"
	macZip     = "ditto -c -k --keepParent dist/SyncHelper.app dist/SyncHelper-0.1.0-macos-arm64.zip"
)

func TestReleaseOnAMacWithoutKeys(t *testing.T) {
	got := releaseOnAMac(t)
	want := []string{
		macPackage,
		`Icon = "../assets/icon.png"`,
		"plutil -replace LSApplicationCategoryType -string public.app-category.utilities dist/SyncHelper.app/Contents/Info.plist",
		"plutil -replace LSMinimumSystemVersion -string 12.0 dist/SyncHelper.app/Contents/Info.plist",
		"codesign --force --options runtime --sign - dist/SyncHelper.app",
		macZip,
	}
	if got.code != 0 || !slices.Equal(got.log, want) {
		t.Errorf("ended with %d after\n%s\nwant\n%s\n%s", got.code, strings.Join(got.log, "\n"), strings.Join(want, "\n"), got.stderr)
	}
	if !strings.Contains(got.stderr, "dist/SyncHelper.app is unsigned") {
		t.Errorf("does not say that it is unsigned:\n%s", got.stderr)
	}
	if got.stdout != "0000  SyncHelper-0.1.0-macos-arm64.zip\n" {
		t.Errorf("printed %q as sums", got.stdout)
	}
}

func TestReleaseOnAMacWithKeys(t *testing.T) {
	got := releaseOnAMac(t, "SYNCHELPER_SIGN_IDENTITY=Developer ID Application: Contoso", "SYNCHELPER_NOTARY_PROFILE=contoso")
	want := []string{
		"codesign --force --options runtime --sign Developer ID Application: Contoso dist/SyncHelper.app",
		macZip,
		"xcrun notarytool submit dist/SyncHelper-0.1.0-macos-arm64.zip --keychain-profile contoso --wait",
		"xcrun stapler staple dist/SyncHelper.app",
		macZip,
	}
	if got.code != 0 || len(got.log) < len(want) || !slices.Equal(got.log[len(got.log)-len(want):], want) {
		t.Errorf("ended with %d after\n%s\nwant at the end\n%s", got.code, strings.Join(got.log, "\n"), strings.Join(want, "\n"))
	}
	if strings.Contains(got.stderr, "unsigned") {
		t.Errorf("says that it is unsigned:\n%s", got.stderr)
	}
}
