package wording

import (
	"testing"

	"synchelper/diagnose"
	"synchelper/diagnose/consent"
)

// Sources are shown as links, so they keep the rails of every link.
func TestSourcesAreOnHostsThatMayBeLinked(t *testing.T) {
	for _, c := range diagnose.Causes() {
		for _, s := range c.Sources {
			if err := consent.Check(s.URL); err != nil {
				t.Errorf("%s: %s: %v", c.ID, s.URL, err)
			}
		}
	}
}
