// Package spec is the language in which a vendor writes a template: a folder
// with template.yaml, art, texts, clauses, fonts and sample partners.
//
//	template.yaml          the manifest, checked against schema.json
//	base/                  art per language: PDF, PNG or JPEG, never altered
//	layouts/square.yaml    a piece at another ratio: the same zones, other boxes
//	strings/en.yaml        texts, one file per language
//	legal/en.yaml          clauses
//	fonts/                 TrueType files with their licence
//	fixtures/*.yaml        sample partners for tests and previews
//
// Everything that a partner may change is a field; everything drawn is a zone
// that shows a field. Boxes are [x, y, width, height] from the top left of the
// displayed trim box, in mm for PDF and pixels for images. The manifest is data
// only: no expressions, no scripts, and interpolation no wider than {name}.
//
// Load reads and checks the shape, Lint the sense: that references resolve, that
// texts exist in every language, that zones lie inside the safe area and clear
// of what they must not touch. What needs fonts or art to be measured is checked
// by package content when it compiles the folder.
package spec
