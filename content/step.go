package content

import "github.com/portico-prm/portico/content/spec"

// Step is the way from one package of a template to another: what changed, and
// which version number has to say so.
func Step(old, now *Package) spec.Step {
	a, b := old.whole(), now.whole()
	all := append(spec.Diff(a, b), spec.DiffFiles(old.meta.Drawn, now.meta.Drawn)...)
	return spec.StepOf(a, b, all)
}

// whole is the manifest with its texts, which lie beside it in a package.
func (p *Package) whole() *spec.Manifest {
	m := *p.meta.Manifest
	m.Strings, m.Legal = p.meta.Strings, p.meta.Legal
	return &m
}
