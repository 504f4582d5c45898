package entrasim

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"time"
)

// How long certificates count before and after the start. A demo that is left open over a long weekend still works.
const (
	countsBefore = 24 * time.Hour
	countsAfter  = 14 * 24 * time.Hour
)

// trust is the company's own authority and the certificate of its servers. The authority's key is dropped once it has
// signed, so that nothing else can ever be trusted through it.
type trust struct {
	rootPEM     []byte
	pool        *x509.CertPool
	leaf        tls.Certificate
	spki        string
	intercepted func(signer string) (*tls.Certificate, error)
}

func newTrust(now time.Time) (trust, error) {
	from, to := validity(now)
	leaf, root, err := issue("SyncHelper simulated company", "Simulated company", from, to)
	if err != nil {
		return trust{}, fmt.Errorf("making the certificate: %w", err)
	}
	pool := x509.NewCertPool()
	pool.AddCert(root)
	sum := sha256.Sum256(leaf.Leaf.RawSubjectPublicKeyInfo)
	return trust{
		rootPEM: pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: root.Raw}),
		pool:    pool, leaf: leaf, spki: base64.StdEncoding.EncodeToString(sum[:]),
		intercepted: func(signer string) (*tls.Certificate, error) {
			// What a box in between does: a certificate for the host that was asked for, signed by its own authority.
			foreign, _, err := issue(signer+" Root CA", signer, from, to)
			return &foreign, err
		},
	}, nil
}

// validity holds both the computer's time and the company's, which a test may set wrong on purpose.
func validity(now time.Time) (from, to time.Time) {
	from, to = time.Now(), time.Now()
	if now.Before(from) {
		from = now
	}
	if now.After(to) {
		to = now
	}
	return from.Add(-countsBefore), to.Add(countsAfter)
}

// issue makes an authority and, signed by it, a certificate of this computer (RFC 5280; names by RFC 9525).
func issue(authority, organisation string, from, to time.Time) (leaf tls.Certificate, root *x509.Certificate, err error) {
	rootKey, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return leaf, nil, err
	}
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return leaf, nil, err
	}
	root = &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: authority, Organization: []string{organisation}},
		NotBefore: from, NotAfter: to, IsCA: true, BasicConstraintsValid: true, MaxPathLenZero: true,
		KeyUsage: x509.KeyUsageCertSign,
	}
	rootDER, err := x509.CreateCertificate(rand.Reader, root, root, &rootKey.PublicKey, rootKey)
	if err != nil {
		return leaf, nil, err
	}
	if root, err = x509.ParseCertificate(rootDER); err != nil {
		return leaf, nil, err
	}
	leafDER, err := x509.CreateCertificate(rand.Reader, serverCertificate(organisation, from, to), root, &key.PublicKey, rootKey)
	if err != nil {
		return leaf, nil, err
	}
	leaf = tls.Certificate{Certificate: [][]byte{leafDER}, PrivateKey: key}
	leaf.Leaf, err = x509.ParseCertificate(leafDER)
	return leaf, root, err
}

func serverCertificate(organisation string, from, to time.Time) *x509.Certificate {
	return &x509.Certificate{
		SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: "localhost", Organization: []string{organisation}},
		NotBefore: from, NotAfter: to, BasicConstraintsValid: true,
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
		DNSNames: []string{"localhost"}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1), net.IPv6loopback},
	}
}
