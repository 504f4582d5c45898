package probe_test

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"synchelper/diagnose"
	"synchelper/diagnose/probe"
)

const megabyte = 1 << 20

// hostile is what a server could do to whoever reads it.
func hostile() map[string]http.HandlerFunc {
	return map[string]http.HandlerFunc{
		"ten megabytes": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			_, _ = io.WriteString(w, `{"issuer":"`)
			for range 10 {
				if _, err := io.WriteString(w, strings.Repeat("a", megabyte)); err != nil {
					return
				}
			}
		},
		"a bomb": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			w.Header().Set("Content-Encoding", "gzip")
			_, _ = w.Write(bomb())
		},
		"a broken bomb": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			_, _ = io.WriteString(w, "\x1f\x8bnot gzip at all")
		},
		"endless headers": func(w http.ResponseWriter, _ *http.Request) {
			for n := range 2 * megabyte / 1000 {
				w.Header().Set(fmt.Sprintf("X-%d", n), strings.Repeat("h", 1000))
			}
		},
		"half a body": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "1000")
			_, _ = io.WriteString(w, "{")
		},
		"deep JSON":      words(http.StatusOK, "application/json", strings.Repeat(`{"issuer":`, 20000)),
		"a wrong type":   words(http.StatusOK, "application/json", `{"issuer":{"a":[1]},"Url":1,"NameSpaceType":[]}`),
		"no text":        words(http.StatusOK, "application/json", "\x00\xff\xfe\x80"),
		"an odd status":  words(799, "x/y; z", "?"),
		"no status":      words(http.StatusNoContent, "", ""),
		"a strange type": words(http.StatusOK, strings.Repeat("é\x7f", 5000), "{}"),
		"a challenge without end": func(w http.ResponseWriter, _ *http.Request) {
			w.Header()["Www-Authenticate"] = []string{`Bearer a="` + strings.Repeat(`\"`, 30000), strings.Repeat(",", 50000), strings.Repeat("B ", 50000)}
			w.WriteHeader(http.StatusUnauthorized)
		},
		"early hints without end": func(w http.ResponseWriter, r *http.Request) {
			for range 200 {
				w.Header().Set("Link", strings.Repeat("h", 1000))
				w.WriteHeader(http.StatusEarlyHints)
			}
		},
		"a panic": func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) },
	}
}

// bomb is a hundred megabytes of JSON in some hundred kilobytes.
var bomb = sync.OnceValue(func() []byte {
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	_, _ = io.WriteString(z, `{"Url":"`)
	for range 100 {
		_, _ = io.WriteString(z, strings.Repeat("a", megabyte))
	}
	_ = z.Close()
	return packed.Bytes()
})

// Whatever a server does, the run ends soon, in words, with little memory, and the other answers stand.
func TestHostileServers(t *testing.T) {
	for name, site := range hostile() {
		for _, place := range []string{"login", "mail", "everywhere"} {
			t.Run(name+" at "+place, func(t *testing.T) {
				net := newMicrosoft(t)
				if place != "mail" {
					net.on(publicLogin, site).on(govLogin, site).on(chinaLogin, site)
				}
				if place != "login" {
					net.on(publicMail, site)
				}
				_ = bomb()
				started, before := time.Now(), allocated()
				answers := net.prober(t).Ask(context.Background(), someone, nil)
				// The server's own bytes are counted too, since it runs in this process.
				if took := time.Since(started); took > 15*time.Second {
					t.Errorf("took %s", took)
				}
				if place == "login" && answers.Mailbox.Host != publicMail || place == "mail" && answers.Tenant.ID != tenantID {
					t.Errorf("the other answers are lost: %+v", answers)
				}
				checkEnded(t, answers)
				if grown := allocated() - before; grown > 80*megabyte {
					t.Errorf("%d MB were allocated", grown/megabyte)
				}
				stage, _ := net.prober(t).MailAccess(context.Background(), publicCloud(), exchangeOnline, someone, canary())
				if place != "login" && stage.State == diagnose.Passed {
					t.Errorf("%+v", stage)
				}
			})
		}
	}
}

func checkEnded(t *testing.T, answers probe.Answers) {
	t.Helper()
	for _, s := range answers.Stages {
		if s.State == diagnose.Running || len(s.Finding) > 1000 {
			t.Errorf("%+v", s)
		}
	}
}

func allocated() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.TotalAlloc
}

// Evidence is cut to a length, and never through the middle of an address or a secret: half of one is recognised by
// nobody.
func TestEvidenceIsCleanedBeforeItIsCut(t *testing.T) {
	secret := "eyJ" + strings.Repeat("hbGciOiJSUzI1NiJ9", 20)
	for fill := 60; fill < 140; fill += 4 {
		net := newMicrosoft(t)
		net.on(publicMail, exchange(words(http.StatusOK, "application/json", strings.Repeat("x", fill)+" "+someone+" access_token="+secret), nil))
		net.on(publicLogin, login(words(http.StatusOK, "application/json", strings.Repeat("x", fill)+" access_token="+secret+" "+someone), managed()))
		answers := net.prober(t).Ask(context.Background(), someone, nil)
		kept := fmt.Sprintf("%+v", answers)
		if strings.Contains(kept, "user.o") || strings.Contains(kept, secret[:20]) {
			t.Fatalf("after %d: %s", fill, kept)
		}
	}
}

// A server that speaks no HTTP, or bad HTTP, is told as such.
func TestNoHTTP(t *testing.T) {
	for name, says := range map[string]string{
		"another protocol": "220 mail.contoso.com ESMTP\r\n", "nonsense": "\x00\x01\x02\x03", "nothing": "",
		"a bad header": "HTTP/1.1 200 OK\r\nBad Header\x00: x\r\n\r\n", "two lengths": "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
	} {
		t.Run(name, func(t *testing.T) {
			listener := tlsListener(t)
			go func() {
				for {
					conn, err := listener.Accept()
					if err != nil {
						return
					}
					go func() {
						_, _ = bufio.NewReader(conn).ReadString('\n')
						_, _ = io.WriteString(conn, says)
						_ = conn.Close()
					}()
				}
			}()
			answers := through(t, &http.Transport{DialContext: to(listener.Addr().String()), TLSClientConfig: trusting(testRoots())}).
				Ask(context.Background(), someone, nil)
			if s := stageOf(answers, diagnose.StageTenant); s.State != diagnose.Failed || s.Finding == "" {
				t.Errorf("%+v", s)
			}
		})
	}
}

// Cancel is answered at once, wherever the run is, and nothing of it goes on.
func TestCancel(t *testing.T) {
	drip := func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		for r.Context().Err() == nil {
			_, _ = io.WriteString(w, " ")
			_ = http.NewResponseController(w).Flush()
			time.Sleep(time.Millisecond)
		}
	}
	silent := func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }
	for name, c := range map[string]struct {
		set func(*internet) *atomic.Int32
	}{
		"a drip at every host":  {everywhere(drip)},
		"silence at every host": {everywhere(silent)},
		"a drip of the challenge": {func(i *internet) *atomic.Int32 {
			counted, n := counting(silent)
			i.on(publicMail, exchange(activeSync("https://outlook.office365.com/Microsoft-Server-ActiveSync"), counted))
			return n
		}},
		"a redirect to a drip": {func(i *internet) *atomic.Int32 {
			counted, n := counting(drip)
			i.on(publicMail, redirect("https://autodiscover.contoso.com/"))
			i.on("autodiscover.contoso.com", counted)
			return n
		}},
	} {
		t.Run(name, func(t *testing.T) {
			net := newMicrosoft(t)
			begun := c.set(net)
			ctx, cancel := context.WithCancel(context.Background())
			ended := make(chan probe.Answers, 1)
			before := runtime.NumGoroutine()
			go func() { ended <- net.prober(t).Ask(ctx, someone, nil) }()
			await(t, func() bool { return begun.Load() > 0 })
			time.Sleep(5 * time.Millisecond) // into the middle of a body
			stopped := time.Now()
			cancel()
			answers := <-ended
			if took := time.Since(stopped); took > 200*time.Millisecond {
				t.Errorf("took %s", took)
			}
			if last := answers.Stages[len(answers.Stages)-1]; last.State != diagnose.NotChecked {
				t.Errorf("%+v", answers.Stages)
			}
			if got := causes(answers.Observations); len(got) != 0 {
				t.Errorf("a run that was stopped says %v", got)
			}
			await(t, func() bool { return runtime.NumGoroutine() <= before+30 })
		})
	}
}

func everywhere(site http.HandlerFunc) func(*internet) *atomic.Int32 {
	return func(i *internet) *atomic.Int32 {
		counted, n := counting(site)
		i.on(publicLogin, counted).on(govLogin, counted).on(chinaLogin, counted).on(publicMail, counted)
		return n
	}
}

// counting counts the questions that a site has begun to answer.
func counting(site http.HandlerFunc) (http.HandlerFunc, *atomic.Int32) {
	n := new(atomic.Int32)
	return func(w http.ResponseWriter, r *http.Request) {
		n.Add(1)
		site(w, r)
	}, n
}

// await waits until something that must come has come.
func await(t *testing.T, is func() bool) {
	t.Helper()
	for end := time.Now().Add(10 * time.Second); !is(); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("it never came")
		}
	}
}

func TestCancelledBeforeItBegins(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	net := newMicrosoft(t)
	answers := net.prober(t).Ask(ctx, someone, nil)
	if states(answers) != "not-checked not-checked not-checked not-checked" || len(answers.Observations) != 0 {
		t.Errorf("%+v", answers)
	}
	stage, observations := net.prober(t).MailAccess(ctx, publicCloud(), exchangeOnline, someone, canary())
	if stage.State != diagnose.NotChecked || len(observations) != 0 || net.seen("") != "" {
		t.Errorf("%+v %+v, asked %q", stage, observations, net.seen(""))
	}
}

// Once one cloud knows the domain, one that never answers is not waited for.
func TestSilentNationalCloud(t *testing.T) {
	net := newMicrosoft(t)
	net.on(chinaLogin, func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	started := time.Now()
	answers := net.prober(t).Ask(context.Background(), someone, nil)
	if took := time.Since(started); took > 4*time.Second || states(answers) != "passed passed passed passed" {
		t.Errorf("took %s: %+v", took, answers.Stages)
	}
}

// Our own limit ends a question to a server that never answers.
func TestServersThatNeverAnswer(t *testing.T) {
	if testing.Short() {
		t.Skip("waits for the limits of three questions")
	}
	t.Parallel()
	net := newMicrosoft(t)
	everywhere(func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })(net)
	started := time.Now()
	answers := net.prober(t).Ask(context.Background(), someone, nil)
	if took := time.Since(started); took > 15*time.Second {
		t.Errorf("took %s", took)
	}
	if got := evidence(answers.Observations, "network.unreachable"); !strings.Contains(got, "no answer in time") {
		t.Errorf("evidence %q of %+v", got, answers)
	}
}

func tlsListener(t *testing.T) net.Listener {
	return tlsOver(listen(t))
}
