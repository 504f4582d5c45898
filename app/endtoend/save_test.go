package endtoend

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestAReportIsSavedForSomebodyOutside goes by the choice beside *Save report*: the file holds no name, and the key of the
// other names is its owner's alone.
func TestAReportIsSavedForSomebodyOutside(t *testing.T) {
	t.Parallel()
	needReader(t)
	s := newScreen(t)
	s.open(720, 900)
	s.describe()
	for _, id := range []string{"ui.fold.save", "ui.save.who", "ui.save.for.outside", "ui.save.now"} {
		s.click(middle(s.scrollTo(s.words.Text(id))))
	}
	var files []string
	s.until("the report is there", func() bool {
		files, _ = filepath.Glob(filepath.Join(s.dir, "SyncHelper-SH-*-outside.txt"))
		return len(files) == 1
	})
	saved, err := os.ReadFile(files[0])
	if text := string(saved); err != nil || !strings.Contains(text, "AADSTS90094") || strings.Contains(text, "user1") || strings.Contains(text, "contoso") {
		t.Errorf("%v, saved is\n%s", err, text)
	}
	if key, err := os.Stat(filepath.Join(s.dir, "config", "SyncHelper", "pseudonyms.key")); err != nil || key.Mode().Perm() != 0o600 {
		t.Errorf("the key: %v, %v", key, err)
	}
}
