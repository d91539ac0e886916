package pdf

import (
	"bytes"
	"io"
	"regexp"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/portico-prm/portico/content/place"
)

// report turns what the survey saw into a Report. rewritten says why the source
// is a copy, if it is one.
func (s *survey) report(rewritten string) *Report {
	d, root := s.d, dictOf(s.d.catalog())
	info := d.dict(d.trailer.get("Info"))
	r := &Report{
		Rewritten:  rewritten,
		Version:    d.version(root),
		Title:      d.text(info.get("Title")),
		Producer:   d.text(info.get("Producer")),
		Language:   d.text(root.get("Lang")),
		Tagged:     d.resolve(d.dict(root.get("MarkInfo")).get("Marked")) == true && root.get("StructTreeRoot") != nil,
		Signatures: s.sigs,
		URIs:       sorted(s.uris), NotEmbedded: sorted(s.fonts),
	}
	layers, _ := d.resolve(d.dict(root.get("OCProperties")).get("OCGs")).(array)
	r.Layers, r.LayerNames = len(layers), s.layerNames(layers)
	s.claims(r, root, info)
	s.pageFacts(r)
	r.Problems = s.hazardProblems()
	r.Active = len(r.Problems) > 0
	r.Problems = append(r.Problems, s.warnings(r)...)
	return r
}

func (s *survey) layerNames(groups array) []string {
	names := map[string]bool{}
	for _, g := range groups {
		names[s.d.text(s.d.dict(g).get("Name"))] = true
	}
	return sorted(names)
}

// version is the header's, or the catalogue's if that is higher.
func (d *document) version(root dict) string {
	at := d.src[d.shift+int64(len("%PDF-")):]
	v := string(at[:min(3, len(at))])
	if own, ok := d.resolve(root.get("Version")).(name); ok && string(own) > v {
		v = string(own)
	}
	return v
}

// text decodes a text string: UTF-16, UTF-8 or, near enough, Latin-1.
func (d *document) text(o object) string {
	b := d.bytes(o)
	switch {
	case bytes.HasPrefix(b, []byte{0xfe, 0xff}):
		units := make([]uint16, 0, len(b)/2)
		for i := 2; i+1 < len(b); i += 2 {
			units = append(units, uint16(b[i])<<8|uint16(b[i+1]))
		}
		return string(utf16.Decode(units))
	case bytes.HasPrefix(b, []byte{0xef, 0xbb, 0xbf}) && utf8.Valid(b):
		return string(b[3:])
	}
	runes := make([]rune, len(b))
	for i, c := range b {
		runes[i] = rune(c)
	}
	return string(runes)
}

// claims reads which standards the file says it keeps. Nothing is verified.
func (s *survey) claims(r *Report, root, info dict) {
	intents, _ := s.d.resolve(root.get("OutputIntents")).(array)
	for _, o := range intents {
		intent := s.d.dict(o)
		r.OutputIntents = append(r.OutputIntents, strings.TrimSpace(string(s.nameOf(intent, "S"))+" "+s.d.text(intent.get("OutputConditionIdentifier"))))
	}
	r.PDFX = s.d.text(info.get("GTS_PDFXVersion"))
	xmp := s.metadata(root)
	r.PDFA = xmpValue(xmp, "pdfaid:part") + strings.ToLower(xmpValue(xmp, "pdfaid:conformance"))
	r.PDFUA = xmpValue(xmp, "pdfuaid:part")
	if x := xmpValue(xmp, "pdfxid:GTS_PDFXVersion"); x != "" {
		r.PDFX = x
	}
}

// metadata returns the XMP packet; one over a megabyte says nothing we need.
func (s *survey) metadata(root dict) string {
	m, ok := s.d.resolve(root.get("Metadata")).(*stream)
	if !ok {
		return ""
	}
	r, err := s.d.unpack(m)
	if err != nil {
		return ""
	}
	b, _ := io.ReadAll(io.LimitReader(r, 1<<20))
	return string(b)
}

// xmpValue finds a property written as an element or as an attribute.
func xmpValue(xmp, property string) string {
	re := regexp.MustCompile(regexp.QuoteMeta(property) + `\s*(?:>|=\s*["'])\s*([^<"']{1,40})`)
	if m := re.FindStringSubmatch(xmp); m != nil {
		return strings.TrimSpace(m[1])
	}
	return ""
}

func (s *survey) pageFacts(r *Report) {
	for _, l := range s.leaves {
		g := s.d.geometry(l)
		f := PageFacts{
			Page: g.page(), Rotate: g.rotate, UserUnit: g.unit,
			HasTrimBox: g.hasTrim, HasBleedBox: g.hasBleed,
			Annotations: s.annotations(l, g),
		}
		for _, a := range f.Annotations {
			switch a.Kind {
			case "Link":
				r.Links++
			case "Widget":
				r.Fields++
			}
		}
		r.Pages = append(r.Pages, f)
	}
}

// hiddenFlag is bit 2 of an annotation's /F: shown nowhere, ISO 32000-2 12.5.3.
const hiddenFlag = 2

// annotations lists what lies over the content of a page and is not hidden.
func (s *survey) annotations(l leaf, g geometry) []Annotation {
	list, _ := s.d.resolve(l.dict.get("Annots")).(array)
	var out []Annotation
	for _, o := range list {
		a := s.d.dict(o)
		b, ok := s.d.box(a.get("Rect"))
		flags, _ := integer(s.d.resolve(a.get("F")))
		if !ok || s.nameOf(a, "Subtype") == "Popup" || flags&hiddenFlag != 0 {
			continue
		}
		out = append(out, Annotation{
			Kind:  string(s.nameOf(a, "Subtype")),
			Field: s.fieldName(a),
			URI:   s.d.text(s.d.dict(a.get("A")).get("URI")),
			Box:   g.sheetRect(b),
		})
	}
	return out
}

// fieldName joins the partial names from the widget up.
func (s *survey) fieldName(a dict) string {
	out := ""
	for range 16 {
		if a == nil {
			break
		}
		if t := s.d.text(a.get("T")); t != "" && s.nameOf(a, "Subtype") != "Popup" {
			if out != "" {
				t += "." + out
			}
			out = t
		}
		a = s.d.dict(a.get("Parent"))
	}
	return out
}

// sheetRect is a user space box in sheet coordinates, y down.
func (g geometry) sheetRect(b box) place.Rect {
	v := g.displayed(b)
	_, h := g.size()
	return place.Rect{X: v[0], Y: h - v[3], W: v.width(), H: v.height()}
}
