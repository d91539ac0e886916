package content

import (
	"io/fs"
	"path"
	"time"

	"github.com/portico-prm/portico/content/logo"
	"github.com/portico-prm/portico/content/problem"
	"github.com/portico-prm/portico/content/spec"
)

// JobFor makes the job of a sample partner. The files of its marks are read
// from dir of the file system and taken in, so this belongs into the worker.
func JobFor(fsys fs.FS, dir string, p *spec.Partner, now time.Time, lim logo.Limits) (Job, problem.List) {
	return NewJob(p, now, func(file string) (*logo.Mark, problem.List) { return intakeFrom(fsys, path.Join(dir, file), lim) })
}

// NewJob makes the job of a sample partner whose marks the caller takes in. Its
// language is the partner's first.
func NewJob(p *spec.Partner, now time.Time, intake func(file string) (*logo.Mark, problem.List)) (Job, problem.List) {
	job := Job{Values: p.Values(), Facts: p.Facts(now), Marks: map[string][]VariantMark{}}
	var found problem.List
	take := func(source string, logos []spec.PartnerLogo) {
		for _, l := range logos {
			m, list := intake(l.File)
			found = append(found, list...)
			if m != nil {
				job.Marks[source] = append(job.Marks[source], VariantMark{Variant: variantOf(l), Mark: m})
			}
		}
	}
	take("partner.logos", p.Logos)
	if p.Parent != nil {
		take("parent.logos", p.Parent.Logos)
	}
	if len(p.Languages) > 0 {
		job.Language = string(p.Languages[0])
	}
	return job, found
}

func variantOf(l spec.PartnerLogo) string {
	if l.Variant == "" {
		return "full-color"
	}
	return l.Variant
}

func intakeFrom(fsys fs.FS, name string, lim logo.Limits) (*logo.Mark, problem.List) {
	if !fs.ValidPath(name) {
		return nil, problem.List{{Code: "FILE_MISSING", Severity: problem.Error, Where: name, Message: "The path leads out of the folder.", Fix: "Keep the logos of a fixture inside the template."}}
	}
	data, found := spec.ReadFile(fsys, name, 64<<20)
	if found != nil {
		return nil, found
	}
	m, found, err := logo.Intake(path.Base(name), data, lim)
	if err != nil {
		found = append(found, problem.Problem{Code: "LOGO_UNREADABLE", Severity: problem.Error, Message: "The logo could not be read.", Fix: "Export it again as SVG or PNG."})
	}
	for i := range found {
		found[i].Where = name
	}
	if found.Blocking() {
		return nil, found
	}
	return m, found
}
