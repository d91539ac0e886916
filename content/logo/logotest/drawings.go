package logotest

import (
	"fmt"
	"image/color"
	"strings"
)

// WideSVG is 2,000 x 200 units.
func WideSVG() File { return File{"wide.svg", SVG(2000, 200, Navy, Clear, 0)} }

// TallSVG is 200 x 1,200 units.
func TallSVG() File { return File{"tall.svg", SVG(200, 1200, Teal, Clear, 0)} }

// WhiteSVG is the reversed version, 1,200 x 400 units.
func WhiteSVG() File { return File{"white.svg", SVG(1200, 400, White, Clear, 0)} }

// NavyBoxSVG is white on a navy box, 1,400 x 600 units.
func NavyBoxSVG() File { return File{"navy-box.svg", SVG(1400, 600, White, Navy, 100)} }

// PaddedSVG has 80 units of room around the mark, 1,000 x 500 units.
func PaddedSVG() File { return File{"padded.svg", SVG(1000, 500, Teal, Clear, 80)} }

// SVG is the drawing that Bars paints.
func SVG(w, h int, ink, ground color.NRGBA, pad float64) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d">`, w, h)
	if ground.A != 0 {
		fmt.Fprintf(&b, `<rect width="%d" height="%d" fill="%s"/>`, w, h, hex(ground))
	}
	x, y, turn := float64(w)-2*pad, float64(h)-2*pad, ""
	if y > x {
		x, y, turn = y, x, " matrix(0 1 1 0 0 0)"
	}
	fmt.Fprintf(&b, `<g transform="translate(%g %g)%s" fill="%s">`, pad, pad, turn, hex(ink))
	fmt.Fprintf(&b, `<circle cx="%g" cy="%g" r="%g" fill="none" stroke="%s" stroke-width="%g"/>`,
		y/2, y/2, y/2*0.775, hex(ink), y/2*0.45)
	for i := range 3 {
		right := x - float64(2-i)*0.15*(x-y)
		fmt.Fprintf(&b, `<rect x="%g" y="%g" width="%g" height="%g"/>`, y*1.2, float64(i)*y*0.375, right-y*1.2, y*0.25)
	}
	b.WriteString(`</g></svg>`)
	return []byte(b.String())
}

func hex(c color.NRGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }
