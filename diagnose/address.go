package diagnose

import "strings"

func domainOf(s Subject) string {
	if i := strings.LastIndexByte(s.Address, '@'); i >= 0 {
		return strings.ToLower(strings.TrimSpace(s.Address[i+1:]))
	}
	if strings.Contains(s.Tenant, ".") {
		return strings.ToLower(s.Tenant)
	}
	return ""
}
