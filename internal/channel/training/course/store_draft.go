package course

import (
	"context"
	"path"

	"github.com/portico-prm/portico/content/course"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// File is one of a version's own files. Its bytes are in the blob store.
type File struct {
	ID        FileID    `db:"id" json:"id"`
	VersionID VersionID `db:"version_id" json:"-"`
	Path      string    `db:"path" json:"path"`
	SHA256    string    `db:"sha256" json:"sha256"`
	Bytes     int64     `db:"bytes" json:"bytes"`
	MediaType string    `db:"media_type" json:"media_type"`
}

// Name is the file's own name, without its folder.
func (f *File) Name() string { return path.Base(f.Path) }

const (
	dropLessons = `
delete from lesson
where version_id = $1`
	dropModules = `
delete from module
where version_id = $1`
	dropPrerequisites = `
delete from course_prerequisite
where version_id = $1`
	dropFiles = `
delete from course_file
where version_id = $1`
)

// emptyDraft takes out what the last writing of a draft left. The policies let
// it touch drafts only.
func emptyDraft(ctx context.Context, tx *gate.Tx, id VersionID) error {
	for _, drop := range []string{dropLessons, dropModules, dropPrerequisites, dropFiles} {
		if _, err := tx.Exec(ctx, drop, id); err != nil {
			return err
		}
	}
	return nil
}

const addFiles = `
insert into course_file (id, version_id, path, sha256, bytes, media_type)
select gen_random_uuid(), $1, f.path, f.sha256, f.bytes, f.media_type
from jsonb_to_recordset($2) as f (path text, sha256 text, bytes bigint, media_type text)`

func insertFiles(ctx context.Context, tx *gate.Tx, id VersionID, files []*File) error {
	if len(files) == 0 {
		return nil
	}
	_, err := tx.Exec(ctx, addFiles, id, packed(files))
	return err
}

const addPrerequisites = `
insert into course_prerequisite (version_id, course_id)
select $1, unnest($2::uuid[])`

func insertPrerequisites(ctx context.Context, tx *gate.Tx, id VersionID, before []ID) error {
	_, err := tx.Exec(ctx, addPrerequisites, id, gate.Array(before))
	return err
}

const addModules = `
insert into module (id, version_id, key, position, title)
select m.id, $1, m.key, m.position, m.title
from jsonb_to_recordset($2) as m (id uuid, key text, position int, title jsonb)`

const addLessons = `
insert into lesson (id, version_id, module_id, key, position, kind, title, body, minutes, optional, asset_id, file_path, quiz_key)
select l.id, $1, l.module_id, l.key, l.position, l.kind, l.title, l.body, l.minutes, l.optional, l.asset_id, l.file_path, l.quiz_key
from jsonb_to_recordset($2) as l (id uuid, module_id uuid, key text, position int, kind text, title jsonb, body jsonb, minutes int,
  optional boolean, asset_id uuid, file_path text, quiz_key text)`

func insertModules(ctx context.Context, tx *gate.Tx, id VersionID, o *course.Outline, assets map[string]string) error {
	modules, lessons := rowsOf(o, assets)
	if _, err := tx.Exec(ctx, addModules, id, packed(modules)); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, addLessons, id, packed(lessons))
	return err
}

const filesOfLast = `
select f.id, f.version_id, f.path, f.sha256, f.bytes, f.media_type
from course_file f
where f.version_id = (
  select v.id from course_version v
  join course c on c.id = v.course_id
  left join course_file o on o.version_id = v.id
  where c.key = $1
  group by v.id
  order by count(o.id) = 0, max(v.number) desc
  limit 1)
order by f.path`

// lastFiles are those of the newest version that has any.
func lastFiles(ctx context.Context, v *gate.View, key string) ([]*File, error) {
	var out []*File
	err := v.Select(ctx, &out, filesOfLast, key)
	return out, err
}

const filesOfVersion = `
select f.id, f.version_id, f.path, f.sha256, f.bytes, f.media_type
from course_file f
where f.version_id = $1
order by f.path`

func filesOf(ctx context.Context, v *gate.View, id VersionID) ([]*File, error) {
	var out []*File
	err := v.Select(ctx, &out, filesOfVersion, id)
	return out, err
}
