package course

import (
	"bytes"
	"context"

	"github.com/portico-prm/portico/content/course"
	"github.com/portico-prm/portico/content/intake"
	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// MaxFolder is the most bytes of an uploaded course folder.
const MaxFolder = 50 << 20

// Import takes a course folder (a zip) in as the draft of its course: read in
// the sandbox, checked whole. A folder with a problem leaves nothing behind.
func (s *Service) Import(ctx context.Context, folder []byte) (*Version, error) {
	ask := gate.Ask{Action: access.TrainingAuthor}
	if len(folder) == 0 || len(folder) > MaxFolder {
		return nil, fault.Field(fault.Invalid, "file", "FILE_SIZE", "A course folder is a zip of 1 byte to 50 MB; this has %d bytes.", len(folder))
	}
	if err := gate.Allow(ctx, s.gate, ask); err != nil {
		return nil, err
	}
	raw, err := s.sandbox.Do(ctx, intake.KindCourse, folder)
	if err != nil {
		return nil, err
	}
	got, err := intake.ReadCourseAnswer(raw)
	if err != nil {
		return nil, err
	}
	if got.Problems.Blocking() || got.Outline == nil {
		return nil, refusal("file", got.Problems)
	}
	files, err := s.keep(ctx, got.Files)
	if err != nil {
		return nil, err
	}
	return gate.Write(ctx, s.gate, ask, func(tx *gate.Tx) (*Version, error) {
		return s.draft(ctx, tx, got.Outline, files)
	})
}

// keep puts the files into the store, where each lies under its hash: what
// nobody names later is no harm.
func (s *Service) keep(ctx context.Context, all []intake.CourseFile) ([]*File, error) {
	out := make([]*File, len(all))
	for i, f := range all {
		ref, err := s.files.Put(ctx, bytes.NewReader(f.Body))
		if err != nil {
			return nil, err
		}
		out[i] = &File{ID: FileID(ids.New()), Path: f.Path, SHA256: ref.SHA256, Bytes: ref.Size, MediaType: f.MediaType}
	}
	return out, nil
}

// Save writes a draft that came by the API. It keeps the files of the draft, or
// of the version before it.
func (s *Service) Save(ctx context.Context, o *course.Outline) (*Version, error) {
	return gate.Write(ctx, s.gate, gate.Ask{Action: access.TrainingAuthor}, func(tx *gate.Tx) (*Version, error) {
		files, err := lastFiles(ctx, &tx.View, o.Key)
		if err != nil {
			return nil, err
		}
		if err := refusal("", o.Check(holds(files))); err != nil {
			return nil, err
		}
		return s.draft(ctx, tx, o, files)
	})
}

func holds(files []*File) func(string) bool {
	return func(path string) bool {
		for _, f := range files {
			if f.Path == path {
				return true
			}
		}
		return false
	}
}
