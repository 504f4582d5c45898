package signin

import (
	"errors"
	"fmt"
)

// What Browser.Show reports. All of them mean: take another way (the person's own browser, a device code).
var (
	// ErrForbidden: a policy of this computer forbids that a program watches the browser. It wraps the policy's name.
	ErrForbidden = errors.New("a policy on this computer forbids to watch this browser")
	// ErrStart: the program is no browser of the family, does not start, or does not answer.
	ErrStart = errors.New("the browser does not start")
	// ErrFolder: the temporary folder cannot be made or written: no room, no right.
	ErrFolder = errors.New("no temporary folder for the browser")
	// ErrAsk: what is to be shown is no sign-in page of the cloud.
	ErrAsk = errors.New("no sign-in page to show")
)

// PageError says that a page did not come, or not whole. It names the host and no more of the address.
type PageError struct{ Host string }

func (e *PageError) Error() string { return fmt.Sprintf("no page from %q", e.Host) }
