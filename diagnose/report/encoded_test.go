package report

import (
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"strings"
	"testing"
)

// inBlocks writes a text in blocks, with a sign between two.
func inBlocks(text string, size int, between string) string {
	var parts []string
	for len(text) > size {
		parts, text = append(parts, text[:size]), text[size:]
	}
	return strings.Join(append(parts, text), between)
}

func bytesAs(form, between, text string) string {
	var parts []string
	for _, c := range []byte(text) {
		parts = append(parts, fmt.Sprintf(form, c))
	}
	return strings.Join(parts, between)
}

func TestWhatIsEncodedIsTakenOutHoweverItIsParted(t *testing.T) {
	text := "password=" + canaryWord()
	packed, key := base64.StdEncoding.EncodeToString([]byte(text)), ""
	for i := 0; !strings.Contains(key, "/"); i++ { // a key is bytes at random, not a text
		key = base64.StdEncoding.EncodeToString(fmt.Appendf(nil, "%c%c%c\xff\xd8\x01\x9f\xf2\x83Q\xe4\x11\xb7m\x02\xc9\xad\x15z\xfe\x90\x33\xda\x61\x0c\xe8", i, 3*i, 7*i))
	}
	for name, encoded := range map[string]string{
		"a key with a slash": key, "Base64 in blocks of 8": inBlocks(packed, 8, " "), "Base64 in blocks of 4": inBlocks(packed, 4, " "),
		"Base64 on lines of 10": inBlocks(packed, 10, "\n"), "a letter at a time": inBlocks(canaryJWT(), 1, " "),
		"hex with hyphens": bytesAs("%02x", "-", text), "hex with commas": bytesAs("%02x", ", ", text), "hex with 0x": bytesAs("0x%02x", " ", text),
		"hex with 0x and commas": bytesAs("0x%02X", ", ", text),
		"hex in blocks of 4":     inBlocks(hex.EncodeToString([]byte(text)), 4, " "), "hex in blocks of 8": inBlocks(hex.EncodeToString([]byte(text)), 8, " "),
	} {
		it, outside := pasted(t, "AADSTS90094: saw "+encoded+" there")
		for _, got := range []string{it, outside} {
			if part := leaked(got, text, encoded); part != "" || !strings.HasPrefix(got, "AADSTS90094: saw") || !strings.HasSuffix(got, "there") {
				t.Errorf("%s: %q became %q", name, encoded, got)
			}
		}
	}
}

func TestWhatOnlyLooksEncodedStays(t *testing.T) {
	for _, text := range []string{"they must have your okay with this from some user", "00000000-0000-0000-0000-000000000001 2026-11-23 08:12:04Z",
		"entra/identity/enterprise-apps/ManageAppConsentPolicies/Overview2", "2026-11-23, 2026-11-24, 2026-11-25", "A B C of 1 2 3",
		"0x80180014 0x8004010F", "Microsoft/Exchange/Online/Services2/ActiveSync/Mailbox/Access"} {
		if it, _ := pasted(t, text); it != text {
			t.Errorf("%q became %q", text, it)
		}
	}
}
