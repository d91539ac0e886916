package quiz

import (
	"context"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/channel/training/learning"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// Ground is for what a pass is revoked.
type Ground string

// The grounds.
const (
	Fraud    Ground = "FRAUD"     // it was not the learner's own work
	WrongKey Ground = "WRONG_KEY" // the quiz was at fault
	Other    Ground = "OTHER"
)

// Revocation is a pass that is not to count.
type Revocation struct {
	Attempt  AttemptID
	For      Ground
	Why      string // the learner reads it
	GiveBack bool   // the learner has the attempt again
}

// Revoke lets a pass count no more. The lesson that it completed, and with it
// the course, what it brought by rule, and the certifications that rest on it
// are taken back in the same unit of work. The result stays readable, and the
// answers count in the statistics of the quiz.
func (s *Service) Revoke(ctx context.Context, in Revocation) (*Attempt, error) {
	return gate.Write(ctx, s.gate, gate.Ask{Action: access.TrainingPublish}, func(tx *gate.Tx) (*Attempt, error) {
		a, err := attemptByID(ctx, &tx.View, in.Attempt)
		if err != nil {
			return nil, err
		}
		if err := lockTaking(ctx, tx, a.PersonID, a.QuizID); err != nil {
			return nil, err
		}
		if a, err = attemptByID(ctx, &tx.View, in.Attempt); err != nil { // as it is under the lock
			return nil, err
		}
		if err := in.allowed(a); err != nil {
			return nil, err
		}
		now := moment(tx.Now())
		a.RevokedAt, a.RevokedFor, a.RevokedWhy, a.GivenBack = &now, &in.For, &in.Why, in.GiveBack
		tx.Record(audit.Entry{Action: "training.pass_revoked", Outcome: audit.Done, Kind: "quiz_attempt", ID: string(a.ID), Partner: string(a.PartnerID),
			Detail: map[string]any{"person": a.PersonID, "for": in.For, "why": in.Why, "givenBack": in.GiveBack}})
		return a, s.unpass(ctx, tx, a, in.Why)
	})
}

func (in Revocation) allowed(a *Attempt) error {
	switch {
	case a.RevokedAt != nil:
		return fault.Coded(fault.Conflict, "PASS_REVOKED", "This pass was revoked on %s.", a.RevokedAt.UTC().Format(time.DateOnly))
	case a.State != Passed:
		return fault.Coded(fault.Conflict, "NO_PASS", "This attempt is %s. Only one that passed can be revoked.", a.State)
	case !slices.Contains([]Ground{Fraud, WrongKey, Other}, in.For):
		return fault.Field(fault.Invalid, "ground", "REQUIRED", "Say for what the pass is revoked: FRAUD, WRONG_KEY or OTHER.")
	case strings.TrimSpace(in.Why) == "" || utf8.RuneCountInString(in.Why) > 1000:
		return fault.Field(fault.Invalid, "reason", "REQUIRED", "Say why in 1 to 1000 characters: the learner will read it.")
	}
	return nil
}

// unpass writes the revocation and does all that follows from it.
func (s *Service) unpass(ctx context.Context, tx *gate.Tx, a *Attempt, why string) error {
	if err := saveRevocation(ctx, tx, a); err != nil {
		return err
	}
	if err := countAttempt(ctx, tx, a); err != nil {
		return err
	}
	if err := s.unlearn(ctx, tx, a, why); err != nil {
		return err
	}
	v, err := versionByID(ctx, &tx.View, a.VersionID)
	if err != nil {
		return err
	}
	u := Unpass{Pass: a.pass(v.Key), Why: why}
	if u.Next, err = lastPass(ctx, &tx.View, a, v.Key); err != nil {
		return err
	}
	for _, o := range s.observers {
		if err := o.Unpassed(ctx, tx, u); err != nil {
			return err
		}
	}
	return nil
}

// unlearn takes the lesson back, unless another pass completes it too.
func (s *Service) unlearn(ctx context.Context, tx *gate.Tx, a *Attempt, why string) error {
	if a.LessonID == nil {
		return nil
	}
	again, err := passedLesson(ctx, &tx.View, a)
	if err != nil || again {
		return err
	}
	return s.lessons.Withdraw(ctx, tx, a.PersonID, learning.Given{Enrollment: a.EnrollmentID, Lesson: a.LessonID}, why)
}

// pass is what observers are told of an attempt that passed.
func (a *Attempt) pass(key string) Pass {
	return Pass{AttemptID: a.ID, QuizID: a.QuizID, QuizKey: key, PartnerID: a.PartnerID, PersonID: a.PersonID, Percent: *a.Percent, At: *a.EndedAt}
}

const revokePass = `
update quiz_attempt
set revoked_at = $2, revoked_by = nullif($3, '')::uuid, revoked_for = $4, revoked_why = $5, given_back = $6
where id = $1 and state = 'PASSED' and revoked_at is null`

func saveRevocation(ctx context.Context, tx *gate.Tx, a *Attempt) error {
	return tx.Must(ctx, revokePass, a.ID, a.RevokedAt, tx.Actor().Person, a.RevokedFor, a.RevokedWhy, a.GivenBack)
}

const otherPass = attemptColumns + `
where a.person_id = $1 and a.quiz_id = $2 and a.state = 'PASSED' and a.revoked_at is null
order by a.ended_at desc, a.id
limit 1`

func lastPass(ctx context.Context, v *gate.View, of *Attempt, key string) (*Pass, error) {
	var a Attempt
	err := v.Get(ctx, &a, otherPass, of.PersonID, of.QuizID)
	if fault.KindOf(err) == fault.NotFound {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	p := a.pass(key)
	return &p, nil
}

const lessonPassed = `
select exists (
  select 1 from quiz_attempt
  where enrollment_id = $1 and lesson_id = $2 and state = 'PASSED' and revoked_at is null)`

func passedLesson(ctx context.Context, v *gate.View, a *Attempt) (bool, error) {
	var again bool
	err := v.Get(ctx, &again, lessonPassed, a.EnrollmentID, a.LessonID)
	return again, err
}
