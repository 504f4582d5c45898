package consent

import (
	"net/url"
	"slices"
	"strings"

	"synchelper/diagnose"
)

// CheckSignIn says whether a sign-in address may be handed to a person: the v2 authorize endpoint of the one cloud, for
// a mail app that ships and its own redirect address, for the Exchange resource with /.default, with a challenge (RFC
// 7636, S256) and a state. Whether the verifier was thrown away cannot be seen; package signin sees to it. The error is
// a *RuleError.
//
// These addresses are built by Microsoft's library, so they are looked at part by part: the order of their parameters
// is the library's.
func CheckSignIn(rawURL string, cloud diagnose.Cloud) error {
	const most = 4096 // of an address that a browser takes from another program on any system
	if len(rawURL) > most {
		return broken(RuleLength, "%d characters", len(rawURL))
	}
	u, err := url.Parse(rawURL)
	if err != nil || strings.ContainsFunc(rawURL, strange) {
		return broken(RuleForm, "%s", quote(rawURL))
	}
	switch {
	case u.Scheme != "https":
		return broken(RuleScheme, "%s", quote(u.Scheme))
	case u.User != nil:
		return broken(RuleUserinfo, "%s", quote(u.Host))
	case u.Host != cloud.LoginHost || len(cloudsAt(u.Host)) == 0:
		return broken(RuleHost, "%s", quote(u.Host))
	case u.Path != "/"+organizations+"/oauth2/v2.0/authorize":
		return broken(RulePath, "%s", quote(u.Path))
	case u.Fragment != "":
		return broken(RuleFragment, "%s", quote(u.Fragment))
	}
	return checkSignInQuery(u, cloud)
}

func checkSignInQuery(u *url.URL, cloud diagnose.Cloud) error {
	values, err := url.ParseQuery(u.RawQuery)
	if err != nil {
		return broken(RuleParameter, "%s", quote(u.RawQuery))
	}
	app, ships := diagnose.MailAppByClientID(values.Get("client_id"))
	if !ships || app.RedirectURI == "" {
		return broken(RuleClient, "%s", quote(values.Get("client_id")))
	}
	fixed := map[string]string{"client_id": app.ClientID, "redirect_uri": app.RedirectURI, "response_type": "code",
		"scope": scopeOf(cloud), "code_challenge_method": "S256", "prompt": "select_account"}
	free := []string{"login_hint", "state", "code_challenge", "response_mode", "nonce", "client-request-id",
		"x-client-sku", "x-client-ver", "x-client-os", "x-client-cpu", "client_info"}
	for name, all := range values {
		want, isFixed := fixed[name]
		if len(all) != 1 || isFixed && all[0] != want || !isFixed && !slices.Contains(free, strings.ToLower(name)) {
			return broken(RuleParameter, "%s", quote(name))
		}
	}
	for _, name := range []string{"redirect_uri", "scope", "response_type", "code_challenge", "code_challenge_method", "state"} {
		if values.Get(name) == "" {
			return broken(RuleParameter, "%s is missing", name)
		}
	}
	return nil
}
