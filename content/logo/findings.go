package logo

import (
	"fmt"
	"math"

	"github.com/portico-prm/portico/content/problem"
)

func (in *intake) add(p problem.Problem) {
	p.Where = in.name
	in.list = append(in.list, p)
}

func (in *intake) refuseType(t fileType) {
	is := "The file is " + t.name + ", which is not accepted; accepted are " + accepted + "."
	if t.extensions != nil {
		is = "The file is a " + t.name + " file, which is not accepted; accepted are " + accepted + "."
	}
	if len(in.data) == 0 {
		is = "The file is empty; accepted are " + accepted + "."
	}
	if ext := extension(in.name); !t.fits(ext) {
		is += fmt.Sprintf(" Its name ends in .%s, but the content decides.", ext)
	}
	in.add(problem.Problem{
		Code: "LOGO_TYPE", Severity: problem.Error, Message: is, Fix: t.fix,
		Data: map[string]any{"type": t.name, "accepted": []string{"svg", "pdf", "ai", "png", "jpeg", "webp"}},
	})
}

func (in *intake) wrongExtension(t fileType, ext string) {
	in.add(problem.Problem{
		Code: "LOGO_WRONG_EXTENSION", Severity: problem.Warning,
		Message: fmt.Sprintf("The name ends in .%s, but the file is %s.", ext, t.name),
		Fix:     fmt.Sprintf("Nothing to do here; rename your copy to .%s.", t.extensions[0]),
		Data:    map[string]any{"extension": ext, "type": t.extensions[0]},
	})
}

// largeFix says how to get below a limit, by what it counts.
var largeFix = map[string]string{
	"bytes":           "Send an SVG, or a PNG no larger than needed: 2,000 px on the long side is enough for every print size.",
	"pixels":          "Scale the picture down: 2,000 px on the long side is enough for every print size.",
	"pixels a side":   "Scale the picture down: 2,000 px on the long side is enough for every print size.",
	"bytes to decode": "Scale the picture down to 2,000 px on the long side, or save it with 8 bits a channel and not interlaced or progressive.",
	"scans":           "Save the JPEG again as a baseline (not progressive) file.",
}

func (in *intake) tooLarge(what string, have, most int64) {
	in.add(problem.Problem{
		Code: "LOGO_TOO_LARGE", Severity: problem.Error,
		Message: fmt.Sprintf("The file has %d %s; at most %d are accepted.", have, what, most),
		Fix:     largeFix[what],
		Data:    map[string]any{"what": what, "have": have, "most": most},
	})
}

func (in *intake) damaged(err error) {
	in.add(problem.Problem{
		Code: "LOGO_DAMAGED", Severity: problem.Error,
		Message: fmt.Sprintf("The picture cannot be read: %v.", err),
		Fix:     "Open it in an image program; if it looks right there, save it again as PNG. If not, send the original.",
	})
}

func (in *intake) animated() {
	in.add(problem.Problem{
		Code: "LOGO_ANIMATED", Severity: problem.Error,
		Message: "The file is animated; a logo in print stands still.",
		Fix:     "Save one picture of it as PNG or SVG.",
	})
}

func (in *intake) empty(what string) {
	in.add(problem.Problem{
		Code: "LOGO_EMPTY", Severity: problem.Error,
		Message: "The picture shows nothing: " + what + ".",
		Fix:     "Check that the layer with the logo was visible when the file was saved. A white logo needs a transparent background.",
	})
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
	p := problem.Problem{
		Code: "LOGO_ASPECT", Severity: problem.Warning,
		Data: map[string]any{"aspect": round(a, 3), "min": minAspect, "max": maxAspect},
	}
	switch {
	case a > maxAspect:
		p.Message = fmt.Sprintf("The logo is %.1f times as wide as high; in most boxes it becomes very flat.", a)
		p.Fix = "Add a stacked variant (symbol above the name)."
	case a < minAspect:
		p.Message = fmt.Sprintf("The logo is %.1f times as high as wide; in most boxes it becomes very narrow.", 1/a)
		p.Fix = "Add a wide variant (symbol beside the name)."
	default:
		return
	}
	in.add(p)
}

// smallSide is the long side in pixels below which print becomes soft: 5 cm at
// 300 to the inch.
const smallSide = 600

func (in *intake) warnResolution(m *Mark) {
	side := max(m.PixelWidth, m.PixelHeight)
	if m.Kind != Raster || side >= smallSide {
		return
	}
	mm := float64(side) / 300 * 25.4
	in.add(problem.Problem{
		Code: "LOGO_LOW_RESOLUTION", Severity: problem.Warning,
		Message: fmt.Sprintf("The logo itself is %d x %d px: sharp in print up to %.0f mm.", m.PixelWidth, m.PixelHeight, math.Floor(mm)),
		Fix:     fmt.Sprintf("Send an SVG, or a PNG of at least %d px on the long side.", smallSide),
		Data:    map[string]any{"width": m.PixelWidth, "height": m.PixelHeight, "need": smallSide},
	})
}

func (in *intake) warnBackground(m *Mark) {
	switch b := m.Background; {
	case b.Kind == Busy:
		in.add(problem.Problem{
			Code: "LOGO_BUSY_BACKGROUND", Severity: problem.Warning,
			Message: fmt.Sprintf("The logo stands on a background of many colours (the commonest covers %.0f %% of the border), so nothing was trimmed.", 100*b.Share),
			Fix:     "Send it with a transparent background, as SVG or PNG.",
			Data:    map[string]any{"share": b.Share},
		})
	case b.Kind == Solid && !m.Flags.OwnPlate:
		in.add(problem.Problem{
			Code: "LOGO_BACKGROUND", Severity: problem.Warning,
			Message: fmt.Sprintf("The logo has a background of %s, which shows as a box on any other colour.", b.Color),
			Fix:     "Send it with a transparent background, as SVG or PNG.",
			Data:    map[string]any{"color": b.Color.String(), "share": b.Share},
		})
	}
}

// round is v with the given number of decimals.
func round(v float64, decimals int) float64 {
	k := math.Pow10(decimals)
	return math.Round(v*k)/k + 0
}
