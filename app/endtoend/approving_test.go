package endtoend

import (
	"crypto/sha256"
	"crypto/tls"
	"encoding/base64"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"
	"time"

	"synchelper/diagnose"
)

// simulatedLink is what the Result's code holds in a demo: the link of the simulated company, on this computer.
var simulatedLink = regexp.MustCompile(`^https://localhost:\d+/[\w.-]+/adminconsent\?client_id=` + diagnose.MailAppOf("apple").ClientID + `$`)

// decodedLink is what both decoders read off the screen.
func (s *screen) decodedLink() string {
	s.t.Helper()
	s.until("the code is on the screen", func() bool { return decodeQuietly(s.shot()) != "" })
	link := ""
	for decoder, text := range decode(s.t, s.shot()) {
		if link = text; !simulatedLink.MatchString(text) {
			s.t.Fatalf("%s reads %q", decoder, text)
		}
	}
	return link
}

// keyOf is the hash of the public key of whoever answers at an address, as Chromium takes it. Its certificate is nobody's
// whom this computer trusts, so the connection ends there.
func keyOf(t *testing.T, address string) string {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	conn, err := tls.Dial("tcp", u.Host, &tls.Config{MinVersion: tls.VersionTLS12})
	var unknown *tls.CertificateVerificationError
	if !errors.As(err, &unknown) {
		if err == nil {
			_ = conn.Close()
		}
		t.Fatalf("%s shows no certificate of its own: %v", u.Host, err)
	}
	sum := sha256.Sum256(unknown.UnverifiedCertificates[0].RawSubjectPublicKeyInfo)
	return base64.StdEncoding.EncodeToString(sum[:])
}

// approve is the administrator's part: in a browser of their own they open the link, sign in, and accept.
func (s *screen) approve(link string) {
	s.t.Helper()
	profile := filepath.Join(s.scratch, "administrator")
	writeNew(s.t, filepath.Join(profile, "Default", "Preferences"), `{"credentials_enable_service":false}`) // no question about it
	arguments := []string{"--user-data-dir=" + profile, "--no-first-run",
		"--no-default-browser-check", "--password-store=basic", "--disable-background-networking",
		"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost", "--ignore-certificate-errors-spki-list=" + keyOf(s.t, link)}
	if os.Getuid() == 0 {
		arguments = append(arguments, "--no-sandbox") // Chromium does not start as root otherwise
	}
	browser := exec.CommandContext(s.t.Context(), "chromium", append(arguments, link)...)
	browser.Env = s.env
	if err := browser.Start(); err != nil {
		s.t.Fatal(err)
	}
	defer func() { _ = browser.Process.Kill(); _ = browser.Wait() }()
	s.browser()
	s.shows("The simulated administrator", theirSide)
	s.tool("xdotool", "type", "--delay", "30", "administrator@contoso.com")
	s.press("Return")
	s.pastePassword()
	s.shows("Permissions requested", theirSide)
	s.pressTheirs()
	s.until("the page is accepted", func() bool { return len(s.theirButtons()) == 0 })
}

// pastePassword copies the password that the simulated page shows its administrator, and pastes it into the field before.
func (s *screen) pastePassword() {
	s.t.Helper()
	at := s.shows("The password of this simulated administrator", theirSide)
	s.tool("xdotool", "mousemove", fmt.Sprint(at.Max.X+30), fmt.Sprint(middle(at).Y), // the word behind
		"click", "--repeat", "2", "--delay", "80", "1")
	s.press("ctrl+c", "shift+Tab", "ctrl+v", "Return")
}

// companyHost is where the simulated company's pages are, as the window tells before a sign-in.
func (s *screen) companyHost() string {
	s.t.Helper()
	host := ""
	s.until("the window says where the page is", func() bool {
		for _, w := range s.read(ourSide) {
			if port := portOnScreen.FindStringSubmatch(w.text); port != nil {
				host = "localhost:" + port[1]
			}
		}
		conn, err := net.DialTimeout("tcp", host, time.Second) // a digit may be misread
		if err == nil {
			_ = conn.Close()
		}
		return err == nil
	})
	return host
}

// portOnScreen is a port in what plain leaves of an address.
var portOnScreen = regexp.MustCompile(`localhost(\d{4,5})$`)

// TestTheApprovalHealsWhereRequestsAreReviewed: the person is given no link there, the administrator has their own. What
// happens where the person sends one is the whole story.
func TestTheApprovalHealsWhereRequestsAreReviewed(t *testing.T) {
	t.Parallel()
	const first = "can ask your company"
	s := newCompany(t, "Approval required", first)
	s.click(middle(s.scrollTo(makeSure)))
	link := "https://" + s.companyHost() + "/contoso.com/adminconsent?client_id=" + diagnose.MailAppOf("apple").ClientID
	s.signIn()
	s.goOn("Stay signed in")
	s.leavesNothing()
	s.shows(first, ourSide)
	s.approve(link)

	s.click(middle(s.scrollTo("Check again")))
	s.signIn()
	s.goOn("Stay signed in", "Are you trying to sign in")
	s.leavesNothing()
	s.shows("everything works", ourSide)
}
