package award_test

import (
	"context"
	"errors"
	"sync"
	"testing"

	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/training"
	"github.com/portico-prm/portico/internal/channel/training/effect"
	"github.com/portico-prm/portico/internal/channel/training/quiz"
	"github.com/portico-prm/portico/internal/platform/actor"
	"github.com/portico-prm/portico/internal/platform/gate"
	"github.com/portico-prm/portico/internal/testkit"
)

func (s *school) certifies(who *member.Person) {
	s.T.Helper()
	s.learns(who)
	s.passes(who)
}

func TestAPartnerIsCertifiedByItsLastHolderAndShortWithoutOne(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	s.defines(sales())
	s.defines(team(2, ""))
	first, second := s.Admin(s.acorn), s.Person(s.acorn, actor.ResellerSeller)
	s.certifies(first)
	s.wants("one holder", s.states(s.acorn, "sales-team"), "")
	s.Clock.Fix(s.Clock.Now().Add(90 * aDay))
	s.certifies(second)
	s.wants("two holders", s.states(s.acorn, "sales-team"), "VALID")
	lapse := s.held(s.acorn, "sales-201")[0].EndsAt()
	c := s.held(s.acorn, "sales-team")[0]
	if c.ShortFrom == nil || !c.ShortFrom.Equal(lapse) || c.StateAt(lapse.Add(-1)) != training.Expiring && c.StateAt(lapse.Add(-1)) != training.Valid ||
		c.StateAt(lapse) != training.Short || c.ValidAt(lapse) || !c.CountsUntil().Equal(lapse) {
		t.Errorf("short from %v, want %v: %s, then %s", c.ShortFrom, lapse, c.StateAt(lapse.Add(-1)), c.StateAt(lapse))
	}
	s.Clock.Fix(lapse)
	s.wants("the first has lapsed", s.states(s.acorn, "sales-team"), "SHORT")
	if n := s.Count("certification_counted", "definition_key = 'sales-team' and counts_until > $1", lapse); n != 0 {
		t.Error("the views count it still")
	}
	s.certifies(first)
	s.wants("as soon as there are enough, and in time to renew", s.states(s.acorn, "sales-team"), "EXPIRING, VALID renews")
}

// The administrator of a partner disables people and gives roles: that is felt
// in the same instant, and the next round gives what it has earned.
func TestHoldersAreCountedWhereTheyWorkInTheRole(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	s.defines(sales())
	s.defines(team(1, string(actor.ResellerMarketer)))
	boss, seller := s.Admin(s.acorn), s.Person(s.acorn, actor.ResellerSeller)
	s.certifies(seller)
	s.Must(s.Awards.Round(s.System()))
	s.wants("not in the role", s.states(s.acorn, "sales-team"), "")
	roles := func(to actor.Role) {
		_, err := s.Members.ChangeRoles(s.As(boss), seller.ID, []actor.Role{to})
		s.Must(err)
	}
	roles(actor.ResellerMarketer)
	for range 2 {
		s.Must(s.Awards.Round(s.System()))
	}
	s.wants("in the role", s.states(s.acorn, "sales-team"), "VALID")
	roles(actor.ResellerSeller)
	s.wants("out of it", s.states(s.acorn, "sales-team"), "SHORT")
	roles(actor.ResellerMarketer)
	s.wants("and in again", s.states(s.acorn, "sales-team"), "VALID")
	_, err := s.Members.Disable(s.As(boss), seller.ID)
	s.Must(err)
	s.wants("gone", s.states(s.acorn, "sales-team"), "SHORT")
}

// What a partner's proof brings is there as long as that counts.
func TestWhatAPartnersProofBringsFollowsItsHolders(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	s.Clock.Fix(s.Clock.Now().Add(-aDay))
	_, err := s.Effects.Define(s.System(), effect.Definition{Key: "funds", Name: "Funds", Cause: effect.Certified, Kind: effect.MDFEligibility, Target: "launch", Amount: 1, Once: true})
	s.Must(err)
	s.Clock.Fix(s.Clock.Now().Add(aDay))
	brings := func(what, want string) {
		t.Helper()
		s.wants(what, s.Sees(s.System(), "select coalesce(sum(amount), 0)::text from effect where person_id is null and until > $1", s.Clock.Now())[0], want)
	}
	s.defines(sales())
	s.defines(team(1, ""))
	boss, seller := s.Admin(s.acorn), s.Person(s.acorn, actor.ResellerSeller)
	s.certifies(seller)
	brings("one holder", "1")
	_, err = s.Training.Revoke(s.System(), s.held(s.acorn, "sales-201")[0].ID, "It was not so.")
	s.Must(err)
	brings("none", "0")
	s.Clock.Fix(s.Clock.Now().Add(aDay))
	s.certifies(seller)
	brings("and one again", "1")
	last := s.held(s.acorn, "sales-201")
	end := last[len(last)-1].EndsAt()
	s.Clock.Fix(end)
	brings("whose proof has ended", "0")
	s.Clock.Fix(end.Add(-aDay))
	_, err = s.Members.Disable(s.As(boss), seller.ID)
	s.Must(err)
	for range 2 {
		s.Must(s.Effects.Round(s.System()))
	}
	brings("who has left", "0")
}

func TestAPartnersProofRenewsItselfWhileItsHoldersAreThere(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	d := sales()
	d.ValidMonths = 36
	s.defines(d)
	s.defines(team(1, ""))
	s.certifies(s.Admin(s.acorn))
	s.Must(s.Awards.Round(s.System()))
	s.wants("too early", s.states(s.acorn, "sales-team"), "VALID")
	s.Clock.Fix(s.held(s.acorn, "sales-team")[0].NoticeFrom())
	for range 2 {
		s.Must(s.Awards.Round(s.System()))
	}
	s.wants("in time", s.states(s.acorn, "sales-team"), "EXPIRING, VALID renews")
	s.defines(team(2, ""))
	s.wants("more are asked for", s.states(s.acorn, "sales-team"), "SHORT, SHORT renews")
}

// 64 windows finish at once: one learner's last requirement, and the last
// holders of a partner.
func TestSixtyFourAtOnceAreCertifiedOnce(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	s.defines(sales())
	s.defines(team(8, ""))
	who := s.Admin(s.acorn)
	s.learns(who)
	a, err := s.Quizzes.Start(s.As(who), quiz.Start{Quiz: s.quiz.QuizID})
	s.Must(err)
	ended := testkit.Race(testkit.Times(64, func() error { return s.submit(who, a) })...)
	if n := s.Count("certification", "person_id = $1", who.ID); n != 1 {
		t.Errorf("64 submits of one learner: %v, %d proofs", ended, n)
	}
	var people []*member.Person
	for range 64 {
		p := s.Person(s.acorn, actor.ResellerSeller)
		s.learns(p)
		people = append(people, p)
	}
	var steps []func() error
	for _, p := range people {
		steps = append(steps, func() error { return s.pass(p, s.quiz) })
	}
	ended = testkit.Race(steps...)
	persons, partners := s.Count("certification", "person_id is not null"), s.Count("certification", "person_id is null")
	t.Logf("64 learners at once: %v, %d proofs of people, %d of the partner", ended, persons, partners)
	if ended["OK"] != 64 || persons != 65 || partners != 1 {
		t.Error("not exactly once")
	}
	if n := s.Count("effect", "true"); n != 0 {
		t.Errorf("%d effects without a rule", n)
	}
}

// Were two to see the same state, the database would let one of them issue.
func TestTheDatabaseLetsAnOrdinalBeIssuedOnce(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	s.defines(sales())
	who := string(s.Admin(s.acorn).ID)
	path, one := training.Full, 1
	issue := func(renews *training.ID, ordinal int, id string) (fresh bool, err error) {
		err = s.write(func(ctx context.Context, tx *gate.Tx) error {
			fresh, err = s.Training.Issue(ctx, tx, &training.Certification{ID: training.ID(id), DefinitionKey: "sales-201", PartnerID: s.acorn.ID, PersonID: &who,
				IssuedAt: s.Clock.Now(), ExpiresAt: s.Clock.Now().Add(aDay), Origin: training.InPortal, Ordinal: &ordinal, Path: &path, Renews: renews})
			return err
		})
		return fresh, err
	}
	ids := []string{"0193a000-0000-7000-8000-000000000001", "0193a000-0000-7000-8000-000000000002", "0193a000-0000-7000-8000-000000000003", "0193a000-0000-7000-8000-000000000004"}
	first := training.ID(ids[0])
	if fresh, err := issue(nil, one, ids[0]); err != nil || !fresh {
		t.Fatal(fresh, err)
	}
	if fresh, err := issue(nil, one, ids[1]); err != nil || fresh {
		t.Errorf("the same ordinal again: %v %v", fresh, err)
	}
	if fresh, err := issue(&first, 2, ids[2]); err != nil || !fresh {
		t.Errorf("a renewal: %v %v", fresh, err)
	}
	if _, err := issue(&first, 3, ids[3]); err == nil {
		t.Error("two proofs renew the same one")
	}
}

// cutOff is an observer that ends the unit of work after the certification was
// written: with an error, by taking the context away, or with a panic.
type cutOff struct {
	mu   sync.Mutex
	left int
	how  func() error
}

func (c *cutOff) Certified(context.Context, *gate.Tx, *training.Certification) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.left == 0 {
		return nil
	}
	c.left--
	return c.how()
}

func (c *cutOff) Lost(context.Context, *gate.Tx, *training.Certification) error { return nil }

func TestACutBetweenLeavesAllOrNothing(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	s.defines(sales())
	s.defines(team(1, ""))
	who := s.Admin(s.acorn)
	s.learns(who)
	a, err := s.Quizzes.Start(s.As(who), quiz.Start{Quiz: s.quiz.QuizID})
	s.Must(err)
	cut := &cutOff{}
	s.Training.Tell(cut)
	for name, how := range map[string]func(stop func()) error{
		"an error": func(func()) error { return errors.New("cut off") },
		"a death":  func(stop func()) error { stop(); return nil },
		"a panic":  func(func()) error { panic("cut off") },
	} {
		for at := 1; at <= 2; at++ { // of the partner's proof, of the person's
			ctx, stop := context.WithCancel(s.As(who))
			skipped := 0
			cut.left, cut.how = at, func() error {
				if skipped++; skipped < at {
					return nil
				}
				return how(stop)
			}
			yes := true
			_, err := s.Quizzes.Answer(s.As(who), quiz.Giving{Attempt: a.ID, Place: 1, Answer: answer(&yes)})
			s.Must(err)
			_, err = s.Quizzes.Submit(ctx, a.ID)
			stop()
			if err == nil {
				t.Errorf("%s at %d was not felt", name, at)
			}
			if s.Count("certification", "true") != 0 || s.Count("certification_ground", "true") != 0 || s.Count("quiz_attempt", "state = 'PASSED'") != 0 {
				t.Errorf("%s at %d leaves something behind", name, at)
			}
		}
	}
	s.Must(s.submit(who, a))
	if n := s.Count("certification", "true"); n != 2 {
		t.Errorf("in the end %d proofs, want 2", n)
	}
}
