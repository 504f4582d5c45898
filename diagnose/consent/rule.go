package consent

import "fmt"

// Rule names what a link, a tenant or a text breaks. Words for people: message "rule.<id>".
type Rule string

// The rules.
const (
	RuleForm        Rule = "form"        // characters that no link of ours has, or not written as we would write it
	RuleScheme      Rule = "scheme"      // https only
	RuleUserinfo    Rule = "userinfo"    // nothing before the host
	RulePort        Rule = "port"        // no port
	RuleHost        Rule = "host"        // a host on the list
	RulePath        Rule = "path"        // a path that belongs to the host
	RuleFragment    Rule = "fragment"    // nothing behind a #
	RuleParameter   Rule = "parameter"   // only the parameters that belong to the form, each once
	RuleClient      Rule = "client"      // only mail apps that ship
	RuleScope       Rule = "scope"       // exactly the Exchange resource with /.default
	RuleCloud       Rule = "cloud"       // hosts of one cloud only
	RuleUnproven    Rule = "unproven"    // not known whether the app exists in this cloud: the admin center is the way
	RuleTenant      Rule = "tenant"      // a tenant id or a domain
	RulePersonal    Rule = "personal"    // a personal account has no company and no administrator
	RuleUnconfirmed Rule = "unconfirmed" // the person has not confirmed the tenant
	RuleLength      Rule = "length"      // too long for the program or the picture that has to take it
	RuleQR          Rule = "qr"          // never as a QR code
)

// RuleError says which rule is broken. It comes as *RuleError, for errors.As.
type RuleError struct {
	Rule   Rule
	Detail string // for the log and the terminal, in English; may quote hostile input, so it holds visible ASCII only
}

// Errors to be matched with errors.Is, whatever their detail.
var (
	ErrUnproven    error = &RuleError{Rule: RuleUnproven}
	ErrPersonal    error = &RuleError{Rule: RulePersonal}
	ErrUnconfirmed error = &RuleError{Rule: RuleUnconfirmed}
	ErrTooLong     error = &RuleError{Rule: RuleLength}
)

func (e *RuleError) Error() string {
	if e.Detail == "" {
		return "link rule " + string(e.Rule)
	}
	return "link rule " + string(e.Rule) + ": " + e.Detail
}

// Is makes the sentinels above match every error of their rule.
func (e *RuleError) Is(target error) bool {
	t, ok := target.(*RuleError)
	return ok && t.Detail == "" && t.Rule == e.Rule
}

func broken(r Rule, format string, args ...any) error {
	return &RuleError{Rule: r, Detail: fmt.Sprintf(format, args...)}
}

// quote makes hostile text safe to print: escaped, and never long enough to push the rest of a line away.
func quote(s string) string {
	const longest = 80
	if len(s) > longest {
		return fmt.Sprintf("%+q", s[:longest]) + "..."
	}
	return fmt.Sprintf("%+q", s)
}
