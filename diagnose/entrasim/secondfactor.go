package entrasim

import (
	"fmt"
	"math/big"
	"net/url"
)

// wantsSecond says whether the person must still show, or set up, the second factor.
func (c *Company) wantsSecond(t Tenant, f *flow) bool {
	return c.isPerson(f.account) && t.Second != SecondNone && !f.second
}

// secondPage asks for the second factor, or for its registration.
func (c *Company) secondPage(v *visit, f *flow, code string) reply {
	if c.Tenant().Second == SecondRegister {
		return c.registrationPage(v, f)
	}
	c.number(f)
	shown := view{ID: pageSecond, Post: "/common/SAS/ProcessAuth", Code: code, Number: f.number}
	return c.show("second", v, f, shown, config{})
}

// number is what the person's phone would show. The pages show it themselves: there is no phone.
func (c *Company) number(f *flow) {
	if f.number == "" {
		drawn := new(big.Int).SetBytes(c.bytes(8))
		f.number = fmt.Sprintf("%06d", drawn.Mod(drawn, big.NewInt(1_000_000)))
	}
}

func (c *Company) secondFactor(v *visit, f *flow) reply {
	_, refused := c.refusal(atSecond, f.request)
	switch {
	case !f.proven || !refused:
		return c.failurePage(v, nil, c.mismatch())
	case c.Tenant().Second == SecondFails, !same(f.number, v.PostForm.Get("otc")):
		return c.secondPage(v, f, "500121")
	}
	f.second = true
	return c.advance(v, f)
}

func (c *Company) registrationPage(v *visit, f *flow) reply {
	shown := view{ID: pageRegister, Post: "/common/ProofUp/Begin", Code: "50079"}
	if shown.SkipDays = c.options.Pages.SkipDays; shown.SkipDays > 0 {
		shown.Skip = "/common/ProofUp/Skip?" + url.Values{"ctx": {f.ctx}}.Encode()
	}
	return c.show("register", v, f, shown, config{SkipDays: shown.SkipDays, SkipAddress: shown.Skip})
}

func (c *Company) beginRegistration(v *visit, f *flow) reply { return c.registeringPage(v, f, "") }

func (c *Company) registeringPage(v *visit, f *flow, code string) reply {
	if !f.proven {
		return c.failurePage(v, nil, c.mismatch())
	}
	c.number(f)
	return c.show("registering", v, f, view{
		ID: pageRegistering, Post: "/common/ProofUp/End", Code: code, Number: f.number,
	}, config{})
}

// endRegistration sets the second factor up. From now on the company asks for it.
func (c *Company) endRegistration(v *visit, f *flow) reply {
	if !f.proven || c.Tenant().Second != SecondRegister {
		return c.failurePage(v, nil, c.mismatch())
	}
	if !same(f.number, v.PostForm.Get("otc")) {
		return c.registeringPage(v, f, "500121")
	}
	c.Change(func(t *Tenant) { t.Second = SecondRequired })
	f.second = true
	return c.advance(v, f)
}

// skipRegistration puts the registration off, where the company lets people.
func (c *Company) skipRegistration(v *visit, f *flow) reply {
	if !f.proven || c.options.Pages.SkipDays == 0 {
		return c.failurePage(v, nil, c.mismatch())
	}
	f.second = true
	return c.advance(v, f)
}

// minPassword is Entra's shortest password (Microsoft, "Password policies and account restrictions").
const minPassword = 8

func (c *Company) changePasswordPage(v *visit, f *flow, shown view) reply {
	shown.ID, shown.Post = pageChangePassword, "/common/ChangePassword"
	return c.show("changepassword", v, f, shown, config{})
}

// changePassword gives an account whose password is too old a new one.
func (c *Company) changePassword(v *visit, f *flow) reply {
	typed := v.PostForm.Get("newpasswd")
	switch {
	case !f.proven || c.Tenant().Account != AccountPasswordExpired:
		return c.failurePage(v, nil, c.mismatch())
	case !c.hasPassword(f.account, v.PostForm.Get("oldpasswd")):
		return c.changePasswordPage(v, f, view{Code: "50126"})
	case len(typed) < minPassword, typed != v.PostForm.Get("confirmnewpasswd"):
		return c.changePasswordPage(v, f, view{Code: "50055", Missing: true})
	}
	c.browser.password = typed
	c.Change(func(t *Tenant) { t.Account = AccountFine })
	return c.advance(v, f)
}

// personPassword is the password that counts now.
func (c *Company) personPassword() string {
	if c.browser.password != "" {
		return c.browser.password
	}
	return c.password
}
