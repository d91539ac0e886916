package content

import (
	"fmt"

	"github.com/portico-prm/portico/content/logo"
	"github.com/portico-prm/portico/content/place"
	"github.com/portico-prm/portico/content/spec"
	"github.com/portico-prm/portico/content/text"
)

// fontList is a font of the brand with the ones that help out, in their order.
type fontList []*text.Font

// brand gathers the fonts and the marks that the piece shows.
func brand(w *work) error {
	w.fonts = map[string]fontList{}
	for _, e := range w.t.m.Brand.Fonts {
		for _, file := range e.Value.All() {
			w.fonts[e.Name] = append(w.fonts[e.Name], w.t.fonts[file])
		}
	}
	w.marks = map[string][]VariantMark{}
	for _, name := range w.shownFields() {
		f, _ := w.t.m.Fields.Get(name)
		if f.Pictorial() {
			w.gather(name, f)
		}
	}
	return nil
}

// gather takes the marks of a field: all variants, or the one that was chosen.
func (w *work) gather(name string, f spec.Field) {
	chosen := w.job.Input[name]
	for _, m := range w.job.Marks[f.Source] {
		if m.Mark != nil && (chosen == "" || m.Variant == chosen) {
			w.marks[name] = append(w.marks[name], m)
		}
	}
	switch {
	case len(w.marks[name]) > 0:
	case chosen != "":
		w.say("input."+name, "LOGO_VARIANT", fmt.Sprintf("There is no variant %q.", chosen), "Choose one of the variants in Company > Logos.")
	case f.Required:
		w.say("fields."+name, "LOGO_MISSING", fmt.Sprintf("There is no logo for %s.", name), "Upload a logo in Company > Logos.")
	}
}

// candidate is a mark as the placement looks at it.
func candidate(m VariantMark) place.Candidate {
	c := place.Candidate{
		Variant: m.Variant, Compact: m.Variant == "square",
		Aspect: m.Mark.Width / m.Mark.Height, Density: m.Mark.Density,
		Centre: place.Point{X: m.Mark.Centre.X, Y: m.Mark.Centre.Y},
		Vector: m.Mark.Sharp(), PixelWidth: m.Mark.PixelWidth, OwnPlate: m.Mark.Flags.OwnPlate,
	}
	if b := m.Mark.Background; b.Kind == logo.Solid {
		ground := place.Color(b.Color)
		c.Ground = &ground
	}
	for _, t := range m.Mark.Colors {
		c.Tones = append(c.Tones, place.Tone{Color: place.Color(t.Color), Share: t.Share, Luminance: t.Luminance})
	}
	return c
}

// mark draws a mark over a box.
func mark(m *logo.Mark, box place.Rect) place.Item {
	if m.Kind == logo.Vector {
		return place.Drawing{Box: box, Tree: m.Tree, Key: m.Key}
	}
	return place.Picture{Box: box, Image: m.Image, Key: m.Key}
}
