package course

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/portico-prm/portico/content/course"
	"github.com/portico-prm/portico/content/rule"
	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// Curriculum is courses in an order, for a purpose.
type Curriculum struct {
	ID       CurriculumID
	Key      string
	Locale   string
	Title    course.Texts
	Summary  course.Texts
	Audience *rule.Tree
	Courses  []Member
}

// Member is a course of a curriculum.
type Member struct {
	Key      string
	Optional bool
}

const maxMembers = 100

func (c *Curriculum) validate() error {
	return fault.Join(slices.Concat(Named(c.Key, c.Locale, c.Title, c.Summary), c.members(), AudienceOf(c.Audience))...)
}

// Named checks what curricula and playbooks have in common: a key, and a title
// in the own language.
func Named(key, locale string, title, about course.Texts) (broken []*fault.Error) {
	if !course.ValidKey(key) {
		broken = append(broken, fault.Field(fault.Invalid, "key", "COURSE_KEY", "%.80q is no key. %s", key, course.KeyRepair(key)))
	}
	if !course.ValidLocale(locale) {
		broken = append(broken, fault.Field(fault.Invalid, "locale", "COURSE_LOCALES", "%.40q is no language. Write it as BCP 47 does: de, or de-AT.", locale))
	}
	if strings.TrimSpace(title[locale]) == "" {
		broken = append(broken, fault.Field(fault.Invalid, "title", "TEXT_MISSING", "Give a title in %q, the own language; the other languages fall back to it.", locale))
	}
	return append(broken, slices.Concat(worded("title", title, 200), worded("summary", about, 2000))...)
}

// worded checks the texts of one field.
func worded(field string, t course.Texts, most int) (broken []*fault.Error) {
	for l, text := range t {
		switch {
		case !course.ValidLocale(l):
			broken = append(broken, fault.Field(fault.Invalid, field, "COURSE_LOCALES", "%.40q is no language. Write it as BCP 47 does: de, or de-AT.", l))
		case !utf8.ValidString(text) || strings.ContainsRune(text, 0):
			broken = append(broken, fault.Field(fault.Invalid, field, "TEXT_ENCODING", "The text in %q is not UTF-8. Write it without control characters.", l))
		case len(text) > most:
			broken = append(broken, fault.Field(fault.Invalid, field, "TEXT_TOO_LONG", "The text in %q has %d bytes; at most %d are taken. Make it shorter.", l, len(text), most))
		}
	}
	return broken
}

// AudienceOf checks a rule that says for whom something is.
func AudienceOf(t *rule.Tree) (broken []*fault.Error) {
	for _, p := range t.Check("audience") {
		broken = append(broken, fault.Field(fault.Invalid, p.Where, p.Code, "%s", p.Sentence()))
	}
	return broken
}

func (c *Curriculum) members() (broken []*fault.Error) {
	if n := len(c.Courses); n == 0 || n > maxMembers {
		return []*fault.Error{fault.Field(fault.Invalid, "courses", "CURRICULUM_SIZE", "A curriculum has 1 to %d courses; this has %d.", maxMembers, n)}
	}
	seen, required := map[string]bool{}, false
	for i, m := range c.Courses {
		if seen[m.Key] {
			broken = append(broken, fault.Field(fault.Invalid, fmt.Sprintf("courses[%d]", i), "COURSE_KEY_TWICE", "The course %q is in it already.", m.Key))
		}
		seen[m.Key] = true
		required = required || !m.Optional
	}
	if !required {
		broken = append(broken, fault.Field(fault.Invalid, "courses", "COURSE_ALL_OPTIONAL", "Every course is optional, so nothing would complete the curriculum. Require one."))
	}
	return broken
}

// SaveCurriculum writes a curriculum. Those who have it assigned keep the
// courses that it asked for then.
func (s *Service) SaveCurriculum(ctx context.Context, c Curriculum) (*Curriculum, error) {
	return gate.Write(ctx, s.gate, gate.Ask{Action: access.TrainingAuthor}, func(tx *gate.Tx) (*Curriculum, error) {
		if err := c.validate(); err != nil {
			return nil, err
		}
		found, err := idsOf(ctx, &tx.View, keys(c.Courses))
		if err != nil {
			return nil, err
		}
		if err := allKnown(c.Courses, found); err != nil {
			return nil, err
		}
		if c.ID, err = putCurriculum(ctx, tx, CurriculumID(ids.New()), &c); err != nil {
			return nil, err
		}
		tx.Record(audit.Created("curriculum", string(c.ID), map[string]any{"key": c.Key, "courses": c.Courses}))
		return &c, putMembers(ctx, tx, &c, found)
	})
}

func keys(members []Member) []string {
	out := make([]string, len(members))
	for i, m := range members {
		out[i] = m.Key
	}
	return out
}

func allKnown(members []Member, found map[string]ID) error {
	var broken []*fault.Error
	for i, m := range members {
		if found[m.Key] == "" {
			broken = append(broken, fault.Field(fault.Invalid, fmt.Sprintf("courses[%d]", i), "UNKNOWN_COURSE", "There is no course %q. Write it first, or remove it from the list.", m.Key))
		}
	}
	return fault.Join(broken...)
}

// PublishCurriculum lets it be taken; RetireCurriculum ends that.
func (s *Service) PublishCurriculum(ctx context.Context, id CurriculumID) (*Curriculum, error) {
	return s.moveCurriculum(ctx, id, Draft, Published)
}

// RetireCurriculum ends it: nobody is assigned it any more.
func (s *Service) RetireCurriculum(ctx context.Context, id CurriculumID) (*Curriculum, error) {
	return s.moveCurriculum(ctx, id, Published, Retired)
}

func (s *Service) moveCurriculum(ctx context.Context, id CurriculumID, from, to State) (*Curriculum, error) {
	return gate.Write(ctx, s.gate, gate.Ask{Action: access.TrainingPublish}, func(tx *gate.Tx) (*Curriculum, error) {
		n, err := tx.Exec(ctx, stateOfCurriculum, id, from, to)
		if err == nil && n == 0 {
			err = fault.Coded(fault.Conflict, "VERSION_STATE", "Only a curriculum that is %s can become %s.", from, to)
		}
		tx.Record(audit.Changed("curriculum", string(id), from, to))
		return &Curriculum{ID: id}, err
	})
}

const stateOfCurriculum = `
update curriculum
set state = $3, updated_at = now()
where id = $1 and state = $2`

const saveCurriculum = `
insert into curriculum (id, key, state, locale, title, summary, audience)
values ($1, $2, 'DRAFT', $3, $4, $5, $6)
on conflict (key) do update set locale = excluded.locale, title = excluded.title, summary = excluded.summary, audience = excluded.audience, updated_at = now()
returning id`

func putCurriculum(ctx context.Context, tx *gate.Tx, id CurriculumID, c *Curriculum) (CurriculumID, error) {
	var audience *string
	if c.Audience != nil {
		text := packed(c.Audience)
		audience = &text
	}
	err := tx.Get(ctx, &id, saveCurriculum, id, c.Key, c.Locale, packed(c.Title), packed(orNone(c.Summary)), audience)
	return id, err
}

const (
	dropMembers = `
delete from curriculum_course
where curriculum_id = $1`
	addMembers = `
insert into curriculum_course (curriculum_id, course_id, position, optional)
select $1, m.course, m.position, m.optional
from unnest($2::uuid[], $3::boolean[]) with ordinality as m (course, optional, position)`
)

func putMembers(ctx context.Context, tx *gate.Tx, c *Curriculum, found map[string]ID) error {
	if _, err := tx.Exec(ctx, dropMembers, c.ID); err != nil {
		return err
	}
	of, optional := make([]ID, len(c.Courses)), make([]bool, len(c.Courses))
	for i, m := range c.Courses {
		of[i], optional[i] = found[m.Key], m.Optional
	}
	_, err := tx.Exec(ctx, addMembers, c.ID, gate.Array(of), gate.Array(optional))
	return err
}
