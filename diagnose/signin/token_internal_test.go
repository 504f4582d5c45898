package signin

import (
	"encoding/base64"
	"slices"
	"testing"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/public"
)

// The mailbox reads what stands in the token. What came beside it counts where nobody can read the token.
func TestScopesAreThoseOfTheToken(t *testing.T) {
	jwt := func(claims string) string {
		return "e30." + base64.RawURLEncoding.EncodeToString([]byte(claims)) + ".sig"
	}
	beside := []string{"https://outlook.office365.com/EAS.AccessAsUser.All", "https://outlook.office365.com/.default", "openid"}
	for name, c := range map[string]struct {
		token string
		want  []string
		mail  bool
	}{
		"fewer than beside it":  {jwt(`{"scp":"User.Read"}`), []string{"User.Read"}, false},
		"both":                  {jwt(`{"scp":"eas.accessasuser.all User.Read"}`), []string{"eas.accessasuser.all", "User.Read"}, true},
		"none":                  {jwt(`{"scp":""}`), nil, false},
		"a token without scp":   {jwt(`{}`), []string{"EAS.AccessAsUser.All", ".default", "openid"}, true},
		"a token of other kind": {"EwB4A8l6", []string{"EAS.AccessAsUser.All", ".default", "openid"}, true},
		"no JSON inside":        {jwt(`x`), []string{"EAS.AccessAsUser.All", ".default", "openid"}, true},
		"no base64 inside":      {"e30.***.sig", []string{"EAS.AccessAsUser.All", ".default", "openid"}, true},
	} {
		t.Run(name, func(t *testing.T) {
			token := readToken(public.AuthResult{AccessToken: c.token, GrantedScopes: beside})
			if !slices.Equal(token.Scopes(), c.want) || token.HasMail() != c.mail {
				t.Errorf("the scopes are %q, mail %t", token.Scopes(), token.HasMail())
			}
		})
	}
	if (Token{}).HasMail() || (Token{}).Reveal() != "" {
		t.Error("no token opens a mailbox")
	}
}
