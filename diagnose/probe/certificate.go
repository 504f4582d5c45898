package probe

import (
	"crypto/x509/pkix"
	"strings"
)

// nameOf is a name of a certificate as people look for it: the common name and the organisation.
func (a *asker) nameOf(name pkix.Name) string {
	parts := []string{}
	if name.CommonName != "" {
		parts = append(parts, a.quote(name.CommonName))
	}
	if len(name.Organization) > 0 {
		parts = append(parts, "("+a.quote(strings.Join(name.Organization, ", "))+")")
	}
	if len(parts) == 0 {
		return "an unnamed authority"
	}
	return strings.Join(parts, " ")
}
