package entrasim

import (
	"fmt"
	"strings"
)

// AdminAddress is the sign-in name of the company's administrator.
func (c *Company) AdminAddress() string { return c.Tenant().adminAddress() }

func (t Tenant) adminAddress() string { return "administrator@" + t.Domain }

// AdminPassword is the administrator's password, made at the start and valid for this company alone.
func (c *Company) AdminPassword() string { return c.browser.adminPassword }

// accountOf finds the account of an address: its sign-in name, or the AADSTS number with which Entra refuses it.
func (c *Company) accountOf(address string) (account string, refused int) {
	t, address := c.Tenant(), strings.TrimSpace(address)
	switch {
	case strings.EqualFold(address, c.AdminAddress()):
		return c.AdminAddress(), 0
	case strings.EqualFold(address, t.User):
		if code := t.refusesAddress(); code != 0 {
			return "", code
		}
		return t.User, 0
	}
	return "", 50034
}

func (c *Company) isPerson(account string) bool { return account != "" && account != c.AdminAddress() }

// hasPassword compares a typed password with an account's.
func (c *Company) hasPassword(account, typed string) bool {
	want := c.browser.adminPassword
	if c.isPerson(account) {
		want = c.personPassword()
	}
	return same(want, typed)
}

// advance is the next page that a sign-in needs, or its end. The order is that of the real service as far as people
// have told of it: who, what is wrong with the account, with its second step, with policy and app; then the questions.
func (c *Company) advance(v *visit, f *flow) reply {
	t := c.Tenant()
	switch {
	case f.account == "":
		return c.whoPage(v, f, "")
	case !f.proven && c.isFederated(f.account):
		return c.toProvider(f)
	case !f.proven:
		return c.passwordPage(v, f, "")
	case c.isPerson(f.account) && t.Account == AccountPasswordExpired:
		return c.changePasswordPage(v, f, view{Code: "50055"})
	case c.wantsSecond(t, f):
		return c.secondPage(v, f, "")
	}
	c.signedIn(v, f)
	if f.purpose == toAllow {
		return c.advanceToAllow(v, f)
	}
	if said, refused := c.refusesNow(f); refused {
		return c.failurePage(v, f, said)
	}
	switch {
	case c.wantsKeep(v, f):
		return c.show("kmsi", v, f, view{ID: pageKeep, Post: "/kmsi"}, config{})
	case c.wantsConsent(t, f):
		return c.consentStep(v, f)
	case c.wantsConfirmation(f):
		return c.show("cmsi", v, f, view{ID: pageConfirm, Post: "/appverify", Code: "50199"}, config{})
	case f.purpose == toAdmitADevice:
		return c.admitDevice(v, f)
	}
	return c.leave(v, f)
}

// refusesNow asks policy and app. The administrator is under no policy and assigned to every app, else no company could
// be repaired.
func (c *Company) refusesNow(f *flow) (failure, bool) {
	if !c.isPerson(f.account) {
		if c.Tenant().App == AppDisabled {
			return c.refusal(atApp, f.request)
		}
		return failure{}, false
	}
	if said, refused := c.refusal(atPolicy, f.request); refused {
		return said, true
	}
	return c.refusal(atApp, f.request)
}

// wantsKeep says whether "stay signed in?" is to be asked: at a sign-in with pages, once.
func (c *Company) wantsKeep(v *visit, f *flow) bool {
	return f.purpose == toSignIn && !f.kept && !v.session.keepIsSettled && c.options.Pages.Redirect != RedirectStraight
}

// wantsConfirmation says whether the person must confirm the app: before every way back that leads out of the browser,
// and for every device (Microsoft, AADSTS50199 CmsiInterrupt).
func (c *Company) wantsConfirmation(f *flow) bool {
	switch {
	case f.confirmed:
		return false
	case f.purpose == toAdmitADevice:
		return true
	}
	return isOfAnApp(f.request.Redirect) && c.options.Pages.Redirect != RedirectStraight
}

// whoPage asks for the address, or lets the person pick one that this browser knows.
func (c *Company) whoPage(v *visit, f *flow, code string) reply {
	if v.session != nil && !f.pickAgain && !isProblem(code) {
		return c.show("picker", v, f, view{
			ID: pageSignIn, Post: "/common/login", Code: code, Sessions: []string{v.session.account},
		}, config{})
	}
	shown := view{ID: pageSignIn, Post: "/common/login", Code: code, Typed: f.typed}
	if f.purpose == toAllow {
		shown.Admin = c.AdminAddress()
	}
	return c.show("address", v, f, shown, config{})
}

func isProblem(code string) bool { return code != "" && code != noSession }

// passwordPage asks for the password. The demo shows the person's own elsewhere; an administrator, whom nobody but the
// simulation has, is told on the page of an admin-consent link.
func (c *Company) passwordPage(v *visit, f *flow, code string) reply {
	shown := view{ID: pageSignIn, Post: "/common/login", Code: code}
	if f.purpose == toAllow && f.account == c.AdminAddress() {
		shown.AdminPassword = c.AdminPassword()
	}
	return c.show("password", v, f, shown, config{})
}

// login is where the first three pages are sent to, as at the real service.
func (c *Company) login(v *visit, f *flow) reply {
	switch {
	case v.PostForm.Has("session"):
		return c.picked(v, f)
	case v.PostForm.Has("passwd"):
		return c.passwordTyped(v, f)
	}
	return c.addressTyped(v, f)
}

// onlyPosted is what the real service says to somebody who opens such an address.
func (c *Company) onlyPosted(v *visit) reply {
	return c.failurePage(v, nil, c.told(900561, authorizeRequest{}))
}

func (c *Company) picked(v *visit, f *flow) reply {
	if v.session == nil || v.PostForm.Get("session") != v.session.account {
		f.again()
		return c.whoPage(v, f, "")
	}
	c.resume(v, f)
	return c.advance(v, f)
}

func (c *Company) addressTyped(v *visit, f *flow) reply {
	f.typed = strings.TrimSpace(v.PostForm.Get("loginfmt"))
	if f.typed == "" {
		return c.whoPage(v, f, "900144")
	}
	account, refused := c.accountOf(f.typed)
	switch {
	case refused == 50034 && c.isOfAnotherCompany(f):
		return c.failurePage(v, f, c.notOfThisCompany(f))
	case refused == 50034:
		return c.whoPage(v, f, "50034")
	case refused != 0:
		return c.failurePage(v, f, c.told(refused, f.request))
	}
	f.account = account
	return c.advance(v, f)
}

// isOfAnotherCompany: with a tenant in the path nobody from elsewhere gets in; with "organizations" Entra would look
// elsewhere, and there is nothing.
func (c *Company) isOfAnotherCompany(f *flow) bool {
	_, domain, _ := strings.Cut(f.typed, "@")
	authority := strings.ToLower(f.request.Authority)
	return !strings.EqualFold(domain, c.Tenant().Domain) && authority != "organizations" && authority != "common"
}

func (c *Company) notOfThisCompany(f *flow) failure {
	said := c.told(50020, f.request)
	said.Sentence = strings.ReplaceAll(said.Sentence, "'"+c.Tenant().User+"'", "'"+f.typed+"'")
	return said
}

func (c *Company) passwordTyped(v *visit, f *flow) reply {
	switch {
	case f.account == "":
		return c.whoPage(v, f, "")
	case c.isFederated(f.account):
		return c.toProvider(f)
	case !c.hasPassword(f.account, v.PostForm.Get("passwd")):
		return c.passwordPage(v, f, "50126")
	}
	return c.proven(v, f)
}

// proven goes on once it is certain who it is. An account that may not sign in is told on the same page; one whose
// password is too old gets a page of its own.
func (c *Company) proven(v *visit, f *flow) reply {
	said, refused := c.refusal(atPassword, f.request)
	if refused && c.isPerson(f.account) && said.Code != 50055 {
		return c.passwordPage(v, f, fmt.Sprint(said.Code))
	}
	f.proven = true
	return c.advance(v, f)
}

// keep takes the answer to "stay signed in?".
func (c *Company) keep(v *visit, f *flow) reply {
	if v.session == nil || !f.proven {
		return c.failurePage(v, nil, c.mismatch())
	}
	f.kept = true
	v.session.keepIsSettled = v.PostForm.Get("DontShowAgain") == "true"
	if v.PostForm.Get("LoginOptions") == "1" {
		v.stay()
	}
	return c.advance(v, f)
}

// confirm takes the answer to "are you trying to sign in to …?".
func (c *Company) confirm(v *visit, f *flow) reply {
	if v.session == nil || !f.proven {
		return c.failurePage(v, nil, c.mismatch())
	}
	if v.PostForm.Get("ContinueAuth") != "true" {
		return c.cancel(v, f)
	}
	f.confirmed, v.session.confirmed[f.request.ClientID] = true, true
	return c.advance(v, f)
}

// reprocess begins anew with another account.
func (c *Company) reprocess(v *visit, f *flow) reply {
	f.again()
	return c.whoPage(v, f, "")
}
