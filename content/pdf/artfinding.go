package pdf

import (
	"strings"

	"github.com/portico-prm/portico/content/problem"
)

// artFinding is a kind of content that a drawing cannot take over, with the names
// of its figures.
type artFinding struct {
	code     string
	severity problem.Severity
	figures  []string
}

var (
	artText     = artFinding{"PDF_TEXT", problem.Error, nil}
	artPattern  = artFinding{"PDF_PATTERN", problem.Error, nil}
	artShading  = artFinding{"PDF_SHADING", problem.Error, nil}
	artMask     = artFinding{"PDF_MASK", problem.Error, nil}
	artBitmap   = artFinding{"PDF_BITMAP", problem.Error, nil}
	artLarge    = artFinding{"PDF_BITMAP_TOO_LARGE", problem.Error, []string{"width", "height", "most"}}
	artHasImage = artFinding{"PDF_HAS_BITMAP", problem.Warning, []string{"width", "height"}}
	artEmpty    = artFinding{"PDF_EMPTY", problem.Error, nil}
	artComplex  = artFinding{"PDF_TOO_COMPLEX", problem.Error, nil}
	artRange    = artFinding{"PDF_RANGE", problem.Error, nil}
	artPages    = artFinding{"PDF_PAGES", problem.Warning, []string{"pages"}}
	artActive   = artFinding{"PDF_ACTIVE_REMOVED", problem.Warning, []string{"what"}}
	artNoPDF    = artFinding{"PDF_ILLUSTRATOR_ONLY", problem.Error, nil}
)

// artFindings gathers findings, each kind once with its count.
type artFindings []problem.Problem

func (f *artFindings) add(k artFinding, args ...any) {
	for i := range *f {
		if data := (*f)[i].Data; (*f)[i].Code == k.code {
			data["count"] = data["count"].(int) + 1
			return
		}
	}
	data := map[string]any{"count": 1}
	for i, v := range args {
		data[k.figures[i]] = v
	}
	*f = append(*f, problem.Say(k.code, "", k.severity, "page 1", data))
}

func (f *artFindings) has(k artFinding) bool { return problem.List(*f).Has(k.code) }

func (f *artFindings) addBitmap(w, h, most int) { f.add(artLarge, w, h, most) }
func (f *artFindings) seen(w, h int)            { f.add(artHasImage, w, h) }

// ofDrawing are our words for what can be wrong with any drawing.
var ofDrawing = map[string]artFinding{"SVG_EMPTY": artEmpty, "SVG_TOO_COMPLEX": artComplex, "SVG_RANGE": artRange}

// renamed are the findings of a drawing, which know nothing of the file.
func renamed(found problem.List) problem.List {
	for i := range found {
		k := ofDrawing[found[i].Code]
		found[i] = problem.Say(k.code, "", k.severity, "page 1", found[i].Data)
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
	return problem.List(f)
}

// text draws nothing, and says so unless it is invisible.
func (r *player) text() {
	if r.hidden == 0 && !r.state.invisible {
		r.found.add(artText)
	}
}
