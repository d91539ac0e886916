package spec_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/portico-prm/portico/content/problem"
	"github.com/portico-prm/portico/content/spec"
)

const flyer = `# A flyer in two languages.
apiVersion: cobrand/v1
kind: Template
id: flyer
version: 1.2.3
title: {en: Flyer, de: Flugblatt}
languages: {default: en, available: [en, de], fallback: {de-AT: de}}
lifecycle: {embargoUntil: "2026-01-01T00:00:00Z", expiresAt: "2027-12-31T00:00:00Z"}
access:
  discover: {id: audience, attr: partner.type, in: [reseller]}
  render:
    all:
      - {id: tier, attr: partner.tier, atLeast: silver}
      - {id: level, attr: partner.accessLevel, atLeast: COBRAND}
fields:
  logo: {type: logo, source: partner.logos, required: true, edit: choose-variant}
  company: {type: text, source: partner.displayName, edit: locked, maxChars: 60}
  phone: {type: phone, source: user.phone, edit: free}
  claim: {type: choice, edit: choose, default: fast, options: {fast: strings.fast, safe: strings.safe}}
  landing: {type: tracking-url, edit: locked, short: "https://go.example/r/{render.shortId}"}
  legal: {type: legal, edit: locked, clauses: [{id: tm, text: legal.tm}]}
brand:
  vendorMark: {aspect: 4, clear: 0.5}
  palette: {ink: "#0B1F3A"}
  fonts: {body: {file: fonts/Body.ttf}}
pieces:
  flyer:
    kind: pdf
    unit: mm
    page: {width: 210, height: 297, safe: 8}
    pages:
      - base: {en: base/flyer.pdf#1, de: base/flyer.pdf#1}
        keepOut: [{id: vendor-logo, box: [16, 14, 48, 12]}]
        zones:
          - {id: logo1, type: logo, field: logo, box: [124, 9, 70, 22], background: "#FFFFFF", minWidth: 22, minHeight: 6, alt: "{company} logo"}
          - {id: claim, type: text, field: claim, box: [16, 96, 120, 16], font: body, size: [22, 16], color: ink, overflow: shrink-then-reject}
          - id: contact
            type: block
            box: [46, 246, 86, 24]
            font: body
            size: [9, 7.5]
            overflow: drop-optional-then-reject
            lines:
              - {text: "{company}"}
              - {text: "{phone}", optional: true, link: "tel:{phone}"}
          - {id: qr, type: qr, field: landing, box: [176, 246, 22, 22], alt: Product page}
          - {id: legal, type: legal, field: legal, box: [16, 274, 178, 12], font: body, size: [6.5, 5.5], overflow: shrink-then-reject}
    outputs:
      web: {format: pdf}
tests:
  - {partner: fixtures/gold, piece: flyer, output: web, expect: allow}
`

func folder(manifest string) fstest.MapFS {
	file := func(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }
	return fstest.MapFS{
		"template.yaml":        file(manifest),
		"base/flyer.pdf":       file("%PDF-"),
		"fonts/Body.ttf":       file("font"),
		"strings/en.yaml":      file("fast: Fast\nsafe: Safe\n"),
		"strings/de.yaml":      file("fast: Schnell\nsafe: Sicher\n"),
		"legal/en.yaml":        file("tm: {text: A trademark of {{company}}., owner: legal}\n"),
		"legal/de.yaml":        file("tm: {text: \"Eine Marke von {company}.\"}\n"),
		"fixtures/gold.yaml":   file("displayName: Gold\nlogos: [{file: logos/gold.png}]\n"),
		"fixtures/logos/g.png": file("png"),
		".git/config":          file("not part of it"),
	}
}

func goodFolder(manifest string) fstest.MapFS {
	f := folder(manifest)
	f["legal/en.yaml"] = &fstest.MapFile{Data: []byte("tm: {text: \"A trademark of {company}.\", owner: legal, validTo: \"2030-01-01\"}\n")}
	return f
}

func load(t *testing.T, f fstest.MapFS) (*spec.Manifest, problem.List) {
	t.Helper()
	m, found := spec.Load(f, spec.DefaultLimits())
	if !found.Blocking() {
		found = append(found, m.Lint()...)
	}
	return m, found
}

// change replaces a text that must be there.
func change(t *testing.T, old, new string) string {
	t.Helper()
	if !strings.Contains(flyer, old) {
		t.Fatalf("the flyer has no %q", old)
	}
	return strings.Replace(flyer, old, new, 1)
}
