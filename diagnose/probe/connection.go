package probe

import (
	"context"
	"net/http"
	"strings"

	"synchelper/diagnose"
)

// Windows asks this page, without encryption, to learn whether a network leads to the internet or to a page of its own
// (learn.microsoft.com, "NCSI overview"). It tells the time too, which a computer with a wrong clock cannot learn from
// any server whose certificate it refuses.
const (
	connectTest   = "http://www.msftconnecttest.com/connecttest.txt"
	connectAnswer = "Microsoft Connect Test"
)

// askConnection is asked when Microsoft's sign-in hosts could not be: it tells a Wi-Fi that wants a sign-in first from
// a network that blocks, and a wrong clock from a foreign certificate. Its silence proves nothing.
func (a *asker) askConnection(ctx context.Context) []diagnose.Observation {
	if a.simulated() {
		return nil // the demo leaves this computer alone
	}
	got := a.ask(ctx, question{method: http.MethodGet, url: connectTest, limit: connectLimit})
	if got.err != nil {
		return nil
	}
	f, away := a.ledAway(got)
	if !away && got.status == http.StatusOK && !strings.HasPrefix(string(got.body), connectAnswer) {
		f, away = failure{"network.captive_portal", a.described(got) + " instead of the plain words that stand there"}, true
	}
	if got.status == http.StatusProxyAuthRequired || got.status == http.StatusNetworkAuthenticationRequired {
		f, away = a.standIn(got)
	}
	if !away || f.cause == "" {
		return nil
	}
	return []diagnose.Observation{a.observe(diagnose.StageTenant, f.cause, f.evidence)}
}
