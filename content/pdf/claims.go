package pdf

import (
	"regexp"
	"strings"
)

// Claims are the standards that a source says it keeps, and what a tail needs to
// keep them, or to stop saying so: a copy must not claim what it is not. They
// are there only if the source claims something.
type Claims struct {
	PDFA  string `json:"pdfA,omitempty"`  // part and level: "2u"
	PDFUA string `json:"pdfUA,omitempty"` // part: "1"
	PDFX  string `json:"pdfX,omitempty"`  // "PDF/X-4"

	ArchiveIntent bool `json:"archiveIntent,omitempty"` // an output intent of PDF/A
	PressIntent   bool `json:"pressIntent,omitempty"`   // and of PDF/X

	Metadata *saying  `json:"metadata,omitempty"` // the XMP packet
	Info     *saying  `json:"info,omitempty"`
	Tags     *tagRoot `json:"tags,omitempty"` // of a tagged document
}

// saying is an object that says what the file keeps, to be written again.
type saying struct {
	Object     int    `json:"object"`
	Generation int    `json:"generation,omitempty"`
	Text       []byte `json:"text"` // of Info: its entries less those that claim
}

// Broken says, for each claim that a copy cannot keep, why not.
type Broken struct {
	Claim  string `json:"claim"` // PDF/A-1b
	Reason string `json:"reason"`
}

// Broken are the claims that a copy for the screen, or for the press, cannot
// keep. It says them no more.
func (c *Claims) Broken(print bool) []Broken {
	if c == nil {
		return nil
	}
	var out []Broken
	add := func(claim, reason string) {
		if claim != "" && reason != "" {
			out = append(out, Broken{claim, reason})
		}
	}
	add(prefixed("PDF/A-", c.PDFA), c.archiveBreaks())
	add(prefixed("PDF/UA-", c.PDFUA), c.accessBreaks())
	add(c.PDFX, c.pressBreaks(print))
	return out
}

func prefixed(prefix, s string) string {
	if s == "" {
		return ""
	}
	return prefix + s
}

// Our additions have embedded fonts with Unicode, device-independent colour, and
// transparency where a logo has it; which parts 2 and 3 allow.
func (c *Claims) archiveBreaks() string {
	switch {
	case c.PDFA == "":
		return ""
	case c.PDFA[0] != '2' && c.PDFA[0] != '3':
		return "additions are made for PDF/A-2 and PDF/A-3 only"
	case !c.ArchiveIntent:
		return "the file has no output intent for archives, so its greys mean nothing certain"
	case strings.HasSuffix(c.PDFA, "a") && c.Tags == nil:
		return "the file has no tags that links could be added to"
	}
	return ""
}

func (c *Claims) accessBreaks() string {
	switch {
	case c.PDFUA == "":
		return ""
	case c.PDFUA != "1":
		return "additions are made for PDF/UA-1 only"
	case c.Tags == nil:
		return "the file has no tags that links could be added to"
	}
	return ""
}

func (c *Claims) pressBreaks(print bool) string {
	switch {
	case c.PDFX == "":
		return ""
	case !strings.HasPrefix(c.PDFX, "PDF/X-4"):
		return "additions are made for PDF/X-4 only"
	case !c.PressIntent:
		return "the file has no output intent for the press"
	case !print:
		return "links may not stand on the page of a file for the press"
	}
	return ""
}

// keeps tells which standards the copy still keeps.
func (c *Claims) keeps(print bool) (archive, access, press bool) {
	if c == nil {
		return false, false, false
	}
	return c.PDFA != "" && c.archiveBreaks() == "", c.PDFUA != "" && c.accessBreaks() == "", c.PDFX != "" && c.pressBreaks(print) == ""
}

// claimed reads what a tail needs to know of the file's claims.
func (s *survey) claimed(r *Report) *Claims {
	if r.PDFA == "" && r.PDFUA == "" && r.PDFX == "" {
		return nil
	}
	root := dictOf(s.d.catalog())
	c := &Claims{PDFA: r.PDFA, PDFUA: r.PDFUA, PDFX: r.PDFX, Tags: s.tagRoot(root), Metadata: s.packet(root), Info: s.infoSaying()}
	for _, intent := range r.OutputIntents {
		c.ArchiveIntent = c.ArchiveIntent || strings.HasPrefix(intent, "GTS_PDFA1")
		c.PressIntent = c.PressIntent || strings.HasPrefix(intent, "GTS_PDFX")
	}
	return c
}

func (s *survey) packet(root dict) *saying {
	at, ok := root.get("Metadata").(ref)
	text := s.metadata(root)
	if !ok || text == "" {
		return nil
	}
	return &saying{Object: at.num, Generation: at.gen, Text: []byte(text)}
}

func (s *survey) infoSaying() *saying {
	at, ok := s.d.trailer.get("Info").(ref)
	info := s.d.dict(at)
	if !ok || !info.has("GTS_PDFXVersion") {
		return nil
	}
	return &saying{Object: at.num, Generation: at.gen, Text: writer{same}.entries(nil, info.without("GTS_PDFXVersion", "GTS_PDFXConformance"))}
}

// withdraw writes those objects again that claim what the copy does not keep.
func (t *tail) withdraw() {
	c := t.plan.Claims
	if c == nil || len(c.Broken(t.print != nil)) == 0 {
		return
	}
	archive, access, press := c.keeps(t.print != nil)
	if m := c.Metadata; m != nil {
		text := m.Text
		for prefix, kept := range map[string]bool{"pdfaid": archive, "pdfuaid": access, "pdfxid": press} {
			if !kept {
				text = silenced(text, prefix)
			}
		}
		t.begin(m.Object, m.Generation)
		t.out = append(part{dict: "<</Type /Metadata\n/Subtype /XML\n>>", stream: text}.appendTo(t.out, 0), "\nendobj\n"...)
	}
	if i := c.Info; i != nil && !press {
		t.putGeneration(i.Object, i.Generation, append(append([]byte("<<"), i.Text...), ">>"...))
	}
}

// silenced is a packet without the properties of a prefix, written as elements
// or as attributes.
func silenced(xmp []byte, prefix string) []byte {
	element := regexp.MustCompile(`<` + prefix + `:\w+[^<>]*>[^<]*</` + prefix + `:\w+\s*>`)
	attribute := regexp.MustCompile(`\s` + prefix + `:\w+\s*=\s*(?:"[^"]*"|'[^']*')`)
	return attribute.ReplaceAll(element.ReplaceAll(xmp, nil), nil)
}
