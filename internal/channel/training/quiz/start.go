package quiz

import (
	"cmp"
	"context"
	"crypto/rand"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/channel/training/course"
	"github.com/portico-prm/portico/internal/channel/training/learning"
	"github.com/portico-prm/portico/internal/channel/training/question"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// Start is the wish to take a quiz, within a lesson or by itself.
type Start struct {
	Quiz   ID               // when Lesson is nil
	Lesson *course.LessonID // names the quiz
	Locale string           // empty: the person's
}

// Start begins an attempt, or gives the one that is open: whoever comes back,
// on this device or another, goes on where they were.
func (s *Service) Start(ctx context.Context, in Start) (*Attempt, error) {
	return gate.Write(ctx, s.gate, gate.Ask{Action: access.TrainingLearn}, func(tx *gate.Tx) (*Attempt, error) {
		if (in.Quiz == "") == (in.Lesson == nil) {
			return nil, fault.Field(fault.Invalid, "quizId", "ONE_OF", "Name either a quiz or a lesson.")
		}
		v, err := publishedVersion(ctx, &tx.View, in)
		if err != nil {
			return nil, err
		}
		a := &Attempt{QuizID: v.QuizID, VersionID: v.ID, PartnerID: partner.ID(tx.Actor().Partner), PersonID: member.ID(tx.Actor().Person), LessonID: in.Lesson}
		if a.PersonID == "" || a.PartnerID == "" {
			return nil, fault.New(fault.Forbidden, "Quizzes are taken by a person of a partner.")
		}
		if err := a.within(ctx, &tx.View, v); err != nil {
			return nil, err
		}
		if a.Locale, err = localeOf(ctx, &tx.View, a.PersonID, in.Locale); err != nil {
			return nil, err
		}
		err = tx.Widen(ctx, "an attempt is laid out", func() (err error) {
			a, err = s.begin(ctx, tx, a, v)
			return err
		})
		return a, err
	})
}

// within finds the taking of the course that the attempt belongs to.
func (a *Attempt) within(ctx context.Context, v *gate.View, ver *Version) error {
	if a.LessonID == nil {
		if !ver.Standalone {
			return fault.Coded(fault.Conflict, "QUIZ_IN_COURSE", "This quiz is part of a course. Start the course, and the quiz from its lesson.")
		}
		return nil
	}
	e, err := learning.MayDo(ctx, v, a.PersonID, *a.LessonID)
	if err == nil {
		a.EnrollmentID = &e.ID
	}
	return err
}

func localeOf(ctx context.Context, v *gate.View, who member.ID, wanted string) (string, error) {
	if wanted != "" && !known(wanted) {
		return "", fault.Field(fault.Invalid, "locale", "LOCALE", "Give the language as a code, such as de or pt-BR.")
	}
	people, err := member.PersonsByID(ctx, v, []member.ID{who})
	if err != nil || people[who] == nil {
		return wanted, err
	}
	return cmp.Or(wanted, people[who].Locale), nil
}

// begin runs with the vendor's sight: it reads questions with their keys.
func (s *Service) begin(ctx context.Context, tx *gate.Tx, a *Attempt, v *Version) (*Attempt, error) {
	if err := lockTaking(ctx, tx, a.PersonID, a.QuizID); err != nil {
		return nil, err
	}
	open, err := openAttempt(ctx, &tx.View, a.PersonID, a.QuizID)
	switch {
	case err == nil && !open.outOfTime(tx.Now()):
		tx.Record(audit.Entry{Outcome: audit.Done, Kind: "quiz_attempt", ID: string(open.ID), Detail: map[string]string{"act": "resumed"}})
		return open, nil
	case err == nil:
		err = s.finish(ctx, tx, open)
	case fault.KindOf(err) == fault.NotFound:
		err = nil
	}
	if err != nil {
		return nil, err
	}
	past, number, err := pastOf(ctx, &tx.View, a)
	if err != nil {
		return nil, err
	}
	if err := v.mayTry(past, a.LessonID != nil, tx.Now()); err != nil {
		return nil, err
	}
	a.Number = number
	return a, a.layOut(ctx, tx, v)
}

// layOut draws the questions and writes what the learner is shown of each.
func (a *Attempt) layOut(ctx context.Context, tx *gate.Tx, v *Version) error {
	seed := make(question.Seed, 32)
	_, _ = rand.Read(seed) // never fails
	pools, err := drawable(ctx, &tx.View, v.ID)
	if err != nil {
		return err
	}
	drawn := Drawn(seed, pools, v.Mixed)
	asked, err := questionsByID(ctx, &tx.View, drawn)
	if err != nil {
		return err
	}
	shown := make([]question.Shown, len(drawn))
	for i, id := range drawn {
		shown[i], _ = asked[id].In(a.Locale).Lay(seed.At(i + 1))
		a.Possible += asked[id].Weight
	}
	a.ID, a.State, a.Asked = AttemptID(ids.New()), Open, len(drawn)
	a.times(v, tx.Now())
	tx.Record(audit.Created("quiz_attempt", string(a.ID), map[string]any{"version": v.ID, "number": a.Number, "asked": a.Asked, "due": a.DueAt}))
	return insertAttempt(ctx, tx, a, seed, drawn, shown)
}
