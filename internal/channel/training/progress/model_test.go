package progress_test

import (
	"cmp"
	"fmt"
	"slices"
	"time"
)

// track is what the model knows of one person and one course. It is the rules
// of learning said once more, in the plainest way, without a database.
type track struct {
	lessons int
	open    *taking
	closed  *taking // of those that were begun and completed the one begun last: it may be done again
	all     []*completion
	held    *completion // the one that brought the points
	points  int         // by the rule that was in force then
}

// taking is a course that is assigned or begun.
type taking struct {
	state string
	begun bool
	since time.Time // it was begun
	due   time.Time // zero for none
	done  map[int]bool
}

type completion struct {
	id      string
	at      time.Time
	revoked bool
}

// rule is a version of the rule that gives points, for a time.
type rule struct {
	from, to time.Time // to is zero while it is in force
	points   int
}

// assigning is a rule that assigns a course to everybody of the history.
type assigning struct {
	course int
	days   int // to do it in; 0 for any time
	had    map[string]bool
}

// model is everything that a history is about.
type model struct {
	tracks  map[string]*track // "person course"
	rules   []rule
	assigns []*assigning // the oldest first
	people  []string
	now     func() time.Time
}

// track is that of a person and a course with so many lessons.
func (m *model) track(person string, course, lessons int) *track {
	key := fmt.Sprint(person, " ", course)
	if m.tracks[key] == nil {
		m.tracks[key] = &track{lessons: lessons}
	}
	return m.tracks[key]
}

func (m *model) running(t *taking) string {
	switch {
	case !t.due.IsZero() && m.now().After(t.due):
		return "OVERDUE"
	case t.begun:
		return "STARTED"
	}
	return "ASSIGNED"
}

// assign gives a course, with a date or none; who has it open keeps it, with
// the earlier date. It tells whether it is given anew.
func (m *model) assign(t *track, due time.Time) (fresh bool) {
	if t.open == nil {
		t.open, fresh = &taking{done: map[int]bool{}, due: due}, true
	} else if due.IsZero() || !t.open.due.IsZero() && !due.Before(t.open.due) {
		return false
	}
	t.open.due = due
	t.open.state = m.running(t.open)
	return fresh
}

// apply assigns by a rule to those who have not had the course by it.
func (m *model) apply(r *assigning, lessons int) {
	for _, p := range m.people {
		if !r.had[p] && m.assign(m.track(p, r.course, lessons), r.due(m.now())) {
			r.had[p] = true
		}
	}
}

// due is the last second of the last day, or no date.
func (r *assigning) due(now time.Time) time.Time {
	if r.days == 0 {
		return time.Time{}
	}
	y, m, d := now.UTC().AddDate(0, 0, r.days).Date()
	return time.Date(y, m, d, 23, 59, 59, 0, time.UTC)
}

// postpone moves the date of what is open, or takes it off.
func (m *model) postpone(t *track, due time.Time) {
	t.open.due = due
	t.open.state = m.running(t.open)
}

func (m *model) start(t *track) {
	if t.open == nil {
		t.open = &taking{done: map[int]bool{}}
	}
	if !t.open.begun {
		t.open.begun, t.open.since = true, m.now()
		t.open.state = m.running(t.open)
	}
}

// current is the taking whose lessons may be done; nil for none.
func (t *track) current() *taking {
	if t.open != nil && t.open.begun {
		return t.open
	}
	return t.closed
}

// finish credits a lesson. One of a course that is completed changes nothing.
func (m *model) finish(t *track, lesson int) (ok, completed bool) {
	now := t.current()
	if now == nil {
		return false, false
	}
	now.done[lesson] = true
	return true, now == t.open && len(now.done) == t.lessons
}

// completes closes the taking and gives the points of the rule of that time.
func (m *model) completes(t *track, c *completion) {
	if t.open != nil && t.open.begun && (t.closed == nil || !t.open.since.Before(t.closed.since)) {
		t.closed = t.open
	}
	t.open = nil
	t.all = append(t.all, c)
	m.give(t, c)
}

func (m *model) give(t *track, c *completion) {
	if t.held == nil && m.worth(c) > 0 {
		t.held, t.points = c, m.worth(c)
	}
}

func (m *model) worth(c *completion) int {
	for _, r := range m.rules {
		if !c.at.Before(r.from) && (r.to.IsZero() || c.at.Before(r.to)) {
			return r.points
		}
	}
	return 0
}

// revoke takes a completion back; the latest that stands takes its place.
func (m *model) revoke(t *track, c *completion) {
	c.revoked = true
	if t.held == c {
		t.held = nil
	}
	standing := slices.DeleteFunc(slices.Clone(t.all), func(c *completion) bool { return c.revoked })
	if len(standing) > 0 {
		m.give(t, slices.MaxFunc(standing, func(a, b *completion) int { return cmp.Compare(a.at.UnixNano(), b.at.UnixNano()) }))
	}
}

// round is the chore that applies the rules and looks at dates.
func (m *model) round(lessons func(course int) int) {
	for _, r := range m.assigns {
		m.apply(r, lessons(r.course))
	}
	for _, t := range m.tracks {
		if t.open != nil {
			t.open.state = m.running(t.open)
		}
	}
}

// seen is what a portal shows of a track.
type seen struct {
	State     string
	Completed int
	Points    int
}

func (m *model) shows(t *track) seen {
	s := seen{}
	if t.open != nil {
		s.State = t.open.state
	}
	for _, c := range t.all {
		if !c.revoked {
			s.Completed++
		}
	}
	if t.held != nil {
		s.Points = t.points
	}
	return s
}
