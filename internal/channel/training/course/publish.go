package course

import (
	"context"
	"strings"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// Submit hands a draft to those who publish.
func (s *Service) Submit(ctx context.Context, id VersionID) (*Version, error) {
	return s.move(ctx, access.TrainingAuthor, id, InReview, func(_ *gate.Tx, v *Version) error {
		v.ReturnedWhy = nil
		return nil
	})
}

// Return gives a version back to its author, with the reason.
func (s *Service) Return(ctx context.Context, id VersionID, why string) (*Version, error) {
	return s.move(ctx, access.TrainingPublish, id, Draft, func(_ *gate.Tx, v *Version) error {
		v.ReturnedWhy = &why
		if why == "" || len(why) > 1000 {
			return fault.Field(fault.Invalid, "reason", "REQUIRED", "Tell the author what to change, in 1 to 1000 characters.")
		}
		return nil
	})
}

// Publish lets partners take a version that somebody else wrote, and retires
// the one before. Who began that one finishes it.
func (s *Service) Publish(ctx context.Context, id VersionID) (*Version, error) {
	return s.move(ctx, access.TrainingPublish, id, Published, func(tx *gate.Tx, v *Version) error {
		who, now := tx.Actor().Person, tx.Now()
		if err := v.mayPublish(who); err != nil {
			return err
		}
		if err := s.ready(ctx, tx, v); err != nil {
			return err
		}
		v.PublishedAt, v.ReviewedBy = &now, filled(who)
		_, err := tx.Exec(ctx, retireOthers, v.CourseID, v.ID, now)
		return err
	})
}

// Retire ends a course without a successor: nobody begins it any more.
func (s *Service) Retire(ctx context.Context, id VersionID) (*Version, error) {
	return s.move(ctx, access.TrainingPublish, id, Retired, func(tx *gate.Tx, v *Version) error {
		now := tx.Now()
		v.RetiredAt = &now
		return nil
	})
}

// ready holds a version against what else there is now: its quizzes, and the
// courses that it comes after.
func (s *Service) ready(ctx context.Context, tx *gate.Tx, v *Version) error {
	before, keys, err := mentioned(ctx, &tx.View, v.ID)
	if err != nil {
		return err
	}
	if err := noLoop(ctx, &tx.View, v.Key, before); err != nil {
		return err
	}
	if err := allTaught(ctx, &tx.View, before); err != nil {
		return err
	}
	if s.quizzes == nil || len(keys) == 0 {
		return nil
	}
	missing, err := s.quizzes(ctx, &tx.View, keys)
	if err == nil && len(missing) > 0 {
		err = fault.Coded(fault.Conflict, "UNKNOWN_QUIZ", "The course asks for quizzes that cannot be taken: %s. Publish them first.", strings.Join(missing, ", "))
	}
	return err
}

// allTaught refuses courses to come first that nobody can take: whoever has not
// completed them yet could never begin.
func allTaught(ctx context.Context, v *gate.View, before []ID) error {
	missing, err := untaught(ctx, v, before)
	if err == nil && len(missing) > 0 {
		err = fault.Coded(fault.Conflict, "PREREQUISITE_NOT_PUBLISHED", "The course comes after courses that nobody can take: %s. Publish them first, or take them out of the prerequisites.", strings.Join(missing, ", "))
	}
	return err
}

// move takes a version to another state; also does what belongs to the step.
func (s *Service) move(ctx context.Context, do access.Action, id VersionID, to State, also func(*gate.Tx, *Version) error) (*Version, error) {
	return gate.Write(ctx, s.gate, gate.Ask{Action: do}, func(tx *gate.Tx) (*Version, error) {
		v, err := versionToMove(ctx, tx, id)
		if err != nil {
			return nil, err
		}
		from := v.State
		if err := from.Move(to); err != nil {
			return nil, err
		}
		v.State = to
		if err := also(tx, v); err != nil {
			return nil, err
		}
		tx.Record(audit.Changed("course_version", string(id), from, to))
		return v, saveMove(ctx, tx, v)
	})
}

const mentionedBy = `
select array(select p.course_id::text from course_prerequisite p where p.version_id = $1) as courses,
  array(select distinct l.quiz_key from lesson l where l.version_id = $1 and l.quiz_key is not null) as quizzes`

// mentioned are the courses that a version comes after, and its quizzes.
func mentioned(ctx context.Context, v *gate.View, id VersionID) (before []ID, quizzes []string, err error) {
	var row struct {
		Courses gate.Strings `db:"courses"`
		Quizzes gate.Strings `db:"quizzes"`
	}
	err = v.Get(ctx, &row, mentionedBy, id)
	for _, c := range row.Courses {
		before = append(before, ID(c))
	}
	return before, row.Quizzes, err
}

const notTaught = `
select c.key || ' (' || case when exists (select 1 from course_version r where r.course_id = c.id and r.published_at is not null) then 'retired' else 'still a draft' end || ')'
from course c
where c.id = any($1::uuid[]) and not exists (select 1 from course_version p where p.course_id = c.id and p.state = 'PUBLISHED')
order by c.key`

// untaught are those of some courses that have no published version, with why.
func untaught(ctx context.Context, v *gate.View, of []ID) ([]string, error) {
	var out []string
	err := v.Select(ctx, &out, notTaught, gate.Array(of))
	return out, err
}
