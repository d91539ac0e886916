package place

// colorName is what people call a colour: "dark blue", "white".
func colorName(c Color) string {
	high, low := max(c.R, c.G, c.B), min(c.R, c.G, c.B)
	l := c.Luminance()
	if high-low < 28 {
		return greyName(l)
	}
	switch hue := hueName(c, float64(high), float64(low)); {
	case l < 0.09:
		return "dark " + hue
	case l > 0.55:
		return "light " + hue
	default:
		return hue
	}
}

func greyName(l float64) string {
	switch {
	case l > 0.9:
		return "white"
	case l < 0.015:
		return "black"
	case l < 0.12:
		return "dark grey"
	case l > 0.55:
		return "light grey"
	}
	return "grey"
}

var hues = []struct {
	below float64 // degrees
	name  string
}{
	{15, "red"}, {42, "orange"}, {68, "yellow"}, {160, "green"}, {195, "turquoise"},
	{255, "blue"}, {290, "purple"}, {345, "pink"}, {361, "red"},
}

func hueName(c Color, high, low float64) string {
	r, g, b := float64(c.R), float64(c.G), float64(c.B)
	var at float64
	switch d := high - low; high {
	case r:
		at = (g - b) / d
	case g:
		at = 2 + (b-r)/d
	default:
		at = 4 + (r-g)/d
	}
	if at < 0 {
		at += 6
	}
	for _, h := range hues {
		if at*60 < h.below {
			return h.name
		}
	}
	return "red"
}
