package main

import (
	_ "embed"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"text/template"

	"github.com/portico-prm/portico/content/spec"
)

//go:embed template.yaml.tmpl
var manifestText string

var manifestTemplate = template.Must(template.New("template.yaml").Parse(manifestText))

// write fills a folder: the manifest, the art as it is, and fonts.
func (b *baseArt) write(dir, id string, zones []zoneFlag) error {
	var manifest strings.Builder
	if err := manifestTemplate.Execute(&manifest, b.draft(id, zones)); err != nil {
		return err
	}
	files := map[string][]byte{spec.ManifestName: []byte(manifest.String()), "base/art." + b.ext: b.data}
	err := fs.WalkDir(spec.DefaultFonts, ".", func(name string, d fs.DirEntry, err error) error {
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

// draft is what template.yaml.tmpl needs.
type draft struct {
	ID, Unit, Kind string
	Page           pageDraft
	Pages          []pageDraft
	Contact        bool
	PDF            bool
	Format         string
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
