package progress_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"

	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
	"github.com/portico-prm/portico/internal/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

func TestEveryStatementFitsTheSchema(t *testing.T) {
	t.Parallel()
	testkit.PreparesEveryStatement(t, 3)
}

// town is a channel whose rows are written as the services write them, and
// worse: in any order, several a transaction, by many at once.
type town struct {
	*testkit.Channel
	people  []*member.Person
	courses []string
	version map[string]string
}

func newTown(t *testing.T) *town {
	c := &town{Channel: testkit.NewChannel(t), version: map[string]string{}}
	for _, h := range c.Houses() {
		c.people = append(c.people, h.Admin, h.Second, c.Admin(h.Partner), c.Admin(h.Partner))
	}
	for i := range 3 {
		course, version := ids.New(), ids.New()
		c.courses, c.version[course] = append(c.courses, course), version
		c.write(func(tx *gate.Tx) error {
			if err := tx.Must(context.Background(), `insert into course (id, key) values ($1, $2)`, course, fmt.Sprint("course-", i)); err != nil {
				return err
			}
			return tx.Must(context.Background(), `insert into course_version (id, course_id, number, state, locale, locales, title, minutes, published_at)
				values ($1, $2, 1, 'PUBLISHED', 'en', '{en}', '{"en": "Course"}', 10, now())`, version, course)
		})
	}
	return c
}

func (c *town) write(fn func(*gate.Tx) error) {
	c.T.Helper()
	c.Must(c.try(fn))
}

func (c *town) try(fn func(*gate.Tx) error) error {
	_, err := gate.Write(c.System(), c.Gate, gate.Ask{Action: access.TrainingPublish}, func(tx *gate.Tx) (struct{}, error) {
		tx.Record(audit.Created("test", "1", nil))
		return struct{}{}, fn(tx)
	})
	return err
}

// deeds are what happens to counts, each as one or more statements about a
// person chosen by chance.
var deeds = []func(*town, *rand.Rand, *gate.Tx, *member.Person) error{
	func(c *town, r *rand.Rand, tx *gate.Tx, p *member.Person) error { // assigned, if it is not open
		_, err := tx.Exec(c.System(), `insert into enrollment (id, partner_id, person_id, course_id, state, origin, assigned_at)
			values ($1, $2, $3, $4, 'ASSIGNED', 'HAND', now()) on conflict do nothing`, ids.New(), p.PartnerID, p.ID, c.courses[r.IntN(3)])
		return err
	},
	func(c *town, r *rand.Rand, tx *gate.Tx, p *member.Person) error { // begun, late, or called off
		state := []string{"STARTED", "OVERDUE", "CANCELLED"}[r.IntN(3)]
		_, err := tx.Exec(c.System(), `update enrollment set state = $2, started_at = coalesce(started_at, now()), finished_at = case when $2 = 'CANCELLED' then now() end
			where person_id = $1 and state in ('ASSIGNED', 'STARTED', 'OVERDUE')`, p.ID, state)
		return err
	},
	func(c *town, r *rand.Rand, tx *gate.Tx, p *member.Person) error { // completed
		course := c.courses[r.IntN(3)]
		if _, err := tx.Exec(c.System(), `update enrollment set state = 'COMPLETED', finished_at = now()
			where person_id = $1 and course_id = $2 and state in ('ASSIGNED', 'STARTED', 'OVERDUE')`, p.ID, course); err != nil {
			return err
		}
		_, err := tx.Exec(c.System(), `insert into course_completion (id, partner_id, person_id, course_id, version_id, completed_at, origin)
			values ($1, $2, $3, $4, $5, now(), 'IMPORT') on conflict do nothing`, ids.New(), p.PartnerID, p.ID, course, c.version[course])
		return err
	},
	func(c *town, _ *rand.Rand, tx *gate.Tx, p *member.Person) error { // taken back
		_, err := tx.Exec(c.System(), `update course_completion set revoked_at = now(), revoked_why = 'x' where person_id = $1 and revoked_at is null`, p.ID)
		return err
	},
	func(c *town, r *rand.Rand, tx *gate.Tx, p *member.Person) error { // certified, the person or the partner
		_, err := tx.Exec(c.System(), `insert into certification (id, definition_key, partner_id, person_id, issued_at, expires_at)
			values ($1, $2, $3, $4, now(), now() + $5 * interval '1 day')`, ids.New(), testkit.Certificate, p.PartnerID, person(r, p), 1+r.IntN(900))
		return err
	},
	func(c *town, _ *rand.Rand, tx *gate.Tx, p *member.Person) error { // not certified any more
		_, err := tx.Exec(c.System(), `update certification set revoked_at = now() where person_id = $1`, p.ID)
		return err
	},
	func(c *town, r *rand.Rand, tx *gate.Tx, p *member.Person) error { // gone, and back again
		_, err := tx.Exec(c.System(), `update person set status = $2 where id = $1`, p.ID, []string{"DISABLED", "ACTIVE", "INVITED"}[r.IntN(3)])
		return err
	},
	func(c *town, r *rand.Rand, tx *gate.Tx, p *member.Person) error { // a partner pauses
		_, err := tx.Exec(c.System(), `update partner set status = $2 where id = $1`, p.PartnerID, []string{"SUSPENDED", "ACTIVE"}[r.IntN(2)])
		return err
	},
	func(c *town, r *rand.Rand, tx *gate.Tx, p *member.Person) error { // on another tier
		_, err := tx.Exec(c.System(), `update membership m set tier_id = (select t.id from tier t where t.program_id = m.program_id order by md5($2 || t.id) limit 1)
			where partner_id = $1`, p.PartnerID, fmt.Sprint(r.IntN(9)))
		return err
	},
}

func person(r *rand.Rand, p *member.Person) *string {
	if r.IntN(3) == 0 {
		return nil
	}
	id := string(p.ID)
	return &id
}

// life does some deeds in one transaction, about one person or, rarely, about
// two of different partners.
func (c *town) life(r *rand.Rand) error {
	return c.try(func(tx *gate.Tx) error {
		p := c.people[r.IntN(len(c.people))]
		for range 1 + r.IntN(4) {
			if r.IntN(12) == 0 {
				p = c.people[r.IntN(len(c.people))]
			}
			if err := deeds[r.IntN(len(deeds))](c, r, tx, p); err != nil {
				return err
			}
		}
		return nil
	})
}

// histories is how many transactions are tried: a few, or four for each history
// that PORTICO_TRAINING_HISTORIES asks for.
func histories(few int) int {
	if n, err := strconv.Atoi(os.Getenv("PORTICO_TRAINING_HISTORIES")); err == nil {
		return 4 * n
	}
	return few
}

func TestARecountFindsTheSameWhateverIsWrittenAtOnce(t *testing.T) {
	t.Parallel()
	c := newTown(t)
	c.Requires(testkit.Certificate, 2)
	lives := histories(240)
	var steps []func() error
	for hand := range uint64(4) {
		r := rand.New(rand.NewPCG(hand, 5))
		steps = append(steps, func() error {
			for range lives / 4 {
				if err := c.life(r); err != nil && testkit.CodeOf(err) != "BUSY" {
					return err
				}
			}
			return nil
		})
	}
	steps = append(steps, testkit.Times(5, func() error { return c.Progress.Fold(c.System()) })...)
	if ended := testkit.Race(steps...); ended["OK"] != len(steps) {
		t.Fatalf("ended %v", ended)
	}
	c.agrees("after everything")
	c.Must(c.Progress.Fold(c.System()))
	c.agrees("after everything is folded in")
	c.Requires("none-such", 0)
	c.agrees("after nothing is required any more")
}

func (c *town) agrees(when string) {
	c.T.Helper()
	wrong, err := c.Progress.Recount(c.System())
	c.Must(err)
	for _, d := range wrong {
		c.T.Errorf("%s: %s %s is kept as %s and counted as %s", when, d.Of, d.ID, d.Kept, d.Counted)
	}
}

// Requires makes every program ask for one certification; none of holders 0.
func (c *town) Requires(key string, holders int) {
	c.T.Helper()
	c.write(func(tx *gate.Tx) error {
		if holders == 0 {
			_, err := tx.Exec(c.System(), `delete from certification_requirement`)
			return err
		}
		_, err := tx.Exec(c.System(), `insert into certification_requirement (program_id, definition_key, holders) select id, $1, $2 from program`, key, holders)
		return err
	})
}

// A recount that never finds anything would be no proof.
func TestARecountSeesACountThatIsWrong(t *testing.T) {
	t.Parallel()
	c := newTown(t)
	for i := range deeds[:3] {
		c.write(func(tx *gate.Tx) error { return deeds[i](c, rand.New(rand.NewPCG(1, 1)), tx, c.people[0]) })
	}
	for table, column := range map[string]string{"partner_tally": "learners", "learner_tally": "completed", "course_tally": "completed"} {
		c.write(func(tx *gate.Tx) error {
			_, err := tx.Exec(c.System(), `update `+table+` set `+column+` = `+column+` + 1 where partner_id = $1`, c.people[0].PartnerID)
			return err
		})
	}
	wrong, err := c.Progress.Recount(c.System())
	c.Must(err)
	if len(wrong) < 3 {
		t.Errorf("%d differences, want one for each table", len(wrong))
	}
	if err := c.Progress.Check(c.System()); err == nil {
		t.Error("the daily chore is content")
	}
}
