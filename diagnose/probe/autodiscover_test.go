package probe_test

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"synchelper/diagnose"
	"synchelper/diagnose/probe"
)

const (
	ownServer = "mail.contoso.com"
	ownEAS    = "https://mail.contoso.com/Microsoft-Server-ActiveSync"
)

func TestAutodiscover(t *testing.T) {
	const json = "application/json"
	for name, c := range map[string]struct {
		set     func(*internet)
		mailbox probe.Mailbox
		states  string
		finding string
		causes  []diagnose.CauseID
	}{
		"a redirect within Microsoft": {func(i *internet) {
			i.on(publicMail, exchange(redirect("https://autodiscover-s.outlook.com/autodiscover/autodiscover.json/v1.0/x?RedirectCount=1"), challenged(entraBearer)))
			i.on("autodiscover-s.outlook.com", exchange(activeSync("https://outlook.office365.com:443/Microsoft-Server-ActiveSync"), nil))
		}, probe.Mailbox{URL: "https://outlook.office365.com:443/Microsoft-Server-ActiveSync", Host: publicMail},
			"passed passed passed passed", "outlook.office365.com has the mailbox", nil},
		"a relative redirect": {func(i *internet) {
			i.on(publicMail, func(w http.ResponseWriter, r *http.Request) {
				switch r.URL.Path {
				case "/autodiscover/v2":
					activeSync("https://outlook.office365.com/Microsoft-Server-ActiveSync")(w, r)
				case "/Microsoft-Server-ActiveSync":
					challenged(entraBearer)(w, r)
				default:
					redirect("/autodiscover/v2")(w, r)
				}
			})
		}, probe.Mailbox{URL: "https://outlook.office365.com/Microsoft-Server-ActiveSync", Host: publicMail},
			"passed passed passed passed", "has the mailbox", nil},
		"a company's own server with AD FS": {func(i *internet) {
			i.on(publicMail, exchange(activeSync(ownEAS), nil))
			i.on(ownServer, exchange(nil, challenged("Negotiate", `Bearer authorization_uri="https://adfs.contoso.com/adfs/oauth2/authorize"`)))
		}, probe.Mailbox{URL: ownEAS, Host: ownServer, Elsewhere: true}, "passed passed blocked skipped",
			`mail.contoso.com has the mailbox; tokens for mail.contoso.com are issued by "adfs.contoso.com" (AD FS)`, []diagnose.CauseID{"mailbox.on_premises"}},
		"a company's own server, reached by redirects": {func(i *internet) {
			i.on(publicMail, exchange(redirect("https://autodiscover.contoso.com/autodiscover/autodiscover.json"), nil))
			i.on("autodiscover.contoso.com", exchange(activeSync(ownEAS), nil))
			i.on(ownServer, exchange(nil, challenged(entraBearer)))
		}, probe.Mailbox{URL: ownEAS, Host: ownServer, Elsewhere: true}, "passed passed blocked skipped",
			"issued by Microsoft Entra", []diagnose.CauseID{"mailbox.on_premises"}},
		"a company's own server that is silent": {func(i *internet) {
			i.on(publicMail, exchange(activeSync(ownEAS), nil))
		}, probe.Mailbox{URL: ownEAS, Host: ownServer, Elsewhere: true}, "passed passed blocked skipped",
			"the connection was refused", []diagnose.CauseID{"mailbox.on_premises"}},
		"the own server knows that the mailbox has moved": {func(i *internet) {
			i.on(publicMail, exchange(activeSync(ownEAS), nil))
			i.on(ownServer, exchange(nil, movedTo("https://outlook.office365.com/Microsoft-Server-ActiveSync")))
		}, probe.Mailbox{URL: ownEAS, Host: ownServer, Elsewhere: true}, "passed passed blocked skipped",
			"moved to outlook.office365.com", []diagnose.CauseID{"mailbox.moved"}},
		"a server of another cloud": {func(i *internet) {
			i.on(publicMail, exchange(activeSync("https://outlook.office365.us/Microsoft-Server-ActiveSync"), nil))
			i.on("outlook.office365.us", exchange(nil, challenged(entraBearer)))
		}, probe.Mailbox{URL: "https://outlook.office365.us/Microsoft-Server-ActiveSync", Host: "outlook.office365.us", Elsewhere: true},
			"passed passed failed passed", "no server of the public cloud", nil},
		"the tenant's own cloud is asked when the public one does not know": {func(i *internet) {
			i.on(publicLogin, login(unknownTenant(), unknownTenant()))
			i.on(chinaLogin, login(openID(chinaLogin, tenantID, "AS", "", ""), managed()))
			i.on(publicMail, exchange(words(http.StatusNotFound, json, `{"ErrorCode":"UserNotFound"}`), nil))
			i.on("partner.outlook.cn", exchange(activeSync("https://partner.outlook.cn/Microsoft-Server-ActiveSync"), challenged(entraBearer)))
		}, probe.Mailbox{URL: "https://partner.outlook.cn/Microsoft-Server-ActiveSync", Host: "partner.outlook.cn"},
			"passed passed passed passed", "partner.outlook.cn has the mailbox", nil},
		"Exchange knows no such mailbox": {func(i *internet) {
			i.on(publicMail, exchange(words(http.StatusNotFound, json, `{"ErrorCode":"UserNotFound","ErrorMessage":"The given user user.one@contoso.com isn't found."}`), challenged(entraBearer)))
		}, probe.Mailbox{}, "passed passed warning passed", `"UserNotFound" "The given user [address] isn't found."`, []diagnose.CauseID{"mailbox.missing"}},
		"a bare 404 proves nothing": {func(i *internet) {
			i.on(publicMail, exchange(http.NotFound, challenged(entraBearer)))
		}, probe.Mailbox{}, "passed passed failed passed", "404", nil},
		"another error": {func(i *internet) {
			i.on(publicMail, exchange(words(http.StatusBadRequest, json, `{"ErrorCode":"InvalidProtocol","ErrorMessage":"no"}`), challenged(entraBearer)))
		}, probe.Mailbox{}, "passed passed failed passed", `"InvalidProtocol" "no"`, nil},
		"down": {func(i *internet) {
			i.on(publicMail, exchange(words(http.StatusServiceUnavailable, "text/html", "<h1>"), challenged(entraBearer)))
		}, probe.Mailbox{}, "passed passed failed passed", "503", []diagnose.CauseID{"service.transient"}},
		"an own server that is no mail server says nothing about the network": {func(i *internet) {
			i.on(publicMail, exchange(redirect("https://autodiscover.contoso.com/"), challenged(entraBearer)))
			i.on("autodiscover.contoso.com", words(http.StatusOK, "text/html", "<html>Welcome to our web shop"))
		}, probe.Mailbox{}, "passed passed warning passed", "led to autodiscover.contoso.com, outside of Microsoft", nil},
		"in a circle": {func(i *internet) {
			i.on(publicMail, exchange(redirect("https://outlook.office365.com/autodiscover/again"), challenged(entraBearer)))
		}, probe.Mailbox{}, "passed passed failed passed", "in a circle", nil},
		"on and on": {func(i *internet) {
			i.on(publicMail, exchange(func(w http.ResponseWriter, r *http.Request) {
				redirect("https://outlook.office365.com"+r.URL.Path+"x")(w, r)
			}, challenged(entraBearer)))
		}, probe.Mailbox{}, "passed passed failed passed", "more than 5 times", nil},
		"an address that cannot be one": {func(i *internet) {
			i.on(publicMail, exchange(activeSync("https://192.168.1.1/Microsoft-Server-ActiveSync"), challenged(entraBearer)))
		}, probe.Mailbox{}, "passed passed failed passed", `names "https://192.168.1.1" as the mail server`, []diagnose.CauseID{"autodiscover.wrong_server"}},
		"an own server that names one that cannot be": {func(i *internet) {
			i.on(publicMail, exchange(redirect("https://autodiscover.contoso.com/"), challenged(entraBearer)))
			i.on("autodiscover.contoso.com", activeSync("http://mail.contoso.local/Microsoft-Server-ActiveSync"))
		}, probe.Mailbox{}, "passed passed warning passed", `names "http://mail.contoso.local" as the mail server`, []diagnose.CauseID{"autodiscover.wrong_server"}},
		"neither address nor error":        {answer(words(http.StatusOK, json, `{}`)), probe.Mailbox{}, "passed passed failed passed", "answered 200", nil},
		"no JSON":                          {answer(words(http.StatusOK, json, `{"Url":`)), probe.Mailbox{}, "passed passed failed passed", "answered 200", nil},
		"a list where a text belongs":      {answer(words(http.StatusOK, json, `{"Url":["https://a.example"]}`)), probe.Mailbox{}, "passed passed failed passed", "answered 200", nil},
		"JSON that says it is HTML":        {answer(words(http.StatusOK, "text/html", `{"Url":"https://outlook.office365.com/Microsoft-Server-ActiveSync"}`)), probe.Mailbox{URL: "https://outlook.office365.com/Microsoft-Server-ActiveSync", Host: publicMail}, "passed passed passed passed", "has the mailbox", nil},
		"a page of the Wi-Fi in its stead": {answer(words(http.StatusOK, "text/html", "<html>Welcome")), probe.Mailbox{}, "passed passed failed passed", "where data was asked for", []diagnose.CauseID{"network.captive_portal"}},
	} {
		t.Run(name, func(t *testing.T) {
			net := newMicrosoft(t)
			c.set(net)
			answers := net.prober(t).Ask(context.Background(), someone, nil)
			if answers.Mailbox != c.mailbox || states(answers) != c.states {
				t.Errorf("mailbox %+v, stages %+v", answers.Mailbox, answers.Stages)
			}
			if got := stageOf(answers, diagnose.StageAutodiscover).Finding; !strings.Contains(got, c.finding) {
				t.Errorf("finding %q", got)
			}
			if got := causes(answers.Observations); !slices.Equal(got, c.causes) {
				t.Errorf("causes %v: %+v", got, answers.Observations)
			}
		})
	}
}

func answer(autodiscover http.HandlerFunc) func(*internet) {
	return func(i *internet) { i.on(publicMail, exchange(autodiscover, challenged(entraBearer))) }
}

func movedTo(where string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("X-MS-Location", where)
		w.WriteHeader(http.StatusUnavailableForLegalReasons)
	}
}

// The issuer of a company's own server is told although its stage is skipped.
func TestOwnServersIssuer(t *testing.T) {
	net := newMicrosoft(t)
	net.on(publicMail, exchange(activeSync(ownEAS), nil))
	net.on(ownServer, exchange(nil, challenged(`Bearer authorization_uri="https://adfs.contoso.com/adfs/oauth2/authorize"`)))
	answers := net.prober(t).Ask(context.Background(), someone, nil)
	if answers.Issuer != probe.IssuerADFS || answers.Tenant.ID != tenantID {
		t.Errorf("%+v", answers)
	}
}

// Hostile redirects and addresses reach nothing on this computer or in its network, and end the search in words.
func TestHostileAutodiscover(t *testing.T) {
	victim := listen(t)
	reached := make(chan struct{}, 1)
	go func() {
		if conn, err := victim.Accept(); err == nil {
			_ = conn.Close()
			reached <- struct{}{}
		}
	}()
	local := victim.Addr().String()
	_, port, _ := strings.Cut(local, ":")
	for _, to := range []string{"https://" + local + "/", "https://localhost:" + port + "/", "http://" + local + "/",
		"https://[::1]:" + port + "/", "https://[::ffff:127.0.0.1]:" + port + "/", "https://0.0.0.0:" + port + "/",
		"https://127.1:" + port + "/", "https://2130706433:" + port + "/", "https://0x7f.1/", "https://10.1.2.3/", "https://172.16.0.1/",
		"https://192.168.0.1/", "https://169.254.169.254/latest/meta-data", "https://[fe80::1]/", "https://[fd00::1]/",
		"https://[fe80::1%25eth0]/", "https://router.lan/", "https://printer.local/", "https://intranet/", "https://a.localhost/", "https://x.internal./",
		"https://user:pass@outlook.office365.com/", "https://outlook.office365.com:8443/", "ftp://outlook.office365.com/",
		"javascript:alert(1)", "file:///etc/passwd", "https:///", "https:opaque", "//" + local + "/", "https://%zz/", "\x00", "https://mail contoso/"} {
		for _, by := range []string{"redirect", "address"} {
			t.Run(by+" "+to, func(t *testing.T) {
				net := newMicrosoft(t)
				site := exchange(redirect(to), challenged(entraBearer))
				if by == "address" {
					site = exchange(words(http.StatusOK, "application/json", fmt.Sprintf(`{"Protocol":"ActiveSync","Url":%q}`, to)), challenged(entraBearer))
				}
				net.on(publicMail, site)
				answers := net.prober(t).Ask(context.Background(), someone, nil)
				stage := stageOf(answers, diagnose.StageAutodiscover)
				if answers.Mailbox != (probe.Mailbox{}) || stage.State != diagnose.Failed || stage.Finding == "" {
					t.Errorf("%+v %+v", answers.Mailbox, stage)
				}
				if strings.Contains(stage.Finding, "user.one") || strings.Contains(stage.Finding, "pass") {
					t.Errorf("finding %q", stage.Finding)
				}
			})
		}
	}
	select {
	case <-reached:
		t.Error("a server on this computer was reached")
	default:
	}
}

// In a simulation nothing but this computer is asked, whatever its Autodiscover says.
func TestSimulationStaysOnThisComputer(t *testing.T) {
	for _, to := range []string{"https://mail.contoso.com/", "https://outlook.office365.com/Microsoft-Server-ActiveSync"} {
		net := newInternet(t)
		cloud := diagnose.Cloud{ID: "simulated", LoginHost: "localhost", LoginHosts: []string{"localhost"},
			ExchangeHosts: []string{"localhost"}, Simulated: true}
		for _, host := range []string{ownServer, publicMail, publicLogin, connectHost} {
			net.on(host, words(http.StatusOK, "text/plain", "outside"))
		}
		net.on("localhost", func(w http.ResponseWriter, r *http.Request) {
			if strings.HasPrefix(r.URL.Path, "/autodiscover/") {
				redirect(to)(w, r)
				return
			}
			http.NotFound(w, r)
		})
		p := net.prober(t)
		p.Clouds = []diagnose.Cloud{cloud}
		p.Ask(context.Background(), someone, nil)
		for _, host := range []string{ownServer, publicMail, publicLogin, connectHost} {
			if got := net.asked(host); len(got) > 0 {
				t.Errorf("%s was asked %q", host, got)
			}
		}
	}
}
