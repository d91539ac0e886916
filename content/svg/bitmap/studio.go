package bitmap

import (
	"image"
	"image/color"
)

// Lossy WebP keeps brightness from 16 to 235 and colour from 16 to 240, as video
// does (BT.601); JPEG, for which the standard library converts, uses all 256
// levels. Taken for JPEG's, white paper would be a light grey.

// fromStudio converts what the WebP decoder returns for lossy files; others are
// left to toNRGBA.
func fromStudio(m image.Image) image.Image {
	switch m := m.(type) {
	case *image.YCbCr:
		return each(m.Rect, func(x, y int) color.NRGBA { return studio(m, x, y, 255) })
	case *image.NYCbCrA:
		return each(m.Rect, func(x, y int) color.NRGBA { return studio(&m.YCbCr, x, y, m.A[m.AOffset(x, y)]) })
	}
	return m
}

// studio computes in 65,536ths: 255/219 for brightness, and BT.601's factors
// times 255/224 for colour.
func studio(m *image.YCbCr, x, y int, alpha uint8) color.NRGBA {
	c := m.COffset(x, y)
	light := 76309 * (int32(m.Y[m.YOffset(x, y)]) - 16)
	cb, cr := int32(m.Cb[c])-128, int32(m.Cr[c])-128
	return color.NRGBA{level(light + 104597*cr), level(light - 25675*cb - 53279*cr), level(light + 132201*cb), alpha}
}

func level(v int32) uint8 { return uint8(max(0, min(255, (v+1<<15)>>16))) }
