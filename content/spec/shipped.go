package spec

import (
	"embed"
	"strings"
)

//go:embed noto/*.ttf
var notoFiles embed.FS

// scriptFonts are the fonts that come with Portico, regular and bold, for scripts
// that few brand fonts have. A template names one as noto:arabic among its
// fallbacks and carries no file of it; the font's bytes become part of what is
// published all the same. Fonts of Chinese, Japanese and Korean are too large
// to ship: a template brings them in its own folder.
var scriptFonts = map[string]string{
	"arabic": "Arabic", "bengali": "Bengali", "devanagari": "Devanagari", "hebrew": "Hebrew", "tamil": "Tamil", "thai": "Thai",
}

// shippedPrefix cannot begin the name of a file of a template.
const shippedPrefix = "noto:"

// IsShipped tells whether a font is meant that comes with Portico.
func IsShipped(name string) bool { return strings.HasPrefix(name, shippedPrefix) }

// ShippedFont is the file of a font such as noto:thai or noto:thai-bold.
func ShippedFont(name string) ([]byte, bool) {
	script, weight := strings.TrimPrefix(name, shippedPrefix), "Regular"
	if s, bold := strings.CutSuffix(script, "-bold"); bold {
		script, weight = s, "Bold"
	}
	file, known := scriptFonts[script]
	if !IsShipped(name) || !known {
		return nil, false
	}
	data, err := notoFiles.ReadFile("noto/NotoSans" + file + "-" + weight + ".ttf")
	return data, err == nil
}

// ShippedFonts are the names of all of them.
func ShippedFonts() []string {
	var names []string
	for _, script := range keys(scriptFonts) {
		names = append(names, shippedPrefix+script, shippedPrefix+script+"-bold")
	}
	return names
}
