package webp_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"image"
	"image/color"
	"math"
	"math/rand/v2"
	"sync"
	"testing"

	decoder "golang.org/x/image/webp"

	"github.com/portico-prm/portico/content/webp"
)

// photo has slopes, edges and noise; glass is half seen through.
func photo(w, h int, glass bool) *image.NRGBA {
	rnd := rand.New(rand.NewPCG(7, 7))
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.NRGBA{uint8(255 * x / w), uint8(255 * y / h), uint8(100 + rnd.IntN(16)), 255}
			if (x/24+y/18)%5 == 0 {
				c = color.NRGBA{11, 31, 58, 255}
			}
			if glass {
				c.A = uint8(40 + 200*x/w)
			}
			img.SetNRGBA(x, y, c)
		}
	}
	return img
}

func encode(t testing.TB, pix *image.NRGBA, o webp.Options) []byte {
	t.Helper()
	file, err := webp.Encode(pix, o)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func decode(t testing.TB, file []byte) image.Image {
	t.Helper()
	img, err := decoder.Decode(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	return img
}

// Another program's decoder gets every pixel back, with its transparency.
func TestNothingIsLost(t *testing.T) {
	t.Parallel()
	for name, glass := range map[string]bool{"opaque": false, "glass": true} {
		pix := photo(157, 91, glass)
		got := decode(t, encode(t, pix, webp.Options{Lossless: true}))
		for y := range 91 {
			for x := range 157 {
				if c := color.NRGBAModel.Convert(got.At(x, y)); c != pix.NRGBAAt(x, y) {
					t.Fatalf("%s: pixel %d,%d is %v, was %v", name, x, y, c, pix.NRGBAAt(x, y))
				}
			}
		}
	}
}

func TestQualityBuysLikeness(t *testing.T) {
	t.Parallel()
	pix := photo(320, 200, false)
	var size int
	var like float64
	for _, q := range []int{40, 70, 95} {
		file := encode(t, pix, webp.Options{Quality: q})
		if db := psnr(pix, decode(t, file)); db <= like || db < 20 || len(file) <= size {
			t.Errorf("quality %d: %d bytes, %.1f dB, after %d bytes and %.1f dB", q, len(file), db, size, like)
		} else {
			size, like = len(file), db
		}
	}
}

func psnr(a *image.NRGBA, b image.Image) float64 {
	var sum float64
	for y := range a.Rect.Dy() {
		for x := range a.Rect.Dx() {
			p, q := a.NRGBAAt(x, y), color.NRGBAModel.Convert(b.At(x, y)).(color.NRGBA)
			for _, d := range []float64{float64(p.R) - float64(q.R), float64(p.G) - float64(q.G), float64(p.B) - float64(q.B)} {
				sum += d * d
			}
		}
	}
	return 10 * math.Log10(255*255*3*float64(a.Rect.Dx()*a.Rect.Dy())/sum)
}

// The bytes are the same on every machine, alone or among others. A new encoder
// is a new engine: raise content.Engine when these change.
func TestEqualPixelsGiveEqualBytes(t *testing.T) {
	t.Parallel()
	tests := []struct {
		o    webp.Options
		want string
	}{
		{webp.Options{Quality: 82}, "eebea53456eeaa2e"},
		{webp.Options{Lossless: true}, "30b501a08602a87f"},
	}
	var all sync.WaitGroup
	for _, tt := range tests {
		for range 3 {
			all.Go(func() {
				file, err := webp.Encode(photo(321, 127, false), tt.o)
				sum := sha256.Sum256(file)
				if got := hex.EncodeToString(sum[:8]); err != nil || got != tt.want {
					t.Errorf("%+v: %s, want %s (%v)", tt.o, got, tt.want, err)
				}
			})
		}
	}
	all.Wait()
}

func TestWhatIsTooLargeIsRefused(t *testing.T) {
	t.Parallel()
	for _, size := range []image.Rectangle{{}, image.Rect(0, 0, webp.MaxSide+1, 1), image.Rect(0, 0, 3841, 2160)} {
		if _, err := webp.Encode(image.NewNRGBA(size), webp.Options{Quality: 80}); err == nil {
			t.Errorf("%v was written", size)
		}
	}
}

// The largest picture fits into the encoder's memory, in both ways.
func TestTheLargestPictureIsWritten(t *testing.T) {
	t.Parallel()
	flat := image.NewNRGBA(image.Rect(0, 0, 3840, 2160))
	for i := range flat.Pix {
		flat.Pix[i] = byte(i>>22) * 40
	}
	for _, o := range []webp.Options{{Quality: 70}, {Lossless: true}} {
		if file, err := webp.Encode(flat, o); err != nil || len(file) < 1000 {
			t.Errorf("%+v: %d bytes, %v", o, len(file), err)
		}
	}
}

// Budgets on two shared cores, 1200 x 630: lossy 80 ms, without loss 600 ms.
func BenchmarkEncode(b *testing.B) {
	pix := photo(1200, 630, false)
	for name, o := range map[string]webp.Options{"lossy": {Quality: 82}, "lossless": {Lossless: true}} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				encode(b, pix, o)
			}
		})
	}
}
