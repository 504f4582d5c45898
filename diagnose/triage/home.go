package triage

// Home is the company that is looked after. What is of another is shown as foreign: a report may come from anybody.
type Home struct {
	companies map[string]bool // empty where nobody said, and no company has most of the people: then nothing is foreign
	ids       map[string]string
}

// Home returns the company of the profile, else the one that more than half of all rows with a company are of.
func (t *Tally) Home() Home {
	h := Home{companies: make(map[string]bool), ids: t.ids}
	for _, name := range t.own {
		id, domain := tenant(name)
		if company := t.company(id, domain); company != "" {
			h.companies[company] = true
		}
	}
	if len(h.companies) > 0 {
		return h
	}
	all, counts := 0, make(map[string]int)
	for name, n := range t.users {
		id, domain := tenant(name)
		counts[t.company(id, domain)] += n
		all += n
	}
	for company, n := range counts {
		if 2*n > all {
			h.companies[company] = true
		}
	}
	return h
}

// Foreign says whether a row is of another company. One that names no company is not.
func (h Home) Foreign(r Row) bool {
	id := r.TenantID
	if id == "" {
		id = h.ids[r.Domain]
	}
	return h.foreign(first(id, r.Domain))
}

func (h Home) foreign(company string) bool {
	return company != "" && len(h.companies) > 0 && !h.companies[company]
}
