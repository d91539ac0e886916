package main

import (
	"context"
	"fmt"
	"strings"
	"testing/fstest"

	"github.com/portico-prm/portico/content"
)

// points in a millimetre: a manifest counts in these.
const perMM = 72 / 25.4

const head = `apiVersion: cobrand/v1
kind: Template
id: bench
version: 1.0.0
title: {en: Bench}
languages: {default: en, available: [en]}
access:
  discover: {id: audience, attr: partner.type, in: [reseller]}
  render: {id: logo, attr: partner.logos, has: usable}
fields:
  logo: {type: logo, source: partner.logos, required: true, edit: choose-variant}
  company: {type: text, source: partner.displayName, edit: locked, maxChars: 60}
  name: {type: text, source: user.name, edit: free, maxChars: 48}
  phone: {type: phone, source: user.phone, edit: free}
  email: {type: email, source: user.email, edit: free}
  website: {type: url, source: partner.website, edit: free}
  claim: {type: text, edit: free, default: strings.claim, maxChars: 80}
  landing: {type: tracking-url, edit: locked, short: "https://go.example/r/{render.shortId}"}
brand:
  vendorMark: {aspect: 4, clear: 0.5}
  partnerMark: {ratioToVendor: 0.9, maxHeightToVendor: 1.6, clear: 0.25}
  contrast: {min: 1.5, want: 3, fallback: [other-variant, plate]}
  plate: {fill: paper, radius: 2, padding: 0.2}
  palette: {ink: "#0B1F3A", paper: "#FFFFFF"}
  fonts: {body: {file: fonts/body.ttf}}
pieces:
`

const onPage = `      - base: {en: base/art.pdf#%d}
        zones:
          - {id: logo%[1]d, type: logo, field: logo, box: %[2]s, align: [right, middle], background: "#FFFFFF", minWidth: 15, minHeight: 3, alt: Logo}
          - {id: claim%[1]d, type: text, field: claim, box: %[3]s, font: body, size: [14, 9], color: ink, overflow: shrink-then-reject}
          - id: contact%[1]d
            type: block
            box: %[4]s
            font: body
            size: [9, 6]
            color: ink
            overflow: drop-optional-then-reject
            lines: [{text: "{company}"}, {text: "{name}"}, {text: "{phone}"}, {text: "{email}"}, {text: "{website}"}]
          - {id: code%[1]d, type: qr, field: landing, box: %[5]s, alt: Product page}
`

const asPicture = `  piece:
    kind: raster
    channel: social
    unit: px
    page: {width: %d, height: %d, safe: 8}
    pages:
      - base: {en: base/art.png}
        zones:
          - {id: logo, type: logo, field: logo, box: [%g, %g, %g, %g], align: [center, middle], background: sample, minWidth: 60, minHeight: 10, blockPPI: 0.5, alt: Logo}
    outputs:
      png: {format: png}
      jpeg: {format: jpeg, quality: 86}
      webp: {format: webp, quality: 86}
    altText: strings.alt
`

// kits are the templates as Portico stores them when they are published.
func kits(files map[string][]byte) error {
	for name, pages := range map[string]int{"flyer": 2, "deck": 12} {
		text := head + "  piece:\n    kind: pdf\n    channel: pdf\n    unit: mm\n    page: {width: 210, height: 297, safe: 5}\n    pages:\n"
		for i := range pages {
			text += fmt.Sprintf(onPage, i+1, logoBox.mm(), claimBox.mm(), contactBox.mm(), codeBox.mm())
		}
		if err := kit(files, name, text+"    outputs:\n      web: {format: pdf}\n", "base/art.pdf", name+".pdf"); err != nil {
			return err
		}
	}
	for name, size := range map[string][2]int{"small": {1200, 630}, "large": {3000, 2000}} {
		b := where(name)
		text := head + fmt.Sprintf(asPicture, size[0], size[1], b.X, b.Y, b.W, b.H)
		if err := kit(files, name, text, "base/art.png", name+".png"); err != nil {
			return err
		}
	}
	return nil
}

// where is the place of the logo on a picture.
func where(size string) box {
	for _, t := range tasks {
		if t.base == size+".png" {
			return t.zones[0]
		}
	}
	return box{}
}

func (b box) mm() string {
	return fmt.Sprintf("[%.3f, %.3f, %.3f, %.3f]", b.X/perMM, b.Y/perMM, b.W/perMM, b.H/perMM)
}

func kit(files map[string][]byte, name, manifest, art, from string) error {
	folder := fstest.MapFS{
		"template.yaml":   {Data: []byte(manifest)},
		"strings/en.yaml": {Data: []byte("claim: \"" + claimText + "\"\nalt: Bench\n")},
		"fonts/body.ttf":  {Data: files["font.ttf"]},
		art:               {Data: files[from]},
	}
	if !strings.Contains(manifest, "fields:") {
		return fmt.Errorf("no fields in %s", name)
	}
	p, found, err := content.Compile(context.Background(), folder, content.DefaultLimits())
	if err != nil || found.Blocking() {
		return fmt.Errorf("the kit %s: %v %v", name, err, found)
	}
	files[name+".kit"], err = p.MarshalBinary()
	return err
}
