package content

import (
	"github.com/portico-prm/portico/content/place"
	"github.com/portico-prm/portico/content/spec"
)

// drawnZone is a zone with what was drawn for it, for the checks.
type drawnZone struct {
	zone  *spec.Zone
	where string
	box   place.Rect // in units of the sheet
	items []place.Item
}

// pen collects what a zone draws.
type pen struct {
	*work
	page  int // of the manifest
	size  spec.Size
	zone  *spec.Zone
	where string
	box   place.Rect
	items []place.Item
}

func (p *pen) put(i place.Item) { p.items = append(p.items, i) }

// layout turns every zone that is shown into items of a sheet.
func layout(w *work) error {
	for _, i := range w.pages {
		page := &w.piece.Pages[i]
		ref, _ := spec.ParseBase(page.Base[w.language])
		sheet := &place.Sheet{}
		for j := range page.Zones {
			z := &page.Zones[j]
			if w.shows(z) {
				sheet.Items = append(sheet.Items, w.zone(i, z)...)
			}
		}
		w.sheets[w.art.index(ref.Page)] = sheet
	}
	return w.oblige()
}

func (w *work) zone(page int, z *spec.Zone) []place.Item {
	p := &pen{work: w, page: page, size: w.piece.At(page), zone: z, where: "zone " + z.ID, box: w.rect(w.box(page, z))}
	switch z.Type {
	case spec.ZoneText:
		p.text()
	case spec.ZoneBlock:
		p.block()
	case spec.ZoneLegal:
		p.legal()
	case spec.ZoneQR:
		p.qr()
	case spec.ZoneLogo:
		p.logo()
	case spec.ZoneBadge:
		p.badge()
	case spec.ZoneImage:
		p.image()
	}
	if len(p.items) == 0 {
		return nil
	}
	if ground, ok := p.ground(); ok {
		p.items = append([]place.Item{ground}, p.items...)
	}
	w.drawn = append(w.drawn, drawnZone{z, p.where, p.box, p.items})
	return p.items
}

// rect is a box of the manifest on the sheet.
func (w *work) rect(b spec.Box) place.Rect {
	return place.Rect{X: b[0], Y: b[1], W: b[2], H: b[3]}.Scaled(w.unit)
}

// ground is the fill under the zone, if it has one.
func (p *pen) ground() (place.Fill, bool) {
	c, ok := p.color(p.zone.Fill)
	return place.Fill{Box: p.box, Color: c}, ok
}

// align reads the words of a zone, in any order, over the usual ones.
func (z *pen) align(usual place.Align) place.Align {
	for _, word := range z.zone.Align {
		switch word {
		case "left", "center", "right":
			usual.X = place.ParseAlign(word, "").X
		default:
			usual.Y = place.ParseAlign("", word).Y
		}
	}
	return usual
}
