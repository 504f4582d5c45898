package entrasim

import (
	"crypto/sha256"
	"fmt"
	"strings"
	"time"
)

// A token counts for an hour and a quarter: Entra draws 60 to 90 minutes (Microsoft, "Configurable token lifetimes").
const tokenLives = 75 * time.Minute

// The permissions of a healthy grant, as tokens of Apple's app carry them, and of one that is too narrow.
const (
	fullScopes   = "EAS.AccessAsUser.All EWS.AccessAsUser.All"
	narrowScopes = "EWS.AccessAsUser.All"
	mailScope    = "EAS.AccessAsUser.All"
)

// idClaims are those of Microsoft's "ID token claims reference". v1 tokens name the person by upn, v2 by
// preferred_username.
type idClaims struct {
	Audience  string `json:"aud"`
	Issuer    string `json:"iss"`
	IssuedAt  int64  `json:"iat"`
	NotBefore int64  `json:"nbf"`
	Expires   int64  `json:"exp"`
	Name      string `json:"name,omitempty"`
	Nonce     string `json:"nonce,omitempty"`
	Object    string `json:"oid"`
	Preferred string `json:"preferred_username,omitempty"`
	UPN       string `json:"upn,omitempty"`
	Unique    string `json:"unique_name,omitempty"`
	Subject   string `json:"sub"`
	Tenant    string `json:"tid"`
	ID        string `json:"uti"`
	Version   string `json:"ver"`
}

// accessClaims are those of Microsoft's "Access token claims reference", version 1.0: the version that Exchange Online
// asks for, whatever endpoint the client uses.
type accessClaims struct {
	Audience   string   `json:"aud"`
	Issuer     string   `json:"iss"`
	IssuedAt   int64    `json:"iat"`
	NotBefore  int64    `json:"nbf"`
	Expires    int64    `json:"exp"`
	ACR        string   `json:"acr"`
	Methods    []string `json:"amr"`
	AppName    string   `json:"app_displayname"`
	AppID      string   `json:"appid"`
	AppIDACR   string   `json:"appidacr"`
	Name       string   `json:"name"`
	Object     string   `json:"oid"`
	Scopes     string   `json:"scp"`
	Subject    string   `json:"sub"`
	Tenant     string   `json:"tid"`
	Unique     string   `json:"unique_name"`
	UPN        string   `json:"upn"`
	ID         string   `json:"uti"`
	Version    string   `json:"ver"`
	Capability []string `json:"xms_cc,omitempty"`
}

// home is the tenant that the person's account belongs to.
func (t Tenant) home() string {
	if t.HomeTenant != "" {
		return t.HomeTenant
	}
	return t.TenantID
}

// idToken says who signed in.
func (c *Company) idToken(g grantedCode, v1 bool) string {
	t, now := c.Tenant(), c.now()
	claims := idClaims{
		Audience: g.request.ClientID, Issuer: c.issuer(t.home(), v1), IssuedAt: now.Unix(), NotBefore: now.Unix(),
		Expires: now.Add(tokenLives).Unix(), Name: t.Name, Nonce: g.request.Nonce, Object: objectID(t, g.account),
		Subject: pairwise(g.request.ClientID, g.account), Tenant: t.home(), ID: base64url(c.bytes(16)),
	}
	if v1 {
		claims.UPN, claims.Unique, claims.Version = g.account, g.account, "1.0"
	} else {
		claims.Preferred, claims.Version = g.account, "2.0"
	}
	return c.signing().sign(claims)
}

// accessToken opens the mailbox, or would open Microsoft Graph where only OpenID's scopes were asked for.
func (c *Company) accessToken(g grantedCode, resource, scopes string) string {
	t, now := c.Tenant(), c.now()
	claims := accessClaims{
		Audience: resource, Issuer: c.issuer(t.home(), true), IssuedAt: now.Unix(), NotBefore: now.Unix(),
		Expires: now.Add(tokenLives).Unix(), ACR: "1", Methods: []string{"pwd"}, AppName: g.request.appName(),
		AppID: g.request.ClientID, AppIDACR: "0", Name: t.Name, Object: objectID(t, g.account), Scopes: scopes,
		Subject: pairwise(resource, g.account), Tenant: t.home(), Unique: g.account, UPN: g.account,
		ID: base64url(c.bytes(16)), Version: "1.0",
	}
	if g.second == SecondRequired {
		claims.Methods = append(claims.Methods, "mfa")
	}
	if strings.Contains(g.request.Claims, "cp1") { // the client can answer a claims challenge, and says so
		claims.Capability = []string{"CP1"}
	}
	return c.signing().sign(claims)
}

// objectID is the account's GUID: the same at every start, so that a demo's report can be compared with the last one.
func objectID(t Tenant, account string) string {
	sum := sha256.Sum256([]byte("account " + t.home() + " " + strings.ToLower(account)))
	sum[6], sum[8] = sum[6]&0x0f|0x80, sum[8]&0x3f|0x80 // RFC 9562 version 8: made as we like
	return fmt.Sprintf("%x-%x-%x-%x-%x", sum[0:4], sum[4:6], sum[6:8], sum[8:10], sum[10:16])
}

// pairwise is a subject that differs from app to app (OpenID Connect Core §8.1).
func pairwise(app, account string) string {
	sum := sha256.Sum256([]byte("subject " + app + " " + strings.ToLower(account)))
	return base64url(sum[:])
}
