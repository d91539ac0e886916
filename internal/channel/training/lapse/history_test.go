package lapse_test

import (
	"cmp"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/channel/program"
	"github.com/portico-prm/portico/internal/channel/training"
	"github.com/portico-prm/portico/internal/testkit"
)

// The reference lives through the history of a few partners as a clerk would
// with a calendar and a card for each: nothing of it is shared with the program
// but the words.

// card is what the clerk knows of a partner.
type card struct {
	p       *partner.Partner
	place   program.MembershipID
	people  []*member.Person
	left    map[string]bool // people who have left, by id
	proofs  []*proof
	state   program.State // as it ought to be
	byHand  program.State // empty: nobody's doing
	atRisk  bool
	since   time.Time
	reasons map[string]string // key -> "held/needed renewable"
}

type proof struct {
	id, key, holder string // holder is empty for the partner itself
	from, end, last time.Time
	notice          time.Time
	begun           bool // its first day was noticed, or is that on which it was given
	revoked         bool
	said            map[string]bool // notices by stage
}

func (c *proof) counts(t time.Time) bool { return !c.revoked && !t.Before(c.from) && t.Before(c.last) }

// clerk is the reference of a whole world.
type clerk struct {
	*testkit.World
	r        *rand.Rand
	now      time.Time
	cards    []*card
	required map[string]int
	grace    int
	program  program.ID
	inbox    []string        // all that people were told, a line each
	told     map[string]bool // of what, and when
}

var skills = []training.Definition{
	{Key: "edge-sales-201", Name: "Edge Sales 201", Minutes: 90, ValidMonths: 1, NoticeDays: 10, GraceDays: 7},
	{Key: "edge-support-101", Name: "Edge Support 101", Minutes: 60, ValidMonths: 2, NoticeDays: 0, GraceDays: 0},
}

func newClerk(t *testing.T, seed uint64, partners int) *clerk {
	c := &clerk{World: testkit.New(t), r: rand.New(rand.NewPCG(seed, 19)), now: start, required: map[string]int{}, grace: 30, told: map[string]bool{}}
	c.Clock.Fix(c.now)
	c.Lapses.InBatches(3, 2)
	for _, d := range skills {
		_, err := c.Training.Define(c.System(), d)
		c.Must(err)
	}
	for i := range partners {
		p := &card{p: c.Reseller(fmt.Sprintf("History%d Systems", i)), left: map[string]bool{}, state: program.Active, reasons: map[string]string{}}
		p.place = c.Enroll(p.p, "gold").ID
		for range 3 {
			p.people = append(p.people, c.Admin(p.p))
		}
		c.cards = append(c.cards, p)
	}
	c.program = c.ProgramOf(c.cards[0].p.ID)
	c.requires(skills[0].Key, 2)
	c.requires(skills[1].Key, 1)
	return c
}

func (c *clerk) requires(key string, n int) {
	c.T.Helper()
	_, err := c.Training.Require(c.System(), training.Requirement{Program: c.program, Key: key, Holders: n})
	c.Must(err)
	if c.required[key] = n; n == 0 {
		delete(c.required, key)
	}
}

func (c *clerk) card() *card { return c.cards[c.r.IntN(len(c.cards))] }

// events are what happens in a life, each with how often.
var events = []struct {
	often int
	do    func(*clerk)
}{
	{8, (*clerk).certifies}, {3, (*clerk).certifiesAhead}, {4, (*clerk).revokes}, {6, (*clerk).passes}, {2, (*clerk).steps}, {6, (*clerk).rounds},
	{3, (*clerk).begins}, {3, (*clerk).isKilled}, {2, (*clerk).allAtOnce}, {3, (*clerk).decides}, {1, (*clerk).leaves}, {1, (*clerk).asksOtherwise}, {1, (*clerk).setsGrace},
}

func (c *clerk) live() {
	all := 0
	for _, e := range events {
		all += e.often
	}
	n := c.r.IntN(all)
	for _, e := range events {
		if n -= e.often; n < 0 {
			e.do(c)
			return
		}
	}
}

func (c *clerk) certifies() {
	p, x := c.gives(c.now)
	x.begun = true
	c.looksIfAsked(p, x.key)
}

// certifiesAhead gives a proof whose first day is to come. Until then it is for
// nothing, and nobody hears of it.
func (c *clerk) certifiesAhead() {
	c.gives(c.now.Add(time.Duration(1+c.r.IntN(40*24)) * time.Hour))
}

// gives a proof to somebody, from a moment on.
func (c *clerk) gives(from time.Time) (*card, *proof) {
	p, d := c.card(), skills[c.r.IntN(2)]
	who, holder := c.r.IntN(4), ""
	var person *string
	if who < 3 {
		holder = string(p.people[who].ID)
		person = &holder
	}
	got, err := c.Training.Certify(c.System(), d.Key, p.p.ID, person, from)
	c.Must(err)
	end := from.AddDate(0, d.ValidMonths, 0)
	x := &proof{id: string(got.ID), key: d.Key, holder: holder, from: from, end: end,
		last: end.Add(time.Duration(d.GraceDays) * aDay), notice: end.Add(-time.Duration(d.NoticeDays) * aDay), said: map[string]bool{}}
	p.proofs = append(p.proofs, x)
	return p, x
}

// begins looks for first days that have come. A proof has one, whatever the
// clock does afterwards.
func (c *clerk) begins() {
	c.Must(c.Training.Begin(c.System()))
	c.hasBegun()
}

func (c *clerk) hasBegun() {
	for _, p := range c.cards {
		for _, x := range p.proofs {
			if !x.begun && !x.revoked && !c.now.Before(x.from) {
				x.begun = true
				c.looksIfAsked(p, x.key)
			}
		}
	}
}

func (c *clerk) revokes() {
	p := c.card()
	i := slices.IndexFunc(p.proofs, func(x *proof) bool { return !x.revoked })
	if i < 0 {
		return
	}
	x := p.proofs[i]
	_, err := c.Training.Revoke(c.System(), training.ID(x.id), "A test.")
	c.Must(err)
	x.revoked = true
	c.looksIfAsked(p, x.key)
}

func (c *clerk) passes() { c.at(c.now.Add(time.Duration(1+c.r.IntN(20*24)) * time.Hour)) }

// steps is a clock that is wrong, and one that is put right.
func (c *clerk) steps() {
	c.at(c.now.Add([]time.Duration{-time.Hour, -30 * aDay, -730 * aDay, 730 * aDay, 90 * aDay}[c.r.IntN(5)]))
}

func (c *clerk) at(t time.Time) {
	if t.Before(start.AddDate(-3, 0, 0)) || t.After(start.AddDate(6, 0, 0)) {
		return
	}
	c.now = t
	c.Clock.Fix(t)
}

func (c *clerk) rounds() {
	c.Must(c.Lapses.Round(c.System()))
	c.goesRound()
}

func (c *clerk) goesRound() {
	for _, p := range c.cards {
		c.says(p)
		c.looks(p)
	}
}

// isKilled is a round that dies somewhere, and the next one.
func (c *clerk) isKilled() {
	do, next := c.Lapses.Round, c.rounds
	if c.r.IntN(3) == 0 {
		do, next = c.Training.Begin, c.begins
	}
	ctx := dying(c.System(), 1+c.r.IntN(160))
	_ = do(ctx)
	ctx.kill()
	next()
}

// allAtOnce is a house with several workers.
func (c *clerk) allAtOnce() {
	round := func() error { return c.Lapses.Round(c.System()) }
	begin := func() error { return c.Training.Begin(c.System()) }
	if ended := testkit.Race(round, begin, round, begin); ended["OK"] != 4 {
		c.T.Errorf("two rounds of each kind at once: %v", ended)
	}
	c.hasBegun()
	c.goesRound()
}

func (c *clerk) decides() {
	p := c.card()
	to := []program.State{program.Active, program.AtRisk, program.Suspended}[c.r.IntN(3)]
	_, err := c.Programs.SetMembership(c.System(), p.place, to)
	allowed := map[program.State]string{program.Active: "AT_RISK SUSPENDED", program.AtRisk: "ACTIVE SUSPENDED", program.Suspended: "ACTIVE"}
	confirms := p.state == to && p.byHand == "" && to != program.Active
	if !confirms && !strings.Contains(allowed[p.state], string(to)) {
		c.Wants("an impossible move", err, "MEMBERSHIP_MOVE")
		return
	}
	c.Must(err)
	if p.byHand = to; to == program.Active {
		p.byHand, p.atRisk, p.reasons, p.state = "", false, map[string]string{}, program.Active
		c.looks(p)
		return
	}
	p.state = to
}

func (c *clerk) leaves() {
	p := c.card()
	who := p.people[c.r.IntN(3)]
	if p.left[string(who.ID)] {
		return
	}
	_, err := c.Members.Disable(c.System(), who.ID)
	c.Must(err)
	p.left[string(who.ID)] = true
}

func (c *clerk) asksOtherwise() { c.requires(skills[c.r.IntN(2)].Key, c.r.IntN(4)) }

func (c *clerk) setsGrace() {
	c.grace = []int{0, 10, 30, 60}[c.r.IntN(4)]
	_, err := c.Lapses.SetGrace(c.System(), c.program, c.grace)
	c.Must(err)
}

// says writes the notice of each proof that is not renewed, and tells it once.
func (c *clerk) says(p *card) {
	now := c.now
	for _, x := range p.proofs {
		stage := ""
		switch {
		case x.revoked || now.Before(x.from) || p.left[x.holder]:
		case !now.Before(x.last):
			stage = "EXPIRED"
		case !now.Before(x.end):
			stage = "GRACE"
		case !now.Before(x.notice):
			stage = "EXPIRING"
		}
		if stage == "" || slices.ContainsFunc(p.proofs, func(y *proof) bool {
			return y.key == x.key && y.holder == x.holder && !y.revoked && cmp.Or(y.last.Compare(x.last), strings.Compare(y.id, x.id)) > 0
		}) {
			continue
		}
		if !x.said[stage] {
			x.said[stage] = true
			c.tells(p, x, stage)
		}
	}
}

// looksIfAsked looks when the certification matters to the membership.
func (c *clerk) looksIfAsked(p *card, key string) {
	if _, noted := p.reasons[key]; noted || c.required[key] > 0 {
		c.looks(p)
	}
}

// looks writes on the card what the membership comes to.
func (c *clerk) looks(p *card) {
	was := p.state
	reasons := map[string]string{}
	for key, needed := range c.required {
		now, ever, there := map[string]bool{}, map[string]bool{}, map[string]bool{}
		for _, x := range p.proofs {
			if x.key != key || c.now.Before(x.from) {
				continue
			}
			ever[x.holder] = true
			if !p.left[x.holder] && !x.revoked {
				there[x.holder] = true
				now[x.holder] = now[x.holder] || x.counts(c.now)
			}
		}
		held := 0
		for holder, counts := range now {
			if counts && holder != "" {
				held++
			}
		}
		if now[""] || held >= needed {
			continue
		}
		once := ever[""] || len(ever) >= needed
		if _, noted := p.reasons[key]; once || noted {
			delete(there, "")
			reasons[key] = fmt.Sprintf("%d/%d %d", held, needed, len(there)-held)
		}
	}
	byLapse := p.atRisk && p.state == program.Suspended && p.byHand != program.Suspended
	p.reasons = reasons
	level := program.Active
	if len(reasons) > 0 {
		if !p.atRisk || p.since.After(c.now) && !byLapse {
			p.since = c.now
		}
		level = program.AtRisk
		if byLapse || !c.now.Before(p.since.Add(time.Duration(c.grace)*aDay)) {
			level = program.Suspended
		}
	}
	p.atRisk = len(reasons) > 0
	p.state = level
	if p.byHand != "" && level != program.Suspended {
		p.state = p.byHand
	}
	if p.state != was {
		c.tellsLeaders(p)
	}
}

// same compares the cards with what is kept.
func (c *clerk) same(after string) (different int) {
	c.T.Helper()
	kept := map[string]string{}
	for _, line := range c.Sees(c.System(), `
select m.id || '=' || m.state || ' ' || coalesce(m.by_hand, '') || ' ' || coalesce(to_char(m.lapsed_since at time zone 'UTC', 'YYYY-MM-DD HH24:MI'), '-') || ' ' ||
  coalesce((select string_agg(definition_key || ' ' || held || '/' || needed || ' ' || renewable, ', ' order by definition_key) from membership_lapse l where l.membership_id = m.id), '') || ' | ' ||
  coalesce((select string_agg(n.certification_id || n.stage, ', ' order by n.certification_id || n.stage) from certification_notice n where n.partner_id = m.partner_id), '')
from membership m`) {
		id, text, _ := strings.Cut(line, "=")
		kept[id] = text
	}
	for _, p := range c.cards {
		if want := p.text(); kept[string(p.place)] != want {
			different++
			c.T.Errorf("%s, at %s, grace %d, required %v:\n kept %s\n want %s", after, c.now, c.grace, c.required, kept[string(p.place)], want)
		}
	}
	return different + c.sameInbox(after)
}

func (p *card) text() string {
	since := "-"
	if p.atRisk {
		since = p.since.Format("2006-01-02 15:04")
	}
	var why, said []string
	for _, key := range slices.Sorted(maps.Keys(p.reasons)) {
		why = append(why, key+" "+p.reasons[key])
	}
	for _, x := range p.proofs {
		for stage := range x.said {
			said = append(said, x.id+stage)
		}
	}
	slices.Sort(said)
	return fmt.Sprintf("%s %s %s %s | %s", p.state, p.byHand, since, strings.Join(why, ", "), strings.Join(said, ", "))
}

// counted compares what events told with the notices there are, each once.
func (c *clerk) counted() {
	c.T.Helper()
	told, said := noticesOf(c.World), 0
	for _, p := range c.cards {
		for _, x := range p.proofs {
			said += len(x.said)
		}
	}
	if len(told) != said {
		c.T.Errorf("told of %d notices, there are %d", len(told), said)
	}
}

// A history is the life of one partner; those of a world share a clock, rounds
// and their ends. PORTICO_LAPSE_HISTORIES asks for more.
func TestHistoriesEndAsTheCalendarSays(t *testing.T) {
	t.Parallel()
	const partners, steps = 10, 120
	worlds := 6
	if n, err := strconv.Atoi(os.Getenv("PORTICO_LAPSE_HISTORIES")); err == nil {
		worlds = (n + partners - 1) / partners
	}
	for seed := range worlds {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			c, different := newClerk(t, uint64(seed), partners), 0
			for i := 0; i < steps && different == 0; i++ {
				c.live()
				if i%4 == 3 {
					different += c.same(fmt.Sprint("after step ", i))
				}
			}
			c.rounds()
			different += c.same("in the end")
			c.counted()
			wrong, err := c.Progress.Recount(c.System())
			c.Must(err)
			for _, d := range wrong {
				t.Errorf("a recount: %s %s is kept as %s and counted as %s", d.Of, d.ID, d.Kept, d.Counted)
			}
		})
	}
}
