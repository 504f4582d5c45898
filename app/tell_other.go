//go:build !windows

package main

import (
	"fmt"
	"os"
)

// tell prints a sentence to the person.
func tell(text string) { fmt.Fprintln(os.Stderr, text) }
