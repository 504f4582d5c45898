package signin

import "slices"

// Standing is where the person stands in a sign-in.
type Standing string

// Where a person can stand.
const (
	StandingOpening      Standing = "opening"        // no page yet
	StandingAddress      Standing = "address"        // choose an account, or type its name
	StandingPassword     Standing = "password"       // type the password, or a new one
	StandingSecondStep   Standing = "second-step"    // approve on another device, or type a code
	StandingRegister     Standing = "register"       // set a second step up first
	StandingStaySignedIn Standing = "stay-signed-in" // either answer will do
	StandingConfirmApp   Standing = "confirm-app"    // is this the app you meant? yes
	StandingConsent      Standing = "consent"        // the person may allow the app; the run has stopped here
	// StandingConsentForAll is a consent page with the tick-box "on behalf of your organization": leave it empty.
	StandingConsentForAll Standing = "consent-for-all"
	StandingApproval      Standing = "approval"     // somebody else must say yes; the run has stopped here
	StandingCompanyPage   Standing = "company-page" // a page of Progress.Host, which is never read
	StandingError         Standing = "error"        // an error page; the run has stopped here
	StandingUnknown       Standing = "unknown"      // a page that nobody knows: go on, or say "I see an error"
)

// Progress is where the person stands now.
type Progress struct {
	Standing Standing
	Host     string // of the page, with its port if it has one; empty while opening
}

// The ids of Microsoft's pages that are known (pgid; libhimmelblau, ROADtools, AADInternals). New ones appear without
// notice.
const (
	pageSignIn   = "ConvergedSignIn"
	pageSecond   = "ConvergedTFA"
	pageRegister = "ConvergedProofUpRedirect"
	pageStay     = "KmsiInterrupt"
	pageConfirm  = "CmsiInterrupt"
	pageConsent  = "ConvergedConsent"
	pagePassword = "ConvergedChangePassword"
	pageError    = "ConvergedError"
)

// step is a page on which a person goes on.
type step struct {
	standing Standing
	// asks are the numbers that say no more than why the page is shown.
	asks []int
}

// stepOf returns what is known of a page; false for an error page and for one that nobody knows.
func stepOf(id string) (step, bool) {
	switch id {
	case pageSignIn: // 50058: nobody is signed in yet. 16000: several are, choose
		return step{StandingAddress, []int{50058, 16000}}, true
	case pageSecond:
		return step{StandingSecondStep, []int{50074, 50076, 50078, 50158}}, true
	case pageRegister:
		return step{StandingRegister, nil}, true
	case pageStay:
		return step{StandingStaySignedIn, []int{50140}}, true
	case pageConfirm:
		return step{StandingConfirmApp, []int{50199}}, true
	case pagePassword:
		return step{StandingPassword, nil}, true
	}
	return step{}, false
}

func (s step) onlyAsks(number int) bool { return slices.Contains(s.asks, number) }
