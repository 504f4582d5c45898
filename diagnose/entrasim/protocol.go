package entrasim

import "net/http"

// registerProtocol adds what clients ask that are no people: discovery, tokens and keys at the sign-in service, mail at
// Exchange or at the company's own server. Paths are those of login.microsoftonline.com and outlook.office365.com;
// {authority} is a tenant id, a domain, organizations or common.
func (c *Company) registerProtocol(login, exchange, own *http.ServeMux) {
	login.HandleFunc("GET /{authority}/v2.0/.well-known/openid-configuration", c.serveConfiguration(false))
	login.HandleFunc("GET /{authority}/.well-known/openid-configuration", c.serveConfiguration(true))
	login.HandleFunc("GET /{authority}/discovery/instance", c.serveInstance)
	login.HandleFunc("GET /{authority}/discovery/v2.0/keys", c.serveKeys)
	login.HandleFunc("GET /{authority}/discovery/keys", c.serveKeys)
	login.HandleFunc("GET /{authority}/userrealm/{user}", c.serveUserRealm)
	login.HandleFunc("GET /GetUserRealm.srf", c.serveOldUserRealm)
	login.HandleFunc("POST /GetUserRealm.srf", c.serveOldUserRealm)
	login.HandleFunc("/{authority}/oauth2/v2.0/token", c.serveToken(false))
	login.HandleFunc("/{authority}/oauth2/token", c.serveToken(true))
	login.HandleFunc("/{authority}/oauth2/v2.0/devicecode", c.serveDeviceCode)

	exchange.HandleFunc("GET /autodiscover/autodiscover.json/v1.0/{address}", c.serveAutodiscover)
	exchange.HandleFunc("GET /autodiscover/autodiscover.json", c.serveAutodiscover)
	exchange.HandleFunc("OPTIONS "+activeSyncPath, c.serveOptions)
	own.HandleFunc("GET /autodiscover/autodiscover.json/v1.0/{address}", c.serveOwnAutodiscover)
	own.HandleFunc("GET /autodiscover/autodiscover.json", c.serveOwnAutodiscover)
	own.HandleFunc("OPTIONS "+activeSyncPath, c.serveOwnOptions)
}
