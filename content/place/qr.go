package place

import (
	"fmt"
	"math"

	"rsc.io/qr/coding"

	"github.com/portico-prm/portico/content/problem"
)

// QRRequest asks for a QR code in a box. Lengths are in the unit of the sheet.
type QRRequest struct {
	Where     string
	Content   string
	Level     string // error correction: L, M, Q or H; empty means M
	Box       Rect   // with the quiet zone
	Quiet     int    // light modules around the code; 0 means 4, which readers need
	MinModule float64
	Color     Color
	Fill      Color // what it stands on; drawn by the caller. Zero: not known, not checked
	// UnitsPerInch is 72 on pages and 1 on pictures, where modules are whole pixels.
	UnitsPerInch float64
}

// usualQuiet is what the QR standard asks for.
const usualQuiet = 4

// leastQRContrast is what ordinary phone cameras read without trouble.
const leastQRContrast = 4

var levels = map[string]coding.Level{"": coding.M, "L": coding.L, "M": coding.M, "Q": coding.Q, "H": coding.H}

// QR makes the code as large as the box allows, in the middle of it. Problems:
// QR_TOO_LONG, QR_MODULE_TOO_SMALL with the size that would do, QR_COLORS when
// it is not dark on light.
func QR(q QRRequest) (Modules, problem.List) {
	level, ok := levels[q.Level]
	if !ok {
		level = coding.M
	}
	dark, err := qrCodes.grid(q.Content, level)
	if err != nil || q.Content == "" {
		return Modules{}, problem.List{q.problem("QR_TOO_LONG",
			fmt.Sprintf("An address of %d characters does not fit into a QR code.", len(q.Content)), "Use a short address.")}
	}
	n := len(dark)
	side := q.module(n) * float64(n)
	box := Rect{q.Box.X + (q.Box.W-side)/2, q.Box.Y + (q.Box.H-side)/2, side, side}
	if q.UnitsPerInch == 1 {
		box.X, box.Y = math.Floor(box.X), math.Floor(box.Y)
	}
	return Modules{Box: box, Dark: dark, Color: q.Color}, q.check(n)
}

// module is the side of one module when the code has n of them.
func (q QRRequest) module(n int) float64 {
	m := min(q.Box.W, q.Box.H) / float64(n+2*q.quiet())
	if q.UnitsPerInch == 1 {
		return math.Floor(m)
	}
	return m
}

func (q QRRequest) quiet() int {
	if q.Quiet > 0 {
		return q.Quiet
	}
	return usualQuiet
}

func (q QRRequest) check(n int) problem.List {
	var found problem.List
	if m := q.module(n); m < q.MinModule-hair || m <= 0 {
		found = append(found, q.tooSmall(n, m))
	}
	light := q.Fill.Luminance()
	if q.Fill.A > 0 && (q.Color.Luminance() >= light || Ratio(q.Color.Luminance(), light) < leastQRContrast) {
		found = append(found, q.problem("QR_COLORS",
			"The code is "+colorName(q.Color)+" on "+colorName(q.Fill)+"; readers want dark on light.",
			"Swap the colours or use black on white in template.yaml."))
	}
	return found
}

func (q QRRequest) tooSmall(n int, m float64) problem.Problem {
	need := q.MinModule * float64(n+2*q.quiet())
	p := q.problem("QR_MODULE_TOO_SMALL",
		fmt.Sprintf("The code has %d x %d modules of %s; readers need at least %s.",
			n, n, problem.Length(m, q.UnitsPerInch, "en"), problem.Length(q.MinModule, q.UnitsPerInch, "en")),
		fmt.Sprintf("Use a shorter address (this one has %d characters), or a box of %s or more on each side.",
			len(q.Content), problem.Length(need, q.UnitsPerInch, "en")))
	p.Data = map[string]any{"modules": n, "module": m, "minModule": q.MinModule, "needBox": need}
	return p
}

func (q QRRequest) problem(code, message, fix string) problem.Problem {
	return problem.Problem{Code: code, Severity: problem.Error, Where: q.Where, Message: message, Fix: fix}
}
