package progress_test

import (
	"context"
	"fmt"
	"slices"
	"time"

	outline "github.com/portico-prm/portico/content/course"
	tree "github.com/portico-prm/portico/content/rule"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/training/learning"
	"github.com/portico-prm/portico/internal/channel/training/question"
	"github.com/portico-prm/portico/internal/channel/training/quiz"
	"github.com/portico-prm/portico/internal/channel/training/transfer"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// A move is one thing in the world and in the model. It gives what was done,
// whether the world allowed it and whether the model does.
type move func(h *history) (what string, world error, allowed bool)

// moves are what happens, each with how often.
var moves = []struct {
	often int
	do    move
}{
	{16, (*history).starts}, {40, (*history).lesson}, {5, (*history).assigned}, {5, (*history).assignedAll}, {4, (*history).byRule}, {4, (*history).postponed},
	{9, (*history).imported}, {6, (*history).undone}, {6, (*history).revoked}, {11, (*history).unpassed}, {4, (*history).cancelled},
	{3, (*history).published}, {5, (*history).restarted}, {8, (*history).clock}, {7, (*history).round}, {3, (*history).ruled},
}

func (h *history) step() (what string, world error, allowed bool) {
	all := 0
	for _, m := range moves {
		all += m.often
	}
	n := h.IntN(all)
	for _, m := range moves {
		if n -= m.often; n < 0 {
			return m.do(h)
		}
	}
	return "", nil, true
}

func (h *history) pick() (*member.Person, int, *track) {
	p, c := h.people[h.IntN(len(h.people))], h.IntN(len(h.versions))
	return p, c, h.m.track(string(p.ID), c)
}

func (h *history) who(t *track) *member.Person {
	return h.people[slices.IndexFunc(h.people, func(p *member.Person) bool { return string(p.ID) == t.person })]
}

func (h *history) starts() (string, error, bool) {
	p, c, t := h.pick()
	_, err := h.Learning.Start(h.As(p), h.versions[c][0].CourseID)
	h.m.start(t)
	return fmt.Sprint("start ", c), err, true
}

func (h *history) soon() time.Time {
	return h.Clock.Now().Add(time.Duration(1+h.IntN(72)) * time.Hour).Truncate(time.Microsecond)
}

func (h *history) assigned() (string, error, bool) {
	p, c, t := h.pick()
	due := h.soon()
	_, err := h.Learning.Assign(h.System(), learning.Assignment{Target: learning.Target{Course: &h.versions[c][0].CourseID}, People: []member.ID{p.ID}, Due: &due})
	h.m.assign(t, due)
	return fmt.Sprint("assign ", c), err, true
}

// assignedAll gives somebody the curriculum, with a date or without.
func (h *history) assignedAll() (string, error, bool) {
	p, _, t := h.pick()
	in := learning.Assignment{Target: learning.Target{Curriculum: &h.curriculum}, People: []member.ID{p.ID}}
	var due time.Time
	if h.IntN(2) == 0 {
		due = h.soon()
		in.Due = &due
	}
	_, err := h.Learning.Assign(h.System(), in)
	h.m.assignPlan(t.person, due)
	return "assign all", err, true
}

// byRule assigns a course, or the curriculum, to everybody of the history, and
// to nobody else.
func (h *history) byRule() (string, error, bool) {
	c := h.IntN(len(h.versions)+1) - 1
	in := learning.NewRule{Target: learning.Target{Curriculum: &h.curriculum}, Audience: &tree.Tree{Attr: "partner.industries", Has: h.word}}
	if c >= 0 {
		in.Target = learning.Target{Course: &h.versions[c][0].CourseID}
	}
	r := &assigning{course: c, days: h.IntN(4), had: map[string]bool{}}
	if r.days > 0 {
		in.DueDays = &r.days
	}
	made, err := h.Learning.MakeRule(h.System(), in)
	if err == nil {
		h.given, h.m.assigns = append(h.given, made.ID), append(h.m.assigns, r)
		err = h.Learning.Apply(h.System(), made.ID) // as the queue does
	}
	h.m.apply(r)
	return fmt.Sprint("assign by rule ", c), err, true
}

// open is something open of somebody: a course, or one time in four the curriculum.
func (h *history) open() (what string, id learning.ID, of *taking, ends func()) {
	p, c, t := h.pick()
	if h.IntN(4) > 0 {
		return fmt.Sprint("course ", c), h.openOf(p, c), t.open, func() { t.open = nil }
	}
	whole := h.m.plan(t.person)
	if whole.open != nil {
		of = &whole.open.taking
	}
	return "the curriculum", h.openPlanOf(p), of, func() { whole.open = nil }
}

// postponed moves the date of an open enrollment, or takes it off.
func (h *history) postponed() (string, error, bool) {
	what, id, of, _ := h.open()
	if id == "" {
		return "nothing to postpone", nil, of == nil
	}
	var due *time.Time
	var moved time.Time
	if h.IntN(3) > 0 {
		moved = h.soon()
		due = &moved
	}
	_, err := h.Learning.Postpone(h.System(), id, due)
	h.m.postpone(of, moved)
	return "postpone " + what, err, true
}

func (h *history) cancelled() (string, error, bool) {
	what, id, of, ends := h.open()
	if id == "" {
		return "nothing to cancel", nil, of == nil
	}
	_, err := h.Learning.Cancel(h.System(), id)
	of.state = "CANCELLED"
	ends()
	return "cancel " + what, err, true
}

// edition is one that somebody may be at: mostly that which is taken.
func (h *history) edition(t *track) int {
	switch {
	case h.IntN(8) == 0: // one of the last three
		return max(0, h.m.newest(t.course)-h.IntN(3))
	case t.open != nil && t.open.begun:
		return t.open.edition
	case len(t.closed) > 0 && t.closed[len(t.closed)-1].begun:
		return t.closed[len(t.closed)-1].edition
	}
	return h.m.newest(t.course)
}

// lesson finishes one: reads it, or passes or fails its quiz.
func (h *history) lesson() (string, error, bool) {
	p, c, t := h.pick()
	e := h.edition(t)
	l := lesson{e, h.IntN(len(h.kinds[c][e]))}
	if h.kinds[c][e][l.place] == outline.Quiz {
		return h.quiz(p, t, l)
	}
	_, err := h.Learning.Finish(h.As(p), h.lessons[c][e][l.place])
	return fmt.Sprint("finish ", c, l), err, h.finishes(p, t, l)
}

func (h *history) finishes(p *member.Person, t *track, l lesson) bool {
	ok, completed := h.m.finish(t, l)
	if completed {
		h.m.completes(t, &completion{at: h.Clock.Now(), lessons: true})
		h.name(p, t)
	}
	return ok
}

func (h *history) quiz(p *member.Person, t *track, l lesson) (string, error, bool) {
	may, passes := h.m.mayTry(t, l), h.IntN(3) > 0
	what := fmt.Sprint("quiz ", t.course, l, " passed ", passes)
	a, err := h.Quizzes.Start(h.As(p), quiz.Start{Lesson: &h.lessons[t.course][l.edition][l.place]})
	if err != nil || !may {
		return what, err, may
	}
	for place := 1; place <= 2; place++ {
		if _, err := h.Quizzes.Answer(h.As(p), quiz.Giving{Attempt: a.ID, Place: place, Answer: question.Answer{Truth: &passes}}); err != nil {
			return what, err, may
		}
	}
	if a, err = h.Quizzes.Submit(h.As(p), a.ID); err != nil {
		return what, err, may
	}
	h.m.tried(t, l, &attempt{id: string(a.ID), at: *a.EndedAt, passed: passes})
	if passes {
		h.finishes(p, t, l)
	}
	return what, err, may
}

// unpassed takes a pass back, for one ground or another; the attempt is given
// back or not. Only what passed, and counts still, can be.
func (h *history) unpassed() (string, error, bool) {
	some := slices.DeleteFunc(slices.Clone(h.m.attempts), func(a *attempt) bool { return a.revoked || !a.passed })
	if len(some) == 0 || h.IntN(5) == 0 {
		some = h.m.attempts
	}
	if len(some) == 0 {
		return "no pass to revoke", nil, true
	}
	a := some[h.IntN(len(some))]
	in := quiz.Revocation{Attempt: quiz.AttemptID(a.id), For: []quiz.Ground{quiz.Fraud, quiz.WrongKey, quiz.Other}[h.IntN(3)], Why: "A test.", GiveBack: h.IntN(2) == 0}
	_, err := h.Quizzes.Revoke(h.As(h.Boss), in)
	may := a.passed && !a.revoked
	what := fmt.Sprint("revoke a pass of ", a.lesson, ", given back ", in.GiveBack)
	if !may || err != nil {
		return what, err, may
	}
	h.m.unpass(a, in.GiveBack)
	h.name(h.who(a.t), a.t)
	if h.IntN(2) == 0 {
		return what, nil, true
	}
	again, err, may := h.quiz(h.who(a.t), a.t, a.lesson) // who has an attempt left tries again
	return what + ", " + again, err, may
}

// imported is a completion from elsewhere, with the import that brought it.
type imported struct {
	id     transfer.ID
	t      *track
	c      *completion
	undone bool
}

func (h *history) imported() (string, error, bool) {
	p, c, t := h.pick()
	at := h.Clock.Now().UTC().Add(-time.Duration(1+h.IntN(50)) * time.Hour).Truncate(time.Hour).Add(time.Duration(len(h.imports)) * time.Second)
	text := fmt.Sprintf("email,course,completedAt,score,externalId\n%s,course-%d,%s,,\n", p.Email, c, at.Format(time.RFC3339))
	got, err := h.Transfers.Import(h.System(), transfer.Order{Source: transfer.CSV, File: []byte(text)})
	if err != nil {
		return "import", err, true
	}
	if got.Import == nil {
		return "import", fmt.Errorf("%+v", got), true
	}
	i := &imported{id: *got.Import, t: t, c: &completion{at: at}}
	h.get(&i.c.id, "select completion_id from import_line where import_id = $1", i.id)
	h.imports = append(h.imports, i)
	h.m.completes(t, i.c)
	return fmt.Sprint("import ", c), nil, true
}

// undone takes an import back, once.
func (h *history) undone() (string, error, bool) {
	if len(h.imports) == 0 {
		return "no import to undo", nil, true
	}
	i := h.imports[h.IntN(len(h.imports))]
	_, err := h.Transfers.Undo(h.System(), transfer.Reversal{Import: i.id, Reason: "A test."})
	may := !i.undone
	if i.undone = true; may && !i.c.revoked {
		h.m.withdraw(i.t, i.c)
		h.name(h.who(i.t), i.t)
	}
	return fmt.Sprint("undo the import of ", i.t.course), err, may
}

// revoked takes a completion back by hand: what was learned is not learned anew
// by that.
func (h *history) revoked() (string, error, bool) {
	_, n, t := h.pick()
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
	return fmt.Sprint("revoke ", n), err, !was
}

// taken are the courses that people are at, in an edition of before or in any.
func (h *history) taken(before bool) (out []*track) {
	for _, p := range h.people {
		for c := range h.versions {
			if t := h.m.track(string(p.ID), c); t.open != nil && t.open.begun && (!before || t.open.edition < h.m.newest(c)) {
				out = append(out, t)
			}
		}
	}
	return out
}

// published is the next edition of a course, mostly of one that somebody takes,
// who goes on with the last.
func (h *history) published() (string, error, bool) {
	c := h.IntN(len(shapes))
	if some := h.taken(false); len(some) > 0 && h.IntN(4) > 0 {
		c = some[h.IntN(len(some))].course
	}
	h.publish(c, h.IntN(len(shapes[c])))
	return fmt.Sprint("publish ", c), nil, true
}

func (h *history) restarted() (string, error, bool) {
	p, c, t := h.pick()
	if some := h.taken(true); len(some) > 0 && h.IntN(4) > 0 {
		t = some[h.IntN(len(some))]
		p, c = h.who(t), t.course
	}
	id := h.openOf(p, c)
	if id == "" {
		return "nothing to restart", nil, t.open == nil
	}
	_, err := h.Learning.Restart(h.As(p), id)
	return fmt.Sprint("restart ", c), err, h.m.restart(t)
}

func (h *history) clock() (string, error, bool) {
	h.Clock.Pass(time.Duration(h.IntN(60)-12) * time.Hour)
	return "the clock steps", nil, true
}

func (h *history) round() (string, error, bool) {
	h.m.round()
	return "round", h.Learning.Round(h.System()), true
}

// ruled is the next version of the rule that gives points.
func (h *history) ruled() (string, error, bool) {
	h.Clock.Pass(time.Second) // versions begin at different moments
	if last := h.rules[len(h.rules)-1]; h.Clock.Now().After(last.from) {
		h.nextRule(1 + h.IntN(100))
		h.m.rules = h.rules
	}
	return "next version of the rule", nil, true
}
