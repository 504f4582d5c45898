package report

import (
	"strings"
	"testing"
)

func TestLinesAreWrappedByTheCellsTheyTake(t *testing.T) {
	const link = "https://login.microsoftonline.com/contoso.com/adminconsent?client_id=f8d98a96-0999-43f5-8af3-69971c7bb423"
	address := strings.Repeat("a", 60) + "@" + strings.Repeat("b", 56) + ".com"
	path := "/home/adele/" + strings.Repeat("d", 80)
	for name, c := range map[string]struct{ line, want string }{
		"at blanks":           {strings.Repeat("x ", 60), strings.Repeat("x ", 37) + "x\n  " + strings.Repeat("x ", 21) + "x"},
		"two cells a sign":    {strings.Repeat("管理 ", 20), strings.Repeat("管理 ", 14) + "管理\n  " + strings.Repeat("管理 ", 4) + "管理"},
		"no blank at all":     {strings.Repeat("管", 50), strings.Repeat("管", 38) + "\n  " + strings.Repeat("管", 12)},
		"a mark takes none":   {strings.Repeat("e\u0301", 76), strings.Repeat("e\u0301", 76)},
		"one word":            {strings.Repeat("w", 80) + " end", strings.Repeat("w", 76) + "\n  wwww end"},
		"a link is whole":     {"See " + link + " for more", "See\n  " + link + "\n  for more"},
		"an address is whole": {address + ", 2026", address + ",\n  2026"},
		"a path is whole":     {"saved: " + path, "saved:\n  " + path},
		"a command":           {"    Get-Mailbox " + strings.Repeat("-Long name ", 9), "    Get-Mailbox " + strings.TrimSpace(strings.Repeat("-Long name ", 9))},
	} {
		t.Run(name, func(t *testing.T) {
			if got := Wrap(c.line); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}
