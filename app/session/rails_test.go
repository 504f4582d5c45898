package session

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"synchelper/diagnose"
	"synchelper/diagnose/consent"
	"synchelper/diagnose/probe"
	"synchelper/diagnose/signin"
)

// listener stands where the network is and notes which hosts are asked. Nobody answers.
type listener struct {
	mu    sync.Mutex
	hosts []string
}

func (l *listener) RoundTrip(r *http.Request) (*http.Response, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.hosts = append(l.hosts, r.URL.Host)
	return nil, http.ErrServerClosed
}

func TestNobodyIsAskedAboutAnAddressThatAnybodyCanGet(t *testing.T) {
	for address, asked := range map[string]bool{"someone@outlook.com": false, "someone@gmail.com": false, "contoso.com": false,
		"user1@contoso.com": true} {
		p := newPerson(t, "")
		network := new(listener)
		p.options.Online = true
		p.client = func() *http.Client { return &http.Client{Transport: network} }
		p.Choose(diagnose.CardNeedAdminApproval)
		p.Draft(address, "")
		p.StartRun()
		p.wait()
		if got := slices.Contains(network.hosts, diagnose.Clouds()[0].LoginHost); got != asked {
			t.Errorf("%s: asked %v", address, network.hosts)
		}
	}
}

func TestASignInThatIsHandedOutWasCheckedAndIsListed(t *testing.T) {
	p := newPerson(t, "")
	p.PlayScenario("need-admin-approval")
	p.wait()
	p.MakeSure()
	p.OwnBrowser()
	s := p.wait()
	if s.Screen != ScreenOwnBrowser || consent.CheckSignIn(s.Sure.Link, p.theCompany().Cloud()) != nil {
		t.Fatalf("screen %s, link %.60q", s.Screen, s.Sure.Link)
	}
	if len(s.Diagnosis.SignIns) != 1 || s.Diagnosis.SignIns[0].Method != "own-browser" {
		t.Errorf("listed: %+v", s.Diagnosis.SignIns)
	}
	p.Draft(s.Address, "AADSTS7000112: Application is disabled.")
	p.PageSeen()
	if s = p.wait(); s.Diagnosis.Verdict.Cause != "consent.admin_approval" && s.Diagnosis.Verdict.Cause != "app.disabled" {
		t.Errorf("after the page: %s", s.Diagnosis.Verdict.Cause)
	}
	if len(s.Diagnosis.SignIns) != 1 {
		t.Errorf("after the page: %+v", s.Diagnosis.SignIns)
	}
}

// What was typed and what was attached are read together, whichever of the two has the number.
func TestThePageOfTheOwnBrowserIsReadFromBoxAndAttachment(t *testing.T) {
	const number = "AADSTS7000112: Application is disabled."
	long := strings.Repeat("nothing to see\n", boxLimit/10)
	for name, c := range map[string]struct{ typed, attached string }{
		"in the box alone":                 {number, ""},
		"attached alone":                   {"", long + number},
		"in the box, beside an attachment": {number, long},
		"attached, beside words typed":     {"it said:", long + number},
	} {
		t.Run(name, func(t *testing.T) {
			p := newPerson(t, "")
			p.PlayScenario("need-admin-approval")
			p.wait()
			p.MakeSure()
			p.OwnBrowser()
			p.Draft(p.wait().Address, c.typed)
			p.Paste(c.attached)
			p.PageSeen()
			read := slices.ContainsFunc(p.wait().Diagnosis.Observations, func(o diagnose.Observation) bool {
				return o.Stage == diagnose.StageSignIn && o.Said != nil && o.Said.Primary == 7000112
			})
			if !read {
				t.Error("the number was not read")
			}
		})
	}
}

func TestASecretOfTheOwnBrowsersPageDoesNotStayInTheBox(t *testing.T) {
	p := newPerson(t, "")
	p.PlayScenario("need-admin-approval")
	p.wait()
	p.MakeSure()
	p.OwnBrowser()
	const code = "0.AXoAinventedInventedInventedInventedInvented"
	p.Draft(p.wait().Address, "com.apple.Preferences://oauth-redirect?code="+code+"&error=access_denied AADSTS7000112")
	p.PageSeen()
	if s := p.wait(); s.Text == "" || strings.Contains(s.Text, code) {
		t.Errorf("in the box there stays %q", s.Text)
	}
}

// A link of the wrong form never reaches the screen, whoever built it.
func TestALinkThatBreaksARuleIsNotHandedOut(t *testing.T) {
	found := signInFound()
	for link, handed := range map[string]bool{
		"https://login.fabrikam.com/organizations/oauth2/v2.0/authorize": false,
		"https://login.microsoftonline.com/":                             false,
	} {
		r := Route{link: func(context.Context, signin.Config) (string, error) { return link, nil }}
		if got, err := r.OwnBrowserLink(t.Context(), found); (err == nil) != handed || got != "" {
			t.Errorf("%s: %q, %v", link, got, err)
		}
	}
}

// signInFound is what a run has found when a sign-in can tell more.
func signInFound() Found {
	return Found{Subject: diagnose.Subject{Address: "user1@contoso.com"},
		Tenant:  probe.Tenant{ID: "11111111-2222-4333-8444-555555555555", Cloud: diagnose.Clouds()[0]},
		Mailbox: probe.Mailbox{URL: "https://outlook.office365.com/x", Host: "outlook.office365.com"}}
}

func TestOnlyAMailboxAtMicrosoftIsSignedInTo(t *testing.T) {
	good := signInFound()
	if !(Route{}).MaySignIn(good) {
		t.Fatal("as it should be")
	}
	for name, change := range map[string]func(*Found){
		"a mailbox elsewhere":  func(f *Found) { f.Mailbox.Elsewhere = true },
		"no company":           func(f *Found) { f.Tenant.ID = "" },
		"an unproven cloud":    func(f *Found) { f.Tenant.Cloud = diagnose.Clouds()[1] },
		"an app of others":     func(f *Found) { f.Subject.MailApp = "spark" },
		"stopped before":       func(f *Found) { f.Stages = []diagnose.Stage{{State: diagnose.Blocked}} },
		"not reachable before": func(f *Found) { f.Stages = []diagnose.Stage{{State: diagnose.Failed}} },
	} {
		f := good
		if change(&f); (Route{}).MaySignIn(f) {
			t.Errorf("%s: a sign-in is offered", name)
		}
	}
	if f := good; (Route{}).config(f).SignInOnly {
		t.Error("the mailbox is known and is not to be asked")
	}
	good.Mailbox = probe.Mailbox{}
	if !(Route{}).config(good).SignInOnly {
		t.Error("a token is asked for without a mailbox to ask")
	}
}
