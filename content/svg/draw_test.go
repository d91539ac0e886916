package svg

import (
	"encoding/base64"
	"image"
	"image/color"
	"testing"
)

// Each drawing is 100 x 100 units; probes are places on its picture of the
// same size, and what must be seen there.
type probe struct {
	x, y int
	want color.NRGBA
}

var (
	none  = color.NRGBA{}
	black = color.NRGBA{0, 0, 0, 255}
	red   = color.NRGBA{255, 0, 0, 255}
	green = color.NRGBA{0, 128, 0, 255}
	blue  = color.NRGBA{0, 0, 255, 255}
	white = color.NRGBA{255, 255, 255, 255}
)

const stops = `<stop offset="0" stop-color="red"/><stop offset="1" stop-color="blue"/>`

var drawings = map[string]struct {
	inside string
	probes []probe
}{
	"a rectangle":                          {`<rect x="20" y="20" width="60" height="60" fill="red"/>`, []probe{{50, 50, red}, {10, 50, none}}},
	"round corners":                        {`<rect width="100" height="100" rx="50" fill="red"/>`, []probe{{50, 50, red}, {3, 3, none}}},
	"an ellipse":                           {`<ellipse cx="50" cy="50" rx="40" ry="20"/>`, []probe{{15, 50, black}, {50, 15, none}}},
	"a star with even-odd":                 {`<path fill-rule="evenodd" d="M50 5L80 95 5 40H95L20 95z"/>`, []probe{{50, 55, none}, {50, 20, black}}},
	"a star with nonzero":                  {`<path d="M50 5L80 95 5 40H95L20 95z"/>`, []probe{{50, 55, black}}},
	"two rings, even-odd":                  {`<path fill-rule="evenodd" d="M0 0H99V99H0ZM20 20H80V80H20ZM40 40H60V60H40Z"/>`, []probe{{10, 50, black}, {30, 50, none}, {50, 50, black}}},
	"a line with caps":                     {`<line x1="20" y1="50" x2="80" y2="50" stroke="red" stroke-width="10" stroke-linecap="square"/>`, []probe{{17, 50, red}, {12, 50, none}}},
	"dashes":                               {`<path d="M0 50H100" stroke="red" stroke-width="10" stroke-dasharray="20"/>`, []probe{{10, 50, red}, {30, 50, none}}},
	"a pen pressed flat":                   {`<path transform="scale(1 .1)" d="M0 500H100" stroke="red" stroke-width="100"/>`, []probe{{50, 47, red}, {50, 53, red}, {50, 40, none}}},
	"paint order":                          {`<circle cx="50" cy="50" r="30" stroke="red" stroke-width="40" paint-order="stroke"/>`, []probe{{50, 25, black}, {50, 15, red}}},
	"a transform around a point":           {`<rect transform="rotate(45)" style="transform-origin:50px 50%" x="20" y="20" width="60" height="60"/>`, []probe{{50, 10, black}, {22, 22, none}}},
	"a transform around a side":            {`<rect transform="scale(.5)" transform-origin="bottom right" width="100" height="100"/>`, []probe{{75, 75, black}, {45, 75, none}}},
	"a comment in a style":                 {`<rect style="/* a */fill:red/* b */" width="100" height="100"/>`, []probe{{50, 50, red}}},
	"a ground from the style sheet":        {`<style>svg{background:#f00}</style><rect x="40" y="40" width="20" height="20"/>`, []probe{{5, 5, red}, {50, 50, black}}},
	"a pen wider than the triangle":        {`<path stroke="red" stroke-width="30" fill="none" d="M28 68H72L50 30z"/>`, []probe{{50, 55, red}, {50, 58, red}}},
	"stops that lie together at the end":   {`<linearGradient id="g" x1=".5" x2=".6"><stop stop-color="red"/><stop offset="1" stop-color="red"/><stop offset="1" stop-color="blue"/></linearGradient><rect width="100" height="100" fill="url(#g)"/>`, []probe{{20, 50, red}, {90, 50, blue}}},
	"a transform with decimal commas":      {`<rect transform="translate(0,5, 0,5) scale(0,5, 0,5)" x="40" y="40" width="20" height="20"/>`, []probe{{50, 50, black}, {25, 25, none}}},
	"a transform list":                     {`<rect transform="translate(50 50) rotate(45) scale(2)" x="-10" y="-10" width="20" height="20"/>`, []probe{{50, 25, black}, {31, 31, none}}},
	"half opacity":                         {`<rect width="99" height="99" fill="red" opacity=".5"/>`, []probe{{50, 50, color.NRGBA{255, 0, 0, 128}}}},
	"a group fades as one":                 {`<g opacity=".5"><rect width="60" height="99"/><rect x="40" width="60" height="99"/></g>`, []probe{{50, 50, color.NRGBA{0, 0, 0, 128}}, {10, 50, color.NRGBA{0, 0, 0, 128}}}},
	"a colour with alpha":                  {`<rect width="99" height="99" fill="#ff000080"/>`, []probe{{50, 50, color.NRGBA{255, 0, 0, 128}}}},
	"currentColor":                         {`<g color="red"><rect width="99" height="99" fill="currentColor"/></g>`, []probe{{50, 50, red}}},
	"colours of functions":                 {`<rect width="50" height="99" fill="rgb(100%,0%,0%)"/><rect x="50" width="50" height="99" fill="hsl(240, 100%, 50%)"/>`, []probe{{25, 50, red}, {75, 50, blue}}},
	"style beats attribute":                {`<rect width="99" height="99" fill="red" style="fill:green"/>`, []probe{{50, 50, green}}},
	"a class":                              {`<style>.a{fill:red}.a.b{fill:green}</style><rect class="b a" width="99" height="99" fill="blue"/>`, []probe{{50, 50, green}}},
	"important":                            {`<style>.a{fill:green!important}</style><rect class="a" width="99" height="99" style="fill:red"/>`, []probe{{50, 50, green}}},
	"hidden, but for one":                  {`<g visibility="hidden"><rect width="50" height="99"/><rect x="50" width="50" height="99" visibility="visible"/></g>`, []probe{{25, 50, none}, {75, 50, black}}},
	"a use moves and inherits":             {`<defs><rect id="r" width="20" height="20"/></defs><use href="#r" x="40" y="40" fill="red"/>`, []probe{{50, 50, red}, {10, 10, none}}},
	"a symbol is scaled and cut":           {`<symbol id="s" viewBox="0 0 10 10"><rect x="5" width="10" height="10"/></symbol><use href="#s" width="50" height="50"/>`, []probe{{40, 25, black}, {60, 25, none}, {10, 25, none}}},
	"a nested svg":                         {`<svg x="50" y="50" width="50" height="50" viewBox="0 0 1 1"><rect width="2" height=".5"/></svg>`, []probe{{75, 60, black}, {75, 90, none}, {25, 25, none}}},
	"a clip":                               {`<clipPath id="c"><circle cx="50" cy="50" r="20"/></clipPath><rect width="99" height="99" clip-path="url(#c)"/>`, []probe{{50, 50, black}, {10, 10, none}}},
	"a clip of shapes that overlap":        {`<clipPath id="c"><path d="M10 10h50v50h-50z"/><path d="M40 40v50h50v-50z"/></clipPath><rect width="99" height="99" clip-path="url(#c)"/>`, []probe{{50, 50, black}, {80, 20, none}, {80, 80, black}}},
	"a clip by the box":                    {`<clipPath id="c" clipPathUnits="objectBoundingBox"><rect width=".5" height="1"/></clipPath><g clip-path="url(#c)"><rect x="20" width="40" height="99"/></g>`, []probe{{30, 50, black}, {50, 50, none}}},
	"a clip of nothing hides all but this": {`<clipPath id="c"/><rect width="50" height="99" clip-path="url(#c)"/><rect x="50" width="50" height="99"/>`, []probe{{25, 50, none}, {75, 50, black}}},
	"a mask by brightness":                 {`<mask id="m"><rect width="50" height="99" fill="white"/><rect x="50" width="50" height="99" fill="#808080"/></mask><rect width="99" height="99" mask="url(#m)"/>`, []probe{{25, 50, black}, {75, 50, color.NRGBA{0, 0, 0, 128}}}},
	"a mask by alpha":                      {`<mask id="m" style="mask-type:alpha"><rect width="50" height="99" fill="black"/></mask><rect width="99" height="99" mask="url(#m)"/>`, []probe{{25, 50, black}, {75, 50, none}}},
	"multiply":                             {`<rect width="99" height="99" fill="#ff8000"/><rect width="99" height="99" fill="#8080ff" style="mix-blend-mode:multiply"/>`, []probe{{50, 50, color.NRGBA{128, 64, 0, 255}}}},
	"a linear gradient":                    {`<linearGradient id="g">` + stops + `</linearGradient><rect width="100" height="100" fill="url(#g)"/>`, []probe{{0, 50, color.NRGBA{254, 0, 1, 255}}, {50, 50, color.NRGBA{127, 0, 128, 255}}, {99, 50, color.NRGBA{1, 0, 254, 255}}}},
	"stops of another gradient":            {`<linearGradient id="a">` + stops + `</linearGradient><linearGradient id="g" href="#a" gradientUnits="userSpaceOnUse" x1="40" x2="60"/><rect width="99" height="99" fill="url(#g)"/>`, []probe{{30, 50, red}, {70, 50, blue}}},
	"a gradient that repeats":              {`<linearGradient id="g" x2=".5" spreadMethod="repeat">` + stops + `</linearGradient><rect width="100" height="100" fill="url(#g)"/>`, []probe{{1, 50, color.NRGBA{247, 0, 8, 255}}, {51, 50, color.NRGBA{247, 0, 8, 255}}}},
	"a gradient that reflects":             {`<linearGradient id="g" x2=".5" spreadMethod="reflect">` + stops + `</linearGradient><rect width="100" height="100" fill="url(#g)"/>`, []probe{{98, 50, color.NRGBA{247, 0, 8, 255}}}},
	"a radial gradient":                    {`<radialGradient id="g">` + stops + `</radialGradient><rect width="100" height="100" fill="url(#g)"/>`, []probe{{50, 50, color.NRGBA{251, 0, 4, 255}}, {2, 2, blue}}},
	"stops with alpha":                     {`<linearGradient id="g"><stop offset=".5" stop-opacity="0"/><stop offset=".5"/></linearGradient><rect width="100" height="100" fill="url(#g)"/>`, []probe{{25, 50, none}, {75, 50, black}}},
	"a gradient of no length":              {`<linearGradient id="g" x2="0">` + stops + `</linearGradient><rect width="100" height="100" fill="url(#g)"/>`, []probe{{50, 50, blue}}},
	"a colour behind a reference":          {`<rect width="99" height="99" fill="url(#nothing) red"/>`, []probe{{50, 50, red}}},
	"an embedded bitmap":                   {`<image width="100" height="100" preserveAspectRatio="none" href="` + twoPixels() + `"/>`, []probe{{10, 50, red}, {90, 50, blue}}},
	"a pattern of dots":                    {`<pattern id="p" patternUnits="userSpaceOnUse" x="5" y="5" width="20" height="20"><rect x="2" y="2" width="10" height="10" fill="red"/></pattern><circle cx="50" cy="50" r="40" fill="url(#p)"/>`, []probe{{52, 52, red}, {62, 62, none}, {12, 12, none}}},
	"a pattern by the box":                 {`<pattern id="q" width=".5" height=".5" patternContentUnits="objectBoundingBox"><rect width=".25" height=".25" fill="red"/></pattern><pattern id="p" href="#q"/><rect x="20" y="20" width="80" height="80" fill="url(#p)" fill-opacity=".5" stroke="blue" stroke-width="4"/>`, []probe{{30, 30, color.NRGBA{255, 0, 0, 128}}, {50, 30, none}, {70, 70, color.NRGBA{255, 0, 0, 128}}, {60, 20, blue}}},
	"a pattern of one tile":                {`<pattern id="p" width="1" height="1" viewBox="0 0 2 2"><rect width="1" height="2" fill="red"/><rect x="1" width="1" height="2" fill="blue"/></pattern><rect width="100" height="100" fill="url(#p)"/>`, []probe{{25, 50, red}, {75, 50, blue}}},
	"percentages":                          {`<rect x="25%" y="25%" width="50%" height="50%"/>`, []probe{{50, 50, black}, {20, 20, none}}},
	"units":                                {`<rect width="0.5in" height="12pt"/>`, []probe{{47, 15, black}, {49, 15, none}, {47, 17, none}}},
}

// twoPixels is a red and a blue pixel as a data URI.
func twoPixels() string {
	m := image.NewNRGBA(image.Rect(0, 0, 2, 1))
	m.SetNRGBA(0, 0, red)
	m.SetNRGBA(1, 0, blue)
	p, err := encoded(m)
	if err != nil {
		panic(err)
	}
	return "data:image/png;base64," + base64.StdEncoding.EncodeToString(p.png)
}

func TestDrawingsLookRight(t *testing.T) {
	t.Parallel()
	for name, tt := range drawings {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := mustParse(t, doc(tt.inside)).Raster(100, 100)
			for _, p := range tt.probes {
				if got := m.NRGBAAt(p.x, p.y); !alike(got, p.want) {
					t.Errorf("at (%d, %d) is %v, want %v", p.x, p.y, got, p.want)
				}
			}
		})
	}
}

// alike allows for two levels of rounding.
func alike(a, b color.NRGBA) bool {
	near := func(x, y uint8) bool { return x-y <= 2 || y-x <= 2 }
	return near(a.A, b.A) && (a.A == 0 || near(a.R, b.R) && near(a.G, b.G) && near(a.B, b.B))
}

func TestEdgesAreSoft(t *testing.T) {
	t.Parallel()
	m := mustParse(t, doc(`<rect x="10.25" y="10" width="50" height="50"/>`)).Raster(100, 100)
	if got := m.NRGBAAt(10, 30); !alike(got, color.NRGBA{0, 0, 0, 191}) {
		t.Errorf("a pixel that is covered by three quarters is %v", got)
	}
}

func TestSizeFollowsTheFile(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		attributes string
		w, h       float64
	}{
		"view box alone":          {`viewBox="0 0 30 20"`, 30, 20},
		"width and height alone":  {`width="30" height="20"`, 30, 20},
		"both, in other units":    {`width="300mm" height="200mm" viewBox="0 0 30 20"`, 30, 20},
		"width alone":             {`width="600" viewBox="0 0 30 20"`, 30, 20},
		"another aspect":          {`width="40" height="20" viewBox="0 0 20 20"`, 40, 20},
		"stretched":               {`width="40" height="20" viewBox="0 0 10 10" preserveAspectRatio="none"`, 40, 20},
		"percentages say nothing": {`width="100%" height="100%" viewBox="0 0 30 20"`, 30, 20},
		"nothing: as drawn":       {``, 9, 5},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tree := mustParse(t, `<svg xmlns="http://www.w3.org/2000/svg" `+tt.attributes+`><rect x="1" y="2" width="9" height="5"/></svg>`)
			if tree.Width != tt.w || tree.Height != tt.h {
				t.Errorf("%v x %v, want %v x %v", tree.Width, tree.Height, tt.w, tt.h)
			}
		})
	}
}
