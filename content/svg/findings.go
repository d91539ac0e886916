package svg

import (
	"fmt"
	"strings"

	"github.com/portico-prm/portico/content/problem"
)

// finding is a kind of problem, with the names of its figures. Each appears once
// in a report, with the place where it was first seen and how often it was.
type finding struct {
	code     string
	severity problem.Severity
	figures  []string
}

var (
	foundDamaged    = finding{"SVG_DAMAGED", problem.Error, []string{"cause"}}
	foundEncoding   = finding{"SVG_ENCODING", problem.Error, []string{"what"}}
	foundNotSVG     = finding{"SVG_NOT_SVG", problem.Error, []string{"what"}}
	foundEntity     = finding{"SVG_ENTITY", problem.Error, []string{"what"}}
	foundBytes      = finding{"SVG_TOO_LARGE", problem.Error, []string{"have", "most"}}
	foundComplex    = finding{"SVG_TOO_COMPLEX", problem.Error, []string{"most", "what"}}
	foundViewBox    = finding{"SVG_VIEWBOX", problem.Error, []string{"what", "most"}}
	foundRange      = finding{"SVG_RANGE", problem.Error, nil}
	foundEmpty      = finding{"SVG_EMPTY", problem.Error, nil}
	foundText       = finding{"SVG_TEXT", problem.Error, []string{"what"}}
	foundFilter     = finding{"SVG_FILTER", problem.Error, []string{"what"}}
	foundPattern    = finding{"SVG_PATTERN", problem.Error, nil}
	foundMarker     = finding{"SVG_MARKER", problem.Error, nil}
	foundForeign    = finding{"SVG_FOREIGN_OBJECT", problem.Error, nil}
	foundExternal   = finding{"SVG_EXTERNAL", problem.Error, []string{"what"}}
	foundBitmap     = finding{"SVG_BITMAP", problem.Error, []string{"cause"}}
	foundClip       = finding{"SVG_CLIP", problem.Error, []string{"what"}}
	foundReference  = finding{"SVG_REFERENCE", problem.Warning, []string{"what"}}
	foundPath       = finding{"SVG_PATH", problem.Warning, nil}
	foundScript     = finding{"SVG_SCRIPT", problem.Warning, []string{"what"}}
	foundAnimation  = finding{"SVG_ANIMATION", problem.Warning, nil}
	foundStyle      = finding{"SVG_STYLE", problem.Warning, []string{"what"}}
	foundBitmapSeen = finding{"SVG_HAS_BITMAP", problem.Warning, []string{"width", "height"}}
)

// report gathers findings, each code once.
type report struct {
	list  problem.List
	index map[string]int
}

// add notes a finding at a place such as "line 12".
func (r *report) add(f finding, where string, args ...any) {
	if i, ok := r.index[f.code]; ok {
		r.list[i].Data["count"] = r.list[i].Data["count"].(int) + 1
		return
	}
	if r.index == nil {
		r.index = map[string]int{}
	}
	r.index[f.code] = len(r.list)
	data := map[string]any{"count": 1}
	for i, v := range args {
		if err, ok := v.(error); ok {
			v = err.Error()
		}
		data[f.figures[i]] = v
	}
	r.list = append(r.list, problem.Say(f.code, "", f.severity, where, data))
}

func line(n int) string {
	if n <= 0 {
		return ""
	}
	return fmt.Sprintf("line %d", n)
}

// style notes what a style sheet asks for in vain. Rules for other media, for
// states and for fonts do not concern a picture at rest without text.
func (r *report) style(what string) {
	switch {
	case strings.HasPrefix(what, "@import"):
		r.add(foundStyle, "<style>", quote(what))
	case strings.HasPrefix(what, "@"), strings.Contains(what, ":"):
	default:
		r.add(foundStyle, "<style>", quote(what))
	}
}

// quote shortens what comes from the file before it is shown.
func quote(s string) string {
	return strings.ToValidUTF8(s[:min(len(s), maxQuote)], "")
}
