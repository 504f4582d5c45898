package entrasim

// Tenant is one simulated company with its one person: as wrong or as right as a scenario says. It is data (an entry of
// assets/tenants.json); the zero value of every field is the healthy one.
type Tenant struct {
	ID        string `json:"id"`         // of the scenario, e.g. "need-admin-approval"
	Domain    string `json:"domain"`     // e.g. "contoso.com"
	TenantID  string `json:"tenant"`     // GUID
	Region    string `json:"region"`     // tenant_region_scope, e.g. "EU"
	User      string `json:"user"`       // the person's sign-in name, a mail address
	Name      string `json:"name"`       // shown on pages, e.g. "User One"
	MailboxOf string `json:"mailbox_of"` // the mail address where it differs from the sign-in name

	// Cloud is the id of the Microsoft cloud that the company is in (assets/clouds.json); empty: the public one.
	Cloud string `json:"cloud"`
	// HomeTenant is the tenant that the person's account belongs to where it is another: the id token names it.
	HomeTenant string `json:"home_tenant"`

	Personal  bool   `json:"personal"`  // the domain belongs to personal Microsoft accounts
	Unknown   bool   `json:"unknown"`   // Entra knows no tenant of the domain: AADSTS90002
	Federated string `json:"federated"` // name of the company's own identity provider; empty: managed by Entra

	// Consent is who may allow an app. Granted names who has.
	Consent   Consent `json:"consent"`
	Workflow  bool    `json:"workflow"`  // people may ask for approval
	Requested bool    `json:"requested"` // the person has asked already
	Granted   Grant   `json:"granted"`

	App     AppState     `json:"app"` // of the mail app's service principal
	Account AccountState `json:"account"`
	Second  SecondFactor `json:"second_factor"`
	Policy  int          `json:"policy"` // AADSTS number of the Conditional Access refusal, e.g. 53003, 53000; 0: none
	Claims  bool         `json:"claims"` // the refusal carries a claims challenge
	Mailbox MailboxState `json:"mailbox"`

	// Intercepted lets every connection end at a certificate of somebody in between: what TLS inspection looks like.
	Intercepted string `json:"intercepted"` // organisation named as the signer; empty: nobody
	// Trouble is a number with which the token endpoint answers whatever else is right: 90033, 50196, 70043 …
	Trouble int `json:"trouble"`
	// DeviceTrouble is a number with which the device code endpoint refuses. DeviceAnswersOK lets it do so with HTTP
	// status 200, as the real service was seen to.
	DeviceTrouble   int  `json:"device_trouble"`
	DeviceAnswersOK bool `json:"device_answers_ok"`
}

// Consent is the company's rule on who may allow an app.
type Consent string

// The rules. The zero value lets people allow the mail apps that Microsoft lists, as its managed policy does.
const (
	ConsentMailApps Consent = ""      // Microsoft's managed policy: the listed mail apps only
	ConsentNone     Consent = "none"  // nobody but an administrator: 90094, with the workflow 90095
	ConsentUser     Consent = "user"  // everybody for everything: the consent page
	ConsentRisky    Consent = "risky" // the app counts as risky: 900941, with the workflow 900981
)

// Grant says for whom the mail app has been allowed.
type Grant string

// The grants. The zero value is the healthy one: allowed for the whole company.
const (
	GrantedToAll     Grant = ""
	GrantedToNobody  Grant = "nobody"
	GrantedToOther   Grant = "another-person" // an administrator allowed it for the own account only
	GrantedToUser    Grant = "user"
	GrantedTooLittle Grant = "narrow" // without EAS.AccessAsUser.All
)

// AppState is the state of the mail app's service principal.
type AppState string

// The states of the app. The zero value is enabled, for everybody.
const (
	AppEnabled    AppState = ""
	AppMissing    AppState = "missing"    // no service principal yet: made when somebody consents
	AppDisabled   AppState = "disabled"   // 7000112
	AppUnassigned AppState = "unassigned" // assignment is required and the person has none: 50105
	AppNotFound   AppState = "not-found"  // 700016
)

// AccountState is the state of the person's account.
type AccountState string

// The states of the account.
const (
	AccountFine            AccountState = ""
	AccountNotFound        AccountState = "not-found"        // 50034
	AccountDisabled        AccountState = "disabled"         // 50057
	AccountLocked          AccountState = "locked"           // 50053
	AccountPasswordExpired AccountState = "password-expired" // 50055
	AccountGuest           AccountState = "guest"            // 50020
)

// SecondFactor is what Entra wants besides the password.
type SecondFactor string

// The second factors.
const (
	SecondNone     SecondFactor = ""
	SecondRequired SecondFactor = "required" // the page asks for it: 50076
	SecondRegister SecondFactor = "register" // it must be set up first: 50079
	SecondFails    SecondFactor = "fails"    // 500121
)

// MailboxState is what Exchange answers.
type MailboxState string

// The states of the mailbox.
const (
	MailboxFine        MailboxState = ""
	MailboxMissing     MailboxState = "missing"        // no mailbox: autodiscover finds nobody
	MailboxSyncOff     MailboxState = "activesync-off" // 403
	MailboxMoved       MailboxState = "moved"          // 451 with X-MS-Location
	MailboxOnPremises  MailboxState = "on-premises"    // autodiscover names a server of the company
	MailboxBusy        MailboxState = "busy"           // 503 with Retry-After
	MailboxWantsClaims MailboxState = "claims"         // 401 with insufficient_claims
)
