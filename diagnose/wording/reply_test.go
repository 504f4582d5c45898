package wording

import (
	"regexp"
	"strings"
	"testing"

	"synchelper/diagnose"
)

// The helpdesk's reply goes to somebody who has the helpdesk already, and who has no window of SyncHelper before them.
func TestAReplySendsNobodyToTheHelpdeskOrToAWindow(t *testing.T) {
	wrong := map[string]*regexp.Regexp{
		"en": regexp.MustCompile(`<no value>|\b(this|the) message\b[^.]* (?:to|as)|[Ss]end (them|your IT|your helpdesk|this) |with the message|Did you buy|again here|Start page`),
		"de": regexp.MustCompile(`<no value>|[Ss]chicken Sie (diese|die Nachricht|Ihrer|Ihrem) |mit (der|dieser) Nachricht|gekauft|hier (noch|erneut)|Startseite`),
	}
	for _, l := range Languages() {
		w := words(t, l.Code)
		for _, id := range everyCause() {
			cause := diagnose.CauseOf(id)
			m := Many{Example: diagnosisOf(id), People: 1, Cures: cause.CompanyCures(), Company: "contoso.com"}
			text := w.ReplyTo(m, "SH-0497-B48Q-V")
			if found := wrong[l.Code].FindString(text); found != "" {
				t.Errorf("%s %s says %q in\n%s", l.Code, id, found, text)
			}
			if !strings.HasSuffix(text, "SH-0497-B48Q-V") {
				t.Errorf("%s %s does not end with the reference:\n%s", l.Code, id, text)
			}
		}
	}
}

// A phone, a tablet or a watch that still has the old password goes on trying it.
func TestAReplyAboutANewPasswordNamesTheOtherDevices(t *testing.T) {
	says := map[string]string{"en": "The old one can lock your account.", "de": "Das alte kann Ihr Konto sperren."}
	for _, l := range Languages() {
		w := words(t, l.Code)
		for _, id := range []diagnose.CauseID{"password.expired", "password.must_change"} {
			if text := w.ReplyTo(Many{Example: diagnosisOf(id), People: 1}, ""); !strings.Contains(text, says[l.Code]) {
				t.Errorf("%s %s does not name other devices:\n%s", l.Code, id, text)
			}
		}
		if text := w.ReplyTo(Many{Example: diagnosisOf("consent.admin_approval"), People: 1}, ""); strings.Contains(text, says[l.Code]) {
			t.Errorf("%s: a reply about no password says\n%s", l.Code, text)
		}
	}
}

// The helpdesk is the user's IT: the reply names who was asked, for whom the later steps wait.
func TestAReplyNamesWhoWasAsked(t *testing.T) {
	asked := map[diagnose.CauseID][2]string{
		"consent.admin_approval":     {"the administrator", "den Administrator"},
		"mailbox.activesync_off":     {"the Exchange administrator", "den Exchange-Administrator"},
		"phone.mdm_no_oauth":         {"the device administrator", "den Geräteadministrator"},
		"policy.tenant_restrictions": {"the network team", "den Netzwerk-Administrator"},
		"idp.federation":             {"the administrator of the sign-in page", "den Administrator der Anmeldeseite"},
	}
	en, de := words(t, "en"), words(t, "de")
	for _, id := range everyCause() {
		m := manyOf(id)
		for i, w := range []*Words{en, de} {
			text := w.ReplyTo(m, "")
			told := strings.Contains(text, []string{"We have asked the ", "Wir haben den "}[i])
			if told != (w.ReplyHint(m) != "") || told != m.asked() {
				t.Errorf("%s: asked %v, hint %q\n%s", id, m.asked(), w.ReplyHint(m), text)
			}
			if who, ok := asked[id]; ok && !strings.Contains(text, who[i]) {
				t.Errorf("%s does not name %s:\n%s", id, who[i], text)
			}
			for _, bad := range []string{"asked your IT", "Ihre IT für", "Ihre IT gefragt", "asked the you", "triage."} {
				if strings.Contains(text, bad) {
					t.Errorf("%s says %q:\n%s", id, bad, text)
				}
			}
		}
		m.Company = ""
		if text := en.ReplyTo(m, ""); m.othersAct() && !strings.Contains(text, "Then we ask the ") || en.ReplyHint(m) != "" {
			t.Errorf("%s, of no company:\n%s", id, text)
		}
	}
}
