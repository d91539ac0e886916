package spec

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// fieldsFor lists the types of fields that a type of zone can show.
var fieldsFor = map[string][]string{
	ZoneLogo:  {FieldLogo},
	ZoneBadge: {FieldBadge},
	ZoneImage: {FieldImage},
	ZoneQR:    {FieldTracking, FieldURL},
	ZoneLegal: {FieldLegal},
	ZoneText:  {FieldText, FieldPhone, FieldEmail, FieldURL, FieldDate, FieldChoice, FieldTracking},
}

func (l *linter) zone(s scope, z *Zone, where string) {
	l.position(s, z, where)
	if z.Field != "" && l.fieldExists(z.Field, where+".field") {
		f, _ := l.m.Fields.Get(z.Field)
		if fit := fieldsFor[z.Type]; fit != nil && !slices.Contains(fit, f.Type) {
			l.say(where+".field", "ZONE_FIELD", fmt.Sprintf("A zone of type %s cannot show %s, which is of type %s.", z.Type, z.Field, f.Type), "It shows fields of type "+strings.Join(fit, ", ")+".")
		}
	}
	l.rule(z.OnlyIf, where+".onlyIf")
	l.text(where+".alt", z.Alt)
	l.text(where+".label", z.Label)
	l.words(z, where)
	l.colors(z, where)
	for i, other := range z.Over {
		if !slices.ContainsFunc(s.page.Zones, func(z Zone) bool { return z.ID == other }) {
			l.say(where+"."+index("overlaps", i), "ZONE_UNKNOWN", fmt.Sprintf("There is no zone %q on this page.", other), "Name a zone of the same page.")
		}
	}
}

// position: a zone has its place in numbers or by a marker, and a ground that
// can be known there.
func (l *linter) position(s scope, z *Zone, where string) {
	if z.Marker == "" {
		l.place(s, z, where)
	} else if s.piece.Kind == KindRaster {
		l.say(where+".box", "MARKER_PICTURE", "A picture has no markers.", "Write the box as numbers: x, y, width, height.")
	}
	if z.Background == "sample" && s.piece.Kind == KindPDF {
		l.say(where+".background", "ZONE_SAMPLE", "The ground of a PDF page cannot be sampled.", "Write its colour, or give the zone a fill of its own.")
	}
}

func (l *linter) sizes(z *Zone, where string) {
	if z.Size != nil && z.Size[0] < z.Size[1] {
		l.say(where+".size", "ZONE_SIZE", fmt.Sprintf("The largest size %g is under the smallest %g.", z.Size[0], z.Size[1]), "Write [largest, smallest].")
	}
}

func (l *linter) words(z *Zone, where string) {
	if z.Font != "" {
		l.font(z.Font, where+".font")
	}
	l.sizes(z, where)
	for i, line := range z.Lines {
		at := where + "." + index("lines", i)
		l.text(at+".text", line.Text)
		if line.Font != "" {
			l.font(line.Font, at+".font")
		}
		l.link(line.Link, at+".link")
	}
}

// A link begins with a scheme that is safe to click, or is a field whose value
// is checked to be an address before it is used.
var safeLink = regexp.MustCompile(`^(mailto:|tel:|https://|\{[a-zA-Z0-9_.]+\}$)`)

func (l *linter) link(link, where string) {
	if link == "" {
		return
	}
	if !safeLink.MatchString(link) {
		l.say(where, "LINK_SCHEME", fmt.Sprintf("%q is not a link that may be clicked.", link), "Begin it with mailto:, tel: or https://, or make it one {field}.")
	}
	l.placeholders(where, link)
}

func (l *linter) font(name, where string) {
	if _, ok := l.m.Brand.Fonts.Get(name); !ok {
		l.say(where, "FONT_UNKNOWN", fmt.Sprintf("There is no font %q in brand.fonts.", name), suggest(name, l.m.Brand.Fonts.Names()))
	}
}

func (l *linter) colors(z *Zone, where string) {
	for key, value := range sorted(map[string]string{"color": z.Color, "background": z.Background, "fill": z.Fill}) {
		if value != "" && value != "auto" && value != "sample" {
			l.color(where+"."+key, value)
		}
	}
}

func (l *linter) color(where, value string) {
	if _, ok := l.m.Color(value); !ok {
		l.say(where, "COLOR_UNKNOWN", fmt.Sprintf("%q is neither #RRGGBB nor a name of brand.palette.", value), suggest(value, l.m.Brand.Palette.Names()))
	}
}

// Color resolves #RRGGBB, #RRGGBBAA or a name of the palette to #RRGGBBAA.
func (m *Manifest) Color(value string) (string, bool) {
	if named, ok := m.Brand.Palette.Get(value); ok {
		value = named
	}
	if !strings.HasPrefix(value, "#") {
		return "", false
	}
	switch len(value) {
	case 7:
		return value + "FF", true
	case 9:
		return value, true
	}
	return "", false
}
