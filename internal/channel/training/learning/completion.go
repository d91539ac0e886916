package learning

import (
	"context"
	"time"
	"unicode/utf8"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/channel/training/course"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// CompletionID names a completion.
type CompletionID string

// Origin says where somebody completed a course.
type Origin string

// The origins.
const (
	InPortal   Origin = "PORTAL"
	InSession  Origin = "VAD_SESSION" // taught in a class, mostly by a distributor
	InOtherLMS Origin = "IMPORT"
)

// Completion is the fact that a person has completed a course.
type Completion struct {
	ID           CompletionID     `db:"id"`
	PartnerID    partner.ID       `db:"partner_id"`
	PersonID     member.ID        `db:"person_id"`
	CourseID     course.ID        `db:"course_id"`
	VersionID    course.VersionID `db:"version_id"`
	EnrollmentID *ID              `db:"enrollment_id"`
	CompletedAt  time.Time        `db:"completed_at"`
	Origin       Origin           `db:"origin"`
	RevokedAt    *time.Time       `db:"revoked_at"`
	RevokedWhy   *string          `db:"revoked_why"`
}

// Observer is told of completions in the unit of work that makes them: what it
// writes is there exactly when the completion is. It runs with the vendor's
// sight, and its error undoes the completion.
type Observer interface {
	Completed(ctx context.Context, tx *gate.Tx, c *Completion) error
	Revoked(ctx context.Context, tx *gate.Tx, c *Completion) error
}

// Tell adds an observer. It belongs to putting the house together: nobody is
// added once requests are served.
func (s *Service) Tell(o Observer) { s.observers = append(s.observers, o) }

// record writes a completion and tells of it.
func (s *Service) record(ctx context.Context, tx *gate.Tx, c *Completion) error {
	c.ID = CompletionID(ids.New())
	if err := insertCompletion(ctx, tx, c); err != nil {
		return err
	}
	tx.Record(c.entry())
	if err := advanceCurricula(ctx, tx, c); err != nil {
		return err
	}
	for _, o := range s.observers {
		if err := o.Completed(ctx, tx, c); err != nil {
			return err
		}
	}
	return nil
}

// Credit is a course that somebody completed elsewhere.
type Credit struct {
	PersonID  member.ID
	PartnerID partner.ID
	CourseID  course.ID
	At        time.Time
	Origin    Origin            // InSession or InOtherLMS
	VersionID *course.VersionID // nil: the one that is published now
}

// Credit records a completion from elsewhere. An open enrollment of the course
// is completed with it. The same person, course and time again is the same
// completion: then fresh is false and nobody is told twice. One that was revoked
// is no such completion: who must not credit it anew remembers that by itself.
func (s *Service) Credit(ctx context.Context, tx *gate.Tx, in Credit) (c *Completion, fresh bool, err error) {
	if err := in.happened(tx.Now()); err != nil {
		return nil, false, err
	}
	err = tx.Widen(ctx, "what was learned elsewhere is credited", func() (err error) {
		c, fresh, err = s.credit(ctx, tx, in)
		return err
	})
	return c, fresh, err
}

// happened refuses a completion that lies in the future.
func (in Credit) happened(now time.Time) error {
	if !in.At.After(now) {
		return nil
	}
	return fault.Field(fault.Invalid, "completedAt", "IN_THE_FUTURE", "Nobody has completed a course at %s yet. Give the time at which it was completed.", in.At.UTC().Format(time.RFC3339))
}

func (s *Service) credit(ctx context.Context, tx *gate.Tx, in Credit) (*Completion, bool, error) {
	if err := lockLearner(ctx, tx, in.PersonID); err != nil {
		return nil, false, err
	}
	if c, err := completionAt(ctx, &tx.View, in); err == nil || fault.KindOf(err) != fault.NotFound {
		return c, false, err
	}
	version, err := in.version(ctx, &tx.View)
	if err != nil {
		return nil, false, err
	}
	c := &Completion{PartnerID: in.PartnerID, PersonID: in.PersonID, CourseID: in.CourseID, VersionID: version, CompletedAt: in.At, Origin: in.Origin}
	e, err := openCourse(ctx, &tx.View, in.PersonID, in.CourseID)
	switch {
	case err == nil:
		c.EnrollmentID = &e.ID
		if e.VersionID != nil {
			c.VersionID = *e.VersionID
		}
		err = finish(ctx, tx, e, Completed)
	case fault.KindOf(err) == fault.NotFound:
		err = nil
	}
	if err != nil {
		return nil, false, err
	}
	return c, true, s.record(ctx, tx, c)
}

func (in Credit) version(ctx context.Context, v *gate.View) (course.VersionID, error) {
	if in.VersionID != nil {
		return *in.VersionID, nil
	}
	return publishedVersion(ctx, v, in.CourseID)
}

// Revoke takes a completion back, and with it what followed from it.
func (s *Service) Revoke(ctx context.Context, tx *gate.Tx, id CompletionID, why string) (*Completion, error) {
	c, err := completionToRevoke(ctx, tx, id)
	if err != nil {
		return nil, err
	}
	if c.RevokedAt != nil {
		return nil, fault.Coded(fault.Conflict, "COMPLETION_REVOKED", "This completion was revoked on %s.", c.RevokedAt.UTC().Format(time.DateOnly))
	}
	if err := readable(why); err != nil {
		return nil, err
	}
	c.revoke(tx, why)
	if err := saveRevocation(ctx, tx, c); err != nil {
		return nil, err
	}
	if err := recountCurricula(ctx, tx, c); err != nil {
		return nil, err
	}
	for _, o := range s.observers {
		if err := o.Revoked(ctx, tx, c); err != nil {
			return nil, err
		}
	}
	return c, nil
}

// readable refuses a reason that the learner could not read.
func readable(why string) error {
	if why == "" || utf8.RuneCountInString(why) > 1000 {
		return fault.Field(fault.Invalid, "reason", "REQUIRED", "Say why in 1 to 1000 characters: the learner will read it.")
	}
	return nil
}

// revoke marks a completion as taken back, and notes it in the trail.
func (c *Completion) revoke(tx *gate.Tx, why string) {
	now := tx.Now()
	c.RevokedAt, c.RevokedWhy = &now, &why
	tx.Record(audit.Entry{Action: "training.revoked", Outcome: audit.Done, Kind: "course_completion", ID: string(c.ID),
		Partner: string(c.PartnerID), Detail: map[string]any{"person": c.PersonID, "course": c.CourseID, "why": why}})
}
