package entra

import (
	"slices"
	"strings"
	"testing"

	"synchelper/diagnose"
)

// causesOf returns the causes of the wordings, best first, each once.
func causesOf(said diagnose.Said) []diagnose.CauseID {
	var causes []diagnose.CauseID
	for _, w := range said.Wordings {
		if !slices.Contains(causes, w.Cause) {
			causes = append(causes, w.Cause)
		}
	}
	return causes
}

func TestPagesWithoutNumberAreKnownByTheirWords(t *testing.T) {
	const approval, request = diagnose.CauseID("consent.admin_approval"), diagnose.CauseID("consent.request_available")
	for _, c := range []struct {
		text, lang string
		want       diagnose.CauseID
	}{
		{"Need admin approval", "en", approval},
		{"NEED ADMIN APPROVAL", "en", approval},
		{"> Need\n> admin\n> approval", "en", approval},
		{"**Need admin approval**", "en", approval},
		{"it stops on a \"Need admin approval\":", "en", approval},
		{"<h1>Need&nbsp;admin <b>approval</b></h1>", "en", approval},
		{`{"title":"Need admin approval\n"}`, "en", approval},
		{"?m=Need+admin+approval&x=1%20", "en", approval},
		{"Mail App needs permission to access resources in your organization that only an admin can grant.", "en", approval},
		{"Administratorgenehmigung erforderlich", "de", approval},
		{"ADMINISTRATORGENEHMIGUNG ERFORDERLICH", "de", approval},
		{"Approbation de l'administrateur requise", "fr", approval},
		{"Approbation de l’administrateur requise", "fr", approval},
		{"APPROBATION DE L’ADMINISTRATEUR REQUISE", "fr", approval},
		{"Se necesita la aprobación del administrador", "es", approval},
		{"SE NECESITA LA APROBACIÓN DEL ADMINISTRADOR", "es", approval},
		{"È necessaria l'approvazione dell'amministratore", "it", approval},
		{"&Egrave; necessaria l&#39;approvazione dell&rsquo;amministratore", "it", approval},
		{"Goedkeuring van beheerder vereist", "nl", approval},
		{"管理者の承認が必要", "ja", approval},
		{"管理者の\n承認が必要です", "ja", approval},
		{"需要管理员批准", "zh-Hans", approval},
		{"标题：需要管理员批准。", "zh-Hans", approval},
		{"Approval required\nThis app requires your admin's approval to:", "en", request},
		{"Enter justification for requesting this app", "en", request},
		{"Genehmigung erforderlich", "de", request},
	} {
		said := mustRead(t, c.text).Said
		if len(said.Wordings) == 0 || said.Wordings[0].Cause != c.want || !strings.HasPrefix(said.Wordings[0].Lang, c.lang) {
			t.Errorf("%q gave %v, want %s in %s", c.text, said.Wordings, c.want, c.lang)
			continue
		}
		if said.Primary != 0 || said.Sentence == "" {
			t.Errorf("%q gave the number %d and the sentence %q", c.text, said.Primary, said.Sentence)
		}
	}
}

func TestEveryPhraseIsFoundInItself(t *testing.T) {
	for _, p := range diagnose.Phrases() {
		for _, text := range []string{p.Text, "x\n" + p.Text + ".\ny", upper(p.Text)} {
			said := mustRead(t, text).Said
			if !slices.ContainsFunc(said.Wordings, func(w diagnose.Wording) bool { return w.Cause == p.Cause }) {
				t.Errorf("%q of %s is not found in %q: %v", p.Text, p.Cause, text, said.Wordings)
			}
		}
	}
}

// upper returns the text in capitals, or as it is when a letter of it has no capital of its own.
func upper(text string) string {
	if up := strings.ToUpper(text); strings.EqualFold(strings.ToLower(up), text) {
		return up
	}
	return text
}

func TestWordsOfOthersAreNoWording(t *testing.T) {
	for _, text := range []string{
		"", "x", "We need admins to approve the approval of the admin", "Needadminapprovals", "the approvalrequiredness of it",
		"Nothing is wrong. The mail arrived.", strings.Repeat("need admin ", 50),
	} {
		if got := mustRead(t, text).Said.Wordings; len(got) > 0 {
			t.Errorf("%q gave %v", text, got)
		}
	}
}

func TestMicrosoftsWordsComeBeforePeoplesAndLongBeforeShort(t *testing.T) {
	reading := mustRead(t, "Admin consent required, I think. The page says: Need admin approval. Mail App needs permission to access "+
		"resources in your organization that only an admin can grant.")
	var last *diagnose.Wording
	for i := range reading.Said.Wordings {
		w := &reading.Said.Wordings[i]
		if last != nil && last.Confidence == w.Confidence && last.Span.End-last.Span.Start < w.Span.End-w.Span.Start {
			t.Errorf("%v stands before the longer %v", *last, *w)
		}
		if last != nil && last.Confidence != diagnose.Certain && w.Confidence == diagnose.Certain {
			t.Errorf("%v stands before %v", *last, *w)
		}
		last = w
	}
	if len(reading.Said.Wordings) < 3 {
		t.Errorf("only %v were found", reading.Said.Wordings)
	}
}

func TestPhraseInsideALongerOneIsSilent(t *testing.T) {
	reading := mustRead(t, "Approval required. Need admin approval")
	for i, a := range reading.Said.Wordings {
		for j, b := range reading.Said.Wordings {
			if i != j && a.Span.Start >= b.Span.Start && a.Span.End <= b.Span.End {
				t.Errorf("%v lies inside %v", a, b)
			}
		}
	}
}

func TestWordingSpansTheWordsAsTheyStand(t *testing.T) {
	reading := mustRead(t, "x <b>Need</b>\n> admin  approval. y")
	if len(reading.Said.Wordings) == 0 {
		t.Fatal("nothing was found")
	}
	s := reading.Said.Wordings[0].Span
	if got := reading.Text[s.Start:s.End]; got != "Need</b>\n> admin  approval" {
		t.Errorf("the span holds %q", got)
	}
}

func TestWordingsStandBesideANumber(t *testing.T) {
	reading := mustRead(t, "Need admin approval\nMessage: AADSTS90094: An administrator has set a policy that prevents you from granting x")
	if reading.Said.Primary != 90094 || !slices.Contains(causesOf(reading.Said), "consent.admin_approval") {
		t.Errorf("%d, %v", reading.Said.Primary, reading.Said.Wordings)
	}
}

func TestManyPhrasesAreBounded(t *testing.T) {
	reading := mustRead(t, strings.Repeat("Need admin approval. ", 700))
	if n := len(reading.Said.Wordings); n == 0 || n > mostFound {
		t.Errorf("%d wordings", n)
	}
}

func TestForeignErrorsAreKnownForWhatTheyAre(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{`I get "AADB2C90091: The user has cancelled entering self-asserted information."`, "aadb2c"},
		{"?error=access_denied&error_description=AADB2C90118%3a+The+user+has+forgotten", "aadb2c"},
		{"<s:Text>MSIS3125: The password has expired.</s:Text>", "msis"},
		{"MSIS9223: Received invalid OAuth authorization request.", "msis"},
		{"Federated service at https://sts.contoso.com/adfs returned error: ID3035: The request was not valid", "msis"},
		{"WAM Error: 3399614473", "wam"}, {"0xCAA20003 in the event log", "wam"}, {"error 0xcaa70004", "wam"},
		{"Access blocked: This app's request is invalid. https://accounts.google.com/signin", "google"},
		{"invalid_request: Could not determine client ID from request.", "google"},
		{"https://contoso.okta.com/login says E0000004", "okta"},
		{"PingFederate: partner connection", "ping"}, {"https://contoso.auth0.com/authorize failed", "auth0"},
		{"Need admin approval", ""}, {"https://contoso.okta.com and then Need admin approval", ""}, {"The mail does not arrive", ""}, {"MSISDN 491701234567", ""}, {"AADB2C is what we use", ""},
		{"paid3035 is a user of sts", ""}, {"id 3399614473", ""},
		{"AADSTS50107: The federated realm does not exist, see https://contoso.okta.com", ""},
		{"AADSTS50126: wrong, then AADB2C90091: cancelled", ""},
	} {
		if got := mustRead(t, c.text).Said.Foreign; got != c.want {
			t.Errorf("%q is taken for %q, want %q", c.text, got, c.want)
		}
	}
}
