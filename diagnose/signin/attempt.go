package signin

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"net/url"
	"sync"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/public"

	"synchelper/diagnose"
)

// ErrNoRedirect says that nobody knows where a sign-in of the app ends, so none can be begun in its name.
var ErrNoRedirect = errors.New("the address at which this app's sign-in ends is not known")

// BeginError says why no sign-in could be begun: what the sign-in service or the network said.
type BeginError struct{ Failure Failure }

func (e *BeginError) Error() string { return e.Failure.Finding }

// selectAccount is OpenID Connect Core §3.1.2.1's prompt: the person chooses, whoever is signed in already. MSAL Go has
// a name for it, but in a package that only it may import.
const selectAccount = "select_account"

// secretBytes is how much randomness state and verifier hold: RFC 7636 §4.1 recommends it for the verifier.
const secretBytes = 32

// Attempt is one authorize request: its address, its state and the verifier of its challenge. It redeems one code, once.
// Printed in any way it shows none of them.
type Attempt struct {
	cfg      Config
	address  sealed
	state    sealed
	verifier sealed

	mu   sync.Mutex
	talk *conversation // nil once a code was redeemed
}

// conversation is one MSAL client with its wire. The client remembers an account and a token, so it is dropped with
// them.
type conversation struct {
	msal public.Client
	wire *wire
}

func converse(cfg Config) (*conversation, error) {
	w := newWire(cfg)
	options := []public.Option{public.WithAuthority(cfg.authority()), public.WithHTTPClient(w)}
	if cfg.Cloud.Simulated { // MSAL would ask Microsoft about a host that is none of Microsoft's
		options = append(options, public.WithInstanceDiscovery(false))
	}
	client, err := public.New(cfg.App.ClientID, options...)
	if err != nil {
		return nil, err
	}
	return &conversation{msal: client, wire: w}, nil
}

// NewAttempt has MSAL build the authorize address for the app's own client id and redirect address (RFC 6749 §4.1.1),
// and adds prompt, state and challenge (RFC 7636 §4.3). It asks the cloud for its openid-configuration. The errors are
// ErrNoRedirect and *BeginError.
func NewAttempt(ctx context.Context, cfg Config) (*Attempt, error) {
	if cfg.App.RedirectURI == "" {
		return nil, fmt.Errorf("%w: %s", ErrNoRedirect, cfg.App.Name)
	}
	talk, err := converse(cfg)
	if err != nil {
		return nil, err
	}
	bounded, cancel := context.WithTimeout(ctx, askLimit)
	defer cancel()
	built, err := talk.msal.AuthCodeURL(bounded, cfg.App.ClientID, cfg.App.RedirectURI, cfg.scopes(),
		public.WithLoginHint(cfg.Address))
	a := &Attempt{cfg: cfg, talk: talk, state: seal(random()), verifier: seal(random())}
	if err == nil {
		err = a.complete(built)
	}
	if err != nil {
		talk.wire.CloseIdleConnections()
		return nil, &BeginError{*cfg.failure(ctx, diagnose.StageSignIn, talk.wire, err)}
	}
	return a, nil
}

// complete adds to MSAL's address what MSAL does not offer.
func (a *Attempt) complete(built string) error {
	u, err := url.Parse(built)
	if err != nil || u.Scheme != "https" || !a.cfg.Cloud.ShowsSignIn(u.Host) {
		return errForeignHost
	}
	sum := sha256.Sum256([]byte(a.verifier.open()))
	query := u.Query()
	query.Set("prompt", selectAccount)
	query.Set("state", a.state.open())
	query.Set("code_challenge", base64.RawURLEncoding.EncodeToString(sum[:]))
	query.Set("code_challenge_method", "S256")
	u.RawQuery = query.Encode()
	a.address = seal(u.String())
	return nil
}

// random returns fresh bytes in the alphabet of RFC 7636 §4.1.
func random() string {
	b := make([]byte, secretBytes)
	_, _ = rand.Read(b) // never fails: crypto/rand ends the program rather than return less
	return base64.RawURLEncoding.EncodeToString(b)
}

// Address is what a browser opens. It holds the state; it is shown to nobody but the browser.
func (a *Attempt) Address() string { return a.address.open() }

// OwnBrowserLink returns an address for the person's own browser that shows what the phone would be shown. Its
// challenge's verifier is thrown away here, so no code that it leads to can ever be redeemed, by anybody. The errors
// are those of NewAttempt.
func OwnBrowserLink(ctx context.Context, cfg Config) (string, error) {
	a, err := NewAttempt(ctx, cfg)
	if err != nil {
		return "", err
	}
	a.drop()
	return a.Address(), nil
}

// take hands the conversation out, once.
func (a *Attempt) take() *conversation {
	a.mu.Lock()
	defer a.mu.Unlock()
	talk := a.talk
	a.talk = nil
	return talk
}

// drop forgets the conversation: nothing can be redeemed any more.
func (a *Attempt) drop() {
	if talk := a.take(); talk != nil {
		talk.wire.CloseIdleConnections()
	}
}
