package signin

import (
	"context"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/public"

	"synchelper/diagnose"
)

// Redeem has MSAL turn an authorization code into a token (RFC 6749 §4.1.3, RFC 7636 §4.5). It works once: the client
// that could do it is dropped with the answer.
func (a *Attempt) Redeem(ctx context.Context, code string) (Token, *Failure) {
	talk := a.take()
	if talk == nil {
		return Token{}, a.cfg.unsaid(diagnose.StageToken, "a code was redeemed already")
	}
	defer talk.wire.CloseIdleConnections()
	bounded, cancel := context.WithTimeout(ctx, askLimit)
	defer cancel()
	result, err := talk.msal.AcquireTokenByAuthCode(bounded, code, a.cfg.App.RedirectURI, a.cfg.scopes(),
		public.WithChallenge(a.verifier.open()))
	if err != nil {
		cfg := a.cfg.hiding(seal(code), a.verifier, a.state)
		return Token{}, cfg.failure(ctx, diagnose.StageToken, talk.wire, err)
	}
	return readToken(result), nil
}
