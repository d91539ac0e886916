package award_test

import (
	"testing"

	"github.com/portico-prm/portico/internal/channel/training"
	"github.com/portico-prm/portico/internal/channel/training/question"
	"github.com/portico-prm/portico/internal/platform/actor"
)

func answer(truth *bool) question.Answer { return question.Answer{Truth: truth} }

func TestACertificationIsIssuedWithTheLastRequirement(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	s.defines(sales())
	first, second := s.Admin(s.acorn), s.Person(s.acorn, actor.ResellerSeller)
	s.learns(first)
	s.wants("one of two", s.states(s.acorn, "sales-201"), "")
	s.passes(second)
	s.wants("the other is another person's", s.states(s.acorn, "sales-201"), "")
	s.passes(first)
	s.wants("both", s.states(s.acorn, "sales-201"), "VALID")
	c := s.held(s.acorn, "sales-201")[0]
	if c.PersonID == nil || *c.PersonID != string(first.ID) || c.Origin != training.InPortal || !c.IssuedAt.Equal(s.Clock.Now()) ||
		!c.ExpiresAt.Equal(s.Clock.Now().AddDate(0, 12, 0)) || c.NoticeDays != 60 || c.GraceDays != 30 {
		t.Errorf("%+v", c)
	}
	s.learns(first)
	s.passes(first)
	s.wants("all of it again while it is valid", s.states(s.acorn, "sales-201"), "VALID")
}
