// Command synchelper-cli is SyncHelper for the terminal: for helpdesks, servers and computers without OpenGL.
//
// The rules are: what was asked for goes to stdout, everything else to stderr; nothing is coloured unless stdout is a
// terminal and NO_COLOR is unset; the exit code says what was found (see the constants in exit.go).
package main

import (
	"os"
)

func main() {
	os.Exit(run(os.Args[1:], systemEnvironment()))
}
