package content

import (
	"fmt"
	"image"

	"github.com/portico-prm/portico/content/logo"
	"github.com/portico-prm/portico/content/place"
	"github.com/portico-prm/portico/content/rule"
	"github.com/portico-prm/portico/content/spec"
	"github.com/portico-prm/portico/content/text"
)

// logo places the partner's mark by the vendor's rules.
func (p *pen) logo() {
	marks := p.marks[p.zone.Field]
	if len(marks) == 0 {
		return
	}
	box := p.label(p.box)
	q := p.request(marks, box)
	placed, found := place.Logo(q)
	p.add(found)
	if placed.Candidate < 0 {
		return
	}
	if placed.Plate != nil {
		p.put(*placed.Plate)
	}
	p.put(mark(marks[placed.Candidate].Mark, placed.Box))
}

func (p *pen) request(marks []VariantMark, box place.Rect) place.LogoRequest {
	b, z := p.t.m.Brand, p.zone
	q := place.LogoRequest{
		Where: p.where, Zone: box, Align: p.align(place.Align{X: 0.5, Y: 0.5}),
		Ratio: b.PartnerMark.RatioToVendor, MaxHeight: b.PartnerMark.MaxHeightToVendor, Clear: b.PartnerMark.Clear,
		MinWidth: z.MinWidth * p.unit, MinHeight: z.MinHeight * p.unit,
		Contrast:     place.Contrast{Min: or(b.Contrast.Min, 3), Want: or(b.Contrast.Want, 4.5), Fallback: b.Contrast.Fallback},
		Plate:        p.plate(),
		UnitsPerInch: p.perInch, PreferVector: z.Prefer == "vector",
	}
	if b.Contrast.Fallback == nil {
		q.Contrast.Fallback = []string{place.FallbackVariant, place.FallbackPlate, place.FallbackBlock}
	}
	for _, m := range marks {
		q.Candidates = append(q.Candidates, candidate(m))
	}
	q.Background = p.under()
	p.vendor(&q)
	p.resolution(&q)
	p.forcePlate(&q)
	return q
}

// under is the background of a mark; white where nothing is known of it.
func (p *pen) under() place.Background {
	if b, ok := p.background(); ok {
		return b
	}
	return place.Solid(white)
}

// vendor measures the vendor's own mark on the page, if it is there.
func (p *pen) vendor(q *place.LogoRequest) {
	for _, k := range p.piece.Pages[p.page].KeepOut {
		if k.ID != spec.VendorLogo {
			continue
		}
		box := p.rect(k.Box)
		q.VendorArea, q.VendorHeight = box.W*box.H, box.H
		if v := p.t.m.Brand.VendorMark; v != nil && v.Aspect > 0 {
			q.VendorArea = min(q.VendorArea, v.Aspect*box.H*box.H)
		}
	}
}

// resolution: the zone's limits, or the output's, or those of the medium.
func (p *pen) resolution(q *place.LogoRequest) {
	want, block := 200.0, 72.0 // a page on a screen, zoomed in a little
	switch {
	case p.piece.Kind == spec.KindRaster:
		want, block = 2, 1 // pixels of the mark per pixel of the picture
	case !p.output.Web():
		want, block = 300, 150
	}
	q.WantPPI = or(p.zone.MinPPI, or(p.output.MinPPI, want))
	q.BlockPPI = or(p.zone.BlockPPI, or(p.output.BlockPPI, block))
	q.WantPPI = max(q.WantPPI, q.BlockPPI)
}

func or(value, usual float64) float64 {
	if value > 0 {
		return value
	}
	return usual
}

func (p *pen) plate() *place.Plate {
	b := p.t.m.Brand.Plate
	return &place.Plate{Fill: p.colorOr(b.Fill, white), Radius: b.Radius * p.unit, Padding: or(b.Padding, 0.35)}
}

// forcePlate obeys the obligation: no background is good enough, so the plate
// is what is left. Marks that bring their own plate keep it.
func (p *pen) forcePlate(q *place.LogoRequest) {
	for _, o := range p.job.Obligations {
		if o == rule.ObligePlate {
			q.Background = place.Background{Mean: 0.5, P5: 0, P95: 1} // every colour drowns in it
			q.Contrast.Fallback = []string{place.FallbackPlate, place.FallbackBlock}
		}
	}
}

const labelShare = 0.28 // of the zone's height

// label sets small words above a mark and returns what is left of the box.
func (p *pen) label(box place.Rect) place.Rect {
	words := p.said(p.zone.Label)
	fonts := p.labelFont()
	if words == "" || fonts == nil {
		return box
	}
	strip := place.Rect{X: box.X, Y: box.Y, W: box.W, H: float64(box.H * labelShare)}
	size := strip.H / 1.4
	align := p.align(place.Align{X: 0.5, Y: 0.5})
	block, found := text.Fit(text.Request{Where: p.where + " label", Language: p.language, Paragraphs: []text.Paragraph{{Text: words, Fonts: fonts, MaxLines: 1}},
		Width: strip.W, Height: strip.H, MaxSize: size, MinSize: size / 2, AlignX: align.X})
	p.add(found)
	p.runs(strip, block, p.ink())
	return place.Rect{X: box.X, Y: strip.Bottom(), W: box.W, H: box.H - strip.H}
}

func (p *pen) labelFont() fontList {
	if p.zone.Font != "" {
		return p.fonts[p.zone.Font]
	}
	return p.houseFont()
}

// houseFont is the first font of the brand; nil if it has none.
func (w *work) houseFont() fontList {
	if names := w.t.m.Brand.Fonts.Names(); len(names) > 0 {
		return w.fonts[names[0]]
	}
	return nil
}

// badge shows programme art as large as the zone allows, unchanged.
func (p *pen) badge() {
	marks := p.marks[p.zone.Field]
	if len(marks) == 0 {
		return
	}
	q := p.request(marks[:1], p.box)
	q.VendorArea, q.VendorHeight, q.Clear, q.Plate = 0, 0, 0, nil
	q.Contrast = place.Contrast{Min: 1}
	placed, found := place.Logo(q)
	p.add(found)
	if placed.Candidate == 0 {
		p.put(mark(marks[0].Mark, placed.Box))
	}
}

// image fills the zone with a photograph, cut to its shape around the focal
// point. A drawing is shown whole.
func (p *pen) image() {
	marks := p.marks[p.zone.Field]
	if len(marks) == 0 {
		return
	}
	m := marks[0].Mark
	if m.Kind == logo.Vector {
		p.badge()
		return
	}
	focus := place.Point{X: 0.5, Y: 0.5}
	if f := p.zone.Focal; f != nil {
		focus = place.Point{X: f[0], Y: f[1]}
	}
	size := m.Image.Bounds().Size()
	cut := place.Cover(float64(size.X), float64(size.Y), p.box, focus)
	p.sharp(cut)
	part := image.Rect(int(cut.X), int(cut.Y), int(cut.Right()+0.5), int(cut.Bottom()+0.5)).Add(m.Image.Bounds().Min).Intersect(m.Image.Bounds())
	p.put(place.Picture{Box: p.box, Image: m.Image.SubImage(part).(*image.NRGBA), Key: fmt.Sprintf("%s %v", m.Key, part)})
}

// sharp refuses a photograph with too few pixels for its place.
func (p *pen) sharp(cut place.Rect) {
	q := place.LogoRequest{}
	p.resolution(&q)
	have := cut.W / (p.box.W / p.perInch)
	if have < q.BlockPPI {
		need := int(q.BlockPPI*p.box.W/p.perInch + 0.999)
		p.say(p.where, "IMAGE_LOW_RESOLUTION", fmt.Sprintf("The picture shows %d pixels across; its place needs %d.", int(cut.W), need),
			fmt.Sprintf("Upload one of at least %d pixels across.", int(float64(need)*q.WantPPI/q.BlockPPI)))
	}
}

// qr draws the field's address as a code.
func (p *pen) qr() {
	f, _ := p.t.m.Fields.Get(p.zone.Field)
	u, ok := addressOf(f, p.texts[p.zone.Field])
	if !ok {
		return
	}
	fill, _ := p.color(p.zone.Fill)
	if fill.A == 0 {
		fill, _ = p.color(p.zone.Background)
	}
	usual := 0.4 // mm: what a phone reads at arm's length
	if p.piece.Kind == spec.KindRaster {
		usual = 2
	}
	modules, found := place.QR(place.QRRequest{Where: p.where, Content: u.String(), Level: p.zone.ECC, Box: p.box, Quiet: p.zone.Quiet,
		MinModule: or(p.zone.MinModule, usual) * p.unit, Color: p.colorOr(p.zone.Color, place.Color{A: 255}), Fill: fill, UnitsPerInch: p.perInch})
	p.add(found)
	if !found.Blocking() {
		p.put(modules)
	}
}
