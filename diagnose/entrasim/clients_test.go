package entrasim_test

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"synchelper/diagnose"
	"synchelper/diagnose/entrasim"
)

// Clients that this project did not write sign in at the company. What they are told is only how to trust it.

const clients = "../../.ci/clients"

// A client is a program that signs in with somebody else's library.
type client struct {
	program []string
	env     func(certificate string) []string
	// losesDeviceErrors: of what is refused while it polls, the library keeps the word in "error" and drops the rest.
	losesDeviceErrors bool
}

func msalNode(t *testing.T) client {
	t.Helper()
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("Node is not here: @azure/msal-node was not tried")
	}
	version, err := exec.CommandContext(t.Context(), node, "--version").Output()
	if err != nil || !isNewEnough(string(version)) {
		t.Skipf("Node %s is older than 20.19: @azure/msal-node was not tried", strings.TrimSpace(string(version)))
	}
	if _, err := os.Stat(filepath.Join(clients, "node_modules/@azure/msal-node")); err != nil {
		t.Skip("@azure/msal-node is not installed (npm ci in .ci/clients): it was not tried")
	}
	return client{
		program: []string{node, filepath.Join(clients, "msal-node.cjs")}, losesDeviceErrors: true,
		env: func(certificate string) []string { return []string{"NODE_EXTRA_CA_CERTS=" + certificate} },
	}
}

// isNewEnough says whether a version such as "v20.20.2" is 20.19 or newer.
func isNewEnough(version string) bool {
	parts := regexp.MustCompile(`^v(\d+)\.(\d+)\.`).FindStringSubmatch(version)
	if parts == nil {
		return false
	}
	major, _ := strconv.Atoi(parts[1])
	minor, _ := strconv.Atoi(parts[2])
	return major > 20 || major == 20 && minor >= 19
}

// msalPython is Debian's: it belongs to /usr/bin/python3, whichever Python comes first in the path.
func msalPython(t *testing.T) client {
	t.Helper()
	if err := exec.CommandContext(t.Context(), "/usr/bin/python3", "-c", "import msal").Run(); err != nil {
		t.Skip("python3-msal is not installed for /usr/bin/python3: it was not tried")
	}
	return client{
		program: []string{"/usr/bin/python3", filepath.Join(clients, "msal_python.py")},
		env:     func(certificate string) []string { return []string{"REQUESTS_CA_BUNDLE=" + certificate} },
	}
}

func everyClient(t *testing.T, try func(t *testing.T, c client)) {
	for name, find := range map[string]func(*testing.T) client{"msal-node": msalNode, "python3-msal": msalPython} {
		t.Run(name, func(t *testing.T) { t.Parallel(); try(t, find(t)) })
	}
}

// answer is one line that a client says.
type answer struct {
	Authorize, Device string
	Token             *struct {
		Access, Tenant, Account string
		Scopes                  []string
	}
	Error *struct{ Error, Suberror, Description, Claims, Correlation, Number string }
}

// talk is a client at work.
type talk struct {
	t    *testing.T
	in   io.WriteCloser
	said *bufio.Scanner
}

// start runs a client against a company.
func (c client) start(t *testing.T, company *entrasim.Company, flow, verifier string) *talk {
	t.Helper()
	certificate := filepath.Join(t.TempDir(), "root.pem")
	if err := os.WriteFile(certificate, company.RootPEM(), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	command := exec.CommandContext(ctx, c.program[0], c.program[1:]...)
	command.Env = append(os.Environ(), c.env(certificate)...)
	command.Stderr = os.Stderr
	in, err := command.StdinPipe()
	out, errOut := command.StdoutPipe()
	if err = errors.Join(err, errOut, command.Start()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cancel(); _ = command.Wait() })
	work := &talk{t, in, bufio.NewScanner(out)}
	work.said.Buffer(nil, 1<<20)
	cloud, app := company.Cloud(), diagnose.MailApps()[0]
	work.tell(map[string]string{
		"flow": flow, "authority": "https://" + cloud.LoginHost + "/" + company.Tenant().TenantID, "client": app.ClientID,
		"redirect": app.RedirectURI, "scope": cloud.ExchangeResource + "/.default", "user": company.Tenant().User,
		"verifier": verifier,
	})
	return work
}

func (w *talk) tell(what map[string]string) {
	w.t.Helper()
	line, _ := json.Marshal(what)
	if _, err := w.in.Write(append(line, '\n')); err != nil {
		w.t.Fatal(err)
	}
}

func (w *talk) hears() answer {
	w.t.Helper()
	var heard answer
	if !w.said.Scan() {
		w.t.Fatalf("the client said nothing more (%v)", w.said.Err())
	}
	if err := json.Unmarshal(w.said.Bytes(), &heard); err != nil {
		w.t.Fatalf("the client said %q", w.said.Text())
	}
	return heard
}

// signIn has the company's person walk the address that the client made, and hands the client what came back.
func (w *talk) signIn(company *entrasim.Company, then func()) answer {
	w.t.Helper()
	address := w.hears().Authorize
	arrived, err := company.Person().Walk(w.t.Context(), address, diagnose.MailApps()[0].RedirectURI, nil)
	if err != nil {
		w.t.Fatal(err)
	}
	back, err := url.Parse(arrived)
	if err != nil {
		w.t.Fatal(err)
	}
	if then != nil {
		then()
	}
	fields := map[string]string{}
	for name := range back.Query() {
		fields[name] = back.Query().Get(name)
	}
	w.tell(fields)
	return w.hears()
}

func start(t *testing.T) *entrasim.Company {
	t.Helper()
	company, err := entrasim.Start(entrasim.Scenarios()[0], entrasim.Options{Interval: time.Second})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = company.Close() })
	return company
}

// opensMailbox says whether Exchange takes a token.
func opensMailbox(t *testing.T, company *entrasim.Company, token string) bool {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodOptions,
		company.Cloud().ExchangeResource+"/Microsoft-Server-ActiveSync", nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+token)
	response, err := company.Client().Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	return response.StatusCode == http.StatusOK && strings.Contains(response.Header.Get("MS-ASProtocolVersions"), "16.1")
}

func checkToken(t *testing.T, company *entrasim.Company, heard answer) {
	t.Helper()
	if heard.Token == nil {
		t.Fatalf("the client got no token: %+v", heard.Error)
	}
	tenant, mail := company.Tenant(), company.Cloud().ExchangeResource+"/EAS.AccessAsUser.All"
	if heard.Token.Tenant != tenant.TenantID || heard.Token.Account != tenant.User || !slices.Contains(heard.Token.Scopes, mail) {
		t.Errorf("the client signed in %s of %s with %v", heard.Token.Account, heard.Token.Tenant, heard.Token.Scopes)
	}
	if !opensMailbox(t, company, heard.Token.Access) {
		t.Error("the client's token opens no mailbox")
	}
}

func TestOtherMakersClientsSignInByCode(t *testing.T) {
	everyClient(t, func(t *testing.T, c client) {
		company := start(t)
		checkToken(t, company, c.start(t, company, "code", "").signIn(company, nil))
	})
}

func TestOtherMakersClientsSignInByDeviceCode(t *testing.T) {
	everyClient(t, func(t *testing.T, c client) {
		company := start(t)
		work := c.start(t, company, "device", "")
		if err := company.Person().ApproveDevice(t.Context(), work.hears().Device); err != nil {
			t.Fatal(err)
		}
		checkToken(t, company, work.hears())
	})
}

func TestOtherMakersClientsSeeRefusals(t *testing.T) {
	everyClient(t, func(t *testing.T, c client) {
		for number, change := range map[int]func(*entrasim.Tenant){
			65001:   func(t *entrasim.Tenant) { t.Granted = entrasim.GrantedToNobody },
			50076:   func(t *entrasim.Tenant) { t.Second = entrasim.SecondRequired },
			53003:   func(t *entrasim.Tenant) { t.Policy, t.Claims = 53003, true },
			7000112: func(t *entrasim.Tenant) { t.App = entrasim.AppDisabled },
			70043:   func(t *entrasim.Tenant) { t.Trouble = 70043 },
		} {
			t.Run(strconv.Itoa(number), func(t *testing.T) {
				company := start(t)
				heard := c.start(t, company, "code", "").signIn(company, func() { company.Change(change) })
				checkRefusal(t, heard, number)
			})
		}
		t.Run("501481", func(t *testing.T) {
			company := start(t)
			checkRefusal(t, c.start(t, company, "code", strings.Repeat("wrong", 10)).signIn(company, nil), 501481)
		})
	})
}

func checkRefusal(t *testing.T, heard answer, number int) {
	t.Helper()
	if heard.Error == nil {
		t.Fatalf("the client got a token in place of AADSTS%d", number)
	}
	if !strings.Contains(heard.Error.Description, "AADSTS"+strconv.Itoa(number)+":") ||
		!strings.HasPrefix(heard.Error.Number, strconv.Itoa(number)) || heard.Error.Correlation == "" {
		t.Errorf("the client saw %+v, want AADSTS%d", *heard.Error, number)
	}
	if number == 65001 && heard.Error.Suberror != "consent_required" || number == 53003 && !strings.Contains(heard.Error.Claims, "capolids") {
		t.Errorf("the client saw %+v, and lost suberror or claims", *heard.Error)
	}
}

func TestOtherMakersClientsSeeRefusalsOfDeviceCodes(t *testing.T) {
	everyClient(t, func(t *testing.T, c client) {
		company := start(t)
		work := c.start(t, company, "device", "")
		code := work.hears().Device
		company.Change(func(t *entrasim.Tenant) { t.Trouble = 70043 })
		if err := company.Person().ApproveDevice(t.Context(), code); err != nil {
			t.Fatal(err)
		}
		heard := work.hears()
		if !c.losesDeviceErrors {
			checkRefusal(t, heard, 70043)
		} else if heard.Error == nil || heard.Error.Description != "invalid_grant" {
			t.Errorf("the client saw %+v, want at least the error invalid_grant", heard.Error)
		}
	})
}
