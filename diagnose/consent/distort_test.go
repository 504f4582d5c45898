package consent_test

import (
	"image"
	"math"
	"math/rand/v2"
)

// What a camera does to a picture, on shades of grey from 0 (black) to 1 (white).

type grey struct {
	w, h int
	at   []float64
}

func newGrey(w, h int) grey {
	g := grey{w, h, make([]float64, w*h)}
	for i := range g.at {
		g.at[i] = 1
	}
	return g
}

func greyOf(img image.Image) grey {
	b := img.Bounds()
	g := newGrey(b.Dx(), b.Dy())
	for y := range g.h {
		for x := range g.w {
			r, _, _, _ := img.At(b.Min.X+x, b.Min.Y+y).RGBA()
			g.at[y*g.w+x] = float64(r) / 0xffff
		}
	}
	return g
}

func (g grey) image() *image.Gray {
	img := image.NewGray(image.Rect(0, 0, g.w, g.h))
	for i, v := range g.at {
		img.Pix[i] = uint8(math.Round(255 * min(max(v, 0), 1)))
	}
	return img
}

// pixel is white outside the picture.
func (g grey) pixel(x, y int) float64 {
	if x < 0 || y < 0 || x >= g.w || y >= g.h {
		return 1
	}
	return g.at[y*g.w+x]
}

// sample is bilinear, pixel centres at half coordinates.
func (g grey) sample(x, y float64) float64 {
	x, y = x-.5, y-.5
	x0, y0 := math.Floor(x), math.Floor(y)
	fx, fy := x-x0, y-y0
	i, j := int(x0), int(y0)
	return (1-fy)*((1-fx)*g.pixel(i, j)+fx*g.pixel(i+1, j)) + fy*((1-fx)*g.pixel(i, j+1)+fx*g.pixel(i+1, j+1))
}

// half takes the mean of four pixels.
func (g grey) half() grey {
	out := newGrey(g.w/2, g.h/2)
	for y := range out.h {
		for x := range out.w {
			sum := g.pixel(2*x, 2*y) + g.pixel(2*x+1, 2*y) + g.pixel(2*x, 2*y+1) + g.pixel(2*x+1, 2*y+1)
			out.at[y*out.w+x] = sum / 4
		}
	}
	return out
}

// warp asks for every pixel of a larger picture where it was, seen from the middle.
func (g grey) warp(grow float64, from func(x, y float64) (float64, float64)) grey {
	out := newGrey(int(float64(g.w)*grow), int(float64(g.h)*grow))
	for y := range out.h {
		for x := range out.w {
			u, v := from(float64(x)+.5-float64(out.w)/2, float64(y)+.5-float64(out.h)/2)
			out.at[y*out.w+x] = g.sample(u+float64(g.w)/2, v+float64(g.h)/2)
		}
	}
	return out
}

func (g grey) rotated(degrees float64) grey {
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	return g.warp(math.Abs(sin)+math.Abs(cos), func(x, y float64) (float64, float64) {
		return cos*x + sin*y, cos*y - sin*x
	})
}

// tilted is the picture on a sheet that leans away by degrees about its middle line, seen from twice its width, in
// perspective.
func (g grey) tilted(degrees float64) grey {
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	eye := 2 * float64(g.w)
	return g.warp(1.2, func(x, y float64) (float64, float64) {
		v := y * eye / (eye*cos - y*sin)
		return x * (eye + v*sin) / eye, v
	})
}

// blurred is a Gaussian of sigma pixels, first along the rows, then along the columns.
func (g grey) blurred(sigma float64) grey {
	if sigma == 0 {
		return g
	}
	return g.smeared(sigma, 1, 0).smeared(sigma, 0, 1)
}

func (g grey) smeared(sigma float64, dx, dy int) grey {
	reach := int(math.Ceil(3 * sigma))
	weights, sum := make([]float64, 2*reach+1), 0.0
	for i := range weights {
		d := float64(i-reach) / sigma
		weights[i] = math.Exp(-d * d / 2)
		sum += weights[i]
	}
	out := newGrey(g.w, g.h)
	for y := range g.h {
		for x := range g.w {
			v := 0.0
			for i, w := range weights {
				v += w * g.pixel(x+dx*(i-reach), y+dy*(i-reach))
			}
			out.at[y*g.w+x] = v / sum
		}
	}
	return out
}

// noisy adds Gaussian noise; the same seed gives the same picture.
func (g grey) noisy(sigma float64, seed uint64) grey {
	random := rand.New(rand.NewPCG(seed, 4))
	out := newGrey(g.w, g.h)
	for i, v := range g.at {
		out.at[i] = v + sigma*random.NormFloat64()
	}
	return out
}
