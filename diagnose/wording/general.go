package wording

import "synchelper/diagnose"

// General is what is said of a cause where no single attempt is meant: nobody's address, no time and no reference. In the
// message stand blanks, which the person fills in.
func (w *Words) General(id diagnose.CauseID) Answer {
	cause := diagnose.CauseOf(id)
	f := w.factsOf(diagnose.Diagnosis{Subject: diagnose.Subject{MailApp: diagnose.MailApps()[0].ID},
		Verdict: diagnose.Verdict{Cause: id, Family: cause.Family, Confidence: diagnose.Certain, About: cause.About}})
	f.data["General"] = true
	f.data["Reference"], f.data["When"] = "", w.Text("message.time_of_attempt")
	a := w.answer(f)
	a.Reference = ""
	a.Reply = w.replyTo(Many{Example: f.diagnosis, People: 1, Company: w.Text("company.unknown"), Cures: cause.CompanyCures()}, f, "")
	return a
}
