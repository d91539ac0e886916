package award_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	outline "github.com/portico-prm/portico/content/course"
	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/channel/training"
	"github.com/portico-prm/portico/internal/channel/training/award"
	"github.com/portico-prm/portico/internal/channel/training/course"
	"github.com/portico-prm/portico/internal/channel/training/effect"
	"github.com/portico-prm/portico/internal/channel/training/learning"
	"github.com/portico-prm/portico/internal/channel/training/quiz"
	"github.com/portico-prm/portico/internal/channel/training/transfer"
	"github.com/portico-prm/portico/internal/platform/actor"
	"github.com/portico-prm/portico/internal/platform/gate"
	"github.com/portico-prm/portico/internal/testkit"
)

// Histories are lived twice: by the program on its database, and by the model.
const (
	shards = 4
	steps  = 12
)

// campus teaches what all kits ask for.
type campus struct {
	*school
	courses map[string]course.ID
	quizzes map[string]*quiz.Version
	number  int
}

func newCampus(t *testing.T) *campus {
	c := &campus{school: &school{World: testkit.New(t)}, courses: map[string]course.ID{}, quizzes: map[string]*quiz.Version{}}
	c.Clock.Fix(time.Date(2023, 1, 1, 0, 0, 0, 0, time.UTC)) // before all that happens
	_, err := c.Effects.Define(c.System(), effect.Definition{Key: "funds", Name: "Funds", Cause: effect.Certified, Kind: effect.MDFEligibility, Target: "launch", Amount: 1, Once: true})
	c.Must(err)
	for _, k := range kits {
		for _, what := range slices.Concat(k.full, k.renewal) {
			kind, subject, _ := strings.Cut(what, " ")
			switch kind {
			case "COURSE":
				c.courses[what] = c.Course(subject, outline.Text).CourseID
			case "QUIZ":
				c.quizzes[what] = c.Quiz(subject, nil, testkit.Claims(1)...)
			}
		}
		d := award.Definition{Requirements: asks(k.full...), Definition: training.Definition{Key: k.key, Name: k.key, Minutes: 1,
			ValidMonths: k.months, NoticeDays: k.notice, GraceDays: k.grace, Holder: training.ByPerson}}
		if k.age > 0 {
			d.MaxAgeMonths = &k.age
		}
		if len(k.renewal) > 0 {
			d.Renewal = asks(k.renewal...)
		}
		c.defines(d)
		c.defines(award.Definition{Requirements: holders(2, "", k.key), Definition: training.Definition{Key: k.key + "-team", Name: k.key, Minutes: 1,
			ValidMonths: k.teamMonths, NoticeDays: k.teamNotice, GraceDays: k.teamGrace, Holder: training.ByPartner}})
	}
	return c
}

// life is one history.
type life struct {
	*campus
	r       *rand.Rand
	kit     kit
	model   *team2
	partner *partner.Partner
	people  [2]*member.Person
	facts   map[*did]string // ids of what can be taken back
	files   []*file
	log     []string
}

// file is an import, with what it brought.
type file struct {
	id     transfer.ID
	said   []*did
	of     []*pupil // who did it
	undone bool
}

func (c *campus) life(r *rand.Rand) *life {
	c.number++
	k := kits[r.IntN(len(kits))]
	l := &life{campus: c, r: r, kit: k, model: newTeam(k), facts: map[*did]string{}}
	l.partner = c.Reseller(fmt.Sprintf("History %d", c.number))
	for i := range l.people {
		l.people[i] = c.Person(l.partner, actor.ResellerSeller)
	}
	c.Clock.Fix(time.Date(2024, time.Month(1+r.IntN(12)), 1+r.IntN(28), r.IntN(24), 0, 0, 0, time.UTC))
	return l
}

func (l *life) note(format string, args ...any) {
	l.log = append(l.log, l.Clock.Now().Format(time.DateTime)+" "+fmt.Sprintf(format, args...))
}

// turn is one thing that happens. Now and then the chore that looks for first
// days has not come round yet.
func (l *life) turn() {
	l.Clock.Fix(l.Clock.Now().Add(time.Duration(1+l.r.IntN([]int{24, 240, 2400, 4000}[l.r.IntN(4)])) * time.Hour))
	if l.r.IntN(4) > 0 {
		l.Must(l.Training.Begin(l.System()))
		l.model.begin(l.Clock.Now())
	}
	who := l.r.IntN(2)
	switch n := l.r.IntN(40); {
	case n < 4:
		l.takesBack(who)
	case n < 6:
		l.revokes(who)
	case n < 8:
		l.revokesOfPartner()
	case n < 11:
		l.enters(who)
	case n < 12:
		l.entersOfPartner()
	case n < 16:
		l.imports()
	case n < 19:
		l.undoes()
	default:
		all := slices.Concat(l.kit.full, l.kit.full, l.kit.renewal)
		l.does(who, all[l.r.IntN(len(all))])
	}
}

// first is a first day: now, or still to come.
func (l *life) first() time.Time {
	return l.Clock.Now().Add(time.Duration(max(0, l.r.IntN(4000)-400)) * time.Hour)
}

// enters is a proof that somebody of the vendor enters.
func (l *life) enters(who int) {
	first, id := l.first(), string(l.people[who].ID)
	l.note("person %d is certified by hand from %s on", who, first.Format(time.DateTime))
	_, err := l.Training.Certify(l.System(), l.kit.key, l.partner.ID, &id, first)
	l.Must(err)
	l.model.pupils[who].enters(first, l.Clock.Now())
}

func (l *life) entersOfPartner() {
	first := l.first()
	l.note("the partner is certified by hand from %s on", first.Format(time.DateTime))
	_, err := l.Training.Certify(l.System(), l.kit.key+"-team", l.partner.ID, nil, first)
	l.Must(err)
	l.model.enters(first, l.Clock.Now())
}

// imports is a file of courses that people completed elsewhere, some long ago.
func (l *life) imports() {
	courses := slices.DeleteFunc(slices.Concat(l.kit.full, l.kit.renewal), func(what string) bool { return !strings.HasPrefix(what, "COURSE") })
	if len(courses) == 0 {
		return
	}
	f, text := &file{}, "email,course,completedAt,score,externalId\n"
	for range 1 + l.r.IntN(3) {
		who, what := l.r.IntN(2), courses[l.r.IntN(len(courses))]
		m, at := l.model.pupils[who], l.Clock.Now().Add(-time.Duration(l.r.IntN(2000))*time.Hour)
		if slices.ContainsFunc(m.did, func(d *did) bool { return d.what == what && d.at.Equal(at) }) {
			continue
		}
		d := &did{what: what, at: at}
		m.did, f.said, f.of = append(m.did, d), append(f.said, d), append(f.of, m)
		text += l.people[who].Email + "," + strings.TrimPrefix(what, "COURSE ") + "," + at.Format(time.RFC3339) + ",,\n"
	}
	if len(f.said) == 0 {
		return
	}
	l.note("a file comes:\n%s", text)
	got, err := l.Transfers.Import(l.System(), transfer.Order{Source: transfer.CSV, File: []byte(text)})
	l.Must(err)
	if got.Added != len(f.said) {
		l.T.Fatalf("%+v", got)
	}
	f.id = *got.Import
	for i, id := range l.Sees(l.System(), "select completion_id::text from import_line where import_id = $1 order by number", f.id) {
		l.facts[f.said[i]] = id
	}
	l.files = append(l.files, f)
	for i, m := range f.of {
		if slices.Index(f.of, m) == i {
			m.weigh(l.Clock.Now())
		}
	}
}

// undoes takes a whole file back; it can be taken back once.
func (l *life) undoes() {
	if len(l.files) == 0 {
		return
	}
	f := l.files[l.r.IntN(len(l.files))]
	l.note("the file of %s is undone", f.said[0].at.Format(time.DateTime))
	_, err := l.Transfers.Undo(l.System(), transfer.Reversal{Import: f.id, Reason: "Wrong file."})
	if f.undone {
		l.Wants("undone twice", err, "IMPORT_STATE")
		return
	}
	l.Must(err)
	f.undone = true
	var of []*pupil
	var all []*did
	for i, d := range f.said {
		if !d.gone {
			of, all = append(of, f.of[i]), append(all, d)
		}
	}
	lose(of, all, l.Clock.Now())
}

func (l *life) does(who int, what string) {
	now, p := l.Clock.Now(), l.people[who]
	l.note("person %d does %s", who, what)
	d := &did{what: what, at: now}
	kind, subject, _ := strings.Cut(what, " ")
	l.Must(l.write(func(ctx context.Context, tx *gate.Tx) error {
		switch kind {
		case "COURSE":
			c, _, err := l.Learning.Credit(ctx, tx, learning.Credit{PersonID: p.ID, PartnerID: p.PartnerID, CourseID: l.courses[what], At: now, Origin: learning.InSession})
			if err == nil {
				l.facts[d] = string(c.ID)
			}
			return err
		case "SESSION":
			a, _, err := l.Awards.Attend(ctx, tx, award.Attendance{PersonID: p.ID, PartnerID: p.PartnerID, Session: subject, At: now})
			if err == nil {
				l.facts[d] = a.ID
			}
			return err
		}
		l.facts[d] = ids.New()
		return l.scored(ctx, tx, p, l.quizzes[what], quiz.Pass{AttemptID: quiz.AttemptID(l.facts[d]), QuizKey: subject})
	}))
	m := l.model.pupils[who]
	m.did = append(m.did, d)
	m.weigh(now)
}

// scored writes a passed attempt and tells of it, as package quiz does.
func (l *life) scored(ctx context.Context, tx *gate.Tx, p *member.Person, v *quiz.Version, pass quiz.Pass) error {
	now := l.Clock.Now()
	err := tx.Must(ctx, `insert into quiz_attempt (id, quiz_id, version_id, partner_id, person_id, number, locale, seed, state, started_at, ended_at, asked, points, possible, percent)
		values ($1, $2, $3, $4, $5, (select count(*) + 1 from quiz_attempt where person_id = $5 and quiz_id = $2), 'en', decode(repeat('00', 32), 'hex'), 'PASSED', $6, $6, 1, 1, 1, 100)`,
		pass.AttemptID, v.QuizID, v.ID, p.PartnerID, p.ID, now)
	if err != nil {
		return err
	}
	pass.QuizID, pass.PartnerID, pass.PersonID, pass.Percent, pass.At = v.QuizID, p.PartnerID, p.ID, 100, now
	return l.Awards.Passed(ctx, tx, pass)
}

// takesBack revokes a completion, an attendance or a pass.
func (l *life) takesBack(who int) {
	m := l.model.pupils[who]
	var open []*did
	for _, d := range m.did {
		if !d.gone && l.facts[d] != "" {
			open = append(open, d)
		}
	}
	if len(open) == 0 {
		return
	}
	d := open[l.r.IntN(len(open))]
	l.note("person %d loses %s of %s", who, d.what, d.at.Format(time.DateTime))
	l.Must(l.lose(d))
	m.loses(d, l.Clock.Now())
}

func (l *life) lose(d *did) error {
	if strings.HasPrefix(d.what, "QUIZ") {
		_, err := l.Quizzes.Revoke(l.System(), quiz.Revocation{Attempt: quiz.AttemptID(l.facts[d]), For: quiz.Fraud, Why: "It was not so."})
		return err
	}
	return l.write(func(ctx context.Context, tx *gate.Tx) error {
		if strings.HasPrefix(d.what, "SESSION") {
			return l.Awards.Unattend(ctx, tx, l.facts[d], "It was not so.")
		}
		_, err := l.Learning.Revoke(ctx, tx, learning.CompletionID(l.facts[d]), "It was not so.")
		return err
	})
}

// revokes takes the last proof of a person back by hand.
func (l *life) revokes(who int) {
	m := l.model.pupils[who]
	if c := m.last(); c != nil {
		l.note("the proof of person %d of %s is revoked", who, c.issued.Format(time.DateTime))
		l.revokeAt(&l.people[who].ID, c)
		m.falls(c, l.Clock.Now(), true)
	}
}

func (l *life) revokesOfPartner() {
	if c := lastOf(l.model.proofs); c != nil {
		l.note("the proof of the partner of %s is revoked", c.issued.Format(time.DateTime))
		l.revokeAt(nil, c)
		c.revoked, c.byHand, c.revokedAt = true, true, l.Clock.Now()
	}
}

func (l *life) revokeAt(who *member.ID, c *proof) {
	for _, h := range l.given() {
		if h.RevokedAt == nil && h.IssuedAt.Equal(c.issued) && (who == nil) == (h.PersonID == nil) && (who == nil || *h.PersonID == string(*who)) {
			_, err := l.Training.Revoke(l.System(), h.ID, "By hand.")
			l.Must(err)
			return
		}
	}
	l.T.Fatalf("the program has no such proof:\n%s", strings.Join(l.log, "\n"))
}

func (l *life) given() []*training.Certification {
	out, err := l.Training.Of(l.System(), l.partner.ID)
	l.Must(err)
	return out
}

// seen is what there is in the program, in the words of the model.
func (l *life) seen(all []*training.Certification, days int) string {
	at := l.Clock.Now().Add(time.Duration(days) * aDay)
	byID := map[training.ID]*training.Certification{}
	for _, c := range all {
		byID[c.ID] = c
	}
	var lines []string
	for _, c := range all {
		who := "partner"
		if c.PersonID != nil {
			who = fmt.Sprint("person ", slices.IndexFunc(l.people[:], func(p *member.Person) bool { return string(p.ID) == *c.PersonID }))
		}
		m := &proof{issued: c.IssuedAt.UTC(), expires: c.ExpiresAt.UTC(), entered: c.Path == nil, begun: c.Begun}
		m.short = !m.entered && *c.Path == training.Renewal
		if c.Renews != nil {
			m.renews = &proof{issued: byID[*c.Renews].IssuedAt.UTC()}
		}
		lines = append(lines, line(who, m, string(c.StateAt(at))))
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// brought is who has in the program what proofs of people bring; nobody has it
// twice.
func (l *life) brought() (out [2]bool) {
	for _, line := range l.Sees(l.System(), "select person_id || ' ' || sum(amount) from effect where partner_id = $1 and person_id is not null and until > $2 group by person_id", l.partner.ID, l.Clock.Now()) {
		for i, p := range l.people {
			out[i] = out[i] || line == string(p.ID)+" 1"
		}
	}
	return out
}

// PORTICO_AWARD_HISTORIES asks for more histories than the usual hundred.
func TestRandomHistoriesEndAsInTheModel(t *testing.T) {
	t.Parallel()
	perShard := 25
	if n, err := strconv.Atoi(os.Getenv("PORTICO_AWARD_HISTORIES")); err == nil {
		perShard = (n + shards - 1) / shards
	}
	for shard := range shards {
		t.Run(fmt.Sprint(shard), func(t *testing.T) {
			t.Parallel()
			c := newCampus(t)
			issued, revoked, renewed, short, ahead, undone, differ := 0, 0, 0, 0, 0, 0, 0
			for n := range perShard {
				l := c.life(rand.New(rand.NewPCG(uint64(shard), uint64(n))))
				for range steps {
					l.turn()
					all := l.given()
					if want, got := l.model.brings(l.Clock.Now()), l.brought(); want != got {
						t.Fatalf("history %d:\n%s\n\n%s\nthe proofs of people bring %v, in the model %v", n, strings.Join(l.log, "\n"), l.seen(all, 0), got, want)
					}
					for _, days := range []int{0, 1, 40, 170} {
						want, got := l.model.seen(l.Clock.Now(), days), l.seen(all, days)
						if want != got {
							differ++
							t.Fatalf("history %d, seen %d days later:\n%s\n\nthe model has\n%s\n\nthe program has\n%s", n, days, strings.Join(l.log, "\n"), want, got)
						}
						short += strings.Count(got, "SHORT")
						ahead += strings.Count(got, "not begun")
					}
				}
				for _, f := range l.files {
					if f.undone {
						undone++
					}
				}
				for _, h := range l.given() {
					issued++
					if h.RevokedAt != nil {
						revoked++
					}
					if h.Renews != nil {
						renewed++
					}
				}
			}
			wrong, err := c.Progress.Recount(c.System())
			c.Must(err)
			if len(wrong) > 0 {
				t.Errorf("a recount differs in %d places: %+v", len(wrong), *wrong[0])
			}
			t.Logf("%d histories of %d events: %d proofs, %d of them renew, %d were revoked, %d times short, %d times with a first day to come; %d files undone; %d differences", perShard, steps, issued, renewed, revoked, short, ahead, undone, differ)
			if issued < perShard || revoked == 0 || renewed == 0 || short == 0 || ahead == 0 || undone == 0 {
				t.Error("the histories are too poor to prove anything")
			}
		})
	}
}
