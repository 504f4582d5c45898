package session

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/png"
	"os/exec"
	"strconv"
	"testing"
	"time"

	"synchelper/diagnose"
	"synchelper/diagnose/consent"
	"synchelper/diagnose/entra"
	"synchelper/diagnose/entrasim"
	"synchelper/diagnose/signin"
)

// theirs is the colour of the first button of a sign-in page.
var theirs = color.NRGBA{R: 0x00, G: 0x67, B: 0xB8, A: 0xFF}

// firstButton finds the first button of the page that is shown; false while none is.
func firstButton(t *testing.T) (image.Point, bool) {
	t.Helper()
	shot, err := exec.Command("import", "-window", "root", "png:-").Output()
	if err != nil {
		t.Fatal(err)
	}
	picture, err := png.Decode(bytes.NewReader(shot))
	if err != nil {
		t.Fatal(err)
	}
	var sum image.Point
	count := 0
	for y := picture.Bounds().Min.Y; y < picture.Bounds().Max.Y; y++ {
		for x := picture.Bounds().Min.X; x < picture.Bounds().Max.X; x++ {
			if color.NRGBAModel.Convert(picture.At(x, y)) == theirs {
				sum, count = sum.Add(image.Pt(x, y)), count+1
			}
		}
	}
	if count < 1500 { // a line under a field has that colour too
		return image.Point{}, false
	}
	return sum.Div(count), true
}

// pressFirst types into the page that is shown, once it is drawn, and presses its first button until that led on.
func pressFirst(t *testing.T, typed string, ledOn func() bool) {
	t.Helper()
	for end := time.Now().Add(patience); !ledOn(); time.Sleep(200 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("the page's first button leads nowhere")
		}
		at, shown := firstButton(t)
		if !shown {
			continue
		}
		if typed != "" {
			_ = exec.Command("xdotool", "key", "ctrl+a").Run()
			_ = exec.Command("xdotool", "type", "--delay", "20", typed).Run()
		}
		_ = exec.Command("xdotool", "mousemove", strconv.Itoa(at.X), strconv.Itoa(at.Y), "click", "1").Run()
		for wait := time.Now().Add(5 * time.Second); !ledOn() && time.Now().Before(wait); {
			time.Sleep(20 * time.Millisecond)
		}
	}
}

// acceptInABrowser has the administrator open the link for the company in a real browser, sign in, and accept.
func acceptInABrowser(t *testing.T, company *entrasim.Company) {
	t.Helper()
	if _, err := exec.LookPath("import"); err != nil {
		t.Skip("import is not installed")
	}
	program, scratch := aBrowser(t)
	app := diagnose.MailAppOf("apple")
	tenant, err := consent.ParseTenant(company.Tenant().TenantID)
	if err != nil {
		t.Fatal(err)
	}
	links, err := consent.AdminLinks(app, company.Cloud(), tenant.ConfirmedByPerson())
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*patience)
	defer cancel()
	sights, done := make(chan signin.Sight, 100), make(chan signin.Ended, 1)
	go func() {
		defer close(done)
		ended, err := signin.Browser{Program: program, Folder: scratch, Trust: company.SPKI()}.Show(ctx,
			signin.Ask{Address: links[0].URL, Redirect: app.RedirectURI, Cloud: company.Cloud()},
			func(s signin.Sight) bool { sights <- s; return false })
		if err == nil {
			done <- ended
		}
	}()
	for {
		select {
		case sight := <-sights:
			pressFirst(t, adminTypes(company, sight.Page), func() bool { return len(sights) > 0 || len(done) > 0 })
			continue
		case ended := <-done:
			if ended.Redirect.Get("admin_consent") != "True" || ended.Redirect.Has("error") {
				t.Fatalf("it was not accepted: %+v", ended)
			}
		}
		break
	}
	gone(t, scratch)
}

// adminTypes is what the administrator types into a page.
func adminTypes(company *entrasim.Company, page entra.SignInPage) string {
	switch {
	case page.AsksPassword:
		return company.AdminPassword()
	case page.ID == "ConvergedSignIn":
		return company.AdminAddress()
	}
	return ""
}
