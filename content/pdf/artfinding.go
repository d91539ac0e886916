package pdf

import (
	"fmt"
	"strings"

	"github.com/portico-prm/portico/content/problem"
)

// artFinding is a kind of content that a drawing cannot take over.
type artFinding struct {
	code     string
	severity problem.Severity
	message  string
	fix      string
}

var (
	artText     = artFinding{"PDF_TEXT", problem.Error, "Page 1 holds text, whose letters are not drawn as shapes.", "Convert the text to outlines (Illustrator: Type > Create Outlines; Affinity: Convert to Curves) and save again."}
	artPattern  = artFinding{"PDF_PATTERN", problem.Error, "Page 1 fills a shape with a pattern.", "Expand the pattern to shapes (Illustrator: Object > Expand) and save again."}
	artShading  = artFinding{"PDF_SHADING", problem.Error, "Page 1 has a gradient of a kind that cannot be drawn: a mesh, or a freeform.", "Use linear or radial gradients, or send the logo as a PNG of at least 1,600 px."}
	artMask     = artFinding{"PDF_MASK", problem.Error, "Page 1 uses a mask whose opacities are changed by a function.", "Flatten the transparency (Illustrator: Object > Flatten Transparency) and save again."}
	artBitmap   = artFinding{"PDF_BITMAP", problem.Error, "A bitmap on page 1 is packed in a way that cannot be read.", "Save with JPEG or ZIP compression for pictures, or replace it by shapes."}
	artLarge    = artFinding{"PDF_BITMAP_TOO_LARGE", problem.Error, "A bitmap on page 1 has %d x %d px; at most %d pixels are accepted.", "Scale it down, or replace it by shapes."}
	artHasImage = artFinding{"PDF_HAS_BITMAP", problem.Warning, "The logo contains a bitmap of %d x %d px, which does not stay sharp in print.", "Send the logo drawn as shapes if you have it."}
	artEmpty    = artFinding{"PDF_EMPTY", problem.Error, "Page 1 shows nothing.", "Make the layers with the logo visible, and save again."}
	artComplex  = artFinding{"PDF_TOO_COMPLEX", problem.Error, "Page 1 needs more work than allowed.", "Simplify the drawing: merge paths, expand repeated symbols, remove hidden layers."}
	artRange    = artFinding{"PDF_RANGE", problem.Error, "A shape has coordinates beyond what can be drawn.", "Move the logo to the artboard and save again."}
	artPages    = artFinding{"PDF_PAGES", problem.Warning, "The file has %d pages; the logo was taken from page 1.", "Nothing to do if the preview looks right."}
	artActive   = artFinding{"PDF_ACTIVE_REMOVED", problem.Warning, "Active content (%s) was left out.", "Nothing to do if the preview looks right."}
	artNoPDF    = artFinding{"PDF_ILLUSTRATOR_ONLY", problem.Error, "The Illustrator file was saved without PDF content.", "Save it again with \"Create PDF Compatible File\" switched on, or export it as SVG."}
)

// artFindings gathers findings, each kind once with its count.
type artFindings struct {
	kinds  []artFinding
	counts map[string]int
	text   map[string]string
}

func (f *artFindings) add(k artFinding, args ...any) {
	if f.counts == nil {
		f.counts, f.text = map[string]int{}, map[string]string{}
	}
	if f.counts[k.code]++; f.counts[k.code] == 1 {
		f.kinds = append(f.kinds, k)
		f.text[k.code] = k.message
		if len(args) > 0 {
			f.text[k.code] = fmt.Sprintf(k.message, args...)
		}
	}
}

func (f *artFindings) has(k artFinding) bool { return f.counts[k.code] > 0 }

func (f *artFindings) addBitmap(w, h, most int) { f.add(artLarge, w, h, most) }
func (f *artFindings) seen(w, h int)            { f.add(artHasImage, w, h) }

// list are the findings in the order in which they were met.
func (f *artFindings) list() problem.List {
	var out problem.List
	for _, k := range f.kinds {
		out = append(out, problem.Problem{
			Code: k.code, Severity: k.severity, Where: "page 1", Message: f.text[k.code], Fix: k.fix,
			Data: map[string]any{"count": f.counts[k.code]},
		})
	}
	return out
}

// ofDrawing are our words for what can be wrong with any drawing.
var ofDrawing = map[string]artFinding{"SVG_EMPTY": artEmpty, "SVG_TOO_COMPLEX": artComplex, "SVG_RANGE": artRange}

// renamed are the findings of a drawing, which know nothing of the file.
func renamed(found problem.List) problem.List {
	for i := range found {
		k := ofDrawing[found[i].Code]
		found[i].Code, found[i].Fix, found[i].Where = k.code, k.fix, "page 1"
	}
	return found
}

// leftOut says what the file had beside its picture.
func (s *survey) leftOut() problem.List {
	var f artFindings
	if n := len(s.leaves); n > 1 {
		f.add(artPages, n)
	}
	var kinds []string
	for _, h := range hazards {
		if s.seen[h.code] != nil {
			kinds = append(kinds, h.code)
		}
	}
	if len(kinds) > 0 {
		f.add(artActive, strings.Join(kinds, ", "))
	}
	return f.list()
}

// text draws nothing, and says so unless it is invisible.
func (r *player) text() {
	if r.hidden == 0 && !r.state.invisible {
		r.found.add(artText)
	}
}
