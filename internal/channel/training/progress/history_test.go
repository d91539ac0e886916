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
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/channel/training"
	"github.com/portico-prm/portico/internal/channel/training/award"
	"github.com/portico-prm/portico/internal/channel/training/course"
	"github.com/portico-prm/portico/internal/channel/training/effect"
	"github.com/portico-prm/portico/internal/channel/training/learning"
	"github.com/portico-prm/portico/internal/channel/training/quiz"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
	"github.com/portico-prm/portico/internal/testkit"
)

// usual is how many histories every run compares. PORTICO_TRAINING_HISTORIES
// asks for more.
const usual = 16

// steps are what happens in one.
const steps = 32

// shapes are what editions of each course have been and may be, the first first.
var shapes = [][][]outline.Kind{
	{{outline.Text, outline.Text}, {outline.Text}, {outline.Task, outline.Text}},
	{{outline.Text, outline.Quiz}, {outline.Quiz}, {outline.Quiz, outline.Text}},
	{{outline.Task}, {outline.Text, outline.Task}},
}

// stage is a world in which histories are lived, one after the other, by people
// who are new each time.
type stage struct {
	*testkit.Channel
	versions   [][]*course.Version // by course and edition
	lessons    [][][]course.LessonID
	kinds      [][][]outline.Kind
	lengths    [][]int
	rules      []rule
	curriculum course.CurriculumID
}

const (
	quizKey = "course-1-quiz"
	skill   = "learned"
)

func newStage(t *testing.T) *stage {
	n := len(shapes)
	s := &stage{Channel: testkit.NewChannel(t), versions: make([][]*course.Version, n), lessons: make([][][]course.LessonID, n), kinds: make([][][]outline.Kind, n), lengths: make([][]int, n)}
	most := tries
	s.Quiz(quizKey, func(q *quiz.Settings) { q.MaxAttempts = &most }, testkit.Claims(2)...)
	for c := range shapes {
		s.publish(c, 0)
	}
	s.curriculum = s.teachAll()
	const long = 10_000 * time.Hour // in force whatever the clock does
	s.Clock.Pass(-long)
	_, err := s.Effects.Define(s.System(), effect.Definition{Key: "passed", Name: "Passed", Cause: effect.QuizPassed, Kind: effect.Points, Amount: 7, Once: true})
	s.Must(err)
	s.Clock.Pass(long)
	s.certifies()
	s.nextRule(50)
	return s
}

// publish makes the next edition of a course, in one of its shapes.
func (s *stage) publish(c, shape int) {
	s.T.Helper()
	kinds := shapes[c][shape]
	v := s.Course(fmt.Sprint("course-", c), kinds...)
	s.versions[c], s.kinds[c], s.lengths[c] = append(s.versions[c], v), append(s.kinds[c], kinds), append(s.lengths[c], len(kinds))
	s.lessons[c] = append(s.lessons[c], s.Lessons(v))
}

func (s *stage) teachAll() course.CurriculumID {
	s.T.Helper()
	in := course.Curriculum{Key: "path", Locale: "en", Title: outline.Texts{"en": "Path"}}
	for _, c := range required {
		in.Courses = append(in.Courses, course.Member{Key: fmt.Sprint("course-", c)})
	}
	for _, c := range offered {
		in.Courses = append(in.Courses, course.Member{Key: fmt.Sprint("course-", c), Optional: true})
	}
	made, err := s.Courses.SaveCurriculum(s.System(), in)
	s.Must(err)
	_, err = s.Courses.PublishCurriculum(s.System(), made.ID)
	s.Must(err)
	return made.ID
}

// certifies asks for a course and a pass, and lets the program require that.
func (s *stage) certifies() {
	s.T.Helper()
	first, pass := "course-0", quizKey
	_, err := s.Awards.Define(s.System(), award.Definition{
		Definition:   training.Definition{Key: skill, Name: "Learned", Minutes: 60, ValidMonths: 120, Holder: training.ByPerson},
		Requirements: &[]*award.Requirement{{Kind: award.Course, Subject: &first}, {Kind: award.Quiz, Subject: &pass}}})
	s.Must(err)
	_, err = s.Training.Require(s.System(), training.Requirement{Program: s.ProgramOf(s.Acorn.ID), Key: skill, Holders: 1})
	s.Must(err)
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
	m       *model
	of      *partner.Partner
	people  []*member.Person
	word    string            // an industry that only this partner works in
	given   []learning.RuleID // rules that assign, of this history alone
	imports []*imported
}

// live begins a history: a new partner with two people.
func (s *stage) live(number int) *history {
	h := &history{stage: s, Rand: rand.New(rand.NewPCG(uint64(number), 7)), word: fmt.Sprint("industry-", number),
		m: &model{tracks: map[string]*track{}, plans: map[string]*plan{}, reminded: map[string]map[string]bool{}, rules: s.rules, lengths: s.lengths, now: s.Clock.Now}}
	of, err := s.Partners.Register(s.System(), partner.Registration{TypeKey: "RESELLER", Slug: fmt.Sprint("history-", number),
		DisplayName: fmt.Sprint("Historia ", number), Countries: []string{"DE"}, Industries: []string{h.word}})
	s.Must(err)
	s.Enroll(of, "gold")
	h.of = of
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
	s.get(&id, `select coalesce(max(id::text), '') from enrollment where person_id = $1 and course_id = $2 and state in ('ASSIGNED', 'STARTED', 'OVERDUE')`, p.ID, s.versions[c][0].CourseID)
	return id
}

func (s *stage) openPlanOf(p *member.Person) (id learning.ID) {
	s.get(&id, `select coalesce(max(id::text), '') from enrollment where person_id = $1 and course_id is null and state in ('ASSIGNED', 'STARTED', 'OVERDUE')`, p.ID)
	return id
}

// name gives completions that the portal has just written the ids that they have.
func (h *history) name(p *member.Person, t *track) {
	for _, c := range t.all {
		if c.id == "" {
			var row struct {
				ID string    `db:"id"`
				At time.Time `db:"completed_at"`
			}
			h.get(&row, `select id, completed_at from course_completion where person_id = $1 and course_id = $2 order by id desc limit 1`, p.ID, h.versions[t.course][0].CourseID)
			c.id, c.at = row.ID, row.At
		}
	}
}

// shown is what the world shows of a track.
func (s *stage) shown(p *member.Person, c int) (out seen) {
	s.get(&out, `
select coalesce(e.state, '') as state, coalesce(e.lessons_done, 0) as done,
  (select count(*) from course_completion where person_id = $1 and course_id = $2 and revoked_at is null) as completed,
  (select coalesce(sum(amount), 0) from effect where person_id = $1 and subject = $3 and kind = 'POINTS') as points
from (values (1)) one (row)
left join enrollment e on e.person_id = $1 and e.course_id = $2 and e.state in ('ASSIGNED', 'STARTED', 'OVERDUE')`,
		p.ID, s.versions[c][0].CourseID, fmt.Sprint("course-", c))
	return out
}

// shownOf is what the world shows of a person beside its courses, and wantOf
// what the model does.
func (s *stage) shownOf(p *member.Person) (out string) {
	s.get(&out, `
select coalesce((select state || ' ' || lessons_done || ', ' from enrollment where person_id = $1 and course_id is null and state in ('ASSIGNED', 'STARTED', 'OVERDUE')), '')
  || 'completed ' || (select count(*) from enrollment where person_id = $1 and course_id is null and state = 'COMPLETED')
  || '; ' || (select coalesce(sum(amount), 0) from effect where person_id = $1 and cause = 'QUIZ_PASSED') || ' points for quizzes'
  || '; ' || (select count(*) from certification where person_id = $1 and definition_key = '`+skill+`' and revoked_at is null) || ' certifications'
  || '; reminded ' || (select count(*) from notice where person_id = $1 and kind = 'TRAINING_DUE')`, p.ID)
	return out
}

func (m *model) wantOf(person string) string {
	points, proofs := 0, 0
	if m.passes(person) {
		points = 7
	}
	if m.certified(person) {
		proofs = 1
	}
	return fmt.Sprint(m.showsPlan(person), "; ", points, " points for quizzes; ", proofs, " certifications; reminded ", len(m.reminded[person]))
}

func (h *history) tally() (out string) {
	h.get(&out, `select coalesce(max(attempts || ' by ' || learners || ', ' || passed || ' passed'), '0 by 0, 0 passed') from quiz_tally where partner_id = $1`, h.of.ID)
	return out
}

// differences lives one history and gives what the world and the model do not agree on.
func (h *history) differences() (out []string) {
	var lived []string
	for range steps {
		what, err, allowed := h.step()
		lived = append(lived, what)
		if (err == nil) != allowed {
			return append(out, fmt.Sprintf("%q: the world says %s (%v), the model allows it: %v", lived, testkit.CodeOf(err), err, allowed))
		}
		if out = h.differs(lived); len(out) > 0 {
			return out
		}
	}
	return out
}

func (h *history) differs(lived []string) (out []string) {
	for _, p := range h.people {
		for c := range h.versions {
			t := h.m.tracks[fmt.Sprint(p.ID, " ", c)]
			if t == nil {
				continue
			}
			if want, got := h.m.shows(t), h.shown(p, c); want != got {
				out = append(out, fmt.Sprintf("%q: course %d shows %+v, the model %+v", lived, c, got, want))
			}
		}
		if want, got := h.m.wantOf(string(p.ID)), h.shownOf(p); want != got {
			out = append(out, fmt.Sprintf("%q: a person shows %s, in the model %s", lived, got, want))
		}
	}
	if want, got := h.m.tallied(), h.tally(); want != got {
		out = append(out, fmt.Sprintf("%q: the quiz was tried %s, in the model %s", lived, got, want))
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
	t.Logf("%d histories, %d differences; %d counts differ from a recount; %d editions", lives, wrong, len(found), len(s.versions[0])+len(s.versions[1])+len(s.versions[2]))
}
