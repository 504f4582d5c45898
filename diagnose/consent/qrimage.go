package consent

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
)

// Bounds of the pixels a module gets: below one there is no picture, above the largest only a bigger file.
const (
	leastScale = 1
	mostScale  = 64
)

// Image returns the code in black on white, whatever the theme, with its quiet zone: scale pixels a module, 1 to 64.
// Draw it without smoothing.
func (q QR) Image(scale int) *image.Paletted {
	scale = min(max(scale, leastScale), mostScale)
	side := q.Width() * scale
	img := image.NewPaletted(image.Rect(0, 0, side, side), color.Palette{color.White, color.Black})
	for y, row := range q.Modules() {
		line := img.Pix[y*scale*img.Stride:][:side]
		for x, dark := range row {
			if dark {
				fill(line[x*scale:][:scale])
			}
		}
		for i := 1; i < scale; i++ {
			copy(img.Pix[(y*scale+i)*img.Stride:][:side], line)
		}
	}
	return img
}

func fill(pixels []uint8) {
	for i := range pixels {
		pixels[i] = 1
	}
}

// PNG returns the picture of Image as a PNG file.
func (q QR) PNG(scale int) ([]byte, error) {
	var file bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(&file, q.Image(scale)); err != nil {
		return nil, err
	}
	return file.Bytes(), nil
}
