package main

import (
	"fmt"

	"github.com/portico-prm/portico/content/logo"
)

// logoCommand looks at logos.
type logoCommand struct {
	Check logoCheckCommand `cmd:"" help:"Tell whether a logo would be accepted, and what is wrong if not."`
}

// logoCheckCommand takes a logo in and throws it away.
type logoCheckCommand struct {
	File string `arg:"" help:"SVG, PDF, Illustrator, PNG, JPEG or WebP file." type:"path"`
	JSON bool   `name:"json" help:"Print one JSON object."`
	Lang string `default:"en" enum:"en,de,fr" help:"Language of the findings: en, de or fr."`
}

// Run checks the file. Exit code 0: accepted, perhaps with warnings.
func (c *logoCheckCommand) Run(to *console) error {
	j := to.job(c.JSON)
	m, found, err := intakeLogo(c.File)
	j.Problems = found.In(c.Lang)
	if err != nil {
		j.Problems = append(j.Problems, problemOf(c.File, err))
	}
	done := ""
	if m != nil && !j.refused() {
		j.SHA256, j.Bytes = m.SourceSHA256, int64(m.Source.Bytes)
		j.Logo = factsOf(m)
		done = fmt.Sprintf("accepted: %s, %.0f x %.0f after trimming", m.Kind, m.Width, m.Height)
	}
	return j.end(done)
}

func factsOf(m *logo.Mark) *logoFacts {
	return &logoFacts{Kind: m.Kind, Width: m.Width, Height: m.Height, Density: m.Density, Centre: m.Centre,
		Colors: m.Colors, Background: m.Background, Flags: m.Flags, Look: m.Look, Offers: m.Offers(), Source: m.Source}
}
