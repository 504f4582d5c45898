package diagnose

import (
	"slices"
	"strings"
)

// SoundsShared says whether an address begins as those do that several people use, so that one may ask whether it is one.
func (s Subject) SoundsShared() bool {
	local, _, ok := strings.Cut(strings.ToLower(s.Address), "@")
	return ok && slices.Contains([]string{"info", "office", "sales", "contact", "support", "service", "team", "hello",
		"accounting", "billing", "invoices", "jobs", "hr", "mail", "kontakt", "vertrieb", "buchhaltung", "rechnung",
		"rechnungen", "verwaltung", "bewerbung", "empfang", "sekretariat", "zentrale", "post"}, local)
}

func domainOf(s Subject) string {
	if i := strings.LastIndexByte(s.Address, '@'); i >= 0 {
		return strings.ToLower(strings.TrimSpace(s.Address[i+1:]))
	}
	if strings.Contains(s.Tenant, ".") {
		return strings.ToLower(s.Tenant)
	}
	return ""
}
