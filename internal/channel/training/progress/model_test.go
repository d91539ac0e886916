package progress_test

import (
	"cmp"
	"fmt"
	"slices"
	"time"
)

// The model is the rules of learning said once more, in the plainest way,
// without a database.

// track is what the model knows of one person and one course.
type track struct {
	person string
	course int
	open   *taking
	all    []*completion
	held   *completion // the one that brought the points
	points int         // by the rule that was in force then
	closed []*taking   // completed ones
}

// taking is a course that is assigned or begun.
type taking struct {
	state   string
	begun   bool
	since   time.Time // it was begun
	due     time.Time // zero for none
	edition int       // of the course, once it is begun
	done    map[lesson]bool
	tries   map[lesson]int // at its quiz, without those given back
}

// lesson is a place in an edition of a course.
type lesson struct{ edition, place int }

type completion struct {
	id      string
	at      time.Time
	of      *taking // which it completed; nil for none
	lessons bool    // by its lessons, and not elsewhere
	revoked bool
}

// attempt is one at the quiz of a lesson.
type attempt struct {
	id              string
	at              time.Time
	t               *track
	of              *taking
	lesson          lesson
	passed, revoked bool
}

// rule is a version of the rule that gives points, for a time.
type rule struct {
	from, to time.Time // to is zero while it is in force
	points   int
}

// model is everything that a history is about.
type model struct {
	tracks   map[string]*track // "person course"
	plans    map[string]*plan  // by person
	attempts []*attempt
	rules    []rule
	assigns  []*assigning // the oldest first
	people   []string
	reminded map[string]map[string]bool // of what, by person
	lengths  [][]int                    // lessons, by course and edition
	now      func() time.Time
}

const tries = 2 // at a quiz, in one taking

func (m *model) track(person string, course int) *track {
	key := fmt.Sprint(person, " ", course)
	if m.tracks[key] == nil {
		m.tracks[key] = &track{person: person, course: course}
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
		t.open, fresh = newTaking(due), true
	} else if due.IsZero() || !t.open.due.IsZero() && !due.Before(t.open.due) {
		return false
	}
	t.open.due = due
	t.open.state = m.running(t.open)
	return fresh
}

func newTaking(due time.Time) *taking {
	return &taking{due: due, done: map[lesson]bool{}, tries: map[lesson]int{}}
}

// postpone moves the date of what is open, or takes it off.
func (m *model) postpone(t *taking, due time.Time) {
	t.due = due
	t.state = m.running(t)
}

func (m *model) newest(course int) int { return len(m.lengths[course]) - 1 }

func (m *model) start(t *track) {
	if t.open == nil {
		t.open = newTaking(time.Time{})
	}
	if !t.open.begun {
		m.begin(t.open, m.newest(t.course))
	}
}

func (m *model) begin(t *taking, edition int) {
	t.begun, t.since, t.edition = true, m.now(), edition
	t.state = m.running(t)
}

// restart takes the newest edition; what was done in the old one is left behind.
func (m *model) restart(t *track) bool {
	if t.open == nil || !t.open.begun || t.open.edition == m.newest(t.course) {
		return false
	}
	m.begin(t.open, m.newest(t.course))
	return true
}

// current is the taking whose lessons of an edition may be done; nil for none.
// Of those that were completed, the one begun last may be done again.
func (t *track) current(edition int) (out *taking) {
	if t.open != nil && t.open.begun && t.open.edition == edition {
		return t.open
	}
	for _, c := range t.closed {
		if c.begun && c.edition == edition && (out == nil || !c.since.Before(out.since)) {
			out = c
		}
	}
	return out
}

// finish credits a lesson. One of a course that is completed changes nothing.
func (m *model) finish(t *track, l lesson) (ok, completed bool) {
	now := t.current(l.edition)
	if now == nil {
		return false, false
	}
	now.done[l] = true
	return true, now == t.open && m.isDone(t, now)
}

func (m *model) isDone(t *track, of *taking) bool {
	return of.count() == m.lengths[t.course][of.edition]
}

// count is how many lessons of its edition are done.
func (t *taking) count() (n int) {
	for l := range t.done {
		if l.edition == t.edition {
			n++
		}
	}
	return n
}

// mayTry tells whether the quiz of a lesson may be begun.
func (m *model) mayTry(t *track, l lesson) bool {
	now := t.current(l.edition)
	if now == nil || now.tries[l] >= tries {
		return false
	}
	return !slices.ContainsFunc(m.attempts, func(a *attempt) bool { return a.of == now && a.lesson == l && a.passed && !a.revoked })
}

// tried writes an attempt down.
func (m *model) tried(t *track, l lesson, a *attempt) {
	a.t, a.of, a.lesson = t, t.current(l.edition), l
	a.of.tries[l]++
	m.attempts = append(m.attempts, a)
}

// unpass lets a pass count no more. The lesson is to be done again, and so is
// the course where its lessons completed it; what was learned elsewhere stands.
// again tells whether a new completion follows.
func (m *model) unpass(a *attempt, givenBack bool) {
	a.revoked = true
	if givenBack {
		a.of.tries[a.lesson]--
	}
	if !a.of.done[a.lesson] {
		return
	}
	delete(a.of.done, a.lesson)
	if a.of.state != "COMPLETED" || a.lesson.edition != a.of.edition {
		return
	}
	c := a.t.completionOf(a.of)
	switch {
	case c == nil:
		m.reopen(a.t, a.of)
	case c.lessons:
		m.withdraw(a.t, c)
	}
}

func (t *track) completionOf(of *taking) *completion {
	for _, c := range t.all {
		if c.of == of && !c.revoked {
			return c
		}
	}
	return nil
}

// completes closes what is open, or nothing, and gives what a completion brings.
func (m *model) completes(t *track, c *completion) {
	if t.open != nil {
		c.of, t.open.state = t.open, "COMPLETED"
		t.closed = append(t.closed, t.open)
		t.open = nil
	}
	m.record(t, c)
}

func (m *model) record(t *track, c *completion) {
	t.all = append(t.all, c)
	m.advance(t.person, t.course)
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
	m.countPlan(t.person)
	if t.held == c {
		t.held = nil
	}
	if last := t.last(); last != nil {
		m.give(t, last)
	}
}

// last is the latest completion that stands.
func (t *track) last() *completion {
	standing := slices.DeleteFunc(slices.Clone(t.all), func(c *completion) bool { return c.revoked })
	if len(standing) == 0 {
		return nil
	}
	return slices.MaxFunc(standing, func(a, b *completion) int { return cmp.Compare(a.at.UnixNano(), b.at.UnixNano()) })
}

// withdraw takes back what was not so: what was to be learned is to be learned.
// Who has done all the lessons meanwhile has completed the course by that.
func (m *model) withdraw(t *track, c *completion) {
	m.revoke(t, c)
	if of := c.of; of != nil && of.state == "COMPLETED" {
		if of.begun && m.isDone(t, of) {
			m.record(t, &completion{at: m.now(), of: of, lessons: true})
		} else {
			m.reopen(t, of)
		}
	}
	m.reopenPlan(t.person, t.course)
}

// reopen lets a taking run on, unless the course was begun anew meanwhile.
func (m *model) reopen(t *track, of *taking) {
	if t.open != nil {
		return
	}
	t.closed = slices.DeleteFunc(t.closed, func(c *taking) bool { return c == of })
	t.open = of
	of.state = m.running(of)
}

// round is the chore that applies the rules and looks at dates.
func (m *model) round() {
	for _, r := range m.assigns {
		m.apply(r)
	}
	for _, t := range m.tracks {
		if t.open != nil {
			t.open.state = m.running(t.open)
			m.remind(t.person, t.open)
		}
	}
	for person, p := range m.plans {
		if p.open != nil {
			p.open.state = m.running(&p.open.taking)
			m.remind(person, &p.open.taking)
		}
	}
}

// remind says what a date asks for, once: fourteen days before, three days
// before, and when it has passed.
func (m *model) remind(person string, t *taking) {
	const day = 24 * time.Hour
	left := t.due.Sub(m.now())
	word := "soon"
	switch {
	case t.due.IsZero() || left >= 14*day || left <= -30*day:
		return
	case left < 0:
		word = "late"
	case left < 3*day:
		word = "very soon"
	}
	if m.reminded[person] == nil {
		m.reminded[person] = map[string]bool{}
	}
	m.reminded[person][fmt.Sprintf("%p %s %d", t, word, t.due.UnixMicro())] = true
}

// seen is what a portal shows of a track.
type seen struct {
	State     string
	Done      int
	Completed int
	Points    int
}

func (m *model) shows(t *track) seen {
	s := seen{}
	if t.open != nil {
		s.State, s.Done = t.open.state, t.open.count()
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

// tallied is how often a quiz was tried, by how many, and how many have passed.
func (m *model) tallied() string {
	tried, passed := map[string]bool{}, map[string]bool{}
	for _, a := range m.attempts {
		tried[a.t.person] = true
		if a.passed && !a.revoked {
			passed[a.t.person] = true
		}
	}
	return fmt.Sprint(len(m.attempts), " by ", len(tried), ", ", len(passed), " passed")
}

// passes tells whether a pass of a person counts.
func (m *model) passes(person string) bool {
	return slices.ContainsFunc(m.attempts, func(a *attempt) bool { return a.t.person == person && a.passed && !a.revoked })
}
