package progress_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"
	"time"

	outline "github.com/portico-prm/portico/content/course"
	tree "github.com/portico-prm/portico/content/rule"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/channel/training/course"
	"github.com/portico-prm/portico/internal/channel/training/effect"
	"github.com/portico-prm/portico/internal/channel/training/learning"
	"github.com/portico-prm/portico/internal/channel/training/question"
	"github.com/portico-prm/portico/internal/channel/training/quiz"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
	"github.com/portico-prm/portico/internal/testkit"
)

// usual is how many histories every run compares. PORTICO_TRAINING_HISTORIES
// asks for more.
const usual = 16

// stage is a world in which histories are lived, one after the other, by people
// who are new each time.
type stage struct {
	*testkit.Channel
	versions []*course.Version
	lessons  [][]course.LessonID
	kinds    [][]outline.Kind
	rules    []rule
}

func newStage(t *testing.T) *stage {
	s := &stage{Channel: testkit.NewChannel(t), kinds: [][]outline.Kind{{outline.Text, outline.Text}, {outline.Text, outline.Quiz}, {outline.Task}}}
	for i, kinds := range s.kinds {
		key := fmt.Sprint("course-", i)
		if i == 1 {
			s.Quiz(key+"-quiz", nil, testkit.Claims(2)...)
		}
		v := s.Course(key, kinds...)
		s.versions, s.lessons = append(s.versions, v), append(s.lessons, s.Lessons(v))
	}
	s.nextRule(50)
	return s
}

// nextRule puts the next version of the rule in force.
func (s *stage) nextRule(points int) {
	r, err := s.Effects.Define(s.System(), effect.Definition{Key: "points", Name: "Points", Cause: effect.CourseCompleted, Kind: effect.Points, Amount: points, Once: true})
	s.Must(err)
	if n := len(s.rules); n > 0 {
		s.rules[n-1].to = r.ActiveFrom
	}
	s.rules = append(s.rules, rule{from: r.ActiveFrom, points: points})
}

// history is some people of one partner and what they do.
type history struct {
	*stage
	*rand.Rand
	m      *model
	people []*member.Person
	word   string            // an industry that only this partner works in
	given  []learning.RuleID // rules that assign, of this history alone
}

// live begins a history: a new partner with two people.
func (s *stage) live(number int) *history {
	h := &history{stage: s, Rand: rand.New(rand.NewPCG(uint64(number), 7)), word: fmt.Sprint("industry-", number),
		m: &model{tracks: map[string]*track{}, rules: s.rules, now: s.Clock.Now}}
	of, err := s.Partners.Register(s.System(), partner.Registration{TypeKey: "RESELLER", Slug: fmt.Sprint("history-", number),
		DisplayName: fmt.Sprint("Historia ", number), Countries: []string{"DE"}, Industries: []string{h.word}})
	s.Must(err)
	for range 2 {
		p := s.Admin(of)
		h.people, h.m.people = append(h.people, p), append(h.m.people, string(p.ID))
	}
	return h
}

// over ends what would go on into the next history.
func (h *history) over() {
	for _, id := range h.given {
		_, err := h.Learning.EndRule(h.System(), id)
		h.Must(err)
	}
}

func (h *history) pick() (*member.Person, int, *track) {
	p, c := h.people[h.IntN(len(h.people))], h.IntN(len(h.versions))
	return p, c, h.m.track(string(p.ID), c, len(h.kinds[c]))
}

// step does one thing in the world and in the model. It gives what was done,
// whether the world allowed it and whether the model does.
func (h *history) step() (what string, world error, allowed bool) {
	p, c, t := h.pick()
	switch n := h.IntN(100); {
	case n < 18:
		_, err := h.Learning.Start(h.As(p), h.versions[c].CourseID)
		h.m.start(t)
		return "start", err, true
	case n < 50:
		return h.lesson(p, c, t)
	case n < 57:
		due := h.Clock.Now().Add(time.Duration(1+h.IntN(72)) * time.Hour).Truncate(time.Microsecond)
		_, err := h.Learning.Assign(h.System(), learning.Assignment{Target: learning.Target{Course: &h.versions[c].CourseID}, People: []member.ID{p.ID}, Due: &due})
		h.m.assign(t, due)
		return "assign", err, true
	case n < 61:
		return h.byRule(c)
	case n < 65:
		return h.postponed(p, c, t)
	case n < 70:
		return h.imported(p, c, t)
	case n < 76:
		return h.revoked(t)
	case n < 82:
		e := h.openOf(p, c)
		if e == "" {
			return "nothing to cancel", nil, t.open == nil
		}
		_, err := h.Learning.Cancel(h.System(), e)
		t.open = nil
		return "cancel", err, true
	case n < 90:
		h.Clock.Pass(time.Duration(h.IntN(60)-12) * time.Hour)
		return "the clock steps", nil, true
	case n < 97:
		h.m.round(func(course int) int { return len(h.kinds[course]) })
		return "round", h.Learning.Round(h.System()), true
	}
	h.Clock.Pass(time.Second) // versions of a rule begin at different moments
	if last := h.rules[len(h.rules)-1]; h.Clock.Now().After(last.from) {
		h.nextRule(1 + h.IntN(100))
		h.m.rules = h.rules
	}
	return "next version of the rule", nil, true
}

// byRule assigns a course to everybody of the history, and to nobody else.
func (h *history) byRule(c int) (string, error, bool) {
	in := learning.NewRule{Target: learning.Target{Course: &h.versions[c].CourseID}, Audience: &tree.Tree{Attr: "partner.industries", Has: h.word}}
	r := &assigning{course: c, days: h.IntN(4), had: map[string]bool{}}
	if r.days > 0 {
		in.DueDays = &r.days
	}
	made, err := h.Learning.MakeRule(h.System(), in)
	if err == nil {
		h.given, h.m.assigns = append(h.given, made.ID), append(h.m.assigns, r)
		err = h.Learning.Apply(h.System(), made.ID) // as the queue does
	}
	h.m.apply(r, len(h.kinds[c]))
	return "assign by rule", err, true
}

// postponed moves the date of an open enrollment, or takes it off.
func (h *history) postponed(p *member.Person, c int, t *track) (string, error, bool) {
	e := h.openOf(p, c)
	if e == "" {
		return "nothing to postpone", nil, t.open == nil
	}
	var due *time.Time
	var moved time.Time
	if h.IntN(3) > 0 {
		moved = h.Clock.Now().Add(time.Duration(1+h.IntN(96)) * time.Hour).Truncate(time.Microsecond)
		due = &moved
	}
	_, err := h.Learning.Postpone(h.System(), e, due)
	h.m.postpone(t, moved)
	return "postpone", err, true
}

// lesson finishes one: reads it, or passes or fails its quiz.
func (h *history) lesson(p *member.Person, c int, t *track) (string, error, bool) {
	i := h.IntN(len(h.kinds[c]))
	if h.kinds[c][i] == outline.Quiz {
		return h.quiz(p, c, i, t)
	}
	_, err := h.Learning.Finish(h.As(p), h.lessons[c][i])
	ok, completed := h.m.finish(t, i)
	if completed {
		h.m.completes(t, h.newest(p, c))
	}
	return "finish", err, ok
}

func (h *history) quiz(p *member.Person, c, i int, t *track) (string, error, bool) {
	now := t.current()
	may, passes := now != nil && !now.done[i], h.IntN(2) == 0
	a, err := h.Quizzes.Start(h.As(p), quiz.Start{Lesson: &h.lessons[c][i]})
	if err != nil {
		return "quiz", err, may
	}
	for place := 1; place <= 2; place++ {
		if _, err := h.Quizzes.Answer(h.As(p), quiz.Giving{Attempt: a.ID, Place: place, Answer: question.Answer{Truth: &passes}}); err != nil {
			return "answer", err, may
		}
	}
	_, err = h.Quizzes.Submit(h.As(p), a.ID)
	if passes {
		if _, completed := h.m.finish(t, i); completed {
			h.m.completes(t, h.newest(p, c))
		}
	}
	return fmt.Sprint("quiz, passed: ", passes), err, may
}

// imported is a completion from elsewhere; the same one again is no other.
func (h *history) imported(p *member.Person, c int, t *track) (string, error, bool) {
	at := h.Clock.Now().Add(-time.Duration(h.IntN(50)) * time.Hour).Truncate(time.Hour)
	err := h.write(func(ctx context.Context, tx *gate.Tx) error {
		got, fresh, err := h.Learning.Credit(ctx, tx, learning.Credit{PersonID: p.ID, PartnerID: p.PartnerID, CourseID: h.versions[c].CourseID, At: at, Origin: learning.InOtherLMS})
		if err == nil && fresh {
			h.m.completes(t, &completion{id: string(got.ID), at: at})
		}
		return err
	})
	return "import", err, true
}

func (h *history) revoked(t *track) (string, error, bool) {
	if len(t.all) == 0 {
		return "nothing to revoke", nil, true
	}
	c := t.all[h.IntN(len(t.all))]
	err := h.write(func(ctx context.Context, tx *gate.Tx) error {
		_, err := h.Learning.Revoke(ctx, tx, learning.CompletionID(c.id), "a test")
		return err
	})
	was := c.revoked
	if !was {
		h.m.revoke(t, c)
	}
	return "revoke", err, !was
}

func (s *stage) write(fn func(context.Context, *gate.Tx) error) error {
	_, err := gate.Write(s.System(), s.Gate, gate.Ask{Action: access.TrainingPublish}, func(tx *gate.Tx) (struct{}, error) {
		tx.Record(audit.Created("test", "1", nil))
		return struct{}{}, fn(s.System(), tx)
	})
	return err
}

func (s *stage) get(dst any, query string, args ...any) {
	s.T.Helper()
	_, err := gate.Read(s.System(), s.Gate, gate.Ask{Action: access.TrainingRead}, func(v *gate.View) (struct{}, error) {
		return struct{}{}, v.Get(s.System(), dst, query, args...)
	})
	s.Must(err)
}

func (s *stage) openOf(p *member.Person, c int) (id learning.ID) {
	s.get(&id, `select coalesce(max(id::text), '') from enrollment where person_id = $1 and course_id = $2 and state in ('ASSIGNED', 'STARTED', 'OVERDUE')`, p.ID, s.versions[c].CourseID)
	return id
}

// newest is the completion that the portal has just written, as the model keeps it.
func (s *stage) newest(p *member.Person, c int) *completion {
	var row struct {
		ID string    `db:"id"`
		At time.Time `db:"completed_at"`
	}
	s.get(&row, `select id, completed_at from course_completion where person_id = $1 and course_id = $2 order by id desc limit 1`, p.ID, s.versions[c].CourseID)
	return &completion{id: row.ID, at: row.At}
}

// shown is what the world shows of a track.
func (s *stage) shown(p *member.Person, c int) (out seen) {
	s.get(&out, `
select coalesce((select state from enrollment where person_id = $1 and course_id = $2 and state in ('ASSIGNED', 'STARTED', 'OVERDUE')), '') as state,
  (select count(*) from course_completion where person_id = $1 and course_id = $2 and revoked_at is null) as completed,
  (select coalesce(sum(amount), 0) from effect where person_id = $1 and subject = $3 and kind = 'POINTS') as points`,
		p.ID, s.versions[c].CourseID, fmt.Sprint("course-", c))
	return out
}

// differences lives one history and gives what the world and the model do not agree on.
func (h *history) differences() (out []string) {
	var lived []string
	for range 24 {
		what, err, allowed := h.step()
		lived = append(lived, what)
		if (err == nil) != allowed {
			out = append(out, fmt.Sprintf("%v: the world says %s (%v), the model allows it: %v", lived, testkit.CodeOf(err), err, allowed))
		}
	}
	for _, p := range h.people {
		for c := range h.versions {
			t := h.m.tracks[fmt.Sprint(p.ID, " ", c)]
			if t == nil {
				continue
			}
			if want, got := h.m.shows(t), h.shown(p, c); want != got {
				out = append(out, fmt.Sprintf("%v: course %d shows %+v, the model %+v", lived, c, got, want))
			}
		}
	}
	return out
}

func TestHistoriesOfLearnersAreWhatTheModelSays(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	lives := usual
	if n, err := strconv.Atoi(os.Getenv("PORTICO_TRAINING_HISTORIES")); err == nil {
		lives = n
	}
	wrong := 0
	for i := range lives {
		h := s.live(i)
		for _, d := range h.differences() {
			wrong++
			t.Errorf("history %d: %s", i, d)
		}
		if h.over(); wrong > 5 {
			t.FailNow()
		}
	}
	found, err := s.Progress.Recount(s.System())
	s.Must(err)
	for _, d := range found {
		t.Errorf("%s %s is kept as %s and counted as %s", d.Of, d.ID, d.Kept, d.Counted)
	}
	t.Logf("%d histories, %d differences; %d counts differ from a recount", lives, wrong, len(found))
}
