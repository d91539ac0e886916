package bitmap

import (
	"image"
	"image/color"
)

// toNRGBA converts whatever the three decoders return. Each kind has its own
// loop: the general one of image/draw takes seconds for 40 megapixels.
func toNRGBA(m image.Image) *image.NRGBA {
	switch m := m.(type) {
	case *image.NRGBA:
		return m
	case *image.RGBA: // the PNG decoder uses it for opaque pixels only
		return &image.NRGBA{Pix: m.Pix, Stride: m.Stride, Rect: m.Rect}
	case *image.Paletted:
		return fromPalette(m)
	case *image.Gray:
		return each(m.Rect, func(x, y int) color.NRGBA { return grey(m.Pix[m.PixOffset(x, y)]) })
	case *image.Gray16:
		return each(m.Rect, func(x, y int) color.NRGBA { return grey(m.Pix[m.PixOffset(x, y)]) })
	case *image.YCbCr:
		return each(m.Rect, func(x, y int) color.NRGBA { return ycc(m, x, y, 255) })
	case *image.NYCbCrA:
		return each(m.Rect, func(x, y int) color.NRGBA { return ycc(&m.YCbCr, x, y, m.A[m.AOffset(x, y)]) })
	case *image.CMYK:
		return each(m.Rect, func(x, y int) color.NRGBA { return cmyk(m.Pix[m.PixOffset(x, y):]) })
	case *image.NRGBA64:
		return from16(m.Pix, m.Stride, m.Rect)
	case *image.RGBA64: // opaque, as RGBA
		return from16(m.Pix, m.Stride, m.Rect)
	}
	return each(m.Bounds(), func(x, y int) color.NRGBA {
		return color.NRGBAModel.Convert(m.At(x, y)).(color.NRGBA)
	})
}

func each(r image.Rectangle, at func(x, y int) color.NRGBA) *image.NRGBA {
	out := image.NewNRGBA(image.Rect(0, 0, r.Dx(), r.Dy()))
	i := 0
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			c := at(x, y)
			out.Pix[i], out.Pix[i+1], out.Pix[i+2], out.Pix[i+3] = c.R, c.G, c.B, c.A
			i += 4
		}
	}
	return out
}

func grey(v uint8) color.NRGBA { return color.NRGBA{v, v, v, 255} }

func ycc(m *image.YCbCr, x, y int, alpha uint8) color.NRGBA {
	c := m.COffset(x, y)
	r, g, b := color.YCbCrToRGB(m.Y[m.YOffset(x, y)], m.Cb[c], m.Cr[c])
	return color.NRGBA{r, g, b, alpha}
}

func cmyk(p []byte) color.NRGBA {
	r, g, b := color.CMYKToRGB(p[0], p[1], p[2], p[3])
	return color.NRGBA{r, g, b, 255}
}

// fromPalette reads indices with a check of our own: what lies outside the
// palette becomes transparent.
func fromPalette(m *image.Paletted) *image.NRGBA {
	var table [256]color.NRGBA
	for i, c := range m.Palette {
		if i < len(table) {
			table[i] = color.NRGBAModel.Convert(c).(color.NRGBA)
		}
	}
	return each(m.Rect, func(x, y int) color.NRGBA { return table[m.Pix[m.PixOffset(x, y)]] })
}

// from16 keeps the high byte of every 16-bit sample.
func from16(pix []byte, stride int, r image.Rectangle) *image.NRGBA {
	out := image.NewNRGBA(image.Rect(0, 0, r.Dx(), r.Dy()))
	for y := range r.Dy() {
		row := pix[y*stride : y*stride+8*r.Dx()]
		dst := out.Pix[y*out.Stride:]
		for i := range 4 * r.Dx() {
			dst[i] = row[2*i]
		}
	}
	return out
}
