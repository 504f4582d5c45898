package entra

import (
	"strings"
	"testing"
)

// pageText is a page as a person copies it, made to length with the words that such pages carry.
func pageText() string {
	return `Sign in
Sorry, but we’re having trouble signing you in.

AADSTS50105: Your administrator has configured the application Apple Internet Accounts ('f8d98a96-0999-43f5-8af3-69971c7bb423') to block users unless they are specifically granted ('assigned') access to the application. The signed in user 'adele@contoso.com' is blocked because they are not a direct member of a group with access, nor had access directly assigned by an administrator. Please contact your administrator to assign access to this application.

Troubleshooting details
If you contact your administrator, send this info to them.

Request Id: 11111111-2222-4333-8444-555555555501
Correlation Id: 11111111-2222-4333-8444-555555555502
Timestamp: 2026-03-02T10:11:12Z
Message: AADSTS50105: Your administrator has configured the application Apple Internet Accounts to block users unless they are specifically granted access to the application.

Flag sign-in errors for review: Enable flagging
`
}

func BenchmarkReadPage1KB(b *testing.B) {
	text := []byte(pageText())
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if _, err := Read(text); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkScrub1KB(b *testing.B) {
	text := strings.Repeat(pageText(), 1)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Scrub(text)
	}
}
func BenchmarkParts(b *testing.B) {
	text := strings.Repeat(pageText(), 8)
	b.Run("view", func(b *testing.B) { b.SetBytes(int64(len(text))); for b.Loop() { newView(text, false) } })
	v := newView(text, false)
	p := newPage(text)
	b.Run("secrets", func(b *testing.B) { b.SetBytes(int64(len(text))); for b.Loop() { findSecrets(v) } })
	b.Run("mentions", func(b *testing.B) { b.SetBytes(int64(len(text))); for b.Loop() { p.mentions() } })
	b.Run("fold", func(b *testing.B) { b.SetBytes(int64(len(text))); for b.Loop() { p.fold() } })
	b.Run("wordings", func(b *testing.B) { b.SetBytes(int64(len(text))); for b.Loop() { p.wordings() } })
	b.Run("guids", func(b *testing.B) { b.SetBytes(int64(len(text))); for b.Loop() { p.guids() } })
	b.Run("read", func(b *testing.B) { b.SetBytes(int64(len(text))); for b.Loop() { readClean(text) } })
}
