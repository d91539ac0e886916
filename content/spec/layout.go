package spec

import (
	"reflect"
	"slices"
	"strings"
)

// Layout is a piece at another ratio: a file of layouts/ that an output names.
// It says the size, the art and the boxes; what the zones show, to whom and in
// which words, stays as the piece has it. So one form fills all ratios.
type Layout struct {
	Page  Size         `json:"page"`
	Pages []LayoutPage `json:"pages"` // as many as the piece has, in its order
}

// LayoutPage is one page of the piece in a layout.
type LayoutPage struct {
	Base    ByLanguage       `json:"base"`
	Size    *Size            `json:"page,omitempty"`
	KeepOut []KeepOut        `json:"keepOut,omitempty"`
	Zones   Named[Placement] `json:"zones"`          // by the zone's id
	Drop    []string         `json:"drop,omitempty"` // zones that have no place here
}

// Placement is where a zone lies in a layout, and what of its looks is another
// there. What is not said stays as the piece has it. The fields are named as
// those of Zone.
type Placement struct {
	Place boxOrMarker `json:"box"`

	Over       []string    `json:"overlaps,omitempty"`
	Font       string      `json:"font,omitempty"`
	Size       *[2]float64 `json:"size,omitempty"`
	Color      string      `json:"color,omitempty"`
	Overflow   string      `json:"overflow,omitempty"`
	Align      []string    `json:"align,omitempty"`
	Background string      `json:"background,omitempty"`
	MinWidth   float64     `json:"minWidth,omitempty"`
	MinHeight  float64     `json:"minHeight,omitempty"`
	MinPPI     float64     `json:"minPPI,omitempty"`
	BlockPPI   float64     `json:"blockPPI,omitempty"`
	Focal      *[2]float64 `json:"focal,omitempty"`
	ECC        string      `json:"ecc,omitempty"`
	Quiet      int         `json:"quiet,omitempty"`
	MinModule  float64     `json:"minModule,omitempty"`
	Fill       string      `json:"fill,omitempty"`
}

// of is the zone as it is placed here.
func (p Placement) of(z Zone) Zone {
	z.Box, z.Marker = p.Place.box, p.Place.marker
	to, from := reflect.ValueOf(&z).Elem(), reflect.ValueOf(p)
	for i := range from.NumField() {
		if same := to.FieldByName(from.Type().Field(i).Name); same.IsValid() && !from.Field(i).IsZero() {
			same.Set(from.Field(i))
		}
	}
	return z
}

// lay is the piece as a layout lays it out, with the outputs that name the file.
func (l *Layout) lay(p *Piece, file string) *Piece {
	laid := *p
	laid.Page, laid.Pages, laid.Outputs, laid.laid = l.Page, slices.Clone(p.Pages), nil, nil
	for i := range laid.Pages {
		if i < len(l.Pages) {
			laid.Pages[i] = l.Pages[i].lay(p.Pages[i])
		}
	}
	for _, o := range p.Outputs {
		if o.Value.Layout == file {
			laid.Outputs = append(laid.Outputs, o)
		}
	}
	return &laid
}

// lay keeps the order of the zones, which is that of drawing, and the page's
// rule: who may not see a page does not see it in any ratio.
func (l *LayoutPage) lay(page Page) Page {
	zones := page.Zones
	page.Base, page.Size, page.KeepOut, page.Zones = l.Base, l.Size, l.KeepOut, []Zone{}
	for _, z := range zones {
		if at, ok := l.Zones.Get(z.ID); ok {
			page.Zones = append(page.Zones, at.of(z))
		}
	}
	return page
}

// layOut lays every piece out in the layouts that its outputs name. A layout
// that is not there is told by Lint.
func (m *Manifest) layOut() {
	for _, e := range m.Pieces {
		if e.Value == nil {
			continue // a damaged package; its reader says so
		}
		e.Value.laid = nil
		for _, file := range e.Value.layoutFiles() {
			if l := m.Layouts[file]; l != nil {
				e.Value.laid = append(e.Value.laid, Entry[*Piece]{file, l.lay(e.Value, file)})
			}
		}
	}
}

// WithLayouts gives a frozen manifest its layouts back.
func (m *Manifest) WithLayouts(layouts map[string]*Layout) {
	m.Layouts = layouts
	m.layOut()
}

func (p *Piece) layoutFiles() (files []string) {
	for _, o := range p.Outputs {
		if f := o.Value.Layout; f != "" && !slices.Contains(files, f) {
			files = append(files, f)
		}
	}
	return files
}

// As is the piece in the geometry of one of its outputs.
func (p *Piece) As(o Output) *Piece {
	if laid, ok := p.laid.Get(o.Layout); ok {
		return laid
	}
	return p
}

// Shape is a piece in one geometry: its own, or that of a layout.
type Shape struct {
	*Piece
	Name   string // of the piece
	Layout string // file; empty for the piece's own
}

// Shapes are all geometries in which pieces are made, in the order of the
// manifest. A piece whose outputs all name layouts is not made in its own.
func (m *Manifest) Shapes() (all []Shape) {
	for _, e := range m.Pieces {
		if own := (Shape{e.Value, e.Name, ""}); len(own.Made()) > 0 {
			all = append(all, own)
		}
		for _, l := range e.Value.laid {
			all = append(all, Shape{l.Value, e.Name, l.Name})
		}
	}
	return all
}

// Made are the outputs that are made in this geometry.
func (s Shape) Made() (out Named[Output]) {
	for _, o := range s.Outputs {
		if o.Value.Layout == s.Layout {
			out = append(out, o)
		}
	}
	return out
}

// PageAt is the place of a page in the folder, for problems.
func (s Shape) PageAt(page int) string {
	if s.Layout == "" {
		return "pieces." + s.Name + "." + index("pages", page)
	}
	return s.Layout + " " + index("pages", page)
}

// ZoneAt is the place of a zone in the folder.
func (s Shape) ZoneAt(page, zone int) string {
	if s.Layout == "" {
		return s.PageAt(page) + "." + index("zones", zone)
	}
	return s.PageAt(page) + ".zones." + s.Pages[page].Zones[zone].ID
}

// layoutPlace tells whether a place is in a layout, and where there.
func (m *Manifest) layoutPlace(where string) (doc *node, file, at string) {
	file, at, _ = strings.Cut(where, " ")
	return m.layoutDocs[file], file, at
}
