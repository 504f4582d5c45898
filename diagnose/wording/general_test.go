package wording

import (
	"regexp"
	"strings"
	"testing"

	"synchelper/diagnose"
)

// What is said of a cause in general is what is said of one case, less all that only a case has.
func TestWhatIsSaidInGeneralNamesNoCase(t *testing.T) {
	ofACase := regexp.MustCompile(`SH-[0-9A-Z]{4}|[0-9]{2}:[0-9]{2} UTC|\b0001\b|Referen[cz]|\[\]|<no value>|\n\n\n`)
	for _, l := range Languages() {
		w, err := New(l.Code)
		if err != nil {
			t.Fatal(err)
		}
		for _, cause := range diagnose.Causes() {
			a := w.General(cause.ID)
			var admin []string
			for _, step := range a.Admin {
				admin = append(admin, step.Text)
			}
			for _, text := range append(admin, a.Message.Subject, a.Message.Body, a.Reply, a.Reason, a.Reference, strings.Join(a.Do, "\n")) {
				if found := ofACase.FindString(text); found != "" {
					t.Errorf("%s %s says %q in\n%s", l.Code, cause.ID, found, text)
				}
			}
			if a.Title == "" || len(a.Do) == 0 || len(a.Helpdesk) == 0 || len(a.Admin) == 0 {
				t.Errorf("%s %s says too little: %+v", l.Code, cause.ID, a)
			}
		}
	}
}

func TestTheMessageInGeneralHasBlanksToFillIn(t *testing.T) {
	w, err := New("en")
	if err != nil {
		t.Fatal(err)
	}
	m := w.General("consent.admin_approval").Message
	if !strings.Contains(m.Body, "Sign-in logs, [your name], [day and time of the message].") || m.Subject != "Question: may I use Apple Mail?" {
		t.Errorf("%s\n%s", m.Subject, m.Body)
	}
	do := strings.Join(w.General("consent.request_available").Do, "\n")
	if strings.Contains(do, "Start page") || !strings.Contains(do, "Ask them again.") {
		t.Errorf("the steps speak of a window that is not there:\n%s", do)
	}
}
