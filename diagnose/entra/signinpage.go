package entra

// SignInPage is what one of Microsoft's own sign-in pages says of itself. Microsoft documents none of it; the keys are
// those that several public libraries read out of the page's $Config (libhimmelblau, ROADtools, AADInternals), and new
// pages appear without notice. Every field may be empty. Flow tokens and canaries are no part of it.
type SignInPage struct {
	ID            string // pgid, e.g. "ConvergedSignIn", "ConvergedTFA", "CmsiInterrupt", "ConvergedConsent"
	Code          string // sErrorCode or iErrorCode: the AADSTS number as digits
	ErrorText     string // sErrTxt
	Main          string // strMainMessage
	Additional    string // strAdditionalMessage
	Exception     string // strServiceExceptionMessage, "AADSTS…: …"
	CorrelationID string // correlationId
	SessionID     string // sessionId
	Lang          string // meta LocLC, e.g. "en-US"
	Visible       string // the text a person sees; read only where the page shows an error or nobody knows it
	// ForOrganization says that a consent page offers the tick-box "consent on behalf of your organization".
	ForOrganization bool
	// AsksPassword says that the page shows a field for a password: ConvergedSignIn asks first for the address, then for
	// the password, under one ID.
	AsksPassword bool
	// SkipDays is iRemainingDaysToSkipMfaRegistration; 0 where the page names none.
	SkipDays int
}
