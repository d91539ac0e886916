package content

import (
	"fmt"

	"github.com/portico-prm/portico/content/place"
	"github.com/portico-prm/portico/content/rule"
	"github.com/portico-prm/portico/content/spec"
	"github.com/portico-prm/portico/content/text"
)

// watermarks by language; a template may say it in its own words, as
// strings.watermark.
var watermarks = map[string]string{"en": "NOT FOR USE", "de": "NICHT VERWENDEN", "fr": "NE PAS UTILISER"}

// oblige does what the decision asks of the output. An obligation that is not
// known here must not be dropped in silence.
func (w *work) oblige() error {
	for _, o := range w.job.Obligations {
		switch o {
		case rule.ObligePlate: // the zones of marks see to it
		case rule.ObligeWatermark:
			w.watermark()
		default:
			w.say("obligations", "OBLIGATION_UNKNOWN", fmt.Sprintf("The output must carry %q, which cannot be made.", o), "Change the obligation in template.yaml.")
		}
	}
	return nil
}

// watermark writes across the middle of every page, those without zones too.
func (w *work) watermark() {
	names := w.t.m.Brand.Fonts.Names()
	if len(names) == 0 {
		w.say("obligations", "OBLIGATION_NEEDS_FONT", "The output must carry a watermark, and the template has no font.", "Add one to brand.fonts.")
		return
	}
	for page, size := range w.allPages() {
		if w.sheets[page] == nil {
			w.sheets[page] = &place.Sheet{}
		}
		w.stamp(w.sheets[page], size, w.fonts[names[0]])
	}
}

func (w *work) allPages() map[int]place.Rect {
	pages := map[int]place.Rect{}
	if w.piece.Kind == spec.KindRaster {
		pages[0] = place.Rect{W: w.piece.Page.Width, H: w.piece.Page.Height}
		return pages
	}
	for i, p := range w.t.pdfs[w.art.name()].plan.Pages() {
		pages[i] = place.Rect{W: p.Width, H: p.Height}
	}
	return pages
}

func (w *work) stamp(sheet *place.Sheet, page place.Rect, fonts fontList) {
	words := w.words("strings.watermark")
	if words == "" {
		words = watermarks[w.language[:min(2, len(w.language))]]
	}
	if words == "" {
		words = watermarks["en"]
	}
	box := page.Inset(min(page.W, page.H) * 0.1)
	block, found := text.Fit(text.Request{Where: "watermark", Language: w.language, Paragraphs: []text.Paragraph{{Text: words, Fonts: fonts, MaxLines: 1}},
		Width: box.W, Height: box.H, MaxSize: min(box.W, box.H) / 3, MinSize: 1, AlignX: 0.5, AlignY: 0.5})
	w.add(found)
	sheet.Items = append(sheet.Items, place.Lines(block, box, place.Color{R: 128, G: 128, B: 128, A: 96})...)
}
