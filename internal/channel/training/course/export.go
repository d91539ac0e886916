package course

import (
	"context"
	"encoding/json"
	"io"

	"github.com/portico-prm/portico/content/course"
	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/blob"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// Export packs a version as the zip of its folder: what Import takes back.
func (s *Service) Export(ctx context.Context, id VersionID) (name string, packed []byte, err error) {
	type found struct {
		outline *course.Outline
		files   []*File
	}
	got, err := gate.Read(ctx, s.gate, gate.Ask{Action: access.TrainingAuthor}, func(v *gate.View) (found, error) {
		o, err := outlineOf(ctx, v, id)
		if err != nil {
			return found{}, err
		}
		files, err := filesOf(ctx, v, id)
		return found{o, files}, err
	})
	if err != nil {
		return "", nil, err
	}
	folder := &course.Folder{Outline: got.outline}
	for _, f := range got.files {
		body, err := s.body(ctx, f)
		if err != nil {
			return "", nil, err
		}
		folder.Files = append(folder.Files, course.File{Path: f.Path, MediaType: f.MediaType, Body: body})
	}
	packed, err = course.Pack(folder)
	return got.outline.Key + ".zip", packed, err
}

func (s *Service) body(ctx context.Context, f *File) ([]byte, error) {
	r, _, err := s.files.Open(ctx, blob.Key(f.SHA256))
	if err != nil {
		return nil, err
	}
	defer r.Close()
	body, err := io.ReadAll(io.LimitReader(r, f.Bytes))
	if err != nil {
		return nil, fault.Wrap(fault.Unavailable, err, "A file of the course could not be read. Try again.")
	}
	return body, nil
}

// OpenFile opens one of a version's own files that the actor may see. Close it.
func (s *Service) OpenFile(ctx context.Context, id FileID) (*File, io.ReadSeekCloser, error) {
	f, err := gate.Read(ctx, s.gate, gate.Ask{Action: access.TrainingRead}, func(v *gate.View) (*File, error) {
		return oneFile(ctx, v, id)
	})
	if err != nil {
		return nil, nil, err
	}
	r, _, err := s.files.Open(ctx, blob.Key(f.SHA256))
	return f, r, err
}

const oneOwnFile = `
select f.id, f.version_id, f.path, f.sha256, f.bytes, f.media_type
from course_file f
where f.id = $1`

func oneFile(ctx context.Context, v *gate.View, id FileID) (*File, error) {
	var f File
	err := v.Get(ctx, &f, oneOwnFile, id)
	return &f, err
}

const outlineText = `
select jsonb_build_object('key', c.key, 'locale', v.locale, 'locales', v.locales, 'title', v.title, 'summary', v.summary,
  'inOrder', v.in_order, 'earlierCompletionsCount', v.earlier_completions_count, 'audience', v.audience,
  'prerequisites', (select jsonb_agg(b.key order by b.key) from course_prerequisite p join course b on b.id = p.course_id where p.version_id = v.id),
  'modules', (
    select jsonb_agg(jsonb_build_object('key', m.key, 'title', m.title, 'lessons', (
      select jsonb_agg(jsonb_build_object('key', l.key, 'kind', l.kind, 'title', l.title, 'body', l.body, 'minutes', l.minutes,
        'optional', l.optional, 'asset', coalesce(a.slug, ''), 'file', coalesce(l.file_path, ''), 'quiz', coalesce(l.quiz_key, '')) order by l.position)
      from lesson l
      left join asset a on a.id = l.asset_id
      where l.module_id = m.id)) order by m.position)
    from module m
    where m.version_id = v.id))::text
from course_version v
join course c on c.id = v.course_id
where v.id = $1`

// outlineOf is a version as its author wrote it.
func outlineOf(ctx context.Context, v *gate.View, id VersionID) (*course.Outline, error) {
	var text string
	if err := v.Get(ctx, &text, outlineText, id); err != nil {
		return nil, err
	}
	o := &course.Outline{APIVersion: course.Version}
	return o, json.Unmarshal([]byte(text), o)
}
