package main

import "fmt"

// templateCommand makes and checks template folders.
type templateCommand struct {
	New  templateNewCommand  `cmd:"" help:"Make a working template folder from a PDF, PNG or JPEG."`
	Lint templateLintCommand `cmd:"" help:"Check a template folder as publishing would."`
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
		j.SHA256 = pkg.Hash()
		m := pkg.Manifest()
		done = fmt.Sprintf("%s %s is sound: %d pieces, %d languages, sha256 %s", m.ID, m.Version, len(m.Pieces), len(m.Languages.Available), pkg.Hash())
	}
	return j.end(done)
}
