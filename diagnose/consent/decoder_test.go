package consent_test

import (
	"encoding/base64"
	"encoding/xml"
	"fmt"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// batch is how many pictures one process of a decoder gets: starting it costs more than reading a picture.
const batch = 100

// decoder reads QR codes out of picture files; the answer has one text a file, empty where it found none.
type decoder struct {
	name string
	read func(t *testing.T, files []string) map[string]string
}

// decoders are both, or the test is skipped: one alone proves nothing about the phones of others.
func decoders(t *testing.T) []decoder {
	t.Helper()
	for _, program := range []string{"zbarimg", "ZXingReader"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skipf("%s is not installed (Debian: zbar-tools, zxing-cpp-tools)", program)
		}
	}
	return []decoder{{"zbar", zbar}, {"ZXing", zxing}}
}

func inBatches(files []string, read func(files []string)) {
	for len(files) > 0 {
		n := min(batch, len(files))
		read(files[:n])
		files = files[n:]
	}
}

type zbarXML struct {
	Sources []struct {
		File string `xml:"href,attr"`
		Data []struct {
			Format string `xml:"format,attr"`
			Text   string `xml:",chardata"`
		} `xml:"index>symbol>data"`
	} `xml:"source"`
}

func zbar(t *testing.T, files []string) map[string]string {
	t.Helper()
	found := make(map[string]string)
	inBatches(files, func(some []string) {
		// Status 4 means that some file held no code: the answer says which.
		args := append([]string{"-q", "--xml", "--nodbus"}, some...)
		out, _ := exec.CommandContext(t.Context(), "zbarimg", args...).Output()
		var answer zbarXML
		if err := xml.Unmarshal(out, &answer); err != nil {
			t.Fatalf("zbarimg: %v\n%s", err, out)
		}
		for _, source := range answer.Sources {
			for _, data := range source.Data {
				text := data.Text
				if data.Format == "base64" {
					raw, _ := base64.StdEncoding.DecodeString(strings.TrimSpace(text))
					text = string(raw)
				}
				found[source.File] = text
			}
		}
	})
	return found
}

func zxing(t *testing.T, files []string) map[string]string {
	t.Helper()
	found := make(map[string]string)
	inBatches(files, func(some []string) {
		args := append([]string{"-1", "-format", "QRCode"}, some...)
		out, _ := exec.CommandContext(t.Context(), "ZXingReader", args...).Output()
		for line := range strings.Lines(string(out)) {
			file, _, _ := strings.Cut(line, " ")
			if _, quoted, ok := strings.Cut(line, `"`); ok {
				found[file] = strings.TrimSuffix(strings.TrimSpace(quoted), `"`)
			}
		}
	})
	return found
}

// picture is one file to be read, and what must be read.
type picture struct{ name, file, text string }

// album writes pictures to a folder and has them read.
type album struct {
	dir      string
	pictures []picture
}

func (a *album) add(t *testing.T, name, text string, img image.Image) {
	t.Helper()
	file := filepath.Join(a.dir, fmt.Sprintf("%05d.png", len(a.pictures)))
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	encoder := png.Encoder{CompressionLevel: png.BestSpeed}
	if err := encoder.Encode(f, img); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	a.pictures = append(a.pictures, picture{name, file, text})
}

// misses returns the pictures that the decoder did not read, or read as something else.
func (a *album) misses(t *testing.T, d decoder) []picture {
	t.Helper()
	files := make([]string, len(a.pictures))
	for i, p := range a.pictures {
		files[i] = p.file
	}
	found := d.read(t, files)
	var missed []picture
	for _, p := range a.pictures {
		if found[p.file] != p.text {
			missed = append(missed, p)
		}
	}
	return missed
}
