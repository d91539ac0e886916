package main

import (
	_ "embed"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"text/template"

	"github.com/portico-prm/portico/content/place"
	"github.com/portico-prm/portico/content/spec"
)

//go:embed template.yaml.tmpl
var manifestText string

var manifestTemplate = template.Must(template.New("template.yaml").Parse(manifestText))

// write fills a folder: the manifest, the art as it is, fonts, and sample partners
// by their names.
func (b *baseArt) write(dir, id string, zones []zoneFlag, tried []string) error {
	var manifest strings.Builder
	d := b.draft(id, zones)
	d.Samples = tried
	if err := manifestTemplate.Execute(&manifest, d); err != nil {
		return err
	}
	files, err := sampleFiles()
	if err != nil {
		return err
	}
	files[spec.ManifestName], files["base/art."+b.ext], files["CHANGELOG.md"] = []byte(manifest.String()), b.data, []byte(firstChanges)
	err = fs.WalkDir(spec.DefaultFonts, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			files[name], err = spec.DefaultFonts.ReadFile(name)
		}
		return err
	})
	if err != nil {
		return err
	}
	for name, data := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// firstChanges begins a CHANGELOG.md.
const firstChanges = `# Changelog

Text and art fixes raise the patch number, new optional fields and outputs the minor, changed zones, fields and clauses the major.

## 0.1.0

- First draft.
`

// draft is what template.yaml.tmpl needs.
type draft struct {
	ID, Unit, Kind string
	Page           pageDraft
	Pages          []pageDraft
	Contact        bool
	PDF            bool
	Format         string
	Dark           bool     // the ground of the first logo
	Samples        []string // partners that the template is tested with
}

type pageDraft struct {
	Base          string
	Width, Height float64
	Own           bool // differs in size from the piece
	Zones         []zoneDraft
}

type zoneDraft struct {
	ID, Kind            string
	Box                 string // numbers, or the marker of the art
	MinWidth, MinHeight float64
	Most, Least         float64 // sizes of the letters
}

func (b *baseArt) draft(id string, zones []zoneFlag) draft {
	first := b.pages[firstPage(zones)-1]
	d := draft{ID: id, Unit: b.unit(), Kind: "raster", PDF: b.pdf, Format: map[string]string{"pdf": "pdf", "png": "png", "jpg": "jpeg"}[b.ext],
		Page: pageDraft{Width: first.w, Height: first.h}}
	if b.pdf {
		d.Kind = "pdf"
	}
	d.Dark = b.dark(zones)
	for i, size := range b.pages {
		page := pageDraft{Base: b.ref(i + 1), Width: size.w, Height: size.h, Own: size != first}
		for j, z := range zones {
			if z.page == i+1 {
				page.Zones = append(page.Zones, b.zone(z, size, zones[:j]))
				d.Contact = d.Contact || z.kind == "contact"
			}
		}
		if page.Zones != nil {
			d.Pages = append(d.Pages, page)
		}
	}
	return d
}

func firstPage(zones []zoneFlag) int {
	first := zones[0].page
	for _, z := range zones {
		first = min(first, z.page)
	}
	return first
}

// dark tells whether the first logo stands on dark art, where marks need a light
// plate. Logos on a PDF get a white ground of their own.
func (b *baseArt) dark(zones []zoneFlag) bool {
	if b.picture == nil {
		return false
	}
	z := zones[slices.IndexFunc(zones, func(z zoneFlag) bool { return z.kind == "logo" })]
	const middle = 0.18 // the luminance of a grey that is as far from black as from white
	return b.picture.Region(place.Rect{X: z.x, Y: z.y, W: z.w, H: z.h}).Mean < middle
}

// leastMark is how small a mark may become in its zone: a very wide or very
// high one is still let through.
const leastMark = 0.08

func (b *baseArt) zone(z zoneFlag, page pageSize, before []zoneFlag) zoneDraft {
	least, most := b.sizes(page)
	d := zoneDraft{ID: zoneID(z, before), Kind: z.kind, Box: fmt.Sprintf("[%v, %v, %v, %v]", z.x, z.y, z.w, z.h), Most: most, Least: least}
	if z.marker != "" {
		d.ID, d.Box = z.marker, "portico:"+z.marker
	}
	d.MinWidth, d.MinHeight = max(0.01, cents(z.w*leastMark)), max(0.01, cents(z.h*leastMark))
	return d
}

// zoneID is logo, logo2, logo3 in the order of the flags.
func zoneID(z zoneFlag, before []zoneFlag) string {
	n := 1
	for _, o := range before {
		if o.kind == z.kind {
			n++
		}
	}
	if n == 1 {
		return z.kind
	}
	return z.kind + strconv.Itoa(n)
}

func (b *baseArt) ref(page int) string {
	name := "base/art." + b.ext
	if !b.pdf {
		return name
	}
	return name + "#" + strconv.Itoa(page)
}
