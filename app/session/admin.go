package session

import (
	"errors"
	"strings"

	"synchelper/diagnose"
	"synchelper/diagnose/consent"
	"synchelper/diagnose/wording"
)

func isPersonal(err error) bool { return errors.Is(err, consent.ErrPersonal) }

// ForAdmin shows the administrator's page: of the result that is known, else it asks for a company first.
func (s *Session) ForAdmin(ofResult bool) {
	s.change(func(st *State) {
		s.stop()
		st.Screen, st.Problem, st.FromResult, st.Known = ScreenAdmin, ProblemNone, ofResult, ofResult
		st.Sheet, st.SheetSaved, st.SheetError, st.Asking = wording.Sheet{}, "", ProblemNone, false
		if ofResult {
			st.Sheet, st.Behind = st.Words.Sheet(st.Diagnosis), ScreenResult
		} else {
			st.Company = strings.TrimSpace(st.Address)
		}
	})
}

// DraftCompany keeps what the administrator types.
func (s *Session) DraftCompany(company string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.state.Company = company
}

// Decide shows the steps and links for the company that the administrator typed: for them the question is the usual
// one, whether the mail app may be used.
func (s *Session) Decide() {
	s.change(func(st *State) {
		tenant, err := consent.ParseTenant(st.Company)
		if err != nil {
			st.Known, st.Problem = false, ProblemTenant
			if isPersonal(err) {
				st.Problem = ProblemPersonal
			}
			return
		}
		id, err := diagnose.NewID(s.options.Random)
		if err != nil {
			st.Problem = ProblemTenant
			return
		}
		cause := diagnose.CauseOf("consent.admin_approval")
		subject := diagnose.Subject{Tenant: tenant.String(), MailApp: st.Settings.MailApp}
		if tenant.IsID() {
			subject.TenantID = tenant.String()
		}
		st.Problem, st.SheetSaved, st.SheetError = ProblemNone, "", ProblemNone
		s.settle(st, diagnose.Diagnosis{ID: id, Created: s.options.Now(), Subject: subject, Demo: st.Demo,
			Verdict: diagnose.Verdict{Cause: cause.ID, Family: cause.Family, Confidence: diagnose.Likely,
				About: cause.About}})
		st.Sheet = st.Words.Sheet(st.Diagnosis)
	})
}
