package signin

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

// A folder of ours holds everything that a browser writes: its profile and, as its TMPDIR, what it leaves elsewhere
// otherwise. It is locked as long as its owner lives, so that another start can tell a folder in use from a left one.
const (
	folderPrefix = "synchelper-"
	lockName     = "owner"
	profileName  = "p"
	tempName     = "t"

	// youngFolder is how old a folder without a lock must be to be a left one: its owner may be about to lock it.
	youngFolder = time.Minute
	// removeLimit is how long a removal is tried again: dying processes of the browser still write for a moment.
	removeLimit = 2 * time.Second
)

// Chromium puts a socket into its TMPDIR and does not start where the socket's path does not fit into a sockaddr_un: 103
// bytes on macOS, whose own temporary folder has 49 already. The longest rest known is
// /synchelper-1234567890/t/.com.microsoft.edgemac.XXXXXX/SingletonSocket.
const (
	longestParent = 32
	shortParent   = "/tmp"
)

// parentOf is where a folder of ours is made for a wish.
func parentOf(wish string) string {
	if wish == "" {
		wish = os.TempDir()
	}
	if runtime.GOOS != "windows" && len(wish) > longestParent {
		return shortParent
	}
	return wish
}

type folder struct {
	path string
	lock *os.File
}

// makeFolder makes a folder of ours, locks it and writes the profile's settings. It leaves nothing when it fails.
func makeFolder(parent string) (*folder, error) {
	parent = parentOf(parent)
	if err := os.MkdirAll(parent, 0o700); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFolder, err)
	}
	path, err := os.MkdirTemp(parent, folderPrefix) // only this user may read it
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFolder, err)
	}
	f := &folder{path: path}
	if err := f.fill(); err != nil {
		f.remove()
		return nil, fmt.Errorf("%w: %w", ErrFolder, err)
	}
	return f, nil
}

func (f *folder) profile() string { return filepath.Join(f.path, profileName) }
func (f *folder) temp() string    { return filepath.Join(f.path, tempName) }

// profileSettings keep the browser from offering to save the password, and from remembering what was typed.
const profileSettings = `{"credentials_enable_service":false,"profile":{"password_manager_enabled":false},` +
	`"autofill":{"profile_enabled":false,"credit_card_enabled":false}}`

// reserve is how much room there must be. With less, Chromium starts, but loses what it writes, its cookies among them.
const reserve = 1 << 20

func (f *folder) fill() (err error) {
	if f.lock, err = lockFile(filepath.Join(f.path, lockName)); err != nil {
		return err
	}
	settings := filepath.Join(f.profile(), "Default")
	for _, dir := range []string{f.temp(), settings} {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return err
		}
	}
	if err := os.WriteFile(filepath.Join(settings, "Preferences"), []byte(profileSettings), 0o600); err != nil {
		return err
	}
	probe := filepath.Join(f.temp(), "room")
	return errors.Join(os.WriteFile(probe, make([]byte, reserve), 0o600), os.Remove(probe))
}

// remove takes the folder away. What still cannot be removed after removeLimit is left to SweepFolders.
func (f *folder) remove() {
	if f.lock != nil {
		_ = f.lock.Close()
	}
	removeAll(f.path)
}

func removeAll(path string) {
	for end := time.Now().Add(removeLimit); os.RemoveAll(path) != nil && time.Now().Before(end); {
		time.Sleep(20 * time.Millisecond)
	}
}

// SweepFolders removes the browser folders of a Browser.Folder whose owner is gone: crashed, killed, or cut off. Call it at
// start. A folder in use, of whichever process, stays.
func SweepFolders(parent string) {
	parent = parentOf(parent)
	entries, err := os.ReadDir(parent)
	if err != nil {
		return // nothing was ever made there
	}
	for _, entry := range entries {
		if !entry.IsDir() || !strings.HasPrefix(entry.Name(), folderPrefix) {
			continue // a link to a folder is no folder here, whatever its name
		}
		if path := filepath.Join(parent, entry.Name()); isLeft(path) {
			removeAll(path)
		}
	}
}

// isLeft says whether nobody holds the folder's lock.
func isLeft(path string) bool {
	name := filepath.Join(path, lockName)
	if _, err := os.Lstat(name); errors.Is(err, os.ErrNotExist) {
		info, err := os.Lstat(path)
		return err == nil && time.Since(info.ModTime()) > youngFolder
	}
	lock, err := lockFile(name)
	if err != nil {
		return false
	}
	return lock.Close() == nil
}
