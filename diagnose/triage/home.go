package triage

import "cmp"

// Home is the company that is looked after. What is of another is shown as foreign: a report may come from anybody.
type Home struct {
	companies map[string]bool // empty where nobody said, and there is not one alone: then nothing is foreign
	ids       map[string]string
	named     map[string]string // how the own companies were named, by somebody
	unsure    bool              // there are several, and nobody said which
}

// Home returns the company that was named as the own one, else the only one that there is. Which of several is the own
// one, their numbers do not say: whoever sends more mail would choose.
func (t *Tally) Home() Home {
	h := Home{companies: make(map[string]bool), ids: t.ids, named: make(map[string]string)}
	for _, name := range t.own {
		id, domain := tenant(name)
		if company := t.company(id, domain); company != "" {
			h.companies[company] = true
			h.named[company] = cmp.Or(h.named[company], name)
		}
	}
	if len(h.companies) > 0 {
		return h
	}
	for name := range t.users {
		id, domain := tenant(name)
		h.companies[t.company(id, domain)] = true
	}
	if h.unsure = len(h.companies) > 1; h.unsure {
		clear(h.companies)
	}
	return h
}

// Foreign says whether a row is of another company. One that names no company is not.
func (h Home) Foreign(r Row) bool {
	id := r.TenantID
	if id == "" {
		id = h.ids[r.Domain]
	}
	return h.foreign(cmp.Or(id, r.Domain))
}

func (h Home) foreign(company string) bool {
	return company != "" && len(h.companies) > 0 && !h.companies[company]
}
