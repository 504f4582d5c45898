package wording

import (
	"slices"
	"strconv"
	"strings"

	"synchelper/diagnose"
)

// howWeKnow says what the verdict rests on, a line a reason, and the marks by which the admin finds the attempt.
func (w *Words) howWeKnow(f facts) []string {
	lines := make([]string, 0, len(f.diagnosis.Verdict.Because)+2)
	for _, r := range f.diagnosis.Verdict.Because {
		if line := w.reason(r, f); !slices.Contains(lines, line) { // the phone and a sign-in here often say the same
			lines = append(lines, line)
		}
	}
	if f.said == nil || f.diagnosis.Verdict.Cause == diagnose.CauseStrangeLink { // whose marks may be typed as well
		return lines
	}
	if !f.said.Timestamp.IsZero() {
		lines = append(lines, w.Text("reason.time", f.data))
	}
	if f.said.CorrelationID != "" || f.said.TraceID != "" {
		lines = append(lines, w.Text("reason.ids", f.data))
	}
	return lines
}

func (w *Words) reason(r diagnose.Reason, f facts) string {
	data := map[string]any{"Value": r.Value, "Name": "", "Card": "", "Foreign": "", "Other": "", "Seen": ""}
	switch r.Kind {
	case diagnose.ReasonCode, diagnose.ReasonOutside:
		if number, err := strconv.Atoi(r.Value); err == nil && f.said != nil {
			meaning, _ := diagnose.CodeMeaning(number, f.said.Sentence)
			data["Name"] = meaning.Name
		}
	case diagnose.ReasonCard:
		data["Card"] = w.Text("card." + r.Value + ".title")
	case diagnose.ReasonForeign:
		data["Foreign"] = w.foreign(r.Value)
	case diagnose.ReasonChosen:
		data["Seen"] = strings.TrimSuffix(w.seenOf(diagnose.CauseID(r.Value), f), ".")
	case diagnose.ReasonPassed:
		return w.Text("reason.passed."+r.Value, f.data)
	case diagnose.ReasonRefuted, diagnose.ReasonFact:
		data["Other"] = w.Text("cause."+r.Value+".title", f.data)
	}
	if own := "reason.fact." + r.Value; r.Kind == diagnose.ReasonFact && w.Has(own) {
		return w.Text(own)
	}
	return w.Text("reason."+string(r.Kind), data)
}

func (w *Words) foreign(kind string) string {
	if key := "foreign." + kind; w.Has(key) {
		return w.Text(key)
	}
	return w.Text("foreign.other")
}
