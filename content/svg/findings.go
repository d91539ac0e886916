package svg

import (
	"fmt"
	"strings"

	"github.com/portico-prm/portico/content/problem"
)

// finding is a kind of problem. Each appears once in a report, with the place
// where it was first seen and how often it was.
type finding struct {
	code     string
	severity problem.Severity
	message  string
	fix      string
}

const exportAgain = "Export the logo again as a plain SVG"

var (
	foundDamaged    = finding{"SVG_DAMAGED", problem.Error, "The file is not well-formed SVG: %s.", exportAgain + "; the file may have been cut off on its way."}
	foundEncoding   = finding{"SVG_ENCODING", problem.Error, "The file says it is written in %q.", "Save it as UTF-8."}
	foundNotSVG     = finding{"SVG_NOT_SVG", problem.Error, "The outermost element is <%s>, not <svg>.", "Send the SVG file itself, not a page that shows it."}
	foundEntity     = finding{"SVG_ENTITY", problem.Error, "The file has a document type declaration (<!%s>), which can hide other content.", "Delete everything from <!DOCTYPE to its > with a text editor, or export from a current version of the drawing program."}
	foundBytes      = finding{"SVG_TOO_LARGE", problem.Error, "The file has %d bytes; at most %d are accepted.", "Simplify the drawing, or remove embedded bitmaps and editor data on export."}
	foundComplex    = finding{"SVG_TOO_COMPLEX", problem.Error, "The drawing needs more than the %d %s allowed.", "Simplify the drawing: merge paths, expand repeated symbols, remove hidden layers."}
	foundViewBox    = finding{"SVG_VIEWBOX", problem.Error, "The drawing measures %s; width and height must be above 0 and at most %s units.", "Scale the artboard to the logo and export again."}
	foundRange      = finding{"SVG_RANGE", problem.Error, "A shape has coordinates beyond what can be drawn.", "Move the logo to the artboard and export again."}
	foundEmpty      = finding{"SVG_EMPTY", problem.Error, "The drawing shows nothing.", "Check that the layers with the logo are visible when you export."}
	foundText       = finding{"SVG_TEXT", problem.Error, "The drawing holds text (%q), whose font is not in the file.", "Convert the text to outlines (Illustrator: Type > Create Outlines; Inkscape: Path > Object to Path) and export again."}
	foundFilter     = finding{"SVG_FILTER", problem.Error, "The drawing uses a filter effect (%s), which cannot be drawn as paths.", "Remove shadows, blurs and glows, or send the logo as a PNG of at least 1,600 px."}
	foundPattern    = finding{"SVG_PATTERN", problem.Error, "The drawing fills a shape with a pattern whose tiles meet, or strokes a line with one.", "Expand the pattern to shapes (Illustrator: Object > Expand) and export again."}
	foundMarker     = finding{"SVG_MARKER", problem.Error, "The drawing puts markers on a line.", "Convert the line to outlines (Inkscape: Path > Stroke to Path) and export again."}
	foundForeign    = finding{"SVG_FOREIGN_OBJECT", problem.Error, "The drawing shows a web page inside (<foreignObject>).", "Remove it, or replace it by shapes."}
	foundExternal   = finding{"SVG_EXTERNAL", problem.Error, "The drawing refers to something outside the file (%s), which is never fetched.", "Embed it on export, or replace it by shapes."}
	foundBitmap     = finding{"SVG_BITMAP", problem.Error, "A bitmap inside the drawing cannot be used: %s.", "Embed it as PNG or JPEG, or replace it by shapes."}
	foundClip       = finding{"SVG_CLIP", problem.Error, "The drawing uses a clip of an unusual kind (%s).", "Use a clipping path, or cut the shapes, and export again."}
	foundReference  = finding{"SVG_REFERENCE", problem.Warning, "A reference (%s) points to nothing, or to itself.", "Look at the preview; if something is missing, export again."}
	foundPath       = finding{"SVG_PATH", problem.Warning, "The outline of a shape is damaged and ends early.", "Look at the preview; if something is missing, export again."}
	foundScript     = finding{"SVG_SCRIPT", problem.Warning, "A script (%s) was removed.", "Nothing to do if the preview looks right."}
	foundAnimation  = finding{"SVG_ANIMATION", problem.Warning, "An animation was removed; the logo is shown as it is at rest.", "Nothing to do if the preview looks right."}
	foundStyle      = finding{"SVG_STYLE", problem.Warning, "A style rule (%s) was not applied.", "Look at the preview; if colours are wrong, export with presentation attributes."}
	foundBitmapSeen = finding{"SVG_HAS_BITMAP", problem.Warning, "The drawing contains a bitmap of %d x %d px, which does not stay sharp in print.", "Send the logo drawn as shapes if you have it."}
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
	msg := f.message
	if len(args) > 0 {
		msg = fmt.Sprintf(msg, args...)
	}
	r.list = append(r.list, problem.Problem{
		Code: f.code, Severity: f.severity, Where: where,
		Message: msg, Fix: f.fix, Data: map[string]any{"count": 1},
	})
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
