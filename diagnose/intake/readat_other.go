//go:build !linux

package intake

import (
	"os"

	"synchelper/diagnose/triage"
)

// readAt is for Linux: elsewhere files are opened as the package os does.
func readAt(*os.File, string, []byte) (int, triage.Reason, bool) { return 0, "", false }
