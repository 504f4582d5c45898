package diagnose

import "slices"

// OtherMailApp stands in Subject.MailApp and in references for an application that does not ship.
const OtherMailApp = "other"

// NamedApp returns the mail app that Microsoft named in a text: by its id, else by its name. ships is false for an
// application that does not ship; named is false when none was named for certain. A name without an id counts for an
// unknown application only in Microsoft's own sentence: people write all kinds of things under a page's title.
func NamedApp(said *Said) (app MailApp, ships, named bool) {
	switch {
	case said == nil || said.AppID == "" && said.AppName == "":
		return MailApp{}, false, false
	case said.AppID != "":
		app, ships = MailAppByClientID(said.AppID)
		return app, ships, true
	}
	app, ships = MailAppByName(said.AppName)
	certain := slices.ContainsFunc(said.Wordings, func(w Wording) bool { return w.Confidence == Certain })
	return app, ships, ships || certain || said.Primary != 0
}
