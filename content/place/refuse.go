package place

import (
	"fmt"
	"math"
	"strconv"

	"github.com/portico-prm/portico/content/problem"
)

// invalid finds requests that no geometry can answer.
func (q LogoRequest) invalid() (problem.Problem, bool) {
	if len(q.Candidates) == 0 {
		return q.problem("LOGO_MISSING", "There is no logo to show.", "Upload a logo in Company > Logos."), true
	}
	for _, c := range q.Candidates {
		if !(c.Aspect > 0.001 && c.Aspect < 1000) {
			return q.problem("LOGO_ASPECT", fmt.Sprintf("The logo variant %s has no usable shape.", c.Variant),
				"Upload the logo again."), true
		}
	}
	if !(q.Zone.W > 0 && q.Zone.H > 0 && q.UnitsPerInch > 0) {
		return q.problem("ZONE_INVALID", "The zone of the logo has no size.", "Correct its box in template.yaml."), true
	}
	return problem.Problem{}, false
}

func (q LogoRequest) problem(code, message, fix string) problem.Problem {
	return problem.Problem{Code: code, Severity: problem.Error, Where: q.Where, Message: message, Fix: fix}
}

// unusable says why an option cannot be shown, whatever the background.
func (q LogoRequest) unusable(o option) (problem.Problem, bool) {
	switch {
	case q.tooSmall(o.box):
		return q.small(o), true
	case q.coarse(o.Candidate, o.box):
		return q.lowResolution(o), true
	}
	return problem.Problem{}, false
}

func (q LogoRequest) small(o option) problem.Problem {
	p := q.problem("LOGO_TOO_SMALL_FOR_ZONE",
		fmt.Sprintf("Your logo would be %s wide and %s high here; at least %s x %s is needed to read it.",
			q.length(o.box.W), q.length(o.box.H), q.length(q.MinWidth), q.length(q.MinHeight)),
		"Upload a "+shapeFor(o.Aspect)+" version of it in Company > Logos.")
	p.Data = map[string]any{"variant": o.Variant, "width": o.box.W, "height": o.box.H,
		"minWidth": q.MinWidth, "minHeight": q.MinHeight, "wanted": shapeFor(o.Aspect)}
	return p
}

// shapeFor is the variant that would help a mark of this shape.
func shapeFor(aspect float64) string {
	if aspect > 1.25 {
		return "square or stacked"
	}
	return "wide"
}

func (q LogoRequest) lowResolution(o option) problem.Problem {
	needs, better := q.pixels(o.box.W, q.BlockPPI), q.pixels(o.box.W, max(q.WantPPI, q.BlockPPI))
	p := q.problem("LOGO_LOW_RESOLUTION",
		fmt.Sprintf("Your logo is %s px wide. It is shown here %s wide, which needs at least %s px.",
			thousands(o.PixelWidth), q.length(o.box.W), thousands(needs)),
		fmt.Sprintf("Upload an SVG, or a PNG of %s px or more.", thousands(better)))
	p.Data = q.resolution(o, needs, better)
	return p
}

// soft warns of a mark that passes but will look blurred.
func (q LogoRequest) soft(o option) problem.Problem {
	needs, better := q.pixels(o.box.W, q.BlockPPI), q.pixels(o.box.W, max(q.WantPPI, q.BlockPPI))
	p := q.problem("LOGO_LOW_RESOLUTION",
		fmt.Sprintf("Your logo is %s px wide and will look a little soft at %s; %s px would be sharp.",
			thousands(o.PixelWidth), q.length(o.box.W), thousands(better)),
		"Upload an SVG, or a larger PNG, when you have one.")
	p.Severity = problem.Warning
	p.Data = q.resolution(o, needs, better)
	return p
}

func (q LogoRequest) resolution(o option, needs, better int) map[string]any {
	return map[string]any{"variant": o.Variant, "pixelWidth": o.PixelWidth, "width": o.box.W,
		"ppi": q.ppi(o.Candidate, o.box), "needPixels": needs, "wantPixels": better}
}

// pixels is the least width of a file that has the resolution in a box.
func (q LogoRequest) pixels(width, ppi float64) int {
	return int(math.Ceil(width/q.UnitsPerInch*ppi - hair))
}

// unseen is the refusal, or the warning, that the mark drowns in its background.
func (q LogoRequest) unseen(o option, s problem.Severity) problem.Problem {
	p := q.problem("LOGO_LOW_CONTRAST", q.clash(o)+".", "Add a "+counterpart(q.Background)+" version in Company > Logos.")
	if s == problem.Warning {
		p.Message = fmt.Sprintf("%.0f %% of your logo stands out by less than %.3g:1 from the %s background here.", 100*(1-o.seen.score), q.Contrast.Min, shade(q.Background))
		p.Fix = "If it reads badly, add a " + counterpart(q.Background) + " version in Company > Logos."
	}
	p.Severity = s
	p.Data = q.contrast(o, "none")
	return p
}

// plated tells the partner why the mark stands on a plate.
func (q LogoRequest) plated(o option) problem.Problem {
	p := q.problem("LOGO_LOW_CONTRAST",
		q.clash(o)+"; it is shown on a "+colorName(q.Plate.Fill)+" plate.",
		"To do without the plate, add a "+counterpart(q.Background)+" version in Company > Logos.")
	p.Severity = problem.Warning
	p.Data = q.contrast(o, FallbackPlate)
	return p
}

func (q LogoRequest) contrast(o option, shown string) map[string]any {
	return map[string]any{"variant": o.Variant, "score": o.seen.score, "ratio": o.seen.low,
		"min": q.Contrast.Min, "fallback": shown}
}

// clash names both colours: "Your logo is dark blue and the background is dark".
func (q LogoRequest) clash(o option) string {
	return "Your logo is " + o.mainColor() + " and the background here is " + shade(q.Background) + ": it can hardly be seen"
}

// mainColor is the largest tone, in words.
func (c Candidate) mainColor() string {
	best := Tone{}
	for _, t := range c.Tones {
		if t.Share > best.Share {
			best = t
		}
	}
	if best.Share == 0 {
		return "of unknown colour"
	}
	return colorName(best.Color)
}

// busySpread of luminance makes a background that hides some part of any mark.
const busySpread = 0.4

func shade(b Background) string {
	switch l := lightness(b.Mean); {
	case b.P95-b.P5 > busySpread:
		return "both light and dark"
	case l < 0.35:
		return "dark"
	case l > 0.7:
		return "light"
	}
	return "of middle brightness"
}

// counterpart is the variant that would stand out.
func counterpart(b Background) string {
	if Ratio(1, b.Mean) >= Ratio(0, b.Mean) {
		return "white"
	}
	return "dark"
}

// length is a length in words: millimetres or centimetres on pages, pixels on
// pictures.
func (q LogoRequest) length(v float64) string { return lengthIn(v, q.UnitsPerInch) }

func lengthIn(v, unitsPerInch float64) string {
	if unitsPerInch == 1 {
		return thousands(int(math.Round(v))) + " px"
	}
	switch mm := v / unitsPerInch * 25.4; {
	case mm >= 100:
		return strconv.FormatFloat(math.Round(mm/10), 'f', -1, 64) + " cm"
	case mm >= 10:
		return strconv.FormatFloat(math.Round(mm), 'f', -1, 64) + " mm"
	default:
		return strconv.FormatFloat(math.Round(mm*100)/100, 'f', -1, 64) + " mm"
	}
}

// thousands writes 1221 as 1,221.
func thousands(n int) string {
	s := strconv.Itoa(n)
	if n < 1000 {
		return s
	}
	return thousands(n/1000) + "," + s[len(s)-3:]
}
