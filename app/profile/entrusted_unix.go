//go:build unix

package profile

import (
	"io/fs"
	"syscall"
)

// entrusted says whether a file or folder belongs to its owner and nobody else can write it. An access list that lets
// others write shows in the group's bits on Linux.
func entrusted(info fs.FileInfo, owner uint32) bool {
	const othersWrite = 0o022
	stat, ok := info.Sys().(*syscall.Stat_t)
	return ok && stat.Uid == owner && info.Mode().Perm()&othersWrite == 0
}
