package logo

import (
	"math"

	"github.com/portico-prm/portico/content/problem"
)

// say adds a finding about the file.
func (in *intake) say(code, variant string, s problem.Severity, data map[string]any) {
	in.list = append(in.list, problem.Say(code, variant, s, in.name, data))
}

func (in *intake) refuseType(t fileType) {
	data := map[string]any{"type": t.name, "accepted": []string{"svg", "pdf", "ai", "png", "jpeg", "webp"}}
	if ext := extension(in.name); !t.fits(ext) && len(in.data) > 0 {
		data["extension"] = ext
	}
	variant := "unknown"
	switch {
	case len(in.data) == 0:
		variant = "empty"
	case len(t.extensions) > 0:
		variant = t.extensions[0]
	}
	in.say("LOGO_TYPE", variant, problem.Error, data)
}

func (in *intake) wrongExtension(t fileType, ext string) {
	in.say("LOGO_WRONG_EXTENSION", "", problem.Warning, map[string]any{"extension": ext, "type": t.name, "usual": t.extensions[0]})
}

func (in *intake) tooLarge(what string, have, most int64) {
	in.say("LOGO_TOO_LARGE", what, problem.Error, map[string]any{"what": what, "have": have, "most": most})
}

func (in *intake) damaged(err error) {
	in.say("LOGO_DAMAGED", "", problem.Error, map[string]any{"cause": err.Error()})
}

func (in *intake) rare() { in.say("LOGO_DAMAGED", "rare", problem.Error, nil) }

func (in *intake) animated() { in.say("LOGO_ANIMATED", "", problem.Error, nil) }

// empty says that there is nothing to see: all of one colour, or transparent.
func (in *intake) empty(n nothing) {
	if n.color == "" {
		in.say("LOGO_EMPTY", "", problem.Error, nil)
		return
	}
	in.say("LOGO_EMPTY", "color", problem.Error, map[string]any{"color": n.color})
}

// warn adds what a person should look at.
func (in *intake) warn(m *Mark) {
	in.warnAspect(m)
	in.warnResolution(m)
	in.warnBackground(m)
}

// The aspects between which a mark fits the usual boxes.
const (
	minAspect = 0.5
	maxAspect = 10
)

func (in *intake) warnAspect(m *Mark) {
	a := m.Aspect()
	data := map[string]any{"aspect": round(a, 3), "min": minAspect, "max": maxAspect}
	switch {
	case a > maxAspect:
		data["times"] = round(a, 1)
		in.say("LOGO_ASPECT", "wide", problem.Warning, data)
	case a < minAspect:
		data["times"] = round(1/a, 1)
		in.say("LOGO_ASPECT", "tall", problem.Warning, data)
	}
}

// smallSide is the long side in pixels below which print becomes soft: 5 cm at
// 300 to the inch.
const smallSide = 600

func (in *intake) warnResolution(m *Mark) {
	side := max(m.PixelWidth, m.PixelHeight)
	if m.Sharp() || side >= smallSide {
		return
	}
	in.say("LOGO_LOW_RESOLUTION", "", problem.Warning, map[string]any{
		"width": m.PixelWidth, "height": m.PixelHeight, "need": smallSide,
		"sharpUpTo": math.Floor(float64(side) / 300 * 25.4),
	})
}

func (in *intake) warnBackground(m *Mark) {
	switch b := m.Background; {
	case b.Kind == Busy:
		in.say("LOGO_BUSY_BACKGROUND", "", problem.Warning, map[string]any{"share": b.Share})
	case b.Kind == Solid && !m.Flags.OwnPlate:
		in.say("LOGO_BACKGROUND", "", problem.Warning, map[string]any{"color": b.Color.String(), "share": b.Share})
	}
}

// Resembling is the finding about a logo that can be taken for another mark: the
// vendor's, or one that is not named, as whose it is concerns nobody else.
func Resembling(where, of string) problem.Problem {
	return problem.Say("LOGO_RESEMBLES", of, problem.Warning, where, nil)
}

// round is v with the given number of decimals.
func round(v float64, decimals int) float64 {
	k := math.Pow10(decimals)
	return math.Round(v*k)/k + 0
}
