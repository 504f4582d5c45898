//go:build linux

package signin

import (
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestSweepFolders leaves what is in use and what is not ours.
func TestSweepFolders(t *testing.T) {
	parent := shortFolder(t)
	used, err := makeFolder(parent)
	if err != nil {
		t.Fatal(err)
	}
	defer used.remove()
	left, err := makeFolder(parent)
	if err != nil {
		t.Fatal(err)
	}
	_ = left.lock.Close() // as when its owner is gone
	young, old := filepath.Join(parent, folderPrefix+"1"), filepath.Join(parent, folderPrefix+"2")
	foreign, target := filepath.Join(parent, "other-3"), shortFolder(t)
	for _, dir := range []string{young, old, foreign} {
		if err := os.Mkdir(dir, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	past := time.Now().Add(-2 * youngFolder)
	if err := os.Chtimes(old, past, past); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(parent, folderPrefix+"4")
	if err := os.Symlink(target, link); err != nil {
		t.Fatal(err)
	}
	SweepFolders(parent)
	for path, stays := range map[string]bool{used.path: true, left.path: false, young: true, old: false, foreign: true,
		link: true, target: true} {
		if _, err := os.Lstat(path); (err == nil) != stays {
			t.Errorf("%s: stays %v, want %v", path, err == nil, stays)
		}
	}
	SweepFolders(filepath.Join(parent, "nowhere"))
}

// TestAFolderWhoseOwnerWasKilled: the lock goes with the process, however it ends.
func TestAFolderWhoseOwnerWasKilled(t *testing.T) {
	if parent := os.Getenv("SYNCHELPER_TEST_OWNER"); parent != "" {
		f, err := makeFolder(parent)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = os.Stdout.WriteString(f.path + "\n")
		time.Sleep(patience)
		return
	}
	parent := shortFolder(t)
	owner := exec.Command(os.Args[0], "-test.run", "^TestAFolderWhoseOwnerWasKilled$")
	owner.Env = append(os.Environ(), "SYNCHELPER_TEST_OWNER="+parent)
	out, err := owner.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := owner.Start(); err != nil {
		t.Fatal(err)
	}
	path, err := bufio.NewReader(out).ReadString('\n')
	path = strings.TrimSpace(path)
	if err != nil || !strings.HasPrefix(path, parent) {
		t.Fatalf("made %q, %v", path, err)
	}
	SweepFolders(parent)
	if _, err := os.Stat(path); err != nil {
		t.Errorf("swept under a running owner: %v", err)
	}
	_ = owner.Process.Kill()
	_ = owner.Wait()
	SweepFolders(parent)
	if _, err := os.Stat(path); err == nil {
		t.Error("not swept after the owner's death")
	}
}

func TestTheFolderIsForThisUserAlone(t *testing.T) {
	f, err := makeFolder(shortFolder(t))
	if err != nil {
		t.Fatal(err)
	}
	defer f.remove()
	info, err := os.Stat(f.path)
	if err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
}

func TestParentOf(t *testing.T) {
	if got := parentOf("/short"); got != "/short" {
		t.Errorf("got %q", got)
	}
	long := "/var/folders/zz/zyxvpxvq6csfxvn_n0000000000000/T/"
	rest := "/" + folderPrefix + "1234567890/" + tempName + "/.com.microsoft.edgemac.XXXXXX/SingletonSocket"
	if got := parentOf(long); len(got)+len(rest) > 103 {
		t.Errorf("%q is too long by %d", got+rest, len(got)+len(rest)-103)
	}
	if n := longestParent + len(rest); n > 103 {
		t.Errorf("the longest parent is too long by %d", n-103)
	}
}

func TestEnvironment(t *testing.T) {
	got := environment([]string{"HOME=/h", "TMPDIR=/old", "SSLKEYLOGFILE=/keys", "DISPLAY=:1"}, "/ours")
	want := []string{"HOME=/h", "TMPDIR=/old", "DISPLAY=:1", "TMPDIR=/ours", "TMP=/ours", "TEMP=/ours",
		"BREAKPAD_DUMP_LOCATION=/ours"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}

func TestArguments(t *testing.T) {
	f := &folder{path: "/f"}
	b := Browser{Trust: "hash"}
	real, demo := Ask{}, Ask{}
	demo.Cloud.Simulated = true
	for name, c := range map[string]struct {
		list []string
		has  []string
		not  []string
	}{
		"at Microsoft": {b.arguments(f, real, false), []string{"--remote-debugging-pipe", "--user-data-dir=" + f.profile()},
			[]string{"--no-sandbox", "--ignore-certificate", "--host-resolver", "--headless", "--enable-automation",
				"--remote-debugging-port", "--disable-web-security", "--disable-extensions"}},
		"in a demo": {b.arguments(f, demo, false), []string{"--ignore-certificate-errors-spki-list=hash"},
			[]string{"--no-sandbox"}},
		"as root": {b.arguments(f, real, true), []string{"--no-sandbox"}, []string{"--ignore-certificate"}},
	} {
		for _, argument := range c.has {
			if !slices.Contains(c.list, argument) {
				t.Errorf("%s: no %s", name, argument)
			}
		}
		for _, argument := range c.not {
			if slices.ContainsFunc(c.list, func(a string) bool { return strings.HasPrefix(a, argument) }) {
				t.Errorf("%s: %s", name, argument)
			}
		}
	}
}
