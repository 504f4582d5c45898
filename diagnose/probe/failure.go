package probe

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"

	"synchelper/diagnose"
)

// failure is why a question was not answered by the one who was asked. Without a cause it is evidence only.
type failure struct {
	cause    diagnose.CauseID
	evidence string
}

// failed says why an answer is no answer of the service that was asked: the way there is broken, somebody else
// answered, or the service cannot at the moment. It is false when the service itself spoke.
func (a *asker) failed(got answer) (failure, bool) {
	if got.err != nil {
		f := a.failureOf(got)
		var script *scriptNotRun
		if errors.As(got.err, &script) {
			f.evidence += "; " + script.note()
		}
		return f, true
	}
	return a.standIn(got)
}

// failureOf classifies an error on the way to a host.
func (a *asker) failureOf(got answer) failure {
	host, err := got.host, got.err
	var refusal *ProxyRefusal
	var certificate *tls.CertificateVerificationError
	var name *net.DNSError
	switch {
	case errors.As(err, &refusal):
		return failure{"network.proxy", fmt.Sprintf("on the way to %s: %s", host, refusal.Error())}
	case errors.As(err, &certificate):
		return a.foreignCertificate(host, certificate)
	case errors.Is(err, http.ErrSchemeMismatch), isNoTLS(err):
		return failure{"network.captive_portal", host + " was answered without encryption by somebody else"}
	case isToProxy(err):
		return failure{"network.proxy", fmt.Sprintf("the proxy cannot be reached on the way to %s: %s", host, plain(err))}
	case errors.As(err, &name):
		return nameFailure(host, name)
	case errors.Is(err, errLoopback):
		return failure{"network.dns", fmt.Sprintf("the name %s leads to this computer itself", host)}
	case isNoNetwork(err):
		return failure{"network.offline", fmt.Sprintf("no network to reach %s: %s", host, plain(err))}
	case isRefused(err):
		return failure{"network.unreachable", fmt.Sprintf("%s: the connection was refused", host)}
	case isTimeout(err):
		return failure{"network.unreachable", host + ": no answer in time"}
	case isBroken(err):
		return failure{"network.unreachable", fmt.Sprintf("%s: the connection was broken off: %s", host, plain(err))}
	}
	return failure{"", fmt.Sprintf("%s: %s", host, plain(err))}
}

// nameFailure tells a name that nobody knows from a computer without any network. Every resolver of an operating
// system words the latter differently, so the interfaces are looked at.
func nameFailure(host string, err *net.DNSError) failure {
	text := fmt.Sprintf("the name %s was not found: %s", host, err.Err)
	if err.IsTimeout {
		text = fmt.Sprintf("the name server did not answer when asked for %s", host)
	}
	if !hasNetwork() {
		return failure{"network.offline", "this computer has no network address; " + text}
	}
	return failure{"network.dns", text}
}

// hasNetwork says whether any interface but the loopback has an address that leads further than its own cable.
func hasNetwork() bool {
	addresses, err := net.InterfaceAddrs()
	if err != nil {
		return true // not known: then nothing is claimed
	}
	for _, a := range addresses {
		if n, ok := a.(*net.IPNet); ok && n.IP.IsGlobalUnicast() {
			return true
		}
	}
	return false
}

func isToProxy(err error) bool {
	var op *net.OpError
	return errors.As(err, &op) && op.Op == "proxyconnect"
}

// isNoTLS says whether whoever answered does not speak TLS at all.
func isNoTLS(err error) bool {
	var record tls.RecordHeaderError
	return errors.As(err, &record)
}

func isTimeout(err error) bool {
	var timeout net.Error
	return errors.Is(err, context.DeadlineExceeded) || errors.Is(err, os.ErrDeadlineExceeded) ||
		errors.As(err, &timeout) && timeout.Timeout()
}

// isBroken says whether a connection that stood was ended by the other side or somebody in between.
func isBroken(err error) bool {
	var alert tls.AlertError
	var op *net.OpError
	var stream streamError
	return errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || isReset(err) ||
		errors.As(err, &alert) || errors.As(err, &stream) || errors.As(err, &op)
}

// streamError has the fields of net/http's own error for an HTTP/2 stream that the server ended, which has no exported
// name but lets itself be taken as any struct of this shape.
type streamError struct {
	StreamID uint32
	Code     uint32
	Cause    error
}

func (e streamError) Error() string { return fmt.Sprintf("HTTP/2 stream error %d", e.Code) }

// plain is the innermost error in words. What wraps it may hold a URL, and the URL holds the address.
func plain(err error) string {
	for {
		inner := errors.Unwrap(err)
		if inner == nil {
			return err.Error()
		}
		err = inner
	}
}

// foreignCertificate says whether somebody in between signed a certificate, or whether this computer's clock is wrong.
func (a *asker) foreignCertificate(host string, err *tls.CertificateVerificationError) failure {
	if len(err.UnverifiedCertificates) == 0 {
		return failure{"network.tls_intercepted", host + ": no certificate that can be trusted"}
	}
	leaf := err.UnverifiedCertificates[0]
	signed := fmt.Sprintf("%s has a certificate for %s, signed by %s", host, a.nameOf(leaf.Subject), a.nameOf(leaf.Issuer))
	now := a.now()
	outdated := now.Before(leaf.NotBefore) || now.After(leaf.NotAfter)
	var wrongName x509.HostnameError
	switch {
	case outdated && !a.clock.right():
		// Microsoft renews its certificates months before they end and uses none before it begins.
		const day = "2006-01-02"
		return failure{"network.clock", fmt.Sprintf("%s, valid from %s to %s; this computer's clock says %s",
			signed, leaf.NotBefore.UTC().Format(day), leaf.NotAfter.UTC().Format(day), now.UTC().Format(day))}
	case errors.As(err.Err, &wrongName):
		// Whoever inspects TLS forges the right name. A page of the network shows its own.
		return failure{"network.captive_portal", signed + ": somebody else answers in its place"}
	}
	return failure{"network.tls_intercepted", signed + ": " + plain(err.Err)}
}
