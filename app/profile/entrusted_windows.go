package profile

import "io/fs"

// entrusted trusts what lies in the folder of programs: only administrators can write there.
func entrusted(fs.FileInfo, uint32) bool { return true }
