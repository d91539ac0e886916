package course

import (
	"context"
	"encoding/json"

	"github.com/portico-prm/portico/content/course"
	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// Words are the texts of a thing in the language that was asked for, or in the
// one that it falls back to.
type Words struct {
	Language string // that the title is in
	Title    string
	Summary  string
}

// Thing is what has texts of its own.
type Thing string

// The things, each with the statement that reads its texts.
const (
	AVersion    Thing = "version"
	AModule     Thing = "module"
	ALesson     Thing = "lesson"
	ACurriculum Thing = "curriculum"
	APlaybook   Thing = "playbook"
	AStep       Thing = "step"
)

const (
	wordsOfVersions = `
select id, locale, title::text, summary::text
from course_version
where id = any($1)`
	wordsOfModules = `
select m.id, v.locale, m.title::text, '{}' as summary
from module m
join course_version v on v.id = m.version_id
where m.id = any($1)`
	wordsOfLessons = `
select l.id, v.locale, l.title::text, '{}' as summary
from lesson l
join course_version v on v.id = l.version_id
where l.id = any($1)`
	wordsOfCurricula = `
select id, locale, title::text, summary::text
from curriculum
where id = any($1)`
	wordsOfPlaybooks = `
select id, locale, title::text, purpose::text as summary
from playbook
where id = any($1)`
	wordsOfSteps = `
select i.id, b.locale, i.title::text, '{}' as summary
from playbook_item i
join playbook b on b.id = i.playbook_id
where i.id = any($1)`
)

var wordsOf = map[Thing]string{AVersion: wordsOfVersions, AModule: wordsOfModules, ALesson: wordsOfLessons,
	ACurriculum: wordsOfCurricula, APlaybook: wordsOfPlaybooks, AStep: wordsOfSteps}

// In reads the texts of several things of a kind, inside a caller's own unit of
// work. language is as a browser names it: de-AT falls back to de, and that to
// the thing's own.
func In(ctx context.Context, v *gate.View, of Thing, wanted []string, language string) (map[string]*Words, error) {
	var rows []struct {
		ID      string `db:"id"`
		Locale  string `db:"locale"`
		Title   string `db:"title"`
		Summary string `db:"summary"`
	}
	if err := v.Select(ctx, &rows, wordsOf[of], gate.Array(wanted)); err != nil {
		return nil, err
	}
	out := make(map[string]*Words, len(rows))
	for _, r := range rows {
		w := &Words{}
		var err error
		if w.Title, w.Language, err = text(r.Title, language, r.Locale); err == nil {
			w.Summary, _, err = text(r.Summary, language, r.Locale)
		}
		if err != nil {
			return nil, err
		}
		out[r.ID] = w
	}
	return out, nil
}

func text(stored, language, own string) (words, is string, err error) {
	var all course.Texts
	if err := json.Unmarshal([]byte(stored), &all); err != nil {
		return "", "", fault.Wrap(fault.Internal, err, "Something broke on our side.")
	}
	words, is = all.In(language, own)
	return words, is, nil
}
