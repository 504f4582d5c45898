package signin

import (
	"context"
	"net/url"

	"synchelper/diagnose"
	"synchelper/diagnose/entra"
)

// Surface shows sign-in pages to a person. Browser is one; the simulated person of a demo is another.
type Surface interface {
	// Show opens ask.Address and calls on, never twice at a time, for every page that is shown, until the redirect
	// arrives, on says stop, the person closes the window, or ctx ends (which is no error: Ended is empty then, and ctx
	// tells why). It leaves nothing behind: no process, no folder. An error means that nothing could be shown, or no
	// longer.
	Show(ctx context.Context, ask Ask, on func(Sight) (stop bool)) (Ended, error)
}

// Ask is what a Surface shows, and when it is done.
type Ask struct {
	Address  string         // https, on one of the cloud's login hosts
	Redirect string         // where the sign-in ends: matched without regard to case and one slash at the end
	Cloud    diagnose.Cloud // on its login hosts, and nowhere else, pages are read
	// Describe says "I see an error": the page that is shown now is read with its visible text. May be nil.
	Describe <-chan struct{}
}

// Sight is one page that a person was shown.
type Sight struct {
	Host      string // with its port, if it has one
	Ours      bool   // a login host of the cloud: Page is filled. Of other hosts nothing but the name is known
	Page      entra.SignInPage
	Described bool // because Ask.Describe said so
}

// Ended says why the pages ended. All of it empty: on said stop, or the context ended.
type Ended struct {
	Redirect url.Values // what the redirect carried; nil unless it arrived
	Closed   bool       // the person closed the window
	Gone     bool       // the browser crashed or was killed
}
