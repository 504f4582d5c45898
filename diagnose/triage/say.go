package triage

import (
	"slices"
	"strings"

	"synchelper/diagnose/wording"
)

// Name is one name of its company: a domain, else the id.
func (g Group) Name() string {
	if len(g.Domains) > 0 {
		return g.Domains[0]
	}
	return g.TenantID
}

// To are the people's addresses, as a mail program takes them. Where some are of the company that is looked after, those of
// others are left out: a helpdesk writes to its own people.
func (g Group) To() string {
	var all []string
	for _, p := range g.Listed {
		if !g.strange(p.Address) {
			all = append(all, p.Address)
		}
	}
	return strings.Join(all, ", ")
}

// Mixed says whether some of the people are of the company that is looked after and others are not.
func (g Group) Mixed() bool { return len(g.Strange) > 0 && len(g.Strange) < len(g.Domains) }

// Elsewhere says whether all of it is of another company than the one that is looked after.
func (g Group) Elsewhere() bool { return g.Foreign || len(g.Strange) > 0 && !g.Mixed() }

// strange says whether an address is of another company than the others of a mixed group.
func (g Group) strange(user string) bool {
	if !g.Mixed() {
		return false
	}
	_, domain := address(user)
	return slices.Contains(g.Strange, domain)
}

// IsTrap says whether it is a link that no administrator must open, and no problem of the people.
func (g Group) IsTrap() bool { return g.key.trap != "" }

// Trap is the row's link as what is said about it.
func (r Row) Trap() wording.Trap {
	t := wording.Trap{Sources: []string{r.Source()}, AppID: r.Approves, Company: r.ApprovesAt}
	if r.User != "" {
		t.People = []wording.Person{{Address: r.User}}
	}
	return t
}

// Many is the group as what is said about it.
func (g Group) Many() wording.Many {
	m := wording.Many{Example: g.Example.Diagnosis(), People: g.People, Nameless: g.Nameless, Cures: g.Company, Once: g.Once,
		Listed: g.Listed, Strange: g.Strange, Unsure: g.Unsure, Named: g.Named, Other: g.Other.User, OtherCompany: g.Other.Domain,
		Trap:    wording.Trap{Sources: g.Sources, AppID: g.Example.Approves, Company: g.Example.ApprovesAt, People: g.Listed},
		Foreign: g.Elsewhere()}
	if m.Example.Subject.MailApp = g.app; g.app == severalApps {
		m.Example.Subject.MailApp = ""
	}
	if !g.Company && len(g.Domains) > 1 {
		m.Companies = g.Domains
	}
	if len(g.Domains) == 1 || g.Company {
		m.Company = strings.Join(g.Domains, ", ")
	}
	if g.Company && m.Company == "" {
		m.Company = g.TenantID
	}
	return m
}
