package session

import (
	"time"

	"synchelper/diagnose"
	"synchelper/diagnose/consent"
)

// Evidence is what the phone and the address tell before any server is asked: the chosen card, what read finds in the
// text if there is one, and an address that anybody can get. The errors are those of read, which is entra.Observe.
func Evidence(subject diagnose.Subject, text []byte, at time.Time,
	read func([]byte, time.Time) (diagnose.Observation, error)) ([]diagnose.Observation, error) {
	var observations []diagnose.Observation
	if subject.Card != "" {
		observations = append(observations, diagnose.ObserveCard(subject.Card, at))
	}
	if !blank(text) {
		o, err := read(text, at)
		if err != nil {
			return nil, err
		}
		observations = append(observations, o)
	}
	if personal, ok := consent.ObserveAddress(subject.Address, at); ok {
		observations = append(observations, personal)
	}
	return observations, nil
}
