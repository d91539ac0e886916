package course

import (
	"context"
	"encoding/json"
	"path"

	"github.com/portico-prm/portico/content/course"
	"github.com/portico-prm/portico/content/markdown"
	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// Content is what a lesson says in a language, and shows.
type Content struct {
	Language string
	HTML     string
	File     FileID // empty when it shows none of the course's own
}

// Address gives where one of a course's own files is read.
type Address func(FileID) (string, error)

const lessonBodies = `
select l.id, l.version_id, l.key, v.locale, l.body::text as body, coalesce(l.file_path, '') as file_path
from lesson l
join course_version v on v.id = l.version_id
where l.id = any($1)`

const filesOfVersions = `
select f.id, f.version_id, f.path, f.sha256, f.bytes, f.media_type
from course_file f
where f.version_id in (select l.version_id from lesson l where l.id = any($1))`

type lessonBody struct {
	ID        string    `db:"id"`
	VersionID VersionID `db:"version_id"`
	Key       string    `db:"key"`
	Locale    string    `db:"locale"`
	Body      string    `db:"body"`
	FilePath  string    `db:"file_path"`
}

// Contents reads what lessons say, inside a caller's own unit of work. Who may
// read them is the caller's question.
func Contents(ctx context.Context, v *gate.View, of []string, language string, address Address) (map[string]*Content, error) {
	var rows []lessonBody
	if err := v.Select(ctx, &rows, lessonBodies, gate.Array(of)); err != nil {
		return nil, err
	}
	var files []*File
	if err := v.Select(ctx, &files, filesOfVersions, gate.Array(of)); err != nil {
		return nil, err
	}
	named := map[VersionID]map[string]FileID{}
	for _, f := range files {
		if named[f.VersionID] == nil {
			named[f.VersionID] = map[string]FileID{}
		}
		named[f.VersionID][f.Path] = f.ID
	}
	out := make(map[string]*Content, len(rows))
	for i := range rows {
		c, err := rows[i].content(language, named[rows[i].VersionID], address)
		if err != nil {
			return nil, err
		}
		out[rows[i].ID] = c
	}
	return out, nil
}

func (l *lessonBody) content(language string, files map[string]FileID, address Address) (*Content, error) {
	var body course.Texts
	if err := json.Unmarshal([]byte(l.Body), &body); err != nil {
		return nil, fault.Wrap(fault.Internal, err, "Something broke on our side.")
	}
	source, is := body.In(language, l.Locale)
	var broken error
	html := markdown.Render(path.Dir(course.TextFile(l.Key, is, l.Locale)), source, func(p string) string {
		id, ok := files[p]
		if !ok {
			return ""
		}
		at, err := address(id)
		if err != nil {
			broken = err
		}
		return at
	})
	return &Content{Language: is, HTML: html, File: files[l.FilePath]}, broken
}
