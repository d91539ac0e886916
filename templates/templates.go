// Package templates holds the kits that ship with the product, and the demo
// set that shows them at work. A kit is a folder in the language of package
// content/spec: the art of an invented vendor, Veldmark, with fields and zones
// for the partner's mark.
//
//	edge-gateway-datasheet  PDF of two A4 pages
//	edge-gateway-social     image in three ratios: 1200 x 630, 1080 x 1080 and 1080 x 1920 pixels
//	edge-gateway-pricing    PDF of one A4 page, for gold partners only
//	edge-gateway-event      PDF of one A5 page in Arabic and English, for partners in the Gulf, Egypt and Jordan
//	edge-gateway-rollup     PDF of a banner of 85 x 200 cm, for the press
//	certificate             PDF of one A4 page, what a holder prints of a certification
//	demo                    partners of several countries with their logos
//
// The sources of the art lie in the art folders beside the kits; they are not
// embedded. See art/build.go.
package templates

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"
)

//go:embed edge-gateway-datasheet/template.yaml edge-gateway-datasheet/CHANGELOG.md
//go:embed edge-gateway-datasheet/base edge-gateway-datasheet/strings edge-gateway-datasheet/legal
//go:embed edge-gateway-datasheet/fonts edge-gateway-datasheet/fixtures
//go:embed edge-gateway-social/template.yaml edge-gateway-social/CHANGELOG.md
//go:embed edge-gateway-social/base edge-gateway-social/layouts edge-gateway-social/strings edge-gateway-social/legal
//go:embed edge-gateway-social/fonts edge-gateway-social/fixtures
//go:embed edge-gateway-pricing/template.yaml edge-gateway-pricing/CHANGELOG.md
//go:embed edge-gateway-pricing/base edge-gateway-pricing/strings edge-gateway-pricing/legal
//go:embed edge-gateway-pricing/fonts edge-gateway-pricing/fixtures
//go:embed edge-gateway-event/template.yaml edge-gateway-event/CHANGELOG.md
//go:embed edge-gateway-event/base edge-gateway-event/strings edge-gateway-event/legal
//go:embed edge-gateway-event/fonts edge-gateway-event/fixtures
//go:embed edge-gateway-rollup/template.yaml edge-gateway-rollup/CHANGELOG.md
//go:embed edge-gateway-rollup/base edge-gateway-rollup/strings edge-gateway-rollup/legal
//go:embed edge-gateway-rollup/fonts edge-gateway-rollup/fixtures
//go:embed certificate/template.yaml certificate/CHANGELOG.md
//go:embed certificate/base certificate/strings certificate/legal
//go:embed certificate/fonts certificate/fixtures
var kits embed.FS

//go:embed demo
var demo embed.FS

// Kits are the slugs of the kits, in the order in which to show them.
func Kits() []string {
	return []string{"edge-gateway-datasheet", "edge-gateway-social", "edge-gateway-pricing", "edge-gateway-event", "edge-gateway-rollup", "certificate"}
}

// FS is the folder of one kit, with template.yaml at its root. The slug is one
// of Kits; any other name is a mistake in the program.
func FS(slug string) fs.FS {
	if !slices.Contains(Kits(), slug) {
		panic(fmt.Sprintf("templates: there is no kit %q", slug))
	}
	return folder(kits, slug)
}

// Demo is the folder of demo.yaml and the logos that it names.
func Demo() fs.FS { return folder(demo, "demo") }

func folder(of fs.FS, name string) fs.FS {
	sub, err := fs.Sub(of, name)
	if err != nil {
		panic("templates: " + err.Error()) // only for a name that is no path
	}
	return sub
}
