package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/portico-prm/portico/content/pdf"
	"github.com/portico-prm/portico/content/place"
)

// everyPage has the template that the programme drafted draw a logo on all other
// pages too, at the top right as on the first.
func everyPage(folder string) error {
	art, err := os.ReadFile(filepath.Join(folder, "base", "art.pdf"))
	if err != nil {
		return err
	}
	plan, _, _, err := pdf.Prepare(art, pdf.DefaultLimits())
	if err != nil {
		return err
	}
	name := filepath.Join(folder, "template.yaml")
	text, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	var more strings.Builder
	for i, p := range plan.Pages()[1:] {
		more.WriteString(pageEntry(i+2, p.Width/place.PointsPerMM, p.Height/place.PointsPerMM))
	}
	const behind = "    outputs:\n"
	return os.WriteFile(name, []byte(strings.Replace(string(text), behind, more.String()+behind, 1)), 0o644)
}

// pageEntry is a page of the manifest with a logo; all in mm.
func pageEntry(n int, w, h float64) string {
	zw, edge := min(0.3*w, 70), min(0.04*min(w, h), 12)
	zh := min(0.4*zw, 0.2*h)
	return fmt.Sprintf(`      - base: {en: "base/art.pdf#%d"}
        page: {width: %.2f, height: %.2f}
        zones:
          - {id: logo-on-%d, type: logo, field: partner_logo, box: [%.2f, %.2f, %.2f, %.2f], align: [right, middle], fill: "#FFFFFF", background: "#FFFFFF", blockPPI: 20, minWidth: 0.01, minHeight: 0.01, alt: "{company} logo"}
`, n, w, h, n, w-edge-zw, edge, zw, zh)
}
