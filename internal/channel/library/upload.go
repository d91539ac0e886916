package library

import (
	"bytes"
	"context"
	"encoding/json"

	"github.com/portico-prm/portico/content"
	"github.com/portico-prm/portico/content/intake"
	"github.com/portico-prm/portico/content/problem"
	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// MaxTemplate is the most bytes of an uploaded template folder.
const MaxTemplate = 50 << 20

// Upload takes a template folder (a zip) in as a draft: compiled in the
// sandbox, checked with every check of the linter, frozen under the hash of
// its content. A folder with problems that block leaves nothing behind.
func (s *Service) Upload(ctx context.Context, folder []byte) (*Version, error) {
	ask := gate.Ask{Action: access.TemplateDraft}
	if len(folder) == 0 || len(folder) > MaxTemplate {
		return nil, fault.Field(fault.Invalid, "file", "FILE_SIZE", "A template folder is a zip of 1 byte to 50 MB; this has %d bytes.", len(folder))
	}
	if err := gate.Allow(ctx, s.gate, ask); err != nil {
		return nil, err
	}
	raw, err := s.sandbox.Do(ctx, intake.KindTemplate, folder)
	if err != nil {
		return nil, err
	}
	got, err := intake.ReadTemplateAnswer(raw)
	if err != nil {
		return nil, err
	}
	if got.Problems.Blocking() {
		return nil, refusal(got.Problems)
	}
	return s.keep(ctx, ask, got)
}

// keep stores package and sources, then the draft that names them.
func (s *Service) keep(ctx context.Context, ask gate.Ask, got *intake.TemplateAnswer) (*Version, error) {
	last, err := s.isNew(ctx, ask, got)
	if err != nil {
		return nil, err
	}
	if err := s.finish(ctx, last, got); err != nil {
		return nil, err
	}
	for _, source := range got.Sources {
		if _, err := s.files.Put(ctx, bytes.NewReader(source)); err != nil {
			return nil, err
		}
	}
	ref, err := s.files.Put(ctx, bytes.NewReader(got.Package))
	if err != nil {
		return nil, err
	}
	return gate.Write(ctx, s.gate, ask, func(tx *gate.Tx) (*Version, error) {
		id, err := putTemplate(ctx, tx, TemplateID(ids.New()), got.Slug, got.Title, got.Tags)
		if err != nil {
			return nil, err
		}
		v := draft(id, got, ref.SHA256, ref.Size)
		if who := tx.Actor().Person; who != "" {
			v.AuthorID = &who
		}
		if err := insertVersion(ctx, tx, v, got.Manifest); err != nil {
			return nil, versionTaken(err, v)
		}
		tx.Record(audit.Created("template_version", string(v.ID), map[string]string{"slug": v.Slug, "version": v.Version, "content": v.ContentSHA256}))
		return VersionByID(ctx, &tx.View, v.ID)
	})
}

const versionThere = `
select exists (
  select 1 from template_version v
  join template t on t.id = v.template_id
  where t.slug = $1 and v.version = $2)`

// isNew refuses a version that exists before anything of it is stored. Two at
// once are told apart by the database. It gives the version that partners got last.
func (s *Service) isNew(ctx context.Context, ask gate.Ask, got *intake.TemplateAnswer) (*Version, error) {
	return gate.Read(ctx, s.gate, ask, func(v *gate.View) (*Version, error) {
		var there bool
		if err := v.Get(ctx, &there, versionThere, got.Slug, got.Version); err != nil {
			return nil, err
		}
		if there {
			return nil, taken(&Version{Slug: got.Slug, Version: got.Version})
		}
		return lastOf(ctx, v, got.Slug, "")
	})
}

// finish does what takes more than the folder: it compares with the version
// before, and has the pages pictured.
func (s *Service) finish(ctx context.Context, last *Version, got *intake.TemplateAnswer) error {
	pkg := new(content.Package)
	if err := pkg.UnmarshalBinary(got.Package); err != nil {
		return err
	}
	if err := s.measure(ctx, last, pkg, got); err != nil {
		return err
	}
	return s.picture(ctx, pkg, got)
}

// measure tells the author of a draft at once that its number is too small. It
// is a warning: a draft may be looked at under any number, and goes no further.
func (s *Service) measure(ctx context.Context, last *Version, now *content.Package, got *intake.TemplateAnswer) error {
	if last == nil {
		return nil
	}
	old, err := s.packageOf(ctx, last.PackageSHA256)
	if err != nil {
		return err
	}
	step := content.Step(old, now)
	if due := step.Between(last.Version, got.Version); due.TooSmall() {
		got.Problems = append(got.Problems, due.Problem(problem.Warning))
	}
	return nil
}

func draft(id TemplateID, got *intake.TemplateAnswer, sha string, size int64) *Version {
	warnings, _ := json.Marshal(got.Problems) // plain values: cannot fail
	if got.Problems == nil {
		warnings = []byte("[]")
	}
	return &Version{ID: VersionID(ids.New()), TemplateID: id, Slug: got.Slug, Version: got.Version, State: Draft,
		ContentSHA256: got.ContentSHA256, PackageSHA256: sha, PackageBytes: size, Problems: warnings}
}

func versionTaken(err error, v *Version) error {
	if fault.KindOf(err) == fault.Conflict {
		return taken(v)
	}
	return err
}

func taken(v *Version) error {
	return fault.Field(fault.Conflict, "version", "VERSION_TAKEN", "%s %s exists. Raise the version in template.yaml.", v.Slug, v.Version)
}

func refusal(found problem.List) error {
	var all []*fault.Error
	for _, p := range found {
		if p.Severity == problem.Error {
			e := fault.Field(fault.Invalid, "file", p.Code, "%s", p.Sentence())
			e.Cause = found
			all = append(all, e)
		}
	}
	return fault.Join(all...)
}
