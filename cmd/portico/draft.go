package main

import "math"

// pageSize is a displayed page in mm (PDF) or pixels (images).
type pageSize struct{ w, h float64 }

// A new template has a logo at the top right of the first page: 30 % of its
// width, but no wider than a business card is long, so that the logo of a usual
// upload is sharp there.
const (
	logoShare  = 0.30
	logoMost   = 70.0 // mm
	logoAspect = 0.4
	edgeShare  = 0.04 // of the shorter side
	edgeMost   = 12.0 // mm
)

// draftLogo is the usual place of the logo on a page.
func (b *baseArt) draftLogo() zoneFlag {
	p := b.pages[0]
	edge, w := edgeShare*min(p.w, p.h), logoShare*p.w
	if b.pdf {
		edge, w = min(edge, edgeMost), min(w, logoMost)
	}
	h := min(w*logoAspect, 0.2*p.h)
	return zoneFlag{"logo", 1, cents(p.w - edge - w), cents(edge), cents(w), cents(h), ""}
}

// draftContact is the place of the contact block: below the logo if there is
// room, else above or beside it. It is not there when no place is free.
func (b *baseArt) draftContact(zones []zoneFlag) (zoneFlag, bool) {
	under, p := zones[0], b.pages[zones[0].page-1]
	gap := 0.01 * min(p.w, p.h)
	least, most := b.textSizes(p)
	w := min(max(under.w, 20*most), p.w)
	h := min(b.lines(6, most), max(b.lines(3, least), 0.3*p.h))
	x := max(0, min(under.x+under.w-w, p.w-w))
	for _, at := range [][2]float64{
		{x, under.y + under.h + gap}, {x, under.y - gap - h},
		{under.x - gap - w, under.y}, {under.x + under.w + gap, under.y},
		{p.w - w, p.h - h}, {0, p.h - h}, {0, 0},
	} {
		z := zoneFlag{"contact", under.page, cents(at[0]), cents(at[1]), cents(w), cents(h), ""}
		if z.within(p) && !touchesAny(z, zones) {
			return z, true
		}
	}
	return zoneFlag{}, false
}

func touchesAny(z zoneFlag, zones []zoneFlag) bool {
	for _, o := range zones {
		if z.touches(o) {
			return true
		}
	}
	return false
}

const mmPerPoint = 25.4 / 72

// textSizes are the smallest and the largest size of the contact block, in the
// unit of the page.
func (b *baseArt) textSizes(p pageSize) (least, most float64) {
	if b.pdf {
		most = clamp(0.016*min(p.w, p.h)/mmPerPoint, 5, 11) * mmPerPoint
		return max(most*0.6, 4*mmPerPoint), most
	}
	most = clamp(0.03*min(p.w, p.h), 8, 48)
	return max(most*0.6, 7), most
}

// lines is the height of so many lines; the first also has room for accents.
func (b *baseArt) lines(n int, size float64) float64 { return float64(n)*1.25*size + 0.3*size }

// sizes are textSizes as the manifest writes them: points for PDF.
func (b *baseArt) sizes(p pageSize) (least, most float64) {
	least, most = b.textSizes(p)
	if b.pdf {
		least, most = least/mmPerPoint, most/mmPerPoint
	}
	return math.Floor(least*4) / 4, math.Floor(most*4) / 4
}

func clamp(v, low, high float64) float64 { return max(low, min(v, high)) }

// cents rounds down to hundredths, so that what touches an edge stays inside.
func cents(v float64) float64 { return math.Floor(v*100+1e-6) / 100 }
