package probe

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"

	"synchelper/diagnose"
)

// company is what openid-configuration says of a domain's tenant.
type company struct {
	Issuer        string `json:"issuer"`
	Region        string `json:"tenant_region_scope"`
	SubRegion     string `json:"tenant_region_sub_scope"`
	CloudInstance string `json:"cloud_instance_name"`

	id string
}

// cloudAnswer is what one sign-in host says of a domain.
type cloudAnswer struct {
	host    string
	known   bool // the domain has a tenant
	company company
	unknown bool // Entra says that it knows no such tenant
	answer  answer
}

// consumers are the tenants of personal Microsoft accounts.
func consumers() []string {
	return []string{"9188040d-6c67-4c5b-b112-36a304b66dad", "84df9e7f-e9f6-40af-b435-aaaaaaaaaaaa"}
}

// askTenant finds out whose domain it is and, at the same time, who checks its people's passwords. It returns a tenant
// for each cloud that knows the domain, the first of them complete; none when no cloud does.
func (a *asker) askTenant(ctx context.Context) ([]Tenant, outcome) {
	home := a.clouds[0].LoginHost
	realmCtx, stop := context.WithCancel(ctx)
	defer stop()
	realm := later(func() realmAnswer { return a.askRealm(realmCtx, home) })
	answers := a.askClouds(ctx)
	tenants := a.tenantsOf(answers)
	if len(tenants) == 0 {
		stop()
		<-realm // nothing outlives the stage
		return nil, a.withClock(diagnose.StageTenant, a.withoutTenant(ctx, answers))
	}
	found := &tenants[0]
	told := <-realm
	if host := found.Cloud.LoginHost; host != home {
		told = a.askRealm(ctx, host)
	}
	found.Federation = told.federation
	found.Personal = found.Personal || told.personal
	return tenants, a.withClock(diagnose.StageTenant, a.tellTenant(tenants, answers, told))
}

// askClouds asks the first sign-in host for the domain, and only if it answers that it knows no such tenant the others, side
// by side: nearly everybody is in the first, and the others need not hear of a company that is not theirs.
func (a *asker) askClouds(ctx context.Context) []cloudAnswer {
	var hosts []string
	for _, c := range a.clouds {
		if !slices.Contains(hosts, c.LoginHost) {
			hosts = append(hosts, c.LoginHost)
		}
	}
	answers := make([]cloudAnswer, len(hosts))
	if answers[0] = a.askCloud(ctx, hosts[0]); !answers[0].unknown {
		return answers[:1]
	}
	var others sync.WaitGroup
	for i, host := range hosts[1:] {
		others.Go(func() { answers[i+1] = a.askCloud(ctx, host) })
	}
	others.Wait()
	return answers
}

// askCloud asks one sign-in host for the openid-configuration of the domain (OpenID Connect Discovery 1.0 §4.1).
func (a *asker) askCloud(ctx context.Context, host string) cloudAnswer {
	got := cloudAnswer{host: host, answer: a.ask(ctx, question{method: http.MethodGet,
		url: "https://" + host + "/" + url.PathEscape(a.who.domain) + "/v2.0/.well-known/openid-configuration"})}
	got.answer.host = host
	switch {
	case got.answer.err != nil:
	case got.answer.status == http.StatusOK:
		got.known = json.Unmarshal(got.answer.body, &got.company) == nil && got.company.identify()
	case got.answer.status >= 400 && got.answer.status < 500:
		o, ok := a.said(diagnose.StageTenant, got.answer)
		if ok {
			meaning, listed := diagnose.CodeMeaning(o.Said.Primary, o.Said.Sentence)
			got.unknown = listed && meaning.Cause == "tenant.not_found"
		}
	}
	return got
}

var guid = regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$`)

// identify takes the tenant's GUID out of the issuer, a URL such as https://login.microsoftonline.com/{GUID}/v2.0.
func (c *company) identify() bool {
	issuer, err := url.Parse(c.Issuer)
	if err != nil || issuer.Scheme != "https" {
		return false
	}
	id, _, _ := strings.Cut(strings.TrimPrefix(issuer.Path, "/"), "/")
	c.id = strings.ToLower(id)
	return guid.MatchString(c.id)
}

// tenantsOf is the tenants that the clouds know for the domain, each once, in the order of the clouds.
func (a *asker) tenantsOf(answers []cloudAnswer) []Tenant {
	var tenants []Tenant
	for _, got := range answers {
		same := func(t Tenant) bool { return t.ID == got.company.id }
		if got.known && !slices.ContainsFunc(tenants, same) {
			tenants = append(tenants, Tenant{ID: got.company.id, Cloud: a.cloudOf(got), Region: regionOf(got.company),
				Personal: slices.Contains(consumers(), got.company.id)})
		}
	}
	return tenants
}

// withoutTenant says what the answers amount to when no cloud knows the domain.
func (a *asker) withoutTenant(ctx context.Context, answers []cloudAnswer) outcome {
	if !answers[0].unknown {
		connection := a.askConnection(ctx) // first, since it also tells the time
		found := a.undecided(answers)
		found.observations = append(found.observations, connection...)
		return found
	}
	// The first cloud is where nearly everybody is. If it says no and a national one is silent, the user's computer
	// could not sign in there either.
	o, _ := a.said(diagnose.StageTenant, answers[0].answer)
	o.Cause = "tenant.not_found"
	return outcome{diagnose.Blocked, "no company at Microsoft has the domain " + a.who.domain,
		append([]diagnose.Observation{o}, a.observeSilent(answers[1:])...)}
}

// undecided keeps everything that was seen when no cloud said yes and the first did not say no.
func (a *asker) undecided(answers []cloudAnswer) outcome {
	found := outcome{state: diagnose.Failed}
	var failures []failure
	for _, got := range answers {
		if got.unknown {
			continue
		}
		f, ok := a.failed(got.answer)
		if !ok {
			f, ok = a.ledAway(got.answer)
		}
		if !ok {
			if o, said := a.said(diagnose.StageTenant, got.answer); said {
				found.observations = append(found.observations, o)
				found.finding = a.described(got.answer)
				continue
			}
			f = a.notUnderstood(got.answer)
		}
		if got.host != a.clouds[0].LoginHost && len(failures) > 0 && f.cause != failures[0].cause {
			f.cause = "" // what keeps a national cloud away matters to nobody who is not in it
		}
		failures = append(failures, f)
	}
	found.observations = append(found.observations, a.observeFailures(diagnose.StageTenant, failures...)...)
	if found.finding == "" {
		found.finding = found.observations[0].Text
	}
	return found
}

// observeSilent keeps, as evidence, which of the other clouds did not answer.
func (a *asker) observeSilent(others []cloudAnswer) []diagnose.Observation {
	var list []diagnose.Observation
	for _, got := range others {
		if f, ok := a.failed(got.answer); ok && !got.known {
			list = append(list, a.observe(diagnose.StageTenant, "", f.evidence))
		}
	}
	return list
}

// cloudOf says which cloud a tenant is in. The public cloud answers for tenants of others too and names their
// instance; GCC High and DoD share a sign-in host and differ in the sub-region (AADInternals, Get-TenantLoginUrl).
func (a *asker) cloudOf(got cloudAnswer) diagnose.Cloud {
	at := func(host string) []diagnose.Cloud {
		return slices.DeleteFunc(slices.Clone(a.clouds), func(c diagnose.Cloud) bool { return c.LoginHost != host })
	}
	fits := at("login." + strings.ToLower(got.company.CloudInstance))
	if len(fits) == 0 {
		fits = at(got.host)
	}
	const defense = "usdod"
	for _, c := range fits {
		if (c.ID == defense) == (got.company.SubRegion == "DOD") {
			return c
		}
	}
	return fits[0]
}

func regionOf(c company) string {
	if len(c.Region) > 8 {
		return ""
	}
	return oneLine(c.Region)
}

// tellTenant puts what was found about the tenant into words.
func (a *asker) tellTenant(all []Tenant, answers []cloudAnswer, realm realmAnswer) outcome {
	t := all[0]
	if t.Personal {
		o := a.observe(diagnose.StageTenant, "account.personal", "the domain belongs to personal Microsoft accounts")
		return outcome{diagnose.Blocked, o.Text, []diagnose.Observation{o}}
	}
	found := outcome{state: diagnose.Passed, finding: fmt.Sprintf("tenant %s in the %s cloud", t.ID, t.Cloud.ID)}
	if t.Region != "" {
		found.finding += ", " + t.Region
	}
	found.finding += "; " + realm.words()
	found.observations = a.observeSilent(answers)
	if realm.failure.evidence != "" {
		found.observations = append(found.observations,
			a.observe(diagnose.StageTenant, "", realm.failure.evidence))
	}
	for _, other := range all[1:] {
		text := fmt.Sprintf("the %s cloud knows the domain too, as tenant %s", other.Cloud.ID, other.ID)
		found.state, found.finding = diagnose.Warning, found.finding+"; "+text
		found.observations = append(found.observations, a.observe(diagnose.StageTenant, "", text))
	}
	return found
}
