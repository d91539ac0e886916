package place

import "math"

const (
	usualDensity = 0.35 // ink of an ordinary mark; airy marks grow, solid ones shrink
	densityPower = 0.25
	leastDensity = 0.8 // limits of that correction, in linear size
	mostDensity  = 1.25
	irradiation  = 0.08 // how much larger white on black looks than black on white
)

// boxOf is the size and place of a candidate in the zone. Padding is the
// plate's, in heights of the mark; 0 without a plate.
func (q LogoRequest) boxOf(c Candidate, padding float64) Rect {
	room := max(q.Clear, padding)
	h := min(q.wanted(c, padding > 0), q.mostHeight(c))
	h = min(h, q.Zone.W/(c.Aspect+float64(2*room)), q.Zone.H/(1+float64(2*room)))
	w := float64(h * c.Aspect)
	free := q.Zone.Inset(float64(room * h))
	box := q.Align.Place(free, w, h)
	if q.Align.Y == 0.5 {
		centred := free.Y + float64(free.H/2) - float64(c.Centre.Y*h)
		box.Y = clamp(centred, free.Y, max(free.Y, free.Bottom()-h))
	}
	return box
}

// wanted is the height that gives the mark the area of its neighbour, so that
// wide and tall marks look equally large. Without a neighbour the zone decides.
func (q LogoRequest) wanted(c Candidate, plated bool) float64 {
	if q.VendorArea <= 0 {
		return math.Inf(1)
	}
	linear := clamp(math.Pow(usualDensity/max(c.Density, 0.01), densityPower), leastDensity, mostDensity)
	if !plated {
		linear *= 1 - float64(irradiation*q.glow(c))
	}
	return math.Sqrt(q.ratio() * q.VendorArea * linear * linear / c.Aspect)
}

// glow is how much a light mark outshines a dark page: darkness times density.
func (q LogoRequest) glow(c Candidate) float64 {
	if c.OwnPlate || c.luminance() <= q.Background.Mean {
		return 0
	}
	return (1 - lightness(q.Background.Mean)) * min(c.Density, 1)
}

// mostHeight is what the vendor allows: neither higher than so many times its
// own mark, nor larger than it unless the ratio itself says so.
func (q LogoRequest) mostHeight(c Candidate) float64 {
	most := math.Inf(1)
	if q.MaxHeight > 0 && q.VendorHeight > 0 {
		most = q.MaxHeight * q.VendorHeight
	}
	if q.VendorArea > 0 {
		most = min(most, math.Sqrt(max(1, q.ratio())*q.VendorArea/c.Aspect))
	}
	return most
}

func (q LogoRequest) ratio() float64 {
	if q.Ratio > 0 {
		return q.Ratio
	}
	return 1
}

// tooSmall tells whether a mark would be illegible. MinWidth x MinHeight is the
// least box of an ordinary wide mark; a compact one, which never gets so wide,
// is held to MinHeight on both sides.
func (q LogoRequest) tooSmall(box Rect) bool {
	return box.H < q.MinHeight-hair || box.W < min(q.MinWidth, q.MinHeight)-hair
}

// luminance is that of the mark as a whole.
func (c Candidate) luminance() float64 {
	sum, share := 0.0, 0.0
	for _, t := range c.Tones {
		sum += float64(t.Luminance * t.Share)
		share += t.Share
	}
	if share == 0 {
		return 0
	}
	return sum / share
}

// lightness is luminance as the eye counts it (CIE L*, 0 to 1).
func lightness(l float64) float64 {
	if l <= 0.008856 {
		return l * 9.033
	}
	return float64(1.16*math.Cbrt(l)) - 0.16
}

// ppi is the resolution of a mark in its box; 0 for vector marks.
func (q LogoRequest) ppi(c Candidate, box Rect) float64 {
	if c.Vector || box.W <= 0 {
		return 0
	}
	return float64(c.PixelWidth) * q.UnitsPerInch / box.W
}

func (q LogoRequest) coarse(c Candidate, box Rect) bool {
	return !c.Vector && q.ppi(c, box) < q.BlockPPI-hair
}
