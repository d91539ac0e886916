package content

import (
	"encoding/hex"

	"github.com/portico-prm/portico/content/place"
	"github.com/portico-prm/portico/content/spec"
)

var (
	white = place.Color{R: 255, G: 255, B: 255, A: 255}
	black = place.Color{R: 17, G: 17, B: 17, A: 255} // ink is never quite black
)

// color resolves #RRGGBB or a name of the palette.
func (w *work) color(value string) (place.Color, bool) {
	text, ok := w.t.m.Color(value)
	if !ok {
		return place.Color{}, false
	}
	b, err := hex.DecodeString(text[1:])
	if err != nil || len(b) != 4 {
		return place.Color{}, false
	}
	return place.Color{R: b[0], G: b[1], B: b[2], A: b[3]}, true
}

// colorOr is a colour of the manifest, or the usual one.
func (w *work) colorOr(value string, usual place.Color) place.Color {
	if c, ok := w.color(value); ok {
		return c
	}
	return usual
}

// background is what the zone stands on: its own ground, the colour that the
// manifest gives, or what the art shows there.
func (p *pen) background() (place.Background, bool) {
	for _, value := range []string{p.zone.Fill, p.zone.Background} {
		if c, ok := p.color(value); ok {
			return place.Solid(c), true
		}
	}
	if p.piece.Kind != spec.KindRaster {
		return place.Background{}, false
	}
	return p.sample()
}

// sample measures the art under the zone.
func (p *pen) sample() (place.Background, bool) {
	base, err := p.t.images[p.art.file].open()
	if err != nil {
		return place.Background{}, false
	}
	w, _ := base.Size()
	return base.Region(p.box.Scaled(float64(w) / p.piece.Page.Width)).Background(), true
}

// ink is the colour of words: the manifest's, or (auto) the one of the palette's
// ink and paper that can be read best where the zone stands.
func (p *pen) ink() place.Color {
	dark, light := p.colorOr("ink", black), p.colorOr("paper", white)
	if p.zone.Color != "auto" {
		return p.colorOr(p.zone.Color, dark)
	}
	if under, known := p.background(); known {
		return place.Readable(under, dark, light)
	}
	return dark
}
