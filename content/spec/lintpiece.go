package spec

import (
	"fmt"
	"path"
	"slices"
	"strings"
)

// scope is where the linter is: one page of one piece.
type scope struct {
	piece Shape
	index int
	page  *Page
	size  Size
}

// zone is the place of a zone of the page.
func (s scope) zone(i int) string { return s.piece.ZoneAt(s.index, i) }

func (l *linter) piece(name string, p *Piece) {
	where := "pieces." + name
	l.everyLanguage(where+".title", p.Title)
	l.text(where+".altText", p.AltText)
	for _, o := range p.Outputs {
		l.output(where+".outputs."+o.Name, p, o.Value)
	}
	own := Shape{p, name, ""}
	l.files(own)
	l.conditions(where, p)
	seen := map[string]bool{}
	for i := range p.Pages {
		s := scope{own, i, &p.Pages[i], p.At(i)}
		for j := range s.page.Zones {
			z := &s.page.Zones[j]
			at := s.zone(j)
			if seen[z.ID] {
				l.say(at+".id", "ZONE_TWICE", fmt.Sprintf("Another zone of this piece is called %q.", z.ID), "Give it a name of its own.")
			}
			seen[z.ID] = true
			l.zone(s, z, at)
		}
		if !s.page.marked() {
			l.overlaps(s)
		}
	}
}

// notYet are things that the manifest may one day ask for. To accept them and
// not do them would be a promise broken in print.
func (l *linter) notYet(where, what string) {
	l.say(where, "NOT_YET", what+" cannot be made yet.", "Leave it out.")
}

func (l *linter) output(where string, p *Piece, o Output) {
	raster := o.Format != KindPDF
	switch {
	case p.Kind == KindPDF && raster:
		l.notYet(where+".format", "An image of a PDF page")
	case p.Kind == KindRaster && !raster:
		l.say(where+".format", "OUTPUT_FORMAT", "A piece of kind raster is written as png, jpeg or webp.", "Use one of them, or kind: pdf.")
	case p.Kind == KindRaster:
		l.ratio(where, p.As(o).Page, o)
		l.pixels(where, p.As(o).Page, o)
	}
	l.lossless(where, o)
}

// MostWebP is the most pixels of a WebP: 3840 x 2160. Its encoder takes the whole
// picture at once, so time and memory grow with it.
const MostWebP = 8_294_400

func (l *linter) pixels(where string, page Size, o Output) {
	w, h := float64(o.Width), float64(o.Height)
	switch {
	case w == 0 && h == 0:
		w, h = page.Width, page.Height
	case w == 0:
		w = h * page.Width / page.Height
	case h == 0:
		h = w * page.Height / page.Width
	}
	if o.Format == "webp" && w*h > MostWebP {
		l.say(where, "OUTPUT_TOO_LARGE", fmt.Sprintf("A WebP of %.0f x %.0f pixels is more than can be made.", w, h),
			fmt.Sprintf("Ask for at most %d pixels in all, as 3840 x 2160 has, or for a jpeg.", MostWebP))
	}
}

func (l *linter) lossless(where string, o Output) {
	if o.Lossless && (o.Format != "webp" || o.Quality != 0) {
		l.say(where+".lossless", "OUTPUT_LOSSLESS", "Only a webp can be asked to lose nothing, and then it has no quality.", "Leave out lossless, or quality.")
	}
}

// ratio: an image is scaled as a whole, so it keeps the page's ratio within a pixel.
func (l *linter) ratio(where string, page Size, o Output) {
	w, h := float64(o.Width), float64(o.Height)
	if w == 0 || h == 0 {
		return
	}
	if off := w*page.Height/page.Width - h; off > 1 || off < -1 {
		l.say(where, "OUTPUT_RATIO", fmt.Sprintf("%d x %d has another ratio than the page, %g x %g.", o.Width, o.Height, page.Width, page.Height),
			fmt.Sprintf("Use a height of %.0f, or give the output a layout of that ratio.", w*page.Height/page.Width))
	}
}

func (l *linter) files(s Shape) {
	for _, lang := range l.m.Languages.Available {
		l.oneFile(s, lang)
	}
}

// oneFile: all pages of a piece come from one file per language, because the
// output is that file with our additions.
func (l *linter) oneFile(p Shape, lang string) {
	first, pages := "", map[int]bool{}
	for i := range p.Pages {
		at := p.PageAt(i) + ".base"
		ref, given := p.Pages[i].Base[lang]
		if !given {
			l.say(at, "BASE_MISSING", fmt.Sprintf("There is no art in %s.", lang), "Name a file for it; it may be that of another language.")
			continue
		}
		b, ok := ParseBase(ref)
		if !ok || !l.m.Files.Has(b.File) {
			l.say(at+"."+lang, "FILE_MISSING", fmt.Sprintf("%q is not a file of the folder.", ref), "Name it as base/flyer.pdf#1.")
			continue
		}
		if !p.fits(b.File) {
			l.say(at+"."+lang, "BASE_KIND", fmt.Sprintf("%s does not fit kind: %s.", b.File, p.Kind), "Art of pdf is .pdf, art of raster is .png, .jpg or .jpeg.")
		}
		if first == "" {
			first = b.File
		}
		if b.File != first {
			l.say(at+"."+lang, "BASE_FILES", fmt.Sprintf("The pages come from %s and %s.", first, b.File), "Put all pages of a language into one file.")
		}
		if pages[b.Page] {
			l.say(at+"."+lang, "BASE_TWICE", fmt.Sprintf("Page %d is used twice.", b.Page), "Put all zones of a page into one entry.")
		}
		pages[b.Page] = true
	}
}

func (p *Piece) fits(file string) bool {
	ext := strings.ToLower(path.Ext(file))
	if p.Kind == KindPDF {
		return ext == ".pdf"
	}
	return slices.Contains([]string{".png", ".jpg", ".jpeg"}, ext)
}
