package entrasim

import (
	"encoding/base64"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

const activeSyncPath = "/Microsoft-Server-ActiveSync"

// What Exchange Online answers to OPTIONS (MS-ASHTTP §2.2.3): it takes 16.1 from devices, and lists what it ever took.
const (
	activeSyncVersions = "2.0,2.1,2.5,12.0,12.1,14.0,14.1,16.0,16.1"
	activeSyncCommands = "Sync,SendMail,SmartForward,SmartReply,GetAttachment,GetHierarchy,CreateCollection,DeleteCollection," +
		"MoveCollection,FolderSync,FolderCreate,FolderDelete,FolderUpdate,MoveItems,GetItemEstimate,MeetingResponse,Search," +
		"Settings,Ping,ItemOperations,Provision,ResolveRecipients,ValidateCert,Find"
)

// A busy server names this many seconds. Which it names differs.
const busyWait = "30"

// autodiscovered is the answer of Autodiscover v2 as Microsoft's own scripts read it (CSS-Exchange,
// Get-ProtocolEndpointViaAutoDv2).
type autodiscovered struct {
	Protocol string `json:"Protocol"`
	URL      string `json:"Url"`
}

// autodiscoverError is its refusal. The names of the two fields are public, the codes vary: "UserNotFound" is invented.
type autodiscoverError struct {
	Code    string `json:"ErrorCode"`
	Message string `json:"ErrorMessage"`
}

// serveAutodiscover says where a mailbox is (Autodiscover v2). A mailbox in the company's own house gets a redirect to
// the company's own Autodiscover, as reported of hybrid companies.
func (c *Company) serveAutodiscover(w http.ResponseWriter, r *http.Request) {
	address := mailAddressOf(r)
	if !strings.EqualFold(r.URL.Query().Get("Protocol"), "ActiveSync") {
		writeJSON(w, http.StatusBadRequest, autodiscoverError{Code: "InvalidProtocol",
			Message: "The given protocol value is invalid. Supported values are ActiveSync."})
		return
	}
	t := c.Tenant()
	switch {
	case !t.hasMail(address), t.Mailbox == MailboxMissing:
		writeJSON(w, http.StatusNotFound, autodiscoverError{Code: "UserNotFound", Message: "The requested user was not found."})
	case t.Mailbox == MailboxOnPremises:
		w.Header().Set("Location", "https://"+c.OwnHost()+r.URL.RequestURI())
		w.WriteHeader(http.StatusFound)
	default:
		writeJSON(w, http.StatusOK, autodiscovered{Protocol: "ActiveSync", URL: c.Cloud().ExchangeResource + activeSyncPath})
	}
}

// serveOwnAutodiscover is the company's own Exchange: it has the mailbox, or has never heard of it.
func (c *Company) serveOwnAutodiscover(w http.ResponseWriter, r *http.Request) {
	t := c.Tenant()
	if !t.hasMail(mailAddressOf(r)) || t.Mailbox != MailboxOnPremises && t.Mailbox != MailboxMoved {
		writeJSON(w, http.StatusNotFound, autodiscoverError{Code: "UserNotFound", Message: "The requested user was not found."})
		return
	}
	writeJSON(w, http.StatusOK, autodiscovered{Protocol: "ActiveSync", URL: "https://" + c.OwnHost() + activeSyncPath})
}

func mailAddressOf(r *http.Request) string {
	if address := r.PathValue("address"); address != "" {
		return address
	}
	return r.URL.Query().Get("Email")
}

// hasMail says whether an address is the person's: the mailbox's own, or the sign-in name, which Exchange knows too.
func (t Tenant) hasMail(address string) bool {
	return !t.Unknown && (strings.EqualFold(address, t.User) || t.MailboxOf != "" && strings.EqualFold(address, t.MailboxOf))
}

// serveOptions is Exchange Online's answer to the first thing an iPhone sends (MS-ASHTTP §2.2.1.1.2, OPTIONS).
func (c *Company) serveOptions(w http.ResponseWriter, r *http.Request) {
	header := w.Header()
	header.Set("request-id", idsOf(r).Trace)
	header.Set("Server", "Microsoft-IIS/10.0")
	token, asked := bearerOf(r)
	t := c.Tenant()
	switch {
	case !asked:
		// Exchange Online sends a client that shows nothing at all to its host for certificates, as recorded; here the
		// host stays this computer's.
		header.Set("X-MS-Location", c.Cloud().ExchangeResource+activeSyncPath)
		w.WriteHeader(statusRedirected)
	case t.Mailbox == MailboxMoved:
		header.Set("X-MS-Location", "https://"+c.OwnHost()+activeSyncPath)
		w.WriteHeader(statusRedirected)
	case token == "":
		c.challenge(w, `error="invalid_token"`)
	default:
		c.serveMailbox(w, t, token)
	}
}

// statusRedirected is MS-ASHTTP's 451: the mailbox is on another server, which X-MS-Location names.
const statusRedirected = 451

// bearerOf reads the token of a request (RFC 6750 §2.1). asked is true for an empty one too, which is how Apple's
// clients ask who issues tokens.
func bearerOf(r *http.Request) (token string, asked bool) {
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	return strings.TrimSpace(token), strings.EqualFold(scheme, "Bearer")
}

// challenge asks for a token (RFC 9110 §11.6.1), with the parameters that were recorded at Exchange Online. The real
// authorization_uri is of the host login.windows.net; here it is the company's.
func (c *Company) challenge(w http.ResponseWriter, more string) {
	w.Header().Add("WWW-Authenticate", `Bearer client_id="`+exchangeOnlineID+`", `+
		`trusted_issuers="00000001-0000-0000-c000-000000000000@*", `+
		`token_types="app_asserted_user_v1 service_asserted_app_v1", `+
		`authorization_uri="https://`+c.Cloud().LoginHost+`/common/oauth2/authorize", issuer_kind="AzureAD", `+more)
	w.Header().Add("WWW-Authenticate", `Basic Realm=""`)
	w.WriteHeader(http.StatusUnauthorized)
}

// serveMailbox is what comes after a token: refused if it is not good, else what the mailbox's state gives.
func (c *Company) serveMailbox(w http.ResponseWriter, t Tenant, token string) {
	header := w.Header()
	if number, reason, category := c.faultOf(token); number != 0 {
		header.Set("x-ms-diagnostics", strconv.Itoa(number)+`;reason="`+reason+`";error_category="`+category+`"`)
		c.challenge(w, `error="invalid_token"`)
		return
	}
	switch t.Mailbox {
	case MailboxSyncOff:
		// MS-ASHTTP: 403, the user is not enabled for ActiveSync. The sentence varies.
		header.Set("X-MS-Diagnostics", "user isn't enabled for Exchange ActiveSync.")
		w.WriteHeader(http.StatusForbidden)
	case MailboxBusy:
		header.Set("Retry-After", busyWait)
		w.WriteHeader(http.StatusServiceUnavailable)
	case MailboxWantsClaims:
		claims := `{"access_token":{"nbf":{"essential":true,"value":"` + strconv.FormatInt(c.now().Unix(), 10) + `"}}}`
		c.challenge(w, `error="insufficient_claims", claims="`+base64.StdEncoding.EncodeToString([]byte(claims))+`"`)
	case MailboxMissing, MailboxOnPremises:
		w.WriteHeader(http.StatusNotFound) // invented: no such mailbox is asked for with a token
	default:
		header.Set("MS-Server-ActiveSync", "15.20")
		header.Set("MS-ASProtocolVersions", activeSyncVersions)
		header.Set("MS-ASProtocolCommands", activeSyncCommands)
		header.Set("Public", "OPTIONS,POST")
		header.Set("Allow", "OPTIONS,POST")
		w.WriteHeader(http.StatusOK)
	}
}

// faultOf says what is wrong with a token in the words of x-ms-diagnostics; 0 when nothing is. 2000003 for the audience
// and 2000008 for missing permissions are public; the other numbers are invented.
func (c *Company) faultOf(token string) (number int, reason, category string) {
	var claims accessClaims
	if err := c.signing().verify(token, &claims); err != nil {
		return 2000001, "The token has an invalid signature.", "invalid_signature"
	}
	now := c.now().Unix()
	switch {
	case claims.Expires <= now, claims.NotBefore > now:
		return 2000005, "The token has expired.", "invalid_lifetime"
	case !slices.Contains(c.exchangeResources(), claims.Audience):
		return 2000003, "The audience claim value is invalid 'aud'.", "invalid_resource"
	case !slices.Contains(strings.Fields(claims.Scopes), mailScope):
		return 2000008, "The token contains no permissions, or permissions can not be understood.", "invalid_grant"
	}
	return 0, "", ""
}

// serveOwnOptions is the company's own Exchange: it names the company's own AD FS, as recorded of servers without hybrid
// modern authentication.
func (c *Company) serveOwnOptions(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("request-id", idsOf(r).Trace)
	w.Header().Add("WWW-Authenticate", `Bearer client_id="`+exchangeOnlineID+`", trusted_issuers="https://`+c.OwnHost()+`/adfs", `+
		`authorization_uri="https://`+c.OwnHost()+`/adfs/oauth2/authorize", issuer_kind="ADFS", error="invalid_token"`)
	w.Header().Add("WWW-Authenticate", `Basic Realm="`+c.OwnHost()+`"`)
	w.WriteHeader(http.StatusUnauthorized)
}
