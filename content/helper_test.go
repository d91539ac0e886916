package content_test

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/portico-prm/portico/content"
	"github.com/portico-prm/portico/content/logo"
	"github.com/portico-prm/portico/content/problem"
	"github.com/portico-prm/portico/content/rule"
	"github.com/portico-prm/portico/content/spec"
)

// kit is a template with a page and a picture, in two languages.
const kit = `apiVersion: cobrand/v1
kind: Template
id: kit
version: 1.0.0
title: {en: Kit, de: Paket}
languages: {default: en, available: [en, de], fallback: {de-AT: de}}
access:
  discover: {id: audience, attr: partner.type, in: [reseller, distributor]}
  render:
    all:
      - {id: tier, attr: partner.tier, atLeast: silver}
      - {id: logo, attr: partner.logos, has: usable}
  approval:
    requiredIf: {id: edited, attr: input.edited, anyOf: [cta]}
    by: [role/channel-marketing]
    reuse: same-inputs
fields:
  logo: {type: logo, source: partner.logos, required: true, edit: choose-variant}
  via: {type: logo, source: parent.logos, edit: locked}
  badge: {type: badge, source: program.badge, edit: locked}
  photo: {type: image, source: partner.photo, edit: free}
  company: {type: text, source: partner.displayName, edit: locked, maxChars: 60}
  name: {type: text, source: user.name, edit: free, maxChars: 48}
  phone: {type: phone, source: user.phone, edit: free}
  email: {type: email, source: user.email, edit: free, domains: partner.verifiedDomains}
  website: {type: url, source: partner.website, edit: free}
  claim: {type: choice, edit: choose, default: fast, options: {fast: strings.fast, safe: strings.safe}}
  cta: {type: text, edit: free, default: strings.cta, maxChars: 40, lines: 2, forbid: ["(?i)guarantee"]}
  when: {type: date, edit: free, notBefore: today, style: long}
  landing: {type: tracking-url, edit: locked, short: "https://go.example/r/{render.shortId}"}
  legal:
    type: legal
    edit: locked
    clauses:
      - {id: tm, text: legal.tm}
      - {id: eu, text: legal.eu, onlyIf: {attr: partner.territories, anyOf: [DE, FR]}}
brand:
  vendorMark: {aspect: 4, clear: 0.5}
  partnerMark: {ratioToVendor: 0.9, maxHeightToVendor: 1.6, clear: 0.25}
  palette: {ink: "#0B1F3A", paper: "#FFFFFF"}
  fonts:
    body: {file: fonts/OpenSans-Regular.ttf}
    strong: {file: fonts/OpenSans-Bold.ttf}
pieces:
  sheet:
    kind: pdf
    channel: pdf
    unit: mm
    page: {width: 210, height: 297, safe: 8}
    pages:
      - base: {en: base/sheet.pdf#1, de: base/sheet.pdf#1}
        keepOut: [{id: vendor-logo, box: [16, 14, 48, 12]}]
        zones:
          - {id: logo1, type: logo, field: logo, box: [124, 9, 70, 22], align: [right, middle], background: "#FFFFFF", minWidth: 15, minHeight: 4, alt: "{company} logo"}
          - {id: claim, type: text, field: claim, box: [16, 96, 120, 16], font: strong, size: [22, 12], color: ink, overflow: shrink-then-reject}
          - {id: cta, type: text, field: cta, box: [16, 120, 120, 20], font: body, size: [16, 10], color: ink, overflow: shrink-then-reject}
          - {id: when, type: text, field: when, box: [16, 150, 120, 10], font: body, size: [14, 9], color: ink, overflow: reject, onlyIf: {attr: input.when, present: true}}
          - {id: photo, type: image, field: photo, box: [140, 96, 50, 50], alt: A photograph, blockPPI: 20, minPPI: 20}
      - base: {en: base/sheet.pdf#2, de: base/sheet.pdf#2}
        zones:
          - {id: via, type: logo, field: via, box: [140, 200, 40, 14], background: "#FFFFFF", minWidth: 8, minHeight: 3, label: strings.via, onlyIf: {attr: partner.hasParent, is: true}, alt: "{parent.displayName} logo"}
          - {id: badge, type: badge, field: badge, box: [16, 200, 24, 24], alt: Badge}
          - id: contact
            type: block
            box: [46, 240, 86, 30]
            font: body
            size: [9, 6]
            color: ink
            overflow: drop-optional-then-reject
            lines:
              - {text: "{company}", font: strong}
              - {text: "{name}", optional: true}
              - {text: "{phone}", optional: true, link: "tel:{phone}"}
              - {text: "{email}", optional: true, link: "mailto:{email}"}
              - {text: "{website}", optional: true, link: "{website}"}
          - {id: qr, type: qr, field: landing, box: [176, 246, 22, 22], alt: Product page}
          - {id: legal, type: legal, field: legal, box: [16, 274, 178, 12], font: body, size: [6.5, 5], overflow: shrink-then-reject}
    outputs:
      web: {format: pdf}
      print: {format: pdf, bleed: true, blockPPI: 60, minPPI: 100}
  social:
    kind: raster
    channel: social
    unit: px
    page: {width: 600, height: 315, safe: 20}
    pages:
      - base: {en: base/social.png, de: base/social.png}
        zones:
          - {id: slogo, type: logo, field: logo, box: [400, 20, 160, 60], background: sample, minWidth: 30, minHeight: 10, blockPPI: 0.5, alt: "{company} logo"}
          - {id: scta, type: text, field: cta, box: [30, 200, 400, 80], font: strong, size: [28, 14], color: auto, overflow: shrink-then-reject}
    outputs:
      png: {format: png}
      jpeg: {format: jpeg, width: 300, quality: 86}
      webp: {format: webp, width: 300, quality: 86}
    altText: strings.alt
tests:
  - {partner: fixtures/gold, piece: sheet, output: web, expect: allow}
  - {partner: fixtures/bronze, piece: sheet, output: web, expect: locked, because: [tier]}
  - {partner: fixtures/msp, piece: social, output: png, expect: hidden, because: [audience]}
`

const goldYAML = `displayName: Müller & Söhne GmbH
type: reseller
tier: gold
status: active
territories: [DE]
languages: [en]
contact: {name: Jana Weber, phone: +49 30 1234567, email: jana@mueller.example, website: www.mueller.example}
logos: [{file: logos/red.png}]
`

func file(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }

// folder is the kit with everything that it names.
func folder() fstest.MapFS {
	regular, _ := spec.DefaultFonts.ReadFile("fonts/OpenSans-Regular.ttf")
	bold, _ := spec.DefaultFonts.ReadFile("fonts/OpenSans-Bold.ttf")
	return fstest.MapFS{
		"template.yaml":              file(kit),
		"strings/en.yaml":            file("fast: Fast where it counts\nsafe: Safe by design\ncta: Ask us today\nvia: delivered with\nalt: \"{company} and us\"\n"),
		"strings/de.yaml":            file("fast: Schnell, wo es zählt\nsafe: Sicher von Grund auf\ncta: Fragen Sie uns\nvia: geliefert mit\nalt: \"{company} und wir\"\n"),
		"legal/en.yaml":              file("tm: {text: Veldmark is a trademark., validTo: \"2027-12-31\"}\neu: {text: \"Energy class A for {company}.\"}\n"),
		"legal/de.yaml":              file("tm: {text: Veldmark ist eine Marke.}\neu: {text: \"Energieklasse A bei {company}.\"}\n"),
		"fixtures/gold.yaml":         file(goldYAML),
		"fixtures/bronze.yaml":       file(strings.Replace(goldYAML, "gold", "bronze", 1)),
		"fixtures/msp.yaml":          file(strings.Replace(goldYAML, "reseller", "msp", 1)),
		"fixtures/logos/red.png":     {Data: logoPNG(800, 240, color.NRGBA{200, 30, 40, 255})},
		"base/sheet.pdf":             {Data: pdfFile(2, 595.28, 841.89, "")},
		"base/social.png":            {Data: picture(600, 315, color.NRGBA{12, 40, 80, 255})},
		"fonts/OpenSans-Regular.ttf": {Data: regular},
		"fonts/OpenSans-Bold.ttf":    {Data: bold},
	}
}

// pdfFile makes a plain document. page is put into each page dictionary.
func pdfFile(pages int, w, h float64, page string) []byte {
	return pdfSaying("", pages, w, h, page)
}

// pdfSaying also has entries in its catalogue, and objects of its own behind the
// pages.
func pdfSaying(catalog string, pages int, w, h float64, page string, more ...string) []byte {
	var b bytes.Buffer
	var offsets []int
	object := func(s string) {
		offsets = append(offsets, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", len(offsets), s)
	}
	b.WriteString("%PDF-1.7\n")
	var kids strings.Builder
	for i := range pages {
		fmt.Fprintf(&kids, "%d 0 R ", 3+2*i)
	}
	object("<</Type /Catalog /Pages 2 0 R " + catalog + ">>")
	object(fmt.Sprintf("<</Type /Pages /Kids [%s] /Count %d>>", kids.String(), pages))
	for i := range pages {
		object(fmt.Sprintf("<</Type /Page /Parent 2 0 R /MediaBox [0 0 %g %g] /Resources <<>> /Contents %d 0 R %s>>", w, h, 4+2*i, page))
		art := "0.9 0.9 0.95 rg 40 40 100 60 re f"
		object(fmt.Sprintf("<</Length %d>>\nstream\n%s\nendstream", len(art), art))
	}
	for _, o := range more {
		object(o)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, o := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d /Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(offsets)+1, start)
	return b.Bytes()
}

func picture(w, h int, c color.NRGBA) []byte {
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	for i := 0; i < len(img.Pix); i += 4 {
		copy(img.Pix[i:], []byte{c.R, c.G, c.B, c.A})
	}
	return pngOf(img)
}

// logoPNG is a bar and a square on nothing.
func logoPNG(w, h int, c color.NRGBA) []byte {
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			if x < h && y > h/8 && y < h*7/8 || y > h/3 && y < h*2/3 {
				img.SetNRGBA(x, y, c)
			}
		}
	}
	return pngOf(img)
}

func pngOf(img image.Image) []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		panic(err)
	}
	return b.Bytes()
}

var today = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

func compile(t testing.TB, f fstest.MapFS) (*content.Package, problem.List) {
	t.Helper()
	lim := content.DefaultLimits()
	lim.Now = today
	p, found, err := content.Compile(context.Background(), f, lim)
	if err != nil {
		t.Fatal(err)
	}
	return p, found
}

// open compiles a folder without findings and opens its frozen form.
func open(t testing.TB, f fstest.MapFS) *content.Template {
	t.Helper()
	p, found := compile(t, f)
	if len(found) > 0 {
		t.Fatal(found)
	}
	b, err := p.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	tpl, err := content.Open(b)
	if err != nil {
		t.Fatal(err)
	}
	return tpl
}

// gold is the job of the kit's gold reseller.
func gold(t testing.TB) content.Job {
	t.Helper()
	p, found := spec.ParsePartner("gold.yaml", []byte(goldYAML))
	if found != nil {
		t.Fatal(found)
	}
	job, found := content.JobFor(folder(), "fixtures", p, today, logo.Limits{})
	if found.Blocking() {
		t.Fatal(found)
	}
	return job
}

func mark(t testing.TB, c color.NRGBA) *logo.Mark {
	t.Helper()
	m, found, err := logo.Intake("mark.png", logoPNG(800, 240, c), logo.Limits{})
	if err != nil || found.Blocking() {
		t.Fatal(err, found)
	}
	return m
}

func render(t testing.TB, tpl *content.Template, job content.Job) (content.Output, problem.List) {
	t.Helper()
	out, found, err := tpl.Render(context.Background(), job)
	if err != nil {
		t.Fatal(err)
	}
	return out, found
}

var _ = rule.Allowed
