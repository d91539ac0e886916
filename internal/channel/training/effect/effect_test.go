package effect_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/channel/library"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/training"
	"github.com/portico-prm/portico/internal/channel/training/course"
	"github.com/portico-prm/portico/internal/channel/training/effect"
	"github.com/portico-prm/portico/internal/channel/training/learning"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
	"github.com/portico-prm/portico/internal/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

func TestEveryStatementFitsTheSchema(t *testing.T) {
	t.Parallel()
	testkit.PreparesEveryStatement(t, 9)
}

// school is a channel with one course.
type school struct {
	*testkit.Channel
	course course.ID
}

func newSchool(t *testing.T) *school {
	s := &school{Channel: testkit.NewChannel(t), course: course.ID(ids.New())}
	s.write(func(ctx context.Context, tx *gate.Tx) error {
		if err := tx.Must(ctx, `insert into course (id, key) values ($1, 'edge-basics')`, s.course); err != nil {
			return err
		}
		return tx.Must(ctx, `insert into course_version (id, course_id, number, state, locale, locales, title, minutes, published_at)
			values ($1, $2, 1, 'PUBLISHED', 'en', '{en}', '{"en": "Basics"}', 10, now())`, ids.New(), s.course)
	})
	return s
}

func (s *school) write(fn func(context.Context, *gate.Tx) error) {
	s.T.Helper()
	_, err := gate.Write(s.System(), s.Gate, gate.Ask{Action: access.TrainingPublish}, func(tx *gate.Tx) (struct{}, error) {
		tx.Record(audit.Created("test", "1", nil))
		return struct{}{}, fn(s.System(), tx)
	})
	s.Must(err)
}

// credit lets a person have completed the course at a time.
func (s *school) credit(p *member.Person, at time.Time) (*learning.Completion, error) {
	return gate.Write(s.System(), s.Gate, gate.Ask{Action: access.TrainingPublish}, func(tx *gate.Tx) (*learning.Completion, error) {
		tx.Record(audit.Created("test", "1", nil))
		c, _, err := s.Learning.Credit(s.System(), tx, learning.Credit{PersonID: p.ID, PartnerID: p.PartnerID, CourseID: s.course, At: at, Origin: learning.InOtherLMS})
		return c, err
	})
}

func (s *school) completes(p *member.Person) *learning.Completion {
	s.T.Helper()
	c, err := s.credit(p, s.Clock.Now())
	s.Must(err)
	return c
}

func (s *school) revokes(c *learning.Completion) {
	s.T.Helper()
	s.write(func(ctx context.Context, tx *gate.Tx) error {
		_, err := s.Learning.Revoke(ctx, tx, c.ID, "a test")
		return err
	})
}

func (s *school) rule(d effect.Definition) *effect.Rule {
	s.T.Helper()
	d.Name, d.Cause = "A rule", effect.CourseCompleted
	r, err := s.Effects.Define(s.System(), d)
	s.Must(err)
	return r
}

// has is what a partner has of a kind and a target now.
func (s *school) has(p *testkit.House, kind effect.Kind, target string) (sum int) {
	s.T.Helper()
	s.Must(s.look(&sum, `select coalesce(sum(amount), 0)::int from effect_standing where partner_id = $1 and kind = $2 and target = $3`, p.ID, kind, target))
	return sum
}

func (s *school) entries() (n int) {
	s.T.Helper()
	s.Must(s.look(&n, `select count(*) from effect`))
	return n
}

func (s *school) look(dst any, query string, args ...any) error {
	_, err := gate.Read(s.System(), s.Gate, gate.Ask{Action: access.TrainingRead}, func(v *gate.View) (struct{}, error) {
		return struct{}{}, v.Get(s.System(), dst, query, args...)
	})
	return err
}

func (s *school) wants(what string, got, want int) {
	s.T.Helper()
	if got != want {
		s.T.Errorf("%s: %d, want %d", what, got, want)
	}
	wrong, err := s.Progress.Recount(s.System())
	s.Must(err)
	if len(wrong) > 0 {
		s.T.Errorf("%s: a recount differs: %+v", what, *wrong[0])
	}
}

func TestACompletionBringsWhatTheRulesInForceSay(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	basics, other := "edge-basics", "edge-other"
	before := s.completes(s.Acorn.Admin)
	s.rule(effect.Definition{Key: "points", Kind: effect.Points, Amount: 50, Once: true})
	s.rule(effect.Definition{Key: "tier", Subject: &basics, Kind: effect.TierMetric, Target: "trained", Amount: 1})
	s.rule(effect.Definition{Key: "else", Subject: &other, Kind: effect.RebateMetric, Target: "trained", Amount: 1})
	s.wants("before there was a rule", s.has(s.Acorn, effect.Points, ""), 0)
	s.completes(s.Acorn.Second)
	s.wants("points", s.has(s.Acorn, effect.Points, ""), 50)
	s.wants("tier", s.has(s.Acorn, effect.TierMetric, "trained"), 1)
	s.wants("of another course", s.has(s.Acorn, effect.RebateMetric, "trained"), 0)
	s.revokes(before)
	s.wants("what brought nothing takes nothing back", s.has(s.Acorn, effect.Points, ""), 50)
}

func TestWhatIsImportedHasTheRulesOfItsTime(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	past := s.Clock.Now()
	s.rule(effect.Definition{Key: "points", Kind: effect.Points, Amount: 50})
	first := s.Clock.Now()
	s.rule(effect.Definition{Key: "points", Kind: effect.Points, Amount: 80})
	for at, want := range map[time.Time]int{past: 0, first: 50, s.Clock.Now(): 80} {
		h := map[int]*testkit.House{0: s.Acorn, 50: s.Birch, 80: s.Cedar}[want]
		_, err := s.credit(h.Admin, at)
		s.Must(err)
		s.wants(fmt.Sprint("completed when it was ", want), s.has(h, effect.Points, ""), want)
	}
	ended, err := s.Effects.End(s.System(), "points")
	s.Must(err)
	if ended.Version != 2 || ended.EndedAt == nil {
		t.Errorf("version %d ended %v", ended.Version, ended.EndedAt)
	}
	s.completes(s.Dune.Admin)
	s.wants("after the end", s.has(s.Dune, effect.Points, ""), 0)
	_, err = s.Effects.End(s.System(), "points")
	s.Wants("ended twice", err, "RULE_NOT_IN_FORCE")
	if again := s.rule(effect.Definition{Key: "points", Kind: effect.Points, Amount: 5}); again.Version != 3 {
		t.Errorf("taken up as version %d, want 3", again.Version)
	}
}

func TestAnEffectIsTakenBackWithItsCause(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	s.rule(effect.Definition{Key: "once", Kind: effect.Points, Amount: 50, Once: true})
	s.rule(effect.Definition{Key: "each", Kind: effect.RebateMetric, Target: "seats", Amount: 3})
	first := s.completes(s.Acorn.Admin)
	second := s.completes(s.Acorn.Admin)
	s.wants("once", s.has(s.Acorn, effect.Points, ""), 50)
	s.wants("each time", s.has(s.Acorn, effect.RebateMetric, "seats"), 6)
	s.revokes(first)
	s.wants("the other completion counts in its place", s.has(s.Acorn, effect.Points, ""), 50)
	s.wants("one time is gone", s.has(s.Acorn, effect.RebateMetric, "seats"), 3)
	s.revokes(second)
	s.wants("nothing is left", s.has(s.Acorn, effect.Points, "")+s.has(s.Acorn, effect.RebateMetric, "seats"), 0)
	s.wants("and nothing is erased", s.entries(), 8)
	s.completes(s.Acorn.Admin)
	s.wants("learned anew", s.has(s.Acorn, effect.Points, ""), 50)
}

// What a certification brings ends with it, and is extended by the next.
func TestARevokedCertificationTakesItsEffectBack(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	who := string(s.Acorn.Second.ID)
	_, err := s.Effects.Define(s.System(), effect.Definition{Key: "skill", Name: "Skill", Cause: effect.Certified, Kind: effect.Points, Amount: 40, Once: true})
	s.Must(err)
	c, err := s.Training.Certify(s.System(), testkit.Certificate, s.Acorn.ID, &who, s.Clock.Now())
	s.Must(err)
	s.wants("with the certification", s.has(s.Acorn, effect.Points, ""), 40)
	_, err = s.Training.Revoke(s.System(), c.ID, "The exam was taken by somebody else.")
	s.Must(err)
	s.wants("after it was revoked", s.has(s.Acorn, effect.Points, ""), 0)
}

func TestACertificationBringsItsEffectUntilItEnds(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	_, err := s.Effects.Define(s.System(), effect.Definition{Key: "funds", Name: "Funds", Cause: effect.Certified, Kind: effect.MDFEligibility, Target: "launch", Amount: 1, Once: true})
	s.Must(err)
	who, start := string(s.Acorn.Admin.ID), s.Clock.Now()
	_, err = s.Training.Certify(s.System(), testkit.Certificate, s.Acorn.ID, &who, s.Clock.Now())
	s.Must(err)
	s.wants("certified", s.has(s.Acorn, effect.MDFEligibility, "launch"), 1)
	later := s.Clock.Now().AddDate(0, 1, 0)
	_, err = s.Training.Certify(s.System(), testkit.Certificate, s.Acorn.ID, &who, later)
	s.Must(err)
	s.wants("renewed, to begin in a month", s.entries(), 1)
	s.Clock.Pass(later.Sub(s.Clock.Now()))
	s.Must(s.Training.Begin(s.System()))
	s.wants("renewed", s.has(s.Acorn, effect.MDFEligibility, "launch"), 1)
	s.wants("the new one took the place of the old", s.entries(), 3)
	var until time.Time
	s.Must(s.look(&until, `select max(until) from effect_balance where partner_id = $1 and amount > 0`, s.Acorn.ID))
	if !until.After(start.AddDate(1, 0, 0)) {
		t.Errorf("it ends %s", until)
	}
}

// A renewal takes the place of what it renews, and gives it back.
func TestARevokedRenewalLeavesWhatTheOlderProofBrings(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	_, err := s.Effects.Define(s.System(), effect.Definition{Key: "funds", Name: "Funds", Cause: effect.Certified, Kind: effect.MDFEligibility, Target: "launch", Amount: 1, Once: true})
	s.Must(err)
	who := string(s.Acorn.Admin.ID)
	certify := func() *training.Certification {
		s.Clock.Pass(time.Hour)
		c, err := s.Training.Certify(s.System(), testkit.Certificate, s.Acorn.ID, &who, s.Clock.Now())
		s.Must(err)
		return c
	}
	first := certify()
	for range 2 {
		_, err = s.Training.Revoke(s.System(), certify().ID, "It was not so.")
		s.Must(err)
		s.wants("the renewal is revoked", s.has(s.Acorn, effect.MDFEligibility, "launch"), 1)
	}
	s.wants("entries: given, and twice replaced and given again", s.entries(), 9)
	_, err = s.Training.Revoke(s.System(), first.ID, "Nor was this.")
	s.Must(err)
	s.wants("both are", s.has(s.Acorn, effect.MDFEligibility, "launch"), 0)
}

// I16: however often and at once it is told, a cause has its effect once.
func TestManyAtOnceHaveOneEffect(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	s.rule(effect.Definition{Key: "points", Kind: effect.Points, Amount: 50, Once: true})
	at := s.Clock.Now()
	ended := testkit.Race(testkit.Times(64, func() error {
		_, err := s.credit(s.Acorn.Admin, at)
		return err
	})...)
	if ended["OK"] != 64 {
		t.Errorf("ended %v", ended)
	}
	s.wants("entries", s.entries(), 1)
	s.wants("points", s.has(s.Acorn, effect.Points, ""), 50)
	if ended := testkit.Race(testkit.Times(16, func() error { // of the same course at other times
		_, err := s.credit(s.Acorn.Admin, s.Clock.Now())
		return err
	})...); ended["OK"] != 16 {
		t.Errorf("ended %v", ended)
	}
	s.wants("points of a person who learns it again", s.has(s.Acorn, effect.Points, ""), 50)
}

func TestLearningUnlocksAnAsset(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	a, err := s.Library.PublishAsset(s.System(), library.Publication{Slug: "deep-dive", Kind: "DECK", Title: "Deep dive", AccessLevel: "COBRAND_EXTENDED",
		Language: "en", FileName: "d.pdf", MediaType: "application/pdf", File: []byte("x")})
	s.Must(err)
	file := library.AssetVersionID(s.Sees(s.System(), "select id::text from asset_version where asset_id = $1", a.ID)[0])
	s.rule(effect.Definition{Key: "deep-dive", Kind: effect.ContentUnlock, AssetID: &a.ID, Amount: 1, Once: true})
	opens := func(what string, h *testkit.House, code string) {
		t.Helper()
		f, err := s.Library.DownloadAsset(s.As(h.Second), file)
		if err == nil {
			_ = f.Content.Close()
		}
		s.Wants(what, err, code)
	}
	opens("before", s.Acorn, "LEVEL_TOO_LOW")
	c := s.completes(s.Acorn.Admin)
	opens("a colleague of who learned it", s.Acorn, "OK")
	opens("another partner", s.Birch, "LEVEL_TOO_LOW")
	s.revokes(c)
	opens("after it was revoked", s.Acorn, "LEVEL_TOO_LOW")
}

func TestARuleIsRepairedAtOnce(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	bad := "Bad Key"
	_, err := s.Effects.Define(s.System(), effect.Definition{Key: "UP", Subject: &bad, Cause: effect.CourseCompleted, Kind: effect.ContentUnlock})
	if got := testkit.Codes(err); fmt.Sprint(got) != "[BAD_KEY REQUIRED BAD_KEY BAD_AMOUNT UNLOCKS_ONE_ASSET]" {
		t.Errorf("codes %v", got)
	}
	_, err = s.Effects.Define(s.System(), effect.Definition{Key: "flag", Name: "x", Cause: effect.CourseCompleted, Kind: effect.MDFEligibility, Amount: 1})
	s.Wants("a flag without a name", err, "REQUIRED")
	for _, h := range []*testkit.House{s.North, s.Acorn} {
		_, err = s.Effects.Define(s.As(h.Admin), effect.Definition{Key: "own", Name: "x", Cause: effect.CourseCompleted, Kind: effect.Points, Amount: 1})
		s.Wants(h.Word+" makes a rule", err, "FORBIDDEN")
	}
}
