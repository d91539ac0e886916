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
	entered                           bool // by hand
	begun                             bool // its first day was noticed, or was there when it was given
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
		if !c.revoked && !renewed[c] && (last == nil || c.expires.After(last.expires) || c.expires.Equal(last.expires) && c.issued.After(last.issued)) {
			last = c
		}
	}
	return last
}

// before is the proof that one entered by hand takes over from: of those that
// hold on its first day, and that no other took over from, the last.
func before(all []*proof, first time.Time) (out *proof) {
	taken := map[*proof]bool{}
	for _, c := range all {
		if !c.revoked && c.renews != nil {
			taken[c.renews] = true
		}
	}
	for _, c := range all {
		if !c.revoked && !taken[c] && c.issued.Before(first) && c.ends.After(first) && (out == nil || c.expires.After(out.expires)) {
			out = c
		}
	}
	return out
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
	return &proof{issued: at, expires: end, ends: end.Add(time.Duration(grace) * aDay), noticeFrom: end.Add(-time.Duration(notice) * aDay), renews: renews, begun: true}
}

// loses takes something back that was done.
func (p *pupil) loses(d *did, now time.Time) { lose([]*pupil{p}, []*did{d}, now) }

// lose takes back at once what some did. Only then is looked at what is left, so
// nobody gets a proof by what goes in the same moment.
func lose(of []*pupil, all []*did, now time.Time) {
	for _, d := range all {
		d.gone = true
	}
	var fell []*pupil
	for i, d := range all {
		for _, c := range of[i].proofs {
			if !c.revoked && slices.Contains(c.rests, d) {
				of[i].falls(c, now, false)
				fell = append(fell, of[i])
			}
		}
	}
	for i, p := range fell {
		if !slices.Contains(fell[:i], p) {
			p.weigh(now)
		}
	}
}

// weigh goes through all that was done and stands, from the beginning.
func (p *pupil) weigh(now time.Time) {
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

// enters gives a proof by hand, from a first day on that may be still to come.
func (p *pupil) enters(first, now time.Time) {
	c := newProof(first, p.kit.months, p.kit.notice, p.kit.grace, before(p.proofs, first))
	c.entered, c.begun = true, !first.After(now)
	p.proofs = append(p.proofs, c)
	if c.begun {
		p.told(now)
	}
}

// begin notices the first days that have come, and tells of each.
func begin(all []*proof, now time.Time, told func(time.Time)) {
	for _, c := range all {
		if !c.begun && !c.revoked && !c.issued.After(now) {
			c.begun = true
			told(now)
		}
	}
}

// noted are the proofs that anybody counts with: those that have begun, and
// those that follow one of these without a gap.
func noted(all []*proof) (out []*proof) {
	for _, c := range all {
		if !c.revoked && (c.begun || slices.ContainsFunc(all, func(b *proof) bool {
			return b.begun && !b.revoked && !b.issued.After(c.issued) && !b.ends.Before(c.issued)
		})) {
			out = append(out, c)
		}
	}
	return out
}

// holds tells since when a person counts now.
func (p *pupil) holds(now time.Time) (since time.Time, ok bool) {
	for _, c := range noted(p.proofs) {
		if !now.Before(c.issued) && now.Before(c.ends) {
			since, ok = maxTime(since, c.issued), true
		}
	}
	return since, ok
}

// until is when a person ceases to count, as things stand.
func (p *pupil) until() (end time.Time) {
	for _, c := range noted(p.proofs) {
		end = maxTime(end, c.ends)
	}
	return end
}

// brings tells whether something is there that a person has as long as a proof
// counts that has begun, however many do.
func (p *pupil) brings(now time.Time) bool {
	return slices.ContainsFunc(p.proofs, func(c *proof) bool { return c.begun && !c.revoked && now.Before(c.ends) })
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

// lasts tells whether both are there at a moment to come, as things stand.
func (t *team2) lasts(at time.Time) bool {
	return at.Before(t.pupils[0].until()) && at.Before(t.pupils[1].until())
}

// enters gives the partner its proof by hand.
func (t *team2) enters(first, now time.Time) {
	k := t.pupils[0].kit
	c := newProof(first, k.teamMonths, k.teamNotice, k.teamGrace, before(t.proofs, first))
	c.entered, c.begun = true, !first.After(now)
	t.proofs = append(t.proofs, c)
}

// begin notices first days, those of the partner itself too: nobody but its
// people's matters to another.
func (t *team2) begin(now time.Time) {
	for _, p := range t.pupils {
		begin(p.proofs, now, t.step)
	}
	begin(t.proofs, now, func(time.Time) {})
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

// seen is what there is in the model, as seen some days from now. Holders are
// looked ahead only: how it was before is nobody's question.
func (t *team2) seen(now time.Time, days int) string {
	at := now.Add(time.Duration(days) * aDay)
	var lines []string
	for i, p := range t.pupils {
		for _, c := range p.proofs {
			lines = append(lines, line(fmt.Sprint("person ", i), c, c.state(at, true)))
		}
	}
	for _, c := range t.proofs {
		lines = append(lines, line("partner", c, c.state(at, t.lasts(at))))
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// brings is who has what proofs of people bring.
func (t *team2) brings(now time.Time) [2]bool {
	return [2]bool{t.pupils[0].brings(now), t.pupils[1].brings(now)}
}

func line(who string, c *proof, state string) string {
	renews := "-"
	if c.renews != nil {
		renews = c.renews.issued.Format(time.DateTime)
	}
	path := "FULL"
	switch {
	case c.entered:
		path = "ENTERED"
	case c.short:
		path = "RENEWAL"
	}
	if !c.begun {
		path += " not begun"
	}
	return fmt.Sprintf("%s %s..%s %s renews %s: %s", who, c.issued.Format(time.DateTime), c.expires.Format(time.DateTime), path, renews, state)
}
