package consent_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"synchelper/assets"
	"synchelper/diagnose/consent"
)

// TestEveryRuleHasWords in every language that ships.
func TestEveryRuleHasWords(t *testing.T) {
	files, err := assets.Messages.ReadDir("messages")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		raw, err := assets.Messages.ReadFile("messages/" + file.Name())
		if err != nil {
			t.Fatal(err)
		}
		var words map[string]any
		if err := json.Unmarshal(raw, &words); err != nil {
			t.Fatal(err)
		}
		for _, rule := range consent.Rules() {
			if text, _ := words["rule."+string(rule)].(string); strings.TrimSpace(text) == "" {
				t.Errorf("%s: no words for rule.%s", file.Name(), rule)
			}
		}
	}
}

func TestErrorsMatchByRule(t *testing.T) {
	err := fmt.Errorf("wrapped: %w", &consent.RuleError{Rule: consent.RuleUnproven, Detail: "somewhere"})
	if !errors.Is(err, consent.ErrUnproven) || errors.Is(err, consent.ErrPersonal) {
		t.Errorf("%v", err)
	}
	if got := err.Error(); got != "wrapped: link rule unproven: somewhere" {
		t.Error(got)
	}
}
