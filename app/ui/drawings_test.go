package ui

import (
	"testing"

	"synchelper/diagnose"
)

// A card without a drawing of its own would get that of "Something else".
func TestEveryCardHasItsOwnDrawing(t *testing.T) {
	seen := map[string]diagnose.Card{}
	for _, card := range diagnose.Cards() {
		art := cardDrawing(card)
		if first, taken := seen[art]; taken {
			t.Errorf("the cards %s and %s have the same drawing: give each its own in cardDrawing (drawings.go)", first, card)
		}
		seen[art] = card
	}
}
