package content

import (
	"context"
	"fmt"
	"slices"

	"github.com/portico-prm/portico/content/place"
	"github.com/portico-prm/portico/content/problem"
	"github.com/portico-prm/portico/content/raster"
	"github.com/portico-prm/portico/content/spec"
)

// View is which page of a job a preview shows, and how.
type View struct {
	Page  int  // of those that the piece draws on and the partner may see, from 0
	Width int  // pixels; 0: as the art has been pictured, which is also the most
	Zones bool // with the outlines of all zones and of what they must not touch
	Bare  bool // the art alone, as if the partner had nothing on it
}

// Preview is a page as a picture.
type Preview struct {
	PNG   []byte
	Pages int // that can be shown
	Alt   string
}

// Preview draws a page of a job as the finished file will look: the same layout,
// drawn by the pen of pictures over a picture of the page that was made with the
// template. Of a job that Render refuses there is none. In a package
// whose pages were not Pictured the problem is PREVIEW_MISSING.
func (t *Template) Preview(ctx context.Context, job Job, v View) (Preview, problem.List, error) {
	w := t.work(job)
	var p Preview
	err := w.run(ctx, load, brand, layout, check, func(w *work) (err error) {
		p, err = w.preview(v)
		return err
	})
	if err != nil || w.found.Blocking() {
		return Preview{}, w.found, err
	}
	return p, w.found, nil
}

func (w *work) preview(v View) (Preview, error) {
	if v.Page < 0 || v.Page >= len(w.pages) {
		w.say("page", "PREVIEW_PAGE", fmt.Sprintf("There is no page %d; %d can be shown.", v.Page+1, len(w.pages)), "Name a page from 1 on.")
		return Preview{}, nil
	}
	base, at, err := w.paper(w.pages[v.Page])
	if base == nil || err != nil {
		return Preview{}, err
	}
	sheet := place.Sheet{}
	if drawn := w.sheets[at]; drawn != nil && !v.Bare {
		sheet.Items = append(sheet.Items, drawn.Items...)
	}
	if v.Zones {
		sheet.Items = append(sheet.Items, w.outlines(w.pages[v.Page])...)
	}
	enc := raster.Encoding{Format: raster.PNG, Width: v.Width, SheetWidth: w.sheetWidth(at)}
	if most, _ := base.Size(); enc.Width <= 0 || enc.Width > most {
		enc.Width = most
	}
	file, found, err := base.Draw(&sheet, enc)
	w.add(found)
	return Preview{PNG: file, Pages: len(w.pages), Alt: w.filled(w.piece.AltText)}, err
}

// paper is what page i of the piece is drawn over, and which page of the art it
// is. It is nil where there is no picture.
func (w *work) paper(i int) (*raster.Base, int, error) {
	if w.piece.Kind == spec.KindRaster {
		base, err := w.t.images[w.art.file].open()
		return base, 0, err
	}
	ref, _ := spec.ParseBase(w.piece.Pages[i].Base[w.language])
	at := w.art.index(ref.Page)
	p, have := w.t.papers[picture{w.art.name(), at}]
	if !have {
		w.say("page", "PREVIEW_MISSING", fmt.Sprintf("There is no picture of page %d of %s.", ref.Page, ref.File), "Make the file itself, or have the pages of the template pictured.")
		return nil, at, nil
	}
	base, err := p.open()
	return base, at, err
}

// FilePage is where page i of a piece, counted as View does, stands in a copy,
// from 0. Where rules leave pages out of some copies, it is the same.
func (t *Template) FilePage(piece, language string, i int) int {
	p, ok := t.m.Pieces.Get(piece)
	if !ok || i < 0 || i >= len(p.Pages) || slices.ContainsFunc(p.Pages, func(page spec.Page) bool { return page.OnlyIf != nil }) {
		return i
	}
	ref, _ := spec.ParseBase(p.Pages[i].Base[language])
	return max(ref.Page, 1) - 1
}

// sheetWidth is the width of a page in the unit of its sheet.
func (w *work) sheetWidth(at int) float64 {
	if w.piece.Kind == spec.KindRaster {
		return w.piece.Page.Width
	}
	return w.t.pdfs[w.art.name()].plan.Slots[at].Width
}
