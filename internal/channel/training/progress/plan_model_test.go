package progress_test

import (
	"fmt"
	"time"
)

// plan is what the model knows of one person and the curriculum.
type plan struct {
	open   *wholeTaking
	closed []*wholeTaking // completed ones
}

// wholeTaking is the curriculum as it is assigned to somebody.
type wholeTaking struct {
	taking
	courses  int // that count
	finished time.Time
}

// required are the courses of the curriculum that have to be completed; the
// others are offered.
var (
	required = []int{0, 1}
	offered  = []int{2}
)

func (m *model) plan(person string) *plan {
	if m.plans[person] == nil {
		m.plans[person] = &plan{}
	}
	return m.plans[person]
}

// assigning is a rule that assigns a course to everybody of the history, or the
// curriculum.
type assigning struct {
	course int // -1: the curriculum
	days   int // to do it in; 0 for any time
	had    map[string]bool
}

// apply assigns by a rule to those who have not had its target by it.
func (m *model) apply(r *assigning) {
	for _, p := range m.people {
		if r.had[p] {
			continue
		}
		if r.course < 0 {
			r.had[p] = m.assignPlan(p, r.due(m.now()))
		} else {
			r.had[p] = m.assign(m.track(p, r.course), r.due(m.now()))
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

// assignPlan gives somebody the curriculum, with all of its courses that do not
// count already. Who has it open keeps it, with the earlier date.
func (m *model) assignPlan(person string, due time.Time) (fresh bool) {
	p := m.plan(person)
	if o := p.open; o != nil {
		if !due.IsZero() && (o.due.IsZero() || due.Before(o.due)) {
			m.postpone(&o.taking, due)
		}
		return false
	}
	p.open = &wholeTaking{taking: taking{due: due, state: "ASSIGNED"}}
	for _, c := range append(append([]int{}, required...), offered...) {
		if t := m.track(person, c); t.last() == nil {
			m.assign(t, due)
		}
	}
	if p.open.courses = m.coursesOf(person); p.open.courses == len(required) {
		m.finishPlan(p)
	}
	return true
}

func (m *model) finishPlan(p *plan) {
	p.open.state, p.open.finished = "COMPLETED", m.now()
	p.closed, p.open = append(p.closed, p.open), nil
}

// coursesOf is how many required courses count.
func (m *model) coursesOf(person string) (n int) {
	for _, c := range required {
		if m.track(person, c).last() != nil {
			n++
		}
	}
	return n
}

// advance counts a completed course in the curriculum that is open.
func (m *model) advance(person string, course int) {
	p := m.plan(person)
	if p.open == nil || !isRequired(course) {
		return
	}
	if p.open.courses = m.coursesOf(person); p.open.courses == len(required) {
		m.finishPlan(p)
		return
	}
	p.open.begun = true
	p.open.state = m.running(&p.open.taking)
}

func isRequired(course int) bool {
	for _, c := range required {
		if c == course {
			return true
		}
	}
	return false
}

// countPlan counts anew when something was taken back.
func (m *model) countPlan(person string) {
	if o := m.plan(person).open; o != nil {
		o.courses = m.coursesOf(person)
	}
}

// reopenPlan lets the curriculum that was completed last run on when one of its
// courses is to be learned again, unless it was assigned anew meanwhile.
func (m *model) reopenPlan(person string, course int) {
	p := m.plan(person)
	if p.open != nil || len(p.closed) == 0 || !isRequired(course) || m.coursesOf(person) == len(required) {
		return
	}
	last := 0
	for i, c := range p.closed {
		if c.finished.After(p.closed[last].finished) {
			last = i
		}
	}
	p.open = p.closed[last]
	p.closed = append(p.closed[:last:last], p.closed[last+1:]...)
	p.open.courses = m.coursesOf(person)
	p.open.state = m.running(&p.open.taking)
}

// showsPlan is what a portal shows of the curriculum of a person.
func (m *model) showsPlan(person string) string {
	p := m.plan(person)
	if p.open == nil {
		return fmt.Sprint("completed ", len(p.closed))
	}
	return fmt.Sprint(p.open.state, " ", p.open.courses, ", completed ", len(p.closed))
}

// certified tells whether somebody is: for the first course and a pass.
func (m *model) certified(person string) bool {
	return m.track(person, 0).last() != nil && m.passes(person)
}
