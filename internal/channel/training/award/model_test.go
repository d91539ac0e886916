package award_test

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// kit is a certification of a person and one of its partner for two of them, as
// the model knows them.
type kit struct {
	key                   string
	full, renewal         []string // kinds and subjects
	months, age           int
	notice, grace         int // days
	teamMonths            int
	teamNotice, teamGrace int
}

var kits = []kit{
	{key: "plain", full: []string{"COURSE c-plain", "QUIZ q-plain"}, months: 6, notice: 30, grace: 20, teamMonths: 4, teamNotice: 30, teamGrace: 15},
	{key: "short", full: []string{"COURSE c-short", "QUIZ q-short", "SESSION s-short"}, renewal: []string{"QUIZ r-short"},
		months: 12, notice: 60, grace: 30, teamMonths: 7, teamNotice: 40, teamGrace: 0},
	{key: "aged", full: []string{"COURSE c-aged", "QUIZ q-aged"}, months: 6, age: 9, notice: 45, grace: 10, teamMonths: 3, teamNotice: 10, teamGrace: 20},
	{key: "brief", full: []string{"SESSION s-brief"}, renewal: []string{"SESSION r-brief", "COURSE c-brief"}, months: 3, age: 2, notice: 100, grace: 5,
		teamMonths: 12, teamNotice: 30, teamGrace: 15},
}

// did is something that a person did; gone once it was taken back.
type did struct {
	what string
	at   time.Time
	gone bool
}

// proof is a certification in the model.
type proof struct {
	issued, expires, ends, noticeFrom time.Time
	revoked, byHand                   bool
	revokedAt                         time.Time
	short                             bool // by the shorter requirements
	renews                            *proof
	rests                             []*did
}

// pupil is a person in the model, a small reference that lives event by event:
// it asks at the moment of each event whether something is due, and after a
// loss it goes through what is left from the beginning.
type pupil struct {
	kit    kit
	did    []*did
	proofs []*proof
	told   func(now time.Time) // when a proof was issued
}

func (p *pupil) last() *proof { return lastOf(p.proofs) }

func lastOf(all []*proof) (last *proof) {
	renewed := map[*proof]bool{}
	for _, c := range all {
		if !c.revoked && c.renews != nil {
			renewed[c.renews] = true
		}
	}
	for _, c := range all {
		if !c.revoked && !renewed[c] && (last == nil || !c.expires.Before(last.expires)) {
			last = c
		}
	}
	return last
}

func cutOf(all []*proof) (cut time.Time) {
	for _, c := range all {
		if c.byHand && c.revokedAt.After(cut) {
			cut = c.revokedAt
		}
	}
	return cut
}

// newest is what was done last of something, up to a moment, if it is not
// before one and after another.
func (p *pupil) newest(what string, upTo, notBefore, after time.Time) (out *did) {
	for _, d := range p.did {
		if d.gone || d.what != what || d.at.After(upTo) || d.at.Before(notBefore) || !d.at.After(after) {
			continue
		}
		if out == nil || d.at.After(out.at) {
			out = d
		}
	}
	return out
}

func (p *pupil) all(what []string, upTo, notBefore, after time.Time) (rests []*did) {
	for _, w := range what {
		d := p.newest(w, upTo, notBefore, after)
		if d == nil {
			return nil
		}
		rests = append(rests, d)
	}
	return rests
}

// step asks whether something is due at a moment. now is the clock, which a
// replay has left behind.
func (p *pupil) step(at, now time.Time) {
	last, cut := p.last(), cutOf(p.proofs)
	if last == nil {
		p.issue(at, now, p.all(p.kit.full, at, time.Time{}, cut), false, nil)
		return
	}
	if !at.After(last.issued) || at.Before(last.noticeFrom) {
		return
	}
	var renews *proof
	if at.Before(last.ends) {
		renews = last
	}
	var young time.Time
	if p.kit.age > 0 {
		young = at.AddDate(0, -p.kit.age, 0)
	}
	if renews != nil && len(p.kit.renewal) > 0 {
		if rests := p.all(p.kit.renewal, at, maxTime(young, last.noticeFrom), maxTime(cut, last.issued)); rests != nil {
			p.issue(at, now, rests, true, renews)
			return
		}
	}
	after := maxTime(cut, last.issued)
	if p.kit.age > 0 {
		after = cut
	}
	p.issue(at, now, p.all(p.kit.full, at, young, after), false, renews)
}

func maxTime(a, b time.Time) time.Time {
	if a.Before(b) {
		return b
	}
	return a
}

func (p *pupil) issue(at, now time.Time, rests []*did, short bool, renews *proof) {
	if rests == nil {
		return
	}
	p.proofs = append(p.proofs, newProof(at, p.kit.months, p.kit.notice, p.kit.grace, renews))
	c := p.proofs[len(p.proofs)-1]
	c.rests, c.short = rests, short
	p.told(now)
}

func newProof(at time.Time, months, notice, grace int, renews *proof) *proof {
	end := at.AddDate(0, months, 0)
	return &proof{issued: at, expires: end, ends: end.Add(time.Duration(grace) * aDay), noticeFrom: end.Add(-time.Duration(notice) * aDay), renews: renews}
}

// loses takes something back that was done.
func (p *pupil) loses(d *did, now time.Time) {
	d.gone = true
	fell := false
	for _, c := range p.proofs {
		if !c.revoked && slices.Contains(c.rests, d) {
			p.falls(c, now, false)
			fell = true
		}
	}
	if !fell {
		return
	}
	var moments []time.Time
	for _, x := range p.did {
		if !x.gone {
			moments = append(moments, x.at)
		}
	}
	slices.SortFunc(moments, time.Time.Compare)
	for _, at := range moments {
		p.step(at, now)
	}
}

// falls revokes a proof, and what was given for less because of it.
func (p *pupil) falls(c *proof, now time.Time, byHand bool) {
	c.revoked, c.byHand, c.revokedAt = true, byHand, now
	for _, n := range p.proofs {
		if !n.revoked && n.short && n.renews == c {
			p.falls(n, now, false)
		}
	}
}

// holds tells since when a person counts at a moment.
func (p *pupil) holds(at time.Time) (since time.Time, ok bool) {
	for _, c := range p.proofs {
		if !c.revoked && !at.Before(c.issued) && at.Before(c.ends) {
			since, ok = maxTime(since, c.issued), true
		}
	}
	return since, ok
}

// team is a partner with two people in the model.
type team2 struct {
	pupils [2]*pupil
	proofs []*proof
}

func newTeam(k kit) *team2 {
	t := &team2{}
	for i := range t.pupils {
		t.pupils[i] = &pupil{kit: k, told: t.step}
	}
	return t
}

func (t *team2) count(at, after time.Time) (n int) {
	for _, p := range t.pupils {
		if since, ok := p.holds(at); ok && since.After(after) {
			n++
		}
	}
	return n
}

// step gives the partner its proof when both hold theirs.
func (t *team2) step(now time.Time) {
	k := t.pupils[0].kit
	if t.count(now, cutOf(t.proofs)) < 2 {
		return
	}
	last := lastOf(t.proofs)
	switch {
	case last == nil:
		t.proofs = append(t.proofs, newProof(now, k.teamMonths, k.teamNotice, k.teamGrace, nil))
	case now.After(last.issued) && !now.Before(last.noticeFrom):
		var renews *proof
		if now.Before(last.ends) {
			renews = last
		}
		t.proofs = append(t.proofs, newProof(now, k.teamMonths, k.teamNotice, k.teamGrace, renews))
	}
}

// state is in words where a proof is at a moment; ok tells whether there are
// holders then.
func (c *proof) state(at time.Time, ok bool) string {
	switch {
	case c.revoked && !at.Before(c.revokedAt):
		return "REVOKED"
	case at.Before(c.issued):
		return "ISSUED"
	case !at.Before(c.ends):
		return "EXPIRED"
	case !ok:
		return "SHORT"
	case !at.Before(c.expires):
		return "GRACE"
	case !at.Before(c.noticeFrom):
		return "EXPIRING"
	}
	return "VALID"
}

// told is what there is in the model, as seen some days from now. Holders are
// looked ahead only: how it was before is nobody's question.
func (t *team2) told(now time.Time, days int) string {
	at := now.Add(time.Duration(days) * aDay)
	var lines []string
	for i, p := range t.pupils {
		for _, c := range p.proofs {
			lines = append(lines, line(fmt.Sprint("person ", i), c, c.state(at, true)))
		}
	}
	for _, c := range t.proofs {
		lines = append(lines, line("partner", c, c.state(at, t.count(at, time.Time{}) >= 2)))
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

func line(who string, c *proof, state string) string {
	renews := "-"
	if c.renews != nil {
		renews = c.renews.issued.Format(time.DateTime)
	}
	path := "FULL"
	if c.short {
		path = "RENEWAL"
	}
	return fmt.Sprintf("%s %s..%s %s renews %s: %s", who, c.issued.Format(time.DateTime), c.expires.Format(time.DateTime), path, renews, state)
}
