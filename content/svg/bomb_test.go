package svg

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/portico-prm/portico/content/logo/logotest"
	"github.com/portico-prm/portico/content/problem"
)

const head = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">`

// bombs are small files that ask for endless work. Each must end with the
// finding named, or with a tree where the work could be bounded.
var bombs = map[string]struct {
	file string
	want string // code, or "" for a tree
}{
	"uses of uses, 10^30":              {nestedUses(), "SVG_TOO_COMPLEX"},
	"a use that contains itself":       {head + `<g id="a"><rect width="9" height="9"/><use href="#a"/></g></svg>`, ""},
	"gradients in a circle":            {head + `<linearGradient id="a" href="#b"/><linearGradient id="b" href="#a"/><rect width="9" height="9"/><rect width="5" height="5" fill="url(#a)"/></svg>`, ""},
	"a clip that clips itself":         {head + `<clipPath id="c"><rect width="50" height="50" clip-path="url(#c)"/></clipPath><rect width="90" height="90" clip-path="url(#c)"/></svg>`, ""},
	"a mask in itself":                 {head + `<mask id="m"><rect width="50" height="50" fill="#fff" mask="url(#m)"/></mask><rect width="90" height="90" mask="url(#m)"/></svg>`, ""},
	"masks that measure their groups":  {head + strings.Repeat(`<g mask="url(#m)">`, 90) + `<rect width="9" height="9"/>` + strings.Repeat(`</g>`, 90) + `<mask id="m"><rect width="9" height="9" fill="#fff"/></mask></svg>`, "SVG_TOO_COMPLEX"},
	"300,000 groups in each other":     {head + strings.Repeat("<g>", 300_000), "SVG_TOO_COMPLEX"},
	"50,001 elements":                  {head + strings.Repeat("<g/>", 50_001) + "</svg>", "SVG_TOO_COMPLEX"},
	"dashes of 1/10,000 over 10^9":     {head + `<path d="M0 0h1000000" stroke="red" stroke-dasharray=".0001"/></svg>`, "SVG_TOO_COMPLEX"},
	"the page painted 20,000 times":    {head + strings.Repeat(`<rect width="100" height="100"/>`, 20_000) + "</svg>", "SVG_TOO_COMPLEX"},
	"10,000 sheets of glass":           {head + strings.Repeat(`<g opacity=".9"><rect width="99" height="99"/><rect width="99" height="99"/></g>`, 10_000) + "</svg>", "SVG_TOO_COMPLEX"},
	"a sheet for every selector":       {head + "<style>" + strings.Repeat("g g g g g g g g g g g g rect{fill:red}", 20_000) + "</style>" + strings.Repeat("<g>", 90) + strings.Repeat(`<rect width="1" height="1"/>`, 20_000) + strings.Repeat("</g>", 90) + "</svg>", "SVG_TOO_COMPLEX"},
	"a million classes":                {head + `<rect width="9" height="9" class="` + strings.Repeat("a b ", 500_000) + `"/></svg>`, ""},
	"a path of two million steps":      {head + `<path d="M0 0` + strings.Repeat("h1v1", 1_000_000) + `"/></svg>`, "SVG_TOO_COMPLEX"},
	"500,000 lines from top to bottom": {head + `<path d="M0 0` + strings.Repeat("l.1 99l.1-99", 250_000) + `"/></svg>`, "SVG_TOO_COMPLEX"},
	"text of ten megabytes":            {head + "<text>" + strings.Repeat("text ", 2_000_000) + "</text></svg>", "SVG_TEXT"},
	"a style sheet in crumbs":          {head + "<style>" + strings.Repeat(".a{fill:red}<!-- -->", 400_000) + `</style><rect width="9" height="9"/></svg>`, ""},
	"entities":                         {`<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>` + head + "&b;</svg>", "SVG_ENTITY"},
	"an svg in an svg in an svg":       {head + `<image width="9" height="9" href="data:image/svg+xml;base64,PHN2Zy8+"/></svg>`, "SVG_BITMAP"},
	"a gradient that repeats 10^9":     {head + `<linearGradient id="a" x2="1e-9" spreadMethod="repeat"><stop/><stop offset="1" stop-color="red"/></linearGradient><rect width="90" height="90" fill="url(#a)"/></svg>`, ""},
	"strokes a mile wide":              {head + `<path d="M0 0l9 9" stroke="red" stroke-width="1e9"/></svg>`, "SVG_RANGE"},
	"coordinates out of this world":    {head + `<path d="M0 0L1e300 1e300 5 5z"/></svg>`, "SVG_RANGE"},
	"a transform to infinity":          {head + `<g transform="scale(1e200)"><g transform="scale(1e200)"><rect width="9" height="9"/></g></g></svg>`, "SVG_RANGE"},
	"a picture used 10,000 times":      {head + `<image id="i" width="9" height="9" href="data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="/>` + strings.Repeat(`<use href="#i" x="1"/>`, 9_000) + `</svg>`, "SVG_TOO_COMPLEX"},
}

func nestedUses() string {
	var b strings.Builder
	b.WriteString(head + `<defs><g id="g0"><rect width="1" height="1"/></g>`)
	for i := 1; i <= 30; i++ {
		fmt.Fprintf(&b, `<g id="g%d">%s</g>`, i, strings.Repeat(fmt.Sprintf(`<use href="#g%d"/>`, i-1), 10))
	}
	b.WriteString(`</defs><use href="#g30"/></svg>`)
	return b.String()
}

func TestBombsEndFast(t *testing.T) {
	for name, tt := range bombs {
		t.Run(name, func(t *testing.T) {
			var tree *Tree
			var found problem.List
			took := logotest.CPU(t, func() {
				tree, found, _ = Parse([]byte(tt.file), Limits{})
				if tree != nil {
					tree.Raster(512, 512)
					tree.Form()
				}
			})
			if took > 2*time.Second { // half of it where nobody else is at work
				t.Errorf("took %v", took)
			}
			if tt.want == "" && tree == nil {
				t.Errorf("refused: %v", found)
			}
			if tt.want != "" && !found.Has(tt.want) {
				t.Errorf("found %v, want %s", found, tt.want)
			}
		})
	}
}
