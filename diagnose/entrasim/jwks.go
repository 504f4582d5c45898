package entrasim

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"math/big"
	"net/http"
	"strings"
)

// signingKey is the key that tokens are signed with. It lives as long as the company.
type signingKey struct {
	private *rsa.PrivateKey
	id      string
}

func newSigningKey() signingKey {
	private, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		panic("making the key that signs tokens: " + err.Error()) // only when the computer has no randomness
	}
	sum := sha256.Sum256(private.N.Bytes())
	return signingKey{private: private, id: base64url(sum[:20])}
}

func base64url(b []byte) string { return base64.RawURLEncoding.EncodeToString(b) }

// sign makes a JWT (RFC 7519) signed with RS256 (RFC 7515, RFC 7518 §3.3). Entra sets kid and x5t to the same value.
func (k signingKey) sign(claims any) string {
	header, body := mustJSON(map[string]string{"typ": "JWT", "alg": "RS256", "kid": k.id, "x5t": k.id}), mustJSON(claims)
	signed := base64url(header) + "." + base64url(body)
	sum := sha256.Sum256([]byte(signed))
	signature, err := rsa.SignPKCS1v15(nil, k.private, crypto.SHA256, sum[:])
	if err != nil {
		panic("signing a token: " + err.Error()) // a key of this size signs every hash
	}
	return signed + "." + base64url(signature)
}

func mustJSON(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err) // only maps and structs of strings and numbers come here
	}
	return b
}

var errSignature = errors.New("the signature is not ours")

// verify reads a token's claims after checking that this key signed it with RS256, and no other algorithm.
func (k signingKey) verify(token string, claims any) error {
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		return errSignature
	}
	var header struct{ Alg, Kid string }
	if err := fromBase64JSON(parts[0], &header); err != nil || header.Alg != "RS256" || header.Kid != k.id {
		return errSignature
	}
	signature, err := base64.RawURLEncoding.DecodeString(parts[2])
	if err != nil {
		return errSignature
	}
	sum := sha256.Sum256([]byte(parts[0] + "." + parts[1]))
	if rsa.VerifyPKCS1v15(&k.private.PublicKey, crypto.SHA256, sum[:], signature) != nil {
		return errSignature
	}
	return fromBase64JSON(parts[1], claims)
}

func fromBase64JSON(part string, into any) error {
	b, err := base64.RawURLEncoding.DecodeString(part)
	if err != nil {
		return err
	}
	return json.Unmarshal(b, into)
}

// serveKeys shows the public key (RFC 7517). Entra adds x5c, the key once more as a certificate, which clients that know
// n and e do not read; here it is left out.
func (c *Company) serveKeys(w http.ResponseWriter, _ *http.Request) {
	key := c.signing()
	writeJSON(w, http.StatusOK, map[string]any{"keys": []map[string]string{{
		"kty": "RSA", "use": "sig", "kid": key.id, "x5t": key.id, "issuer": c.issuer("{tenantid}", false),
		"n": base64url(key.private.N.Bytes()), "e": base64url(big.NewInt(int64(key.private.E)).Bytes()),
	}}})
}
