package probe

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"sync"

	"golang.org/x/net/http/httpproxy"
)

// proxies finds the proxy for a request: that of the environment, else that of the system's settings. The settings
// are read once for a client and only when they are needed, so a client of the next run sees what has changed.
type proxies struct {
	environment func(*url.URL) (*url.URL, error) // nil when the environment names none
	system      *awaited[systemProxies]
	mu          sync.Mutex
	byScript    map[string]*awaited[scriptAnswer] // what the system's proxy script said, by host
}

// systemProxies is what the operating system is set to.
type systemProxies struct {
	fixed  httpproxy.Config
	script string // address of a proxy script; "auto" when one is to be looked for
	// runScript asks the system what the script says of an address: "host:port", or "" for no proxy. It may take its
	// time, and is nil where the system offers no such question.
	runScript func(address string) (string, error)
}

type scriptAnswer struct {
	proxy string
	err   error
}

func newProxies() *proxies {
	p := &proxies{system: await(readSystemProxies), byScript: make(map[string]*awaited[scriptAnswer])}
	if set := httpproxy.FromEnvironment(); set.HTTPProxy != "" || set.HTTPSProxy != "" {
		p.environment = set.ProxyFunc()
	}
	return p
}

// proxyFor is http.Transport's Proxy. What stands on this computer itself is never asked through a proxy.
func (p *proxies) proxyFor(request *http.Request) (*url.URL, error) {
	if isLoopbackHost(request.URL.Hostname()) {
		return nil, nil
	}
	if p.environment != nil {
		return p.environment(request.URL)
	}
	ctx, cancel := context.WithTimeout(request.Context(), systemLimit)
	defer cancel()
	system, ok := p.system.get(ctx)
	if !ok {
		return nil, request.Context().Err() // too slow: go direct, as Windows itself does
	}
	if system.runScript != nil && system.script != "" {
		answer, ok := p.script(system, request.URL).get(ctx)
		if err := request.Context().Err(); err != nil {
			return nil, err
		}
		if ok && answer.err == nil && answer.proxy != "" {
			return &url.URL{Scheme: "http", Host: answer.proxy}, nil
		}
	}
	return system.fixed.ProxyFunc()(request.URL)
}

// script asks the script once for every host. The path is not told: it may hold the address of a person.
func (p *proxies) script(system systemProxies, to *url.URL) *awaited[scriptAnswer] {
	p.mu.Lock()
	defer p.mu.Unlock()
	asked, ok := p.byScript[to.Host]
	if !ok {
		asked = await(func() scriptAnswer {
			proxy, err := system.runScript(to.Scheme + "://" + to.Host + "/")
			return scriptAnswer{proxy, err}
		})
		p.byScript[to.Host] = asked
	}
	return asked
}

// explain adds to an error that the system is set to a proxy script that cannot be run here: then the error is likely
// to be that of a way that no other program goes.
func (p *proxies) explain(err error) error {
	if p.environment != nil || !p.system.done() {
		return err
	}
	system, _ := p.system.get(context.Background())
	if system.script == "" || system.runScript != nil {
		return err
	}
	return &scriptNotRun{err}
}

// scriptNotRun is an error on a direct way although the system's settings name a proxy script.
type scriptNotRun struct{ err error }

func (e *scriptNotRun) Error() string {
	return fmt.Sprintf("%v; %s", e.err, e.note())
}

func (e *scriptNotRun) note() string {
	return "this computer's settings name a proxy script, which was not run: set HTTPS_PROXY to the proxy"
}

func (e *scriptNotRun) Unwrap() error { return e.err }

// awaited is a value that is worked out once, by whoever asks first, while every asker may stop waiting.
type awaited[T any] struct {
	work  func() T
	once  sync.Once
	ready chan struct{}
	value T
}

func await[T any](work func() T) *awaited[T] {
	return &awaited[T]{work: work, ready: make(chan struct{})}
}

// get returns the value; false when ctx ended before. The work then goes on to its own end: the questions to the
// operating system behind it cannot be broken off, but each of them ends by itself.
func (w *awaited[T]) get(ctx context.Context) (T, bool) {
	w.once.Do(func() {
		go func() {
			defer close(w.ready)
			w.value = w.work()
		}()
	})
	select {
	case <-w.ready:
		return w.value, true
	case <-ctx.Done():
		var none T
		return none, false
	}
}

// done says whether the value is there.
func (w *awaited[T]) done() bool {
	select {
	case <-w.ready:
		return true
	default:
		return false
	}
}
