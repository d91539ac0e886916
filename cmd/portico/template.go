package main

import (
	"fmt"
	"strings"

	"github.com/portico-prm/portico/content"
)

// templateCommand makes and checks template folders.
type templateCommand struct {
	New     templateNewCommand     `cmd:"" help:"Make a working template folder from a PDF, PNG or JPEG."`
	Lint    templateLintCommand    `cmd:"" help:"Check a template folder as publishing would."`
	Preview templatePreviewCommand `cmd:"" help:"Draw what the sample partners of a template will get, as pictures."`
	Test    templateTestCommand    `cmd:"" help:"Run the tests of a template, and hold its pages against those that somebody has looked at."`
	Schema  templateSchemaCommand  `cmd:"" help:"Print the JSON Schema of template.yaml, for editors."`
	Diff    templateDiffCommand    `cmd:"" help:"Say what changed between two folders of a template, and which version number that asks for."`
}

// templateLintCommand compiles a folder and throws the result away.
type templateLintCommand struct {
	Dir  string `arg:"" help:"Template folder." type:"path"`
	JSON bool   `name:"json" help:"Print one JSON object."`
}

// Run prints the findings. Exit code 0: it could be published, perhaps with warnings.
func (c *templateLintCommand) Run(to *console) error {
	j := to.job(c.JSON)
	pkg, found, err := prepareTemplate(c.Dir)
	j.Problems = found
	if err != nil {
		j.Problems = append(j.Problems, problemOf(c.Dir, err))
	}
	done := ""
	if pkg != nil && !j.refused() {
		j.SHA256, j.Variants = pkg.Hash(), pkg.Variants()
		m := pkg.Manifest()
		done = fmt.Sprintf("%s %s is sound: pieces %s; languages %s; sha256 %s", m.ID, m.Version, strings.Join(m.Pieces.Names(), ", "), strings.Join(m.Languages.Available, ", "), pkg.Hash())
	}
	return j.end(done + told(j.Variants))
}

// told is a line for each PDF that partners' copies begin with.
func told(variants []content.Variant) string {
	out := ""
	for _, v := range variants {
		left := "whole"
		if len(v.WithoutPages)+len(v.WithoutLayers) > 0 {
			left = fmt.Sprintf("without pages %v and layers %q", v.WithoutPages, v.WithoutLayers)
		}
		out += fmt.Sprintf("\n%s %s: %s %s, %d pages, %d bytes, sha256 %s", v.Piece, v.Language, v.File, left, v.Pages, v.Bytes, v.SHA256)
	}
	return out
}
