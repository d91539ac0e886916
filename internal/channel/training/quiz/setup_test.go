package quiz_test

import (
	"context"
	"testing"

	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/channel/training/question"
	"github.com/portico-prm/portico/internal/channel/training/quiz"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
	"github.com/portico-prm/portico/internal/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

func TestEveryStatementFitsTheSchema(t *testing.T) {
	t.Parallel()
	testkit.PreparesEveryStatement(t, 45)
}

// class is a reseller with a learner, in an otherwise empty channel.
type class struct {
	*testkit.World
	learner *member.Person
	ctx     context.Context // of the learner
	heard   *heard
}

func newClass(t *testing.T) *class {
	t.Helper()
	w := testkit.New(t)
	c := &class{World: w, heard: &heard{}}
	c.learner = w.Admin(w.Reseller("Acornix Systems"))
	c.ctx = w.As(c.learner)
	w.Quizzes.Tell(c.heard)
	return c
}

// heard notes passes where a repeat would be seen: in the trail of the same
// unit of work.
type heard struct{}

func (*heard) Passed(_ context.Context, tx *gate.Tx, p quiz.Pass) error {
	tx.Record(audit.Entry{Action: "test.effect", Outcome: audit.Done, Kind: "effect", ID: string(p.AttemptID), Partner: string(p.PartnerID), Detail: p})
	return nil
}

func (*heard) Unpassed(_ context.Context, tx *gate.Tx, u quiz.Unpass) error {
	tx.Record(audit.Entry{Action: "test.reversed", Outcome: audit.Done, Kind: "effect", ID: string(u.AttemptID), Partner: string(u.PartnerID), Detail: u})
	return nil
}

// effects counts what passes have caused.
func (c *class) effects() (n int) {
	c.T.Helper()
	for _, e := range c.Trail() {
		if e.Action == "test.effect" {
			n++
		}
	}
	return n
}

// start begins an attempt of the learner.
func (c *class) start(v *quiz.Version) *quiz.Attempt {
	c.T.Helper()
	a, err := c.Quizzes.Start(c.ctx, quiz.Start{Quiz: v.QuizID})
	c.Must(err)
	return a
}

// answer gives one answer and tells how that ended.
func (c *class) answer(a *quiz.Attempt, place int, given question.Answer) error {
	_, err := c.Quizzes.Answer(c.ctx, quiz.Giving{Attempt: a.ID, Place: place, Answer: given})
	return err
}

// says answers the first n claims of an attempt.
func (c *class) says(a *quiz.Attempt, n int, truth bool) {
	c.T.Helper()
	for i := range n {
		c.Must(c.answer(a, i+1, question.Answer{Truth: &truth}))
	}
}

// take goes through a quiz of claims and gets n of them right.
func (c *class) take(v *quiz.Version, n int) *quiz.Attempt {
	c.T.Helper()
	a := c.start(v)
	c.says(a, n, true)
	a, err := c.Quizzes.Submit(c.ctx, a.ID)
	c.Must(err)
	return a
}

func pointer[T any](v T) *T { return &v }

// mustPartner is the learner's own partner.
func mustPartner(c *class) *partner.Partner {
	c.T.Helper()
	p, err := c.Partners.ByID(c.System(), c.learner.PartnerID)
	c.Must(err)
	return p
}
