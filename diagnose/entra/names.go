package entra

import (
	"bytes"
	"strings"

	"synchelper/diagnose"
)

// user fills the address of the account that the page speaks of. Only an address that the page calls so counts: a
// quoted mail names others.
func (r *reader) user() {
	type address struct{ start, end int }
	var all []address
	for i := 0; i < len(r.low); i++ {
		if r.low[i] != '@' {
			continue
		}
		start, end := r.address(i)
		if start == i || end == i+1 {
			continue
		}
		if kind, _ := r.labelBefore(start); kind == labelUser {
			all = append(all, address{start, end})
		}
		i = end
	}
	if i := r.at.nearest(len(all), func(i int) int { return all[i].start }); i >= 0 {
		r.said.User = r.quotedText(all[i].start, all[i].end)
		r.note(diagnose.FieldUser, all[i].start, all[i].end)
	}
}

// address returns the range of the mail address around the @ at i; empty sides when there is none.
func (r *reader) address(i int) (int, int) {
	const longest = 64
	start, end := i, i+1
	for start > 0 && i-start < longest && (isAlnum(r.low[start-1]) || strings.IndexByte("._+-#", r.low[start-1]) >= 0) {
		start--
	}
	for end < len(r.low) && end-i < longest && (isAlnum(r.low[end]) || r.low[end] == '.' || r.low[end] == '-') {
		end++
	}
	for end > i+1 && !isAlnum(r.low[end-1]) {
		end--
	}
	if bytes.IndexByte(r.low[i+1:end], '.') < 0 {
		return i, i + 1
	}
	return start, end
}

// tenantDomain fills the tenant when it is named by a domain, and resource when it is named by an address.
func (r *reader) tenantDomain() {
	if r.said.Tenant != "" {
		return
	}
	for _, before := range [...]string{"tenant '", "directory '", "organization '", "organisation '", "tenant named ",
		"login.microsoftonline.com/", "login.microsoftonline.us/", "tenant: ", "tenant \""} {
		for from := 0; ; {
			i := bytes.Index(r.low[from:], []byte(before))
			if i < 0 {
				break
			}
			from += i + len(before)
			if end := r.domain(from); end > from {
				r.said.Tenant = string(r.low[from:end])
				r.note(diagnose.FieldTenant, from, end)
				return
			}
		}
	}
}

// domain returns where the domain that begins at i ends; i when none does.
func (r *reader) domain(i int) int {
	const longest = 253
	end := i
	for end < len(r.low) && end-i < longest && (isAlnum(r.low[end]) || r.low[end] == '.' || r.low[end] == '-') {
		end++
	}
	for end > i && !isAlnum(r.low[end-1]) {
		end--
	}
	dot := bytes.LastIndexByte(r.low[i:end], '.')
	if dot <= 0 || end-i-dot < 3 || !isLetter(r.low[end-1]) || bytes.Contains(r.low[i:end], []byte("..")) {
		return i
	}
	return end
}

// resourceName fills the resource when it is named by an address instead of a GUID.
func (r *reader) resourceName() {
	if r.said.Resource != "" {
		return
	}
	for _, before := range [...]string{"the resource principal named ", "resource value from request: ", "resource '",
		"access to a service (\"", "a service '", "a service (\"", "&resource=", "?resource=", "\"resource\":\""} {
		i := bytes.Index(r.low, []byte(before))
		if i < 0 {
			continue
		}
		start := i + len(before)
		end := start
		for end < len(r.low) && end-start < longestName && strings.IndexByte(" \n'\"&<>,)", r.low[end]) < 0 {
			end++
		}
		for end > start && r.low[end-1] == '.' {
			end--
		}
		if end-start > len("https://x") && bytes.IndexByte(r.low[start:end], '.') > 0 {
			r.said.Resource = r.quotedText(start, end)
			r.note(diagnose.FieldResource, start, end)
			return
		}
	}
}
