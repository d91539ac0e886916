package svg

// Blend is a mix-blend-mode of CSS.
type Blend string

// pdfBlend names the blend modes as PDF does. The drawing knows no others.
var pdfBlend = map[Blend]string{
	"multiply": "Multiply", "screen": "Screen", "overlay": "Overlay",
	"darken": "Darken", "lighten": "Lighten",
	"color-dodge": "ColorDodge", "color-burn": "ColorBurn",
	"hard-light": "HardLight", "soft-light": "SoftLight",
	"difference": "Difference", "exclusion": "Exclusion",
	"hue": "Hue", "saturation": "Saturation", "color": "Color", "luminosity": "Luminosity",
}

// Known tells whether b can be drawn.
func (b Blend) Known() bool { return b == "" || pdfBlend[b] != "" }
