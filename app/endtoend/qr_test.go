package endtoend

import (
	"context"
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// decode reads the one QR code in a picture with both decoders, and skips where one of them is not installed.
func decode(t *testing.T, path string) map[string]string {
	t.Helper()
	read := make(map[string]string)
	for name, args := range map[string][]string{"zbarimg": {"--quiet", "--raw", "--nodbus"}, "ZXingReader": {"-1"}} {
		program, err := exec.LookPath(name)
		if err != nil {
			t.Skipf("%s is not installed", name)
		}
		ctx, cancel := context.WithTimeout(context.Background(), deadline)
		out, err := exec.CommandContext(ctx, program, append(args, path)...).Output()
		cancel()
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		read[name] = contentOf(string(out))
	}
	return read
}

// contentOf takes the text out of what ZXingReader -1 prints (the file, then the text in quotes); zbarimg prints it bare.
func contentOf(out string) string {
	out = strings.TrimSpace(out)
	if _, after, ok := strings.Cut(out, `Text: "`); ok {
		text, _, _ := strings.Cut(after, `"`)
		return text
	}
	if first, after, ok := strings.Cut(out, ` "`); ok && strings.HasSuffix(after, `"`) && strings.Contains(first, ".png") {
		return strings.TrimSuffix(after, `"`)
	}
	return out
}

// pictureOf draws the half blocks of a terminal's screen, four pixels a module.
func pictureOf(t *testing.T, screen string) string {
	t.Helper()
	const scale = 4
	var rows [][]rune
	for line := range strings.Lines(screen) {
		line = strings.TrimRight(line, "\n")
		if _, after, ok := strings.Cut(line, "\x1b[38;5;16;48;5;231m"); ok {
			row, _, _ := strings.Cut(after, "\x1b")
			rows = append(rows, []rune(row))
		}
	}
	if len(rows) == 0 {
		t.Fatal("there is no code on the screen")
	}
	picture := image.NewGray(image.Rect(0, 0, len(rows[0])*scale, len(rows)*2*scale))
	for y := range picture.Rect.Dy() {
		for x := range picture.Rect.Dx() {
			block, upper := rows[y/(2*scale)][x/scale], y/scale%2 == 0
			dark := block == '█' || block == '▀' && upper || block == '▄' && !upper
			if !dark {
				picture.SetGray(x, y, color.Gray{Y: 255})
			}
		}
	}
	path := filepath.Join(t.TempDir(), "screen.png")
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }() // a failure shows when it is decoded
	if err := png.Encode(file, picture); err != nil {
		t.Fatal(err)
	}
	return path
}
