package award_test

import (
	"context"
	"strings"
	"testing"
	"time"

	outline "github.com/portico-prm/portico/content/course"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/channel/training"
	"github.com/portico-prm/portico/internal/channel/training/award"
	"github.com/portico-prm/portico/internal/channel/training/course"
	"github.com/portico-prm/portico/internal/channel/training/learning"
	"github.com/portico-prm/portico/internal/channel/training/quiz"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
	"github.com/portico-prm/portico/internal/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

func TestEveryStatementFitsTheSchema(t *testing.T) {
	t.Parallel()
	testkit.PreparesEveryStatement(t, 18)
}

const aDay = 24 * time.Hour

// school is a channel that teaches a course and asks a quiz, and certifies who
// has done both.
type school struct {
	*testkit.World
	course *course.Version
	quiz   *quiz.Version
	acorn  *partner.Partner
}

func newSchool(t *testing.T) *school {
	s := &school{World: testkit.New(t)}
	s.Clock.Fix(s.Clock.Now().Truncate(time.Microsecond)) // as fine as the database keeps it
	s.course, s.quiz = s.Course("edge-basics", outline.Text), s.Quiz("edge-quiz", nil, testkit.Claims(1)...)
	s.acorn = s.Reseller("Acornix Systems")
	return s
}

func number(n int) *int { return &n }

// asks are requirements, written as COURSE edge-basics.
func asks(lines ...string) *[]*award.Requirement {
	out := []*award.Requirement{}
	for _, l := range lines {
		kind, subject, _ := strings.Cut(l, " ")
		r := &award.Requirement{Kind: award.Kind(kind)}
		if subject != "" {
			r.Subject = &subject
		}
		out = append(out, r)
	}
	return &out
}

// holders is the requirement of n people who hold keys, in a role unless it is
// empty.
func holders(n int, role string, keys ...string) *[]*award.Requirement {
	r := &award.Requirement{Kind: award.Holders, Holders: &n, Keys: keys}
	if role != "" {
		r.Role = &role
	}
	return &[]*award.Requirement{r}
}

// sales is a certification of a person for the course and the quiz.
func sales() award.Definition {
	return award.Definition{Requirements: asks("COURSE edge-basics", "QUIZ edge-quiz"), Definition: training.Definition{
		Key: "sales-201", Name: "Sales 201", Minutes: 30, ValidMonths: 12, NoticeDays: 60, GraceDays: 30, Holder: training.ByPerson}}
}

// team is a certification of a partner for n people with sales.
func team(n int, role string) award.Definition {
	return award.Definition{Requirements: holders(n, role, "sales-201"), Definition: training.Definition{
		Key: "sales-team", Name: "Sales Team", Minutes: 30, ValidMonths: 12, NoticeDays: 60, GraceDays: 30, Holder: training.ByPartner}}
}

func (s *school) defines(d award.Definition) {
	s.T.Helper()
	_, err := s.Awards.Define(s.System(), d)
	s.Must(err)
}

// write does something in a unit of work of the system's.
func (s *school) write(fn func(context.Context, *gate.Tx) error) error {
	_, err := gate.Write(s.System(), s.Gate, gate.Ask{Action: access.TrainingPublish}, func(tx *gate.Tx) (struct{}, error) {
		tx.Record(audit.Created("test", "1", nil))
		return struct{}{}, fn(s.System(), tx)
	})
	return err
}

// learns lets somebody have completed the course, now.
func (s *school) learns(who *member.Person) (out *learning.Completion) {
	s.T.Helper()
	s.Must(s.write(func(ctx context.Context, tx *gate.Tx) (err error) {
		out, _, err = s.Learning.Credit(ctx, tx, learning.Credit{PersonID: who.ID, PartnerID: who.PartnerID, CourseID: s.course.CourseID, At: tx.Now(), Origin: learning.InOtherLMS})
		return err
	}))
	return out
}

// passes lets somebody take the quiz and pass it.
func (s *school) passes(who *member.Person) {
	s.T.Helper()
	s.Must(s.pass(who, s.quiz))
}

func (s *school) pass(who *member.Person, v *quiz.Version) error {
	a, err := s.Quizzes.Start(s.As(who), quiz.Start{Quiz: v.QuizID})
	if err != nil {
		return err
	}
	return s.submit(who, a)
}

func (s *school) submit(who *member.Person, a *quiz.Attempt) error {
	yes := true
	for i := range a.Asked {
		if _, err := s.Quizzes.Answer(s.As(who), quiz.Giving{Attempt: a.ID, Place: i + 1, Answer: answer(&yes)}); err != nil {
			return err
		}
	}
	_, err := s.Quizzes.Submit(s.As(who), a.ID)
	return err
}

func (s *school) unlearns(c *learning.Completion, why string) {
	s.T.Helper()
	s.Must(s.write(func(ctx context.Context, tx *gate.Tx) error {
		_, err := s.Learning.Revoke(ctx, tx, c.ID, why)
		return err
	}))
}

// held are the certifications of a partner and its people, in the order in
// which they were issued.
func (s *school) held(p *partner.Partner, key string) (out []*training.Certification) {
	s.T.Helper()
	all, err := s.Training.Of(s.System(), p.ID)
	s.Must(err)
	for _, c := range all {
		if c.DefinitionKey == key {
			out = append([]*training.Certification{c}, out...)
		}
	}
	return out
}

// states says in words what there is of a certification.
func (s *school) states(p *partner.Partner, key string) string {
	s.T.Helper()
	var out []string
	for _, c := range s.held(p, key) {
		word := string(c.StateAt(s.Clock.Now()))
		if c.Renews != nil {
			word += " renews"
		}
		out = append(out, word)
	}
	return strings.Join(out, ", ")
}

func (s *school) wants(what, got, want string) {
	s.T.Helper()
	if got != want {
		s.T.Errorf("%s: %q, want %q", what, got, want)
	}
}
