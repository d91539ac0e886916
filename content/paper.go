package content

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/png"
	"maps"
	"slices"
	"sync"

	"github.com/portico-prm/portico/content/problem"
	"github.com/portico-prm/portico/content/raster"
	"github.com/portico-prm/portico/content/spec"
)

// Paper makes pictures of the pages of a PDF; rip.Press is one. Page counts from
// 0, side is the pixels of the longer side. Equal pages must give equal pictures.
type Paper interface {
	Picture(pdf []byte, page, side int) (*image.RGBA, error)
}

const (
	pictureSide  = 1600 // pixels: an A4 page at 137 dots an inch
	mostPictures = 200  // of one template
)

// picture is a page of art that previews are drawn over.
type picture struct {
	Art  string `json:"art"`  // art.name
	Page int    `json:"page"` // of the art, from 0
}

// blob is where a package keeps it.
func (p picture) blob() string { return fmt.Sprintf("%s page %d", p.Art, p.Page+1) }

// Pictured is the package with a picture of every page that a piece draws on, in
// each language and variant. Previews then need no reader of PDF. It is the same
// template under the same hash. A page that cannot be drawn is a warning.
func (p *Package) Pictured(ctx context.Context, paper Paper) (*Package, problem.List, error) {
	e := &exposure{ctx: ctx, paper: paper, pkg: &Package{meta: p.meta, blobs: maps.Clone(p.blobs)}}
	e.pkg.meta.Pictures = nil
	for _, s := range p.meta.Manifest.Shapes() {
		for _, lang := range p.meta.Manifest.Languages.Available {
			if s.Kind == spec.KindPDF {
				e.piece(s.Piece, lang)
			}
		}
	}
	return e.pkg, e.found, e.err
}

// exposure is a package while its pages are pictured.
type exposure struct {
	ctx   context.Context
	paper Paper
	pkg   *Package
	found problem.List
	err   error
}

func (e *exposure) piece(p *spec.Piece, lang string) {
	for _, a := range variants(p, lang) {
		b, have := e.pkg.meta.base(a.name())
		if !have {
			continue
		}
		whole := slices.Concat(e.pkg.blobs[b.File], b.Plan.Trimmed())
		for i := range p.Pages {
			ref, _ := spec.ParseBase(p.Pages[i].Base[lang])
			if !slices.Contains(a.pages, ref.Page) && e.err == nil {
				e.page(whole, picture{a.name(), a.index(ref.Page)})
			}
		}
	}
}

func (e *exposure) page(whole []byte, p picture) {
	have := e.pkg.meta.Pictures
	if slices.Contains(have, p) || len(have) >= mostPictures {
		return
	}
	if e.err = e.ctx.Err(); e.err != nil {
		return
	}
	img, err := e.paper.Picture(whole, p.Page, pictureSide)
	if err != nil {
		e.found = append(e.found, problem.Problem{Code: "PREVIEW_MISSING", Severity: problem.Warning, Where: p.blob(),
			Message: "The page cannot be drawn as a picture, so there is no preview of it: " + err.Error() + ".", Fix: "Export the art again; what is printed does not depend on it."})
		return
	}
	var b bytes.Buffer
	if e.err = png.Encode(&b, img); e.err == nil {
		e.pkg.blobs[p.blob()] = b.Bytes()
		e.pkg.meta.Pictures = append(have, p)
	}
}

// pictured makes the pictures of a package ready to be drawn over.
func (p *Package) pictured(t *Template) {
	t.papers = map[picture]*imageBase{}
	for _, one := range p.meta.Pictures {
		data := p.blobs[one.blob()]
		t.papers[one] = &imageBase{open: sync.OnceValues(func() (*raster.Base, error) { return raster.Prepare(data, raster.Limits{}) })}
	}
}
