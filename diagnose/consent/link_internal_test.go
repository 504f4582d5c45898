package consent

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"synchelper/diagnose"
)

// TestNoLinkMixesRows builds the links of every cloud as if it were proven. Each holds hosts of its own row only, and
// all that Check has against them is that they are unproven; a v2 link with the host of one row and the scope of another
// is refused for that.
func TestNoLinkMixesRows(t *testing.T) {
	app, tenant := diagnose.MailApps()[0], Tenant{name: "contoso.com", confirmed: true}
	for _, cloud := range diagnose.Clouds() {
		for _, l := range linksOf(app, cloud, tenant) {
			err, proven := Check(l.URL), cloud.AppleProven || l.Form == FormShort
			if proven && err != nil || !proven && !errors.Is(err, ErrUnproven) {
				t.Errorf("%s: %s: %v", cloud.ID, l.URL, err)
			}
			if l.Form == FormShort && cloud.ID != "public" {
				t.Errorf("%s: the short link leads to the public cloud", cloud.ID)
			}
		}
		for _, other := range diagnose.Clouds() {
			sameHost := func(c diagnose.Cloud) bool { return c.LoginHost == cloud.LoginHost && scopeOf(c) == scopeOf(other) }
			if slices.ContainsFunc(diagnose.Clouds(), sameHost) {
				continue
			}
			mixed := strings.Replace(v2(cloud, "contoso.com", app), scopeOf(cloud), scopeOf(other), 1)
			var broken *RuleError
			if err := Check(mixed); !errors.As(err, &broken) || broken.Rule != RuleCloud {
				t.Errorf("%s: %v", mixed, err)
			}
		}
	}
}
