package content

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/png"
	"maps"
	"slices"

	"github.com/portico-prm/portico/content/problem"
	"github.com/portico-prm/portico/content/raster"
	"github.com/portico-prm/portico/content/shelf"
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
	mostPictured = 64 << 20
)

// picture is a page of art that previews are drawn over.
type picture struct {
	Art  string `json:"art"`  // art.name
	Page int    `json:"page"` // of the art, from 0
}

// blob is where a package keeps it.
func (p picture) blob() string { return fmt.Sprintf("%s page %d", p.Art, p.Page+1) }

// Picture is a page of a template's art, as a picture.
type Picture struct {
	Art  string `json:"art"`  // file of the folder, and what is left out of it
	Page int    `json:"page"` // from 0
	PNG  []byte `json:"-"`
}

// Pictured is the package with its Pictures. It is the same template under the
// same hash.
func (p *Package) Pictured(ctx context.Context, paper Paper) (*Package, problem.List, error) {
	all, found, err := p.Pictures(ctx, paper)
	if err != nil {
		return nil, found, err
	}
	out, err := p.With(all)
	return out, found, err
}

// Pictures makes a picture of every page that a piece draws on, in each language
// and variant. Previews then need no reader of PDF. A page that cannot be drawn,
// or for which there is no more room, is a warning.
//
// It parses foreign files: in the server it runs in the sandboxed press only.
func (p *Package) Pictures(ctx context.Context, paper Paper) ([]Picture, problem.List, error) {
	e := &exposure{ctx: ctx, paper: paper, pkg: p}
	for _, s := range p.meta.Manifest.Shapes() {
		for _, lang := range p.meta.Manifest.Languages.Available {
			if s.Kind == spec.KindPDF {
				e.piece(s.Piece, lang)
			}
		}
	}
	return e.all, e.found, e.err
}

// With is the package with these pictures and no others. It does not believe who
// made them: they have to be of pages that there are, and of a size that previews read.
func (p *Package) With(all []Picture) (*Package, error) {
	out := &Package{meta: p.meta, blobs: maps.Clone(p.blobs)}
	for _, old := range p.meta.Pictures {
		delete(out.blobs, old.blob())
	}
	out.meta.Pictures = nil
	for _, one := range all {
		at := picture{one.Art, one.Page}
		cfg, err := png.DecodeConfig(bytes.NewReader(one.PNG))
		if err != nil || cfg.Width > pictureSide || cfg.Height > pictureSide || slices.Contains(out.meta.Pictures, at) || len(out.meta.Pictures) >= mostPictures {
			return nil, fmt.Errorf("%w: %s is no picture of a page", errPackage, at.blob())
		}
		out.meta.Pictures, out.blobs[at.blob()] = append(out.meta.Pictures, at), one.PNG
	}
	return out, out.complete()
}

// exposure is a package while its pages are pictured.
type exposure struct {
	ctx   context.Context
	paper Paper
	pkg   *Package
	all   []Picture
	bytes int
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
	if slices.ContainsFunc(e.all, func(have Picture) bool { return have.Art == p.Art && have.Page == p.Page }) {
		return
	}
	if e.err = e.ctx.Err(); e.err != nil {
		return
	}
	if len(e.all) >= mostPictures || e.bytes >= mostPictured {
		e.miss(p, fmt.Sprintf("a template keeps %d pictures of together %d MB at most", mostPictures, mostPictured>>20))
		return
	}
	img, err := e.paper.Picture(whole, p.Page, pictureSide)
	if err != nil {
		e.miss(p, err.Error())
		return
	}
	var b bytes.Buffer
	if e.err = png.Encode(&b, img); e.err == nil {
		e.all, e.bytes = append(e.all, Picture{p.Art, p.Page, b.Bytes()}), e.bytes+b.Len()
	}
}

func (e *exposure) miss(p picture, why string) {
	e.found = append(e.found, problem.Problem{Code: "PREVIEW_MISSING", Severity: problem.Warning, Where: p.blob(),
		Message: "The page cannot be drawn as a picture, so there is no preview of it: " + why + ".", Fix: "Export the art again; what is printed does not depend on it."})
}

// paper is the picture of a page, to be drawn over.
type paper struct{ png []byte }

// papers are those that were drawn over last, decoded. Decoded they are large and
// there are many, so all templates share one shelf.
var papers = shelf.Shelf[*paper, decoded]{Room: 192 << 20}

type decoded struct {
	base *raster.Base
	err  error
}

// open decodes the picture. A base keeps about as much again for each size that
// it was asked for.
func (p *paper) open() (*raster.Base, error) {
	got := papers.Get(p, func() (decoded, int) {
		base, err := raster.Prepare(p.png, raster.Limits{Side: pictureSide})
		if err != nil {
			return decoded{nil, err}, 0
		}
		w, h := base.Size()
		return decoded{base, nil}, 3 * 4 * w * h
	})
	return got.base, got.err
}

// pictured makes the pictures of a package ready to be drawn over.
func (p *Package) pictured(t *Template) {
	t.papers = map[picture]*paper{}
	for _, one := range p.meta.Pictures {
		t.papers[one] = &paper{p.blobs[one.blob()]}
	}
}

// Pictured is how many pages there are pictures of.
func (t *Template) Pictured() int { return len(t.papers) }
