package session

import (
	"cmp"

	"synchelper/app/profile"
)

// organised is what a person begins with who has chosen nothing yet: what the organisation says, where it says anything.
// What was chosen on this computer stays.
func organised(language string, p profile.Profile) Settings {
	return Settings{Language: cmp.Or(p.Language, language), MailApp: p.MailApp, LooksAfter: p.LooksAfter}
}

// narrowed takes away the ways to sign in that the organisation does not want. What is simulated signs nobody in.
func (sure Sure) narrowed(p profile.Profile) Sure {
	if !sure.Offered || sure.Address != "" {
		return sure
	}
	if !p.Allows(profile.MethodBrowser) {
		sure.Browser, sure.Unwanted = "", true
	}
	sure.NoOwnBrowser = !p.Allows(profile.MethodOwnBrowser)
	sure.ByCode = p.Enables(profile.MethodDeviceCode)
	if sure.Browser == "" && sure.NoOwnBrowser && !sure.ByCode {
		return Sure{}
	}
	return sure
}

// OnlyCode says whether nothing but a code is left to sign in with.
func (sure Sure) OnlyCode() bool {
	return sure.ByCode && sure.NoOwnBrowser && sure.Browser == "" && !sure.Simulated
}

// Profile is what the organisation has set; in the demo, which is nobody's, nothing.
func (s State) Profile() profile.Profile {
	if s.Demo {
		return profile.Profile{}
	}
	return s.Organisation
}
