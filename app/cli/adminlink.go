package main

import (
	"cmp"
	"errors"
	"fmt"
	"os"

	"synchelper/diagnose"
	"synchelper/diagnose/consent"
	"synchelper/diagnose/report"
	"synchelper/diagnose/wording"
)

// qrScale is how many pixels a module of a saved QR code has: what phones read from a screen and from paper.
const qrScale = 8

// adminLink prints the links with which an administrator approves a mail app, and makes a QR code of the first.
func adminLink(args []string, env environment, w *wording.Words) (int, error) {
	flags := newFlags("admin-link", env, w)
	tenantFlag := flags.String("tenant", "", "")
	appFlag := flags.String("app", cmp.Or(env.organisation().MailApp, "apple"), "")
	cloudFlag := flags.String("cloud", "public", "")
	qr := flags.String("qr", "", "")
	words, err := parse(flags, args)
	if err != nil {
		return helpOr(err)
	}
	app, cloud, err := shippedRows(*appFlag, *cloudFlag)
	if err != nil {
		return 0, err
	}
	tenant, err := tenantOf(words, *tenantFlag)
	if err != nil {
		return 0, err
	}
	links, err := consent.AdminLinks(app, cloud, tenant.ConfirmedByPerson())
	if err != nil {
		return 0, ruleRefusal(err)
	}
	env.tell(w.Text("cli.link.before", map[string]any{"App": app.Name, "EntraApp": app.EntraName,
		"Company": tenant.String()}))
	for _, link := range links {
		env.tell(w.Text("link." + string(link.Form)))
		fmt.Fprintln(env.out, link.URL)
	}
	env.tell(w.Text("cli.link.after", map[string]any{"EntraApp": app.EntraName}))
	if *qr != "" {
		return exitDone, writeQR(*qr, links[0], env)
	}
	return exitDone, nil
}

func shippedRows(appID, cloudID string) (diagnose.MailApp, diagnose.Cloud, error) {
	app := diagnose.MailAppOf(appID)
	if app.ID != appID {
		return app, diagnose.Cloud{}, refuse("cli.unknown_app", map[string]any{"App": appID})
	}
	cloud, ok := diagnose.CloudOf(cloudID)
	if !ok {
		return app, cloud, refuse("cli.unknown_cloud", map[string]any{"Cloud": cloudID})
	}
	return app, cloud, nil
}

// tenantOf reads the one address, domain or tenant id that was typed.
func tenantOf(words []string, flagged string) (consent.Tenant, error) {
	if flagged != "" {
		words = append(words, flagged)
	}
	if len(words) != 1 {
		return consent.Tenant{}, refuse("cli.one_company", nil)
	}
	tenant, err := consent.ParseTenant(words[0])
	if err != nil {
		return tenant, ruleRefusal(err)
	}
	return tenant, nil
}

// ruleRefusal says in words which rule a link or a tenant would break.
func ruleRefusal(err error) error {
	var rule *consent.RuleError
	if errors.As(err, &rule) {
		return refusal{id: "rule." + string(rule.Rule), err: err}
	}
	return err
}

// writeQR writes the code of a link into a PNG file, or for "-" draws it in the terminal.
func writeQR(name string, link consent.AdminLink, env environment) error {
	if !link.QRAllowed {
		return refuse("cli.no_qr", nil)
	}
	code, err := consent.Code(link.URL)
	if err != nil {
		return err
	}
	if name == "-" {
		drawing := code.TerminalPlain(true)
		if env.coloured() {
			drawing = code.Terminal()
		}
		_, err = fmt.Fprint(env.out, drawing)
		return err
	}
	picture, err := code.PNG(qrScale)
	if err != nil {
		return err
	}
	if err := report.WriteAtomic(name, picture); err != nil {
		return unsaved(name, err)
	}
	return os.Chmod(name, 0o644) // a picture to hand around, not a report
}
