package wording

import (
	"slices"
	"strings"
	"testing"
	"time"

	"synchelper/diagnose"
)

// commandsOf is every command that a diagnosis hands to an administrator.
func commandsOf(w *Words, d diagnose.Diagnosis) []string {
	lists := [][]Step{w.Answer(d).Admin}
	s := w.Sheet(d)
	for _, part := range s.Parts {
		lists = append(lists, part.Lines)
	}
	for _, c := range s.Choices {
		lists = append(lists, c.Steps)
	}
	var commands []string
	for _, step := range slices.Concat(lists...) {
		if step.Command {
			commands = append(commands, step.Text)
		}
	}
	return append(commands, strings.Split(w.StillAsks(d, diagnose.Approval{}, ""), "\n")...)
}

// By itself every tool goes to the public cloud, where such a company does not exist.
func TestCommandsLeadToTheCompanysOwnCloud(t *testing.T) {
	for _, l := range Languages() {
		w := words(t, l.Code)
		for _, cloud := range diagnose.Clouds() {
			for _, cause := range diagnose.Causes() {
				d := asked(cause.ID)
				d.Subject.Cloud = cloud.ID
				set := false
				for _, command := range commandsOf(w, d) {
					set = set || command == "az cloud set --name "+cloud.AzureCLI
					if why := leadsElsewhere(command, cloud, set); why != "" {
						t.Errorf("%s %s %s: %s: %s", l.Code, cloud.ID, cause.ID, why, command)
					}
				}
			}
		}
	}
}

// leadsElsewhere says by what a command misses a cloud; set says whether az was led there before.
func leadsElsewhere(command string, cloud diagnose.Cloud, set bool) string {
	public := diagnose.Clouds()[0]
	other := cloud.ID != public.ID
	for _, host := range slices.Concat(public.LoginHosts, public.ExchangeHosts, []string{public.Graph}) {
		if other && strings.Contains(command, host) {
			return "a public host"
		}
	}
	for tool, option := range map[string]string{"Connect-MgGraph": " -Environment " + cloud.GraphEnvironment,
		"Connect-ExchangeOnline": " -ExchangeEnvironmentName " + cloud.ExchangeEnvironment} {
		if rest, ok := strings.CutPrefix(command, tool); ok && (other && !strings.HasPrefix(rest+" ", option+" ") ||
			!other && strings.Contains(rest, "Environment")) {
			return "not the environment"
		}
	}
	if strings.HasPrefix(command, "az ") && set != other {
		return "not the cloud of az"
	}
	return ""
}

// Without a tenant a tool takes that of whoever signs in, which may be another customer's.
func TestNoCommandGoesToAnUnnamedTenant(t *testing.T) {
	for _, l := range Languages() {
		w := words(t, l.Code)
		for _, cause := range diagnose.Causes() {
			d := asked(cause.ID)
			d.Subject = diagnose.Subject{MailApp: "apple"}
			tenantOf := map[string]string{"Connect-MgGraph": " -TenantId '<your tenant>'", "az login": " --tenant '<your tenant>'"}
			for _, command := range commandsOf(w, d) {
				for tool, tenant := range tenantOf {
					if strings.HasPrefix(command, tool) && !strings.Contains(command, tenant) {
						t.Errorf("%s %s: no tenant: %s", l.Code, cause.ID, command)
					}
				}
			}
		}
	}
}

// What a command changes cannot be meant for another company: the tenant is looked at where nobody has confirmed it.
func TestBeforeAChangeTheTenantIsLookedAt(t *testing.T) {
	for _, l := range Languages() {
		w := words(t, l.Code)
		for _, id := range []diagnose.CauseID{"account.disabled", "account.risk", "mfa.failed", "mfa.registration",
			"app.disabled", "app.user_not_assigned", "consent.admin_approval"} {
			d := asked(id)
			if strings.Contains(w.Sheet(d).all(), "Get-MgContext") {
				t.Errorf("%s %s: a confirmed tenant is asked for", l.Code, id)
			}
			d.Subject = diagnose.Subject{MailApp: "apple"}
			sheet := w.Sheet(d).all()
			at := strings.Index(sheet, "Get-MgContext")
			for _, change := range []string{"Update-Mg", "New-Mg", "Revoke-Mg"} {
				if first := strings.Index(sheet, change); first >= 0 && (at < 0 || first < at) {
					t.Errorf("%s %s: %s before the tenant is looked at:\n%s", l.Code, id, change, sheet)
				}
			}
		}
	}
}

// An allow list that was not read is never written over, and one that is empty only where nobody has a way to lose.
func TestTheListOfEWSIsSetOnlyWhereNobodyLosesAWay(t *testing.T) {
	// PowerShell reads -and and -or from left to right, neither before the other (about_Logical_Operators). After a
	// statement that failed, the next one on the line still runs, unless both stand in a try (about_Try_Catch_Finally).
	const read = "try { $now = (Get-OrganizationConfig -RetrieveEwsOperationAccessPolicy -ErrorAction Stop).EwsAllowedAppIDs; " +
		"$on = (Get-OrganizationConfig -ErrorAction Stop).EwsEnabled; if ((Test-Path EwsAllowedAppIDs-"
	const guard = ".txt) -and (\"$ids\" -eq \"$now\") -and (($on -eq $false) -or ($on -and $now))) {"
	for _, command := range commandsOf(words(t, "en"), asked("mac.ews_off")) {
		if strings.Contains(command, "-EwsEnabled $true") && strings.Contains(command, "Set-OrganizationConfig") &&
			(!strings.HasPrefix(command, read) || !strings.Contains(command, guard)) {
			t.Errorf("%s", command)
		}
	}
}

// A host of the public cloud has no mailbox of such a company, whoever is told of it.
func TestTheTextsOfAnotherCloudNameItsHosts(t *testing.T) {
	for _, l := range Languages() {
		w := words(t, l.Code)
		for _, cause := range diagnose.Causes() {
			d := asked(cause.ID)
			d.Subject.Cloud = "usgov"
			a := w.Answer(d)
			all := w.Sheet(d).all() + strings.Join(slices.Concat(a.Do, a.Meanwhile, a.AdminFirst), "\n") + a.Explain + a.Message.Body +
				w.Reminder(a.Message, d, time.Time{}).Body
			if strings.Contains(all, "not on Microsoft's list") {
				t.Errorf("%s %s: an app on the list is said not to be there", l.Code, cause.ID)
			}
			for _, step := range a.Admin {
				all += step.Text
			}
			for _, host := range []string{"login.microsoftonline.com", "outlook.office365.com", "outlook.office.com"} {
				if strings.Contains(all, host) {
					t.Errorf("%s %s names %s", l.Code, cause.ID, host)
				}
			}
		}
	}
}
