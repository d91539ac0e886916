package place

import (
	"math"

	"github.com/portico-prm/portico/content/problem"
)

// invalid finds requests that no geometry can answer.
func (q LogoRequest) invalid() (problem.Problem, bool) {
	if len(q.Candidates) == 0 {
		return q.say("LOGO_MISSING", "", problem.Error, nil), true
	}
	for _, c := range q.Candidates {
		if !(c.Aspect > 0.001 && c.Aspect < 1000) {
			return q.say("LOGO_ASPECT", "unusable", problem.Error, map[string]any{"variant": c.Variant}), true
		}
	}
	if !(q.Zone.W > 0 && q.Zone.H > 0 && q.UnitsPerInch > 0) {
		return q.say("ZONE_INVALID", "", problem.Error, nil), true
	}
	return problem.Problem{}, false
}

// say is a finding about the zone. Its lengths are in the unit of the sheet.
func (q LogoRequest) say(code, variant string, s problem.Severity, data map[string]any) problem.Problem {
	if data != nil {
		data["unitsPerInch"] = q.UnitsPerInch
	}
	return problem.Say(code, variant, s, q.Where, data)
}

// unusable says why an option cannot be shown, whatever the background.
func (q LogoRequest) unusable(o option) (problem.Problem, bool) {
	switch {
	case q.tooSmall(o.box):
		return q.small(o), true
	case q.coarse(o.Candidate, o.box):
		return q.say("LOGO_LOW_RESOLUTION", "blocked", problem.Error, q.resolution(o)), true
	}
	return problem.Problem{}, false
}

func (q LogoRequest) small(o option) problem.Problem {
	return q.say("LOGO_TOO_SMALL_FOR_ZONE", "", problem.Error, map[string]any{"variant": o.Variant, "width": o.box.W, "height": o.box.H,
		"minWidth": q.MinWidth, "minHeight": q.MinHeight, "wanted": shapeFor(o.Aspect)})
}

// shapeFor is the variant that would help a mark of this shape.
func shapeFor(aspect float64) string {
	if aspect > 1.25 {
		return "square or stacked"
	}
	return "wide"
}

// soft warns of a mark that passes but will look blurred.
func (q LogoRequest) soft(o option) problem.Problem {
	return q.say("LOGO_LOW_RESOLUTION", "soft", problem.Warning, q.resolution(o))
}

func (q LogoRequest) resolution(o option) map[string]any {
	return map[string]any{"variant": o.Variant, "pixelWidth": o.PixelWidth, "width": o.box.W, "ppi": q.ppi(o.Candidate, o.box),
		"needPixels": q.pixels(o.box.W, q.BlockPPI), "wantPixels": q.pixels(o.box.W, max(q.WantPPI, q.BlockPPI))}
}

// pixels is the least width of a file that has the resolution in a box.
func (q LogoRequest) pixels(width, ppi float64) int {
	return int(math.Ceil(float64(width/q.UnitsPerInch*ppi) - hair))
}

// unseen is the refusal, or the warning, that the mark drowns in its background.
func (q LogoRequest) unseen(o option, s problem.Severity) problem.Problem {
	if o.boxed(q.Background) {
		return q.say("LOGO_BACKGROUND", "box", problem.Warning, q.ground(o))
	}
	if s == problem.Warning {
		return q.say("LOGO_LOW_CONTRAST", "accepted", s, q.contrast(o, "none"))
	}
	return q.say("LOGO_LOW_CONTRAST", "", s, q.contrast(o, "none"))
}

// plated tells the partner why the mark stands on a plate.
func (q LogoRequest) plated(o option) problem.Problem {
	if o.boxed(q.Background) {
		data := q.ground(o)
		data["plate"] = colorName(q.Plate.Fill)
		return q.say("LOGO_BACKGROUND", "plate", problem.Warning, data)
	}
	data := q.contrast(o, FallbackPlate)
	data["plate"] = colorName(q.Plate.Fill)
	return q.say("LOGO_LOW_CONTRAST", "plate", problem.Warning, data)
}

func (q LogoRequest) ground(o option) map[string]any {
	return map[string]any{"variant": o.Variant, "ground": colorName(*o.Ground), "fallback": "none"}
}

func (q LogoRequest) contrast(o option, shown string) map[string]any {
	return map[string]any{"variant": o.Variant, "score": o.seen.score, "lost": 1 - o.seen.score, "ratio": o.seen.low, "min": q.Contrast.Min,
		"fallback": shown, "logoColor": o.mainColor(), "background": shade(q.Background), "counterpart": counterpart(q.Background) + " version"}
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
