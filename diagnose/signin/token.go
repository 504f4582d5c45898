package signin

import (
	"encoding/base64"
	"encoding/json"
	"slices"
	"strings"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/public"
)

// mailScope is the permission without which a phone's mail app gets nothing (Microsoft, "Office 365 Exchange Online"
// permissions: Exchange ActiveSync in the user's name).
const mailScope = "EAS.AccessAsUser.All"

// Token is an access token for the mailbox and what it says. Printed in any way it is "[token]". Its zero value is no
// token.
type Token struct {
	secret   sealed
	scopes   []string
	tenantID string
	account  string
}

// Reveal returns the access token itself, for the one question to the mailbox.
func (t Token) Reveal() string { return t.secret.open() }

// Scopes returns what the token allows, without the resource in front of each.
func (t Token) Scopes() []string { return slices.Clone(t.scopes) }

// TenantID returns the tenant of the account (tid of the id token), lower case; empty where none was said.
func (t Token) TenantID() string { return t.tenantID }

// Account returns the name the person signed in by (preferred_username of the id token); empty where none was said.
func (t Token) Account() string { return t.account }

// HasMail says whether the token opens a mailbox by Exchange ActiveSync.
func (t Token) HasMail() bool {
	return slices.ContainsFunc(t.scopes, func(s string) bool { return strings.EqualFold(s, mailScope) })
}

// readToken takes from MSAL's result what is needed. Its scopes are those in the token itself, which is what Exchange
// Online reads; where the token cannot be read, those that came beside it (RFC 6749 §5.1).
func readToken(result public.AuthResult) Token {
	scopes := scopesIn(result.AccessToken)
	if scopes == nil {
		scopes = result.GrantedScopes
	}
	short := make([]string, 0, len(scopes))
	for _, s := range scopes {
		short = append(short, s[strings.LastIndexByte(s, '/')+1:])
	}
	return Token{secret: seal(result.AccessToken), scopes: short,
		tenantID: strings.ToLower(result.IDToken.TenantID), account: result.IDToken.PreferredUsername}
}

// scopesIn reads the claim scp of a JWT (RFC 7519; Microsoft, "Access token claims reference"); nil where there is
// none. Its signature is the mailbox's business: the token came over TLS from the host that makes it.
func scopesIn(token string) []string {
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		return nil
	}
	raw, err := base64.RawURLEncoding.DecodeString(parts[1])
	if err != nil {
		return nil
	}
	var claims struct {
		Scopes *string `json:"scp"`
	}
	if json.Unmarshal(raw, &claims) != nil || claims.Scopes == nil {
		return nil
	}
	return strings.Fields(*claims.Scopes)
}
