package entrasim

import (
	"encoding/base64"
	"fmt"
	"io"
)

const (
	// Letters that nobody takes for each other: the password is typed from one window into another.
	passwordLetters = "abcdefghjkmnpqrstuvwxyz23456789"
	// The user codes of Microsoft's device page are nine letters and digits (RFC 8628 §6.1 tells to leave out vowels).
	userCodeLetters = "BCDFGHJKLMNPQRSTVWXZ"
)

// bytes returns n fresh bytes. A source that has run dry is a mistake of the test that brought it.
func (c *Company) bytes(n int) []byte {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.bytesLocked(n)
}

func (c *Company) bytesLocked(n int) []byte {
	b := make([]byte, n)
	if _, err := io.ReadFull(c.options.Random, b); err != nil {
		panic("the simulated company's Options.Random: " + err.Error())
	}
	return b
}

// guid returns a fresh GUID in the form of RFC 9562, version 4.
func (c *Company) guid() string {
	b := c.bytes(16)
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[0:4], b[4:6], b[6:8], b[8:10], b[10:])
}

// secret returns a fresh opaque value behind the prefix that the real service's have ("0.A" codes, "1.A" refresh tokens).
func (c *Company) secret(prefix string) string {
	return prefix + base64.RawURLEncoding.EncodeToString(c.bytes(48))
}

// word returns nine letters of an alphabet.
func (c *Company) word(letters string) string {
	word := c.bytes(9)
	for i := range word {
		word[i] = letters[int(word[i])%len(letters)]
	}
	return string(word)
}
