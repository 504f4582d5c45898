package consent_test

import (
	"fmt"
	"os"
	"testing"

	"synchelper/diagnose/consent"
)

func TestExplore(t *testing.T) {
	both := decoders(t)
	var texts []string
	for n := 30; n < 590; n += 37 {
		texts = append(texts, messages(t, n)...)
	}
	texts = append(texts, corpus(t)[:12]...)
	tot := map[string][2]int{}
	for _, x := range []struct{ s, n float64 }{{0, .16}, {1, .11}, {1.5, .03}, {1.5, .05}, {1.6, .02}} {
		a, b := album{dir: t.TempDir()}, album{dir: t.TempDir()}
		for i, text := range texts {
			code, _ := consent.Code(text)
			a.add(t, "", text, greyOf(code.Image(4)).blurred(x.s).noisy(x.n, uint64(i*100)).image())
			if os.Getenv("MASKV") == "B" {
				b.add(t, "", text, greyOf(qrencode(t, text)).blurred(x.s).noisy(x.n, uint64(i*100)).image())
			}
		}
		for _, d := range both {
			m, n := len(a.misses(t, d)), len(b.misses(t, d))
			fmt.Println(x, d.name, "missed ours", m, "qrencode", n, "of", len(a.pictures))
			tot[d.name] = [2]int{tot[d.name][0] + m, tot[d.name][1] + n}
		}
	}
	fmt.Println(os.Getenv("MASKV"), tot)
}
