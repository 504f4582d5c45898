package consent

import (
	"errors"
	"time"

	"synchelper/diagnose"
)

// ObserveAddress returns what an address tells by itself: that it is a personal account, where no company decides about
// mail apps. It is false for every other address, also for one that is none.
func ObserveAddress(address string, at time.Time) (diagnose.Observation, bool) {
	if _, err := ParseTenant(address); !errors.Is(err, ErrPersonal) {
		return diagnose.Observation{}, false
	}
	return diagnose.Observation{Stage: diagnose.StageAddress, Source: diagnose.SourceAddress, At: at,
		About: diagnose.AboutAccount, Cause: "account.personal"}, true
}
