package learning

import (
	"context"
	"slices"

	"github.com/portico-prm/portico/content/rule"
	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/channel/training/course"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// PreviewAsk is a version of a course, in whatever state, that an author looks
// at with the eyes of a learner.
type PreviewAsk struct {
	Version  course.VersionID
	Language string
	As       Persona
	Done     []string // keys of the lessons that this learner has completed
}

// Preview is the version as that learner would meet it. It is worked out of the
// version and the question alone: nothing of a learner is written or read.
type Preview struct {
	Version  course.VersionID
	Decision rule.Decision // whether this learner may begin
	Lessons  []*PreviewLesson
	Done     int // of the lessons that are required
	Required int
}

// Completed tells whether this learner would have completed the course.
func (p *Preview) Completed() bool { return p.Required > 0 && p.Done == p.Required }

// PreviewLesson is a lesson as that learner would meet it.
type PreviewLesson struct {
	ID       course.LessonID `db:"id"`
	Key      string          `db:"key"`
	Title    string          `db:"title"` // in the version's own language
	Optional bool            `db:"optional"`
	InOrder  bool            `db:"in_order"`
	Quiz     *string         `db:"quiz"` // version of its quiz: the draft, or the one that is taken
	Done     bool            `db:"-"`
	First    string          `db:"-"` // title of the lesson that comes first; empty once it is this one's turn
	Content  *course.Content `db:"-"` // nil until then
}

// PreviewOf works a preview out, inside a caller's own unit of work. Only
// authors may ask.
func PreviewOf(ctx context.Context, v *gate.View, in PreviewAsk, address course.Address) (*Preview, error) {
	var o offer
	if err := v.Get(ctx, &o, offerOfVersion, in.Version); err != nil {
		if fault.KindOf(err) == fault.NotFound {
			return nil, nil
		}
		return nil, err
	}
	p := &Preview{Version: in.Version, Required: o.Lessons}
	var err error
	if p.Decision, err = o.imagine(ctx, v, in); err != nil {
		return nil, err
	}
	if err := v.Select(ctx, &p.Lessons, lessonsOfVersion, in.Version); err != nil {
		return nil, err
	}
	if err := p.walk(in.Done); err != nil {
		return nil, err
	}
	return p, p.read(ctx, v, in.Language, address)
}

// imagine decides for a persona as Start would for a learner.
func (o *offer) imagine(ctx context.Context, v *gate.View, in PreviewAsk) (rule.Decision, error) {
	f, err := in.As.facts(ctx, v)
	if err != nil {
		return rule.Decision{}, err
	}
	f.Language = in.Language
	if err := label(ctx, v, []*offer{o}, f); err != nil {
		return rule.Decision{}, err
	}
	return o.decide(f)
}

// walk marks what is done and whose turn it is, by the same rule as inOrder.
func (p *Preview) walk(done []string) error {
	first := ""
	for _, l := range p.Lessons {
		l.Done = slices.Contains(done, l.Key)
		if l.First = first; l.First != "" && l.Done {
			return fault.Field(fault.Invalid, "done", "LESSON_LOCKED", "A learner could not have completed the lesson %q: this course goes in order, and %q comes first.", l.Key, first)
		}
		if l.Done && !l.Optional {
			p.Done++
		}
		if l.InOrder && !l.Optional && !l.Done && first == "" {
			first = l.Title
		}
	}
	for _, key := range done {
		if !slices.ContainsFunc(p.Lessons, func(l *PreviewLesson) bool { return l.Key == key }) {
			return fault.Field(fault.Invalid, "done", "NO_SUCH_LESSON", "This version has no lesson %q. Name its lessons by their keys.", key)
		}
	}
	return nil
}

// read gives the lessons whose turn it is their text, if the learner may begin.
func (p *Preview) read(ctx context.Context, v *gate.View, language string, address course.Address) error {
	var open []string
	for _, l := range p.Lessons {
		if l.First == "" && p.Decision.Usable() {
			open = append(open, string(l.ID))
		}
	}
	texts, err := course.Contents(ctx, v, open, language, address)
	for _, l := range p.Lessons {
		l.Content = texts[string(l.ID)]
	}
	return err
}

const offerOfVersion = offerColumns + `
where v.id = $1`

const lessonsOfVersion = `
select l.id, l.key, l.title ->> v.locale as title, l.optional, v.in_order,
  (select z.id from quiz_version z join quiz q on q.id = z.quiz_id
    where q.key = l.quiz_key and z.state in ('DRAFT', 'PUBLISHED') order by z.state limit 1) as quiz
from lesson l
join course_version v on v.id = l.version_id
where v.id = $1
order by l.position`
