package entra

import (
	"bytes"
	"regexp"
	"strings"
	"testing"
)

// pageText is a page as a person copies it, with all that such a page carries.
func pageText() string {
	return `Sign in
Sorry, but we’re having trouble signing you in.

AADSTS50105: Your administrator has configured the application Apple Internet Accounts
('f8d98a96-0999-43f5-8af3-69971c7bb423') to block users unless they are specifically granted ('assigned') access to the
application. The signed in user 'adele@contoso.com' is blocked because they are not a direct member of a group with
access, nor had access directly assigned by an administrator. Please contact your administrator to assign access.

Troubleshooting details
If you contact your administrator, send this info to them.

Request Id: 11111111-2222-4333-8444-555555555501
Correlation Id: 11111111-2222-4333-8444-555555555502
Timestamp: 2026-03-02T10:11:12Z
Message: AADSTS50105: Your administrator has configured the application Apple Internet Accounts to block users.

Flag sign-in errors for review: Enable flagging
`
}

const logLine = "2026-03-02T10:00:00.123Z INFO  [http-nio-8080-exec-12] com.contoso.sync.MailWorker - Fetched 12 " +
	"messages for mailbox 4711 in 132 ms, next Delta=AbC123 status=OK\n"

const logError = "2026-03-02T10:00:01.456Z ERROR [http-nio-8080-exec-12] com.contoso.sync.MailWorker - AADSTS50126: " +
	"Error validating credentials due to invalid username or password. Trace ID: 11111111-2222-4333-8444-555555555501 " +
	"Correlation ID: 11111111-2222-4333-8444-555555555502 Timestamp: 2026-03-02 10:00:01Z\n"

// longLogText is a log of size bytes in which one line of every is an error.
func longLogText(size, every int) []byte {
	block := strings.Repeat(logLine, every-1) + logError
	return bytes.Repeat([]byte(block), size/len(block)+1)[:size]
}

const tenMB = 10 << 20

// The densities of errors in the measured logs: one in a hundred lines, and one in ten thousand.
var densities = []struct {
	name  string
	every int
}{{"Busy", 10}, {"Usual", 100}, {"Quiet", 10000}}

func BenchmarkReadLog10MB(b *testing.B) {
	for _, d := range densities {
		b.Run(d.name, func(b *testing.B) {
			text := longLogText(tenMB, d.every)
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				if r, err := Read(text); err != nil || r.Said.Primary != 50126 {
					b.Fatal(r.Said.Primary, err)
				}
			}
		})
	}
}

func BenchmarkRegexpLog10MB(b *testing.B) {
	pattern := regexp.MustCompile(`AADSTS\d+`)
	for _, d := range densities {
		b.Run(d.name, func(b *testing.B) {
			text := longLogText(tenMB, d.every)
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				if len(pattern.FindAllIndex(text, -1)) == 0 {
					b.Fatal("nothing found")
				}
			}
		})
	}
}

func BenchmarkReadPage1KB(b *testing.B) {
	text := []byte(pageText())
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if r, err := Read(text); err != nil || r.Said.Primary != 50105 {
			b.Fatal(r.Said.Primary, err)
		}
	}
}

func BenchmarkScrub1MB(b *testing.B) {
	text := strings.Repeat(pageText(), 1<<10)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Scrub(text)
	}
}

// BenchmarkReadNothing10MB is the worst case: a log in which nothing is found is read in every way there is.
func BenchmarkReadNothing10MB(b *testing.B) {
	text := bytes.Repeat([]byte(logLine), tenMB/len(logLine))
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if _, err := Read(text); err != nil {
			b.Fatal(err)
		}
	}
}
