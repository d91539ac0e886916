package spec

import (
	"fmt"
	"slices"
	"strings"

	"github.com/portico-prm/portico/content/problem"
)

// layouts: every zone of a piece is placed or said to be dropped, in a box that
// keeps the rules of the piece's own.
func (l *linter) layouts() {
	used := map[string]bool{}
	for _, e := range l.m.Pieces {
		for _, o := range e.Value.Outputs {
			if f := o.Value.Layout; f != "" && l.m.Layouts[f] == nil {
				l.say("pieces."+e.Name+".outputs."+o.Name+".layout", "FILE_MISSING", fmt.Sprintf("There is no layout %s.", f), suggest(f, keys(l.m.Layouts)))
			}
		}
		for _, laid := range e.Value.laid {
			used[laid.Name] = true
			l.layout(e.Value, Shape{laid.Value, e.Name, laid.Name})
		}
	}
	for _, f := range keys(l.m.Layouts) {
		if !used[f] {
			l.warn(f, "LAYOUT_UNUSED", "No output names this layout.", "Write layout: "+f+" at an output of the piece, or remove the file.")
		}
	}
}

func (l *linter) warn(where, code, message, fix string) {
	l.say(where, code, message, fix)
	l.found[len(l.found)-1].Severity = problem.Warning
}

func (l *linter) layout(p *Piece, s Shape) {
	layout := l.m.Layouts[s.Layout]
	if len(layout.Pages) != len(p.Pages) {
		l.say(s.Layout+" pages", "LAYOUT_PAGES", fmt.Sprintf("The layout has %d pages, the piece %s has %d.", len(layout.Pages), s.Name, len(p.Pages)), "List the pages of the piece, in its order.")
		return
	}
	l.files(s)
	for i := range s.Pages {
		l.complete(s.PageAt(i), p.Pages[i], layout.Pages[i])
		l.laidPage(s, i)
	}
	for _, id := range layout.gone(p) {
		l.fieldStays(p, s, id)
	}
}

// complete: the layout speaks of each zone of the page once, and of no other.
func (l *linter) complete(where string, page Page, laid LayoutPage) {
	var ids []string
	for _, z := range page.Zones {
		ids = append(ids, z.ID)
		_, placed := laid.Zones.Get(z.ID)
		switch dropped := slices.Contains(laid.Drop, z.ID); {
		case !placed && !dropped:
			l.say(where+".zones", "LAYOUT_ZONE_MISSING", fmt.Sprintf("The layout does not say where zone %s is.", z.ID), fmt.Sprintf("Write %s: {box: [x, y, width, height]}, or drop: [%s].", z.ID, z.ID))
		case placed && dropped:
			l.say(where+".drop", "LAYOUT_ZONE_TWICE", fmt.Sprintf("Zone %s has a box and is dropped.", z.ID), "Keep one of the two.")
		}
	}
	for _, id := range slices.Concat(laid.Zones.Names(), laid.Drop) {
		if !slices.Contains(ids, id) {
			l.say(where+".zones."+id, "ZONE_UNKNOWN", fmt.Sprintf("The piece has no zone %q on this page.", id), suggest(id, ids))
		}
	}
	if page.hasVendorMark() && !slices.ContainsFunc(laid.KeepOut, KeepOut.isVendorMark) {
		l.warn(where+".keepOut", "LAYOUT_VENDOR_MARK", "The page of the piece has the vendor's mark, and this layout does not say where it is.", "List it under keepOut as "+VendorLogo+": partners' marks are sized by it.")
	}
}

func (k KeepOut) isVendorMark() bool { return k.ID == VendorLogo }

func (p *Page) hasVendorMark() bool { return slices.ContainsFunc(p.KeepOut, KeepOut.isVendorMark) }

// laidPage checks what a layout says itself; the rest is checked with the piece.
func (l *linter) laidPage(s Shape, i int) {
	at := scope{s, i, &s.Pages[i], s.At(i)}
	for j := range at.page.Zones {
		z, where := &at.page.Zones[j], s.ZoneAt(i, j)
		l.position(at, z, where)
		l.sizes(z, where)
		l.colors(z, where)
		if z.Font != "" {
			l.font(z.Font, where+".font")
		}
	}
	if !at.page.marked() {
		l.overlaps(at)
	}
}

// gone are the zones of a piece that a layout drops.
func (l *Layout) gone(p *Piece) (ids []string) {
	for i := range p.Pages {
		ids = append(ids, l.Pages[i].Drop...)
	}
	return ids
}

// fieldStays: a layout may do without ornaments, and not without what the vendor
// requires: clauses, and the last zone of a required field.
func (l *linter) fieldStays(p *Piece, s Shape, id string) {
	z := p.zone(id)
	if z == nil {
		return
	}
	if z.Type == ZoneLegal {
		l.say(s.Layout, "LAYOUT_DROPS", fmt.Sprintf("The layout drops %s: its copies would be without the clauses.", id), "Give the zone a box.")
		return
	}
	for _, name := range z.fields() {
		if f, _ := l.m.Fields.Get(name); f.Required && !s.shows(name) {
			l.say(s.Layout, "LAYOUT_DROPS", fmt.Sprintf("The layout drops %s, and no other zone of it shows the required field %s.", id, name), "Give the zone a box, or make the field optional.")
		}
	}
}

func (p *Piece) zone(id string) *Zone {
	for i := range p.Pages {
		for j := range p.Pages[i].Zones {
			if p.Pages[i].Zones[j].ID == id {
				return &p.Pages[i].Zones[j]
			}
		}
	}
	return nil
}

func (p *Piece) shows(field string) bool {
	return slices.ContainsFunc(p.Pages, func(page Page) bool {
		return slices.ContainsFunc(page.Zones, func(z Zone) bool { return slices.Contains(z.fields(), field) })
	})
}

// fields are those that a zone shows as such, or within its lines.
func (z *Zone) fields() (names []string) {
	if z.Field != "" {
		names = append(names, z.Field)
	}
	for _, line := range z.Lines {
		for _, name := range Placeholders(line.Text) {
			if !strings.Contains(name, ".") {
				names = append(names, name)
			}
		}
	}
	return names
}
