package entra

import (
	"time"

	"synchelper/diagnose"
)

// Observe reads a text that a person pasted or opened at a time and returns it as an observation about the phone.
// The errors are those of Read.
func Observe(text []byte, at time.Time) (diagnose.Observation, error) {
	reading, err := Read(text)
	if err != nil {
		return diagnose.Observation{}, err
	}
	return diagnose.Observation{Stage: diagnose.StagePhone, Source: diagnose.SourceText, About: diagnose.AboutPhone,
		At: at, Said: &reading.Said, Text: reading.Text, Secrets: reading.Secrets}, nil
}
