package pdf

import (
	"image"
	"image/color"

	"github.com/portico-prm/portico/content/svg"
	"github.com/portico-prm/portico/content/svg/bitmap"
	"github.com/portico-prm/portico/content/svg/geom"
)

// artBitmaps are the limits of bitmaps on a logo's page, as those in an SVG.
var artBitmaps = bitmap.Limits{Pixels: 4_000_000, Side: 8_192, Memory: 64 << 20, Scans: 50}

// image places a bitmap on the unit square, first row on top.
func (r *player) image(s *stream) {
	if r.state.fill.alpha == 0 {
		return
	}
	pix := r.pixels(s)
	if pix == nil {
		return
	}
	nodes := r.canvas.Picture(pix, r.state.m.Mul(geom.Matrix{A: 1, D: -1, F: 1}))
	if a := r.state.fill.alpha; a < 1 && len(nodes) > 0 {
		nodes = []svg.Node{{Group: &svg.Group{Opacity: a, Nodes: nodes}}}
	}
	r.lay(nodes)
}

// pixels decodes a bitmap with its mask; nil, with a finding, when it cannot.
func (r *player) pixels(s *stream) *image.NRGBA {
	w, h := r.side(s, "Width", "W"), r.side(s, "Height", "H")
	if w <= 0 || h <= 0 || w > artBitmaps.Side || h > artBitmaps.Side || w*h > artBitmaps.Pixels || !r.canvas.Spend(w*h/10) {
		r.found.addBitmap(w, h, artBitmaps.Pixels)
		return nil
	}
	stencil := r.entry(s, "ImageMask", "IM") == true
	pix := r.samples(s, w, h, stencil)
	if pix == nil {
		r.found.add(artBitmap)
		return nil
	}
	if !stencil {
		r.found.seen(w, h)
		r.softened(pix, s)
	}
	return pix
}

// entry reads a key of an image by its long or, in inline images, short name.
func (r *player) entry(s *stream, long, short name) object {
	if v := r.d.resolve(s.dict.get(long)); v != nil {
		return v
	}
	return r.d.resolve(s.dict.get(short))
}

func (r *player) side(s *stream, long, short name) int {
	return r.d.smallInt(r.entry(s, long, short), 0)
}

// samples decodes JPEG, or plain samples in any space.
func (r *player) samples(s *stream, w, h int, stencil bool) *image.NRGBA {
	names, _ := r.d.filters(r.longNames(s).dict)
	if n := len(names); n > 0 && (names[n-1] == "DCTDecode" || names[n-1] == "DCT") {
		return r.photograph(s, names, w, h)
	} else if n > 0 && imageFilters[names[n-1]] {
		return nil
	}
	data, err := r.d.unpackAll(r.longNames(s))
	if err != nil && len(data) == 0 {
		return nil
	}
	if stencil {
		return r.stencil(s, data, w, h)
	}
	return r.plainSamples(s, data, w, h)
}

// imageFilters are those that the reader has no decoder for.
var imageFilters = map[name]bool{"JPXDecode": true, "JBIG2Decode": true, "CCITTFaxDecode": true, "CCF": true}

// longNames gives an inline image the keys that streams have.
func (r *player) longNames(s *stream) *stream {
	if s.dict.has("F") && !s.dict.has("Filter") && s.id.num == 0 {
		out := *s
		out.dict = append(append(dict{}, s.dict...), entry{"Filter", s.dict.get("F")}, entry{"DecodeParms", s.dict.get("DP")})
		return &out
	}
	return s
}

// photograph decodes a JPEG, whose own colours count.
func (r *player) photograph(s *stream, names []name, w, h int) *image.NRGBA {
	outer := *s
	rest := array{}
	for _, n := range names[:len(names)-1] {
		rest = append(rest, n)
	}
	outer.dict = s.dict.without("Filter", "F").set("Filter", rest)
	data, err := r.d.unpackAll(&outer)
	if err != nil {
		return nil
	}
	pix, _, err := bitmap.Decode(data, artBitmaps)
	if err != nil || pix.Rect.Dx() != w || pix.Rect.Dy() != h {
		return nil
	}
	return pix
}

// sampler reads samples of 1, 2, 4, 8 or 16 bits row by row.
type sampler struct {
	data  []byte
	bits  int
	row   int // bytes
	parts int
}

func newSampler(data []byte, w, parts, bits int) sampler {
	return sampler{data, bits, (w*parts*bits + 7) / 8, parts}
}

// at is part c of the pixel as the integer that was stored.
func (s sampler) at(x, y, c int) int {
	bit := (x*s.parts + c) * s.bits
	i := y*s.row + bit/8
	if i < 0 || i >= len(s.data) {
		return 0
	}
	if s.bits >= 8 {
		return int(s.data[i]) // the high byte of 16 is enough for a screen and a press
	}
	return int(s.data[i]) >> (8 - s.bits - bit%8) & (1<<s.bits - 1)
}

func (s sampler) most() float64 { return float64(int(1)<<min(s.bits, 8) - 1) }

func knownBits(bits int) bool { return bits == 1 || bits == 2 || bits == 4 || bits == 8 || bits == 16 }

func (r *player) plainSamples(s *stream, data []byte, w, h int) *image.NRGBA {
	space := r.space(r.entry(s, "ColorSpace", "CS"), 0)
	bits := r.d.smallInt(r.entry(s, "BitsPerComponent", "BPC"), 8)
	if space.n == 0 || space.n > 32 || !knownBits(bits) {
		return nil
	}
	in := newSampler(data, w, space.n, bits)
	decode := r.decode(s, space, in.most())
	known := map[string]color.NRGBA{} // logos have few colours
	out := image.NewNRGBA(image.Rect(0, 0, w, h))
	key := make([]byte, space.n)
	v := make([]float64, space.n)
	for y := range h {
		for x := range w {
			for c := range key {
				key[c] = byte(in.at(x, y, c))
			}
			px, ok := known[string(key)]
			if !ok {
				for c, k := range key {
					v[c] = along(float64(k), 0, in.most(), decode[2*c], decode[2*c+1])
				}
				got := r.mixed(space, v)
				px = color.NRGBA{R: got.R, G: got.G, B: got.B, A: 255}
				if len(known) < 1<<16 {
					known[string(key)] = px
				}
			}
			out.SetNRGBA(x, y, px)
		}
	}
	r.keyed(out, s, in)
	return out
}

// decode is what the smallest and the largest sample of each part mean.
func (r *player) decode(s *stream, space colorSpace, most float64) []float64 {
	got := r.d.floats(r.entry(s, "Decode", "D"), 2*space.n)
	if len(got) == 2*space.n {
		return got
	}
	out := make([]float64, 0, 2*space.n)
	high := space.most
	if high > 1 {
		high = most // an index is what it is
	}
	for range space.n {
		out = append(out, 0, high)
	}
	return out
}

// keyed makes the colours of a colour key transparent.
func (r *player) keyed(out *image.NRGBA, s *stream, in sampler) {
	ranges, ok := r.d.resolve(s.dict.get("Mask")).(array)
	if !ok || len(ranges) != 2*in.parts {
		return
	}
	limits := r.d.floats(ranges, 2*in.parts)
	for y := range out.Rect.Dy() {
		for x := range out.Rect.Dx() {
			inside := true
			for c := range in.parts {
				k := float64(in.at(x, y, c))
				inside = inside && k >= limits[2*c] && k <= limits[2*c+1]
			}
			if inside {
				out.SetNRGBA(x, y, color.NRGBA{})
			}
		}
	}
}

// stencil paints the fill colour through the holes of a mask.
func (r *player) stencil(s *stream, data []byte, w, h int) *image.NRGBA {
	holes := 0
	if d := r.d.floats(r.entry(s, "Decode", "D"), 2); len(d) == 2 && d[0] == 1 {
		holes = 1
	}
	in := newSampler(data, w, 1, 1)
	c := r.state.fill.color
	out := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			if in.at(x, y, 0) == holes {
				out.SetNRGBA(x, y, color.NRGBA{R: c.R, G: c.G, B: c.B, A: 255})
			}
		}
	}
	return out
}

// softened lays a soft mask, or a stencil mask, on the pixels. A mask of another
// size is read at the nearest place.
func (r *player) softened(pix *image.NRGBA, s *stream) {
	mask, ok := r.d.resolve(s.dict.get("SMask")).(*stream)
	hard := false
	if !ok {
		if mask, hard = r.d.resolve(s.dict.get("Mask")).(*stream); !hard {
			return
		}
	}
	w, h := r.side(mask, "Width", "W"), r.side(mask, "Height", "H")
	if w <= 0 || h <= 0 || w*h > artBitmaps.Pixels {
		return
	}
	alpha := r.samples(mask, w, h, hard)
	if alpha == nil {
		r.found.add(artBitmap)
		return
	}
	size := pix.Rect.Size()
	for y := range size.Y {
		for x := range size.X {
			m := alpha.NRGBAAt(x*w/size.X, y*h/size.Y)
			a := m.R
			if hard {
				a = 255 - m.A // painted parts of a stencil mask are the ones that hide
			}
			pix.Pix[pix.PixOffset(x, y)+3] = a
		}
	}
}
