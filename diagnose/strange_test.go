package diagnose

import (
	"bytes"
	"slices"
	"testing"
)

const (
	unknownApp = "11111111-2222-4333-8444-555555555555"
	approval   = "https://login.microsoftonline.com/fabrikam.com/v2.0/adminconsent?client_id="
)

func TestALinkThatApprovesAnUnknownAppIsFound(t *testing.T) {
	ships := MailApps()[0].ClientID
	for name, tt := range map[string]struct {
		text  string
		appID string
	}{
		"alone":                    {approval + unknownApp, unknownApp},
		"in a sentence":            {"Click here: " + approval + unknownApp + "&scope=x and accept.", unknownApp},
		"behind another field":     {"https://login.microsoftonline.com/common/adminconsent?state=1&client_id=" + unknownApp, unknownApp},
		"in capitals":              {"HTTPS://LOGIN.MICROSOFTONLINE.COM/COMMON/ADMINCONSENT?CLIENT_ID=" + unknownApp, unknownApp},
		"packed into another link": {"https://fabrikam.example/go?to=https%3A%2F%2Flogin.microsoftonline.com%2Fcommon%2Fadminconsent%3Fclient_id%3D" + unknownApp, unknownApp},
		"beside one of ours":       {approval + ships + " or " + approval + unknownApp, unknownApp},
		"behind one of ours":       {approval + ships + "&client_id=" + unknownApp, unknownApp},
		"before one of ours":       {approval + unknownApp + "&state=client_id=" + ships, unknownApp},
		"broken in the word":       {"https://login.microsoftonline.com/common/admincon=\r\nsent=\n?client_id=3D" + unknownApp, unknownApp},
		"in percents":              {"HTTPS://LOGIN.MICROSOFTONLINE.COM/contoso.com/admin%63onsent?scope=x&client%5Fid=" + unknownApp, unknownApp},
		"packed twice":             {"https://fabrikam.example/go?to=https%253A%252F%252Fx%252Fadminconsent%253Fclient_id%253D" + unknownApp, unknownApp},
		"badly encoded":            {"https://x.example/100%/admincons%65nt?state=%zz%&client%5fid=" + unknownApp, unknownApp},
		"of version 1":             {"https://login.microsoftonline.com/common/oauth2/authorize?client_id=" + unknownApp + "&prompt=admin_consent", unknownApp},
		"of version 1, ours":       {"https://login.microsoftonline.com/common/oauth2/authorize?client_id=" + ships + "&prompt=admin_consent", ""},
		"as mail writes it":        {approval + "3D1111=\n" + unknownApp[4:], unknownApp},
		"ours as mail writes it":   {approval + "3D" + ships[:5] + "=\r\n" + ships[5:], ""},
		"ours, wrapped":            {approval + ships[:20] + "\n" + ships[20:], ""},
		"one of ours":              {approval + ships, ""},
		"the id without a link":    {"Application ID " + unknownApp, ""},
		"how links are made":       {approval + "{client_id}", ""},
		"a sign-in":                {"https://login.microsoftonline.com/common/oauth2/authorize?client_id=" + unknownApp, ""},
		"nothing":                  {"", ""},
	} {
		if got, _, found := StrangeLink([]byte(tt.text)); got != tt.appID || found != (tt.appID != "") {
			t.Errorf("%s: %q, %v, want %q", name, got, found, tt.appID)
		}
	}
}

// A text of nothing but marks is gone over once, whoever sends it.
func TestALongTextOfMarksHoldsNoLink(t *testing.T) {
	for _, mark := range []string{"?", "%", "%3f", "adminconsent?", "%25"} {
		text := bytes.Repeat([]byte(mark), 1<<22/len(mark))
		if _, _, found := StrangeLink(text); found {
			t.Errorf("%q: a link is found", mark)
		}
		if _, _, found := StrangeLink(append(text, " "+approval+unknownApp...)); !found {
			t.Errorf("%q: the link behind is not found", mark)
		}
	}
}

// Who made the link typed the number beside it, too. What the person chose, and what a sign-in met, is still said.
func TestALinkForAnUnknownAppLeadsWhateverIsBesideIt(t *testing.T) {
	typed := said(90094, "The grant requires admin permission.")
	typed.Text = "AADSTS90094 " + approval + unknownApp
	met := said(7000112, "")
	met.Stage, met.Source, met.About = StageSignIn, SourceSignIn, AboutAccount
	chosen := card("")
	chosen.Cause = "app.disabled"
	through := Observation{Stage: StageSignIn, Source: SourceSignIn, Cause: CauseNone}
	for name, tt := range map[string]struct {
		seen []Observation
		also []CauseID
	}{
		"a typed number":                {[]Observation{typed}, nil},
		"a card":                        {[]Observation{card(CardNeedAdminApproval), typed}, []CauseID{"consent.admin_approval"}},
		"a choice":                      {[]Observation{typed, chosen}, []CauseID{"app.disabled"}},
		"a sign-in that was refused":    {[]Observation{typed, met}, []CauseID{"app.disabled"}},
		"a sign-in that went through":   {[]Observation{typed, through}, nil},
		"an approval that was heard of": {[]Observation{typed, heard(Approval{JustNow: ReplyYes})}, nil},
	} {
		v := Judge(tt.seen)
		if v.Cause != CauseStrangeLink || v.Confidence != Likely || !slices.Equal(v.Also, tt.also) {
			t.Errorf("%s: %+v", name, v)
		}
		if slices.ContainsFunc(v.Because, func(r Reason) bool { return r.Value == "90094" }) {
			t.Errorf("%s: the typed number is a reason: %+v", name, v.Because)
		}
	}
	typed.Text = "AADSTS90094 " + approval + MailApps()[0].ClientID
	if v := Judge([]Observation{typed}); v.Cause != "consent.admin_approval" || v.Confidence != Certain {
		t.Errorf("a link for an app of ours: %+v", v)
	}
}
