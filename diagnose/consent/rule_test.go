package consent_test

import (
	"errors"
	"fmt"
	"testing"

	"synchelper/diagnose/consent"
)

func TestErrorsMatchByRule(t *testing.T) {
	err := fmt.Errorf("wrapped: %w", &consent.RuleError{Rule: consent.RuleUnproven, Detail: "somewhere"})
	if !errors.Is(err, consent.ErrUnproven) || errors.Is(err, consent.ErrPersonal) {
		t.Errorf("%v", err)
	}
	if got := err.Error(); got != "wrapped: link rule unproven: somewhere" {
		t.Error(got)
	}
}
