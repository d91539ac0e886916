package lapse_test

import (
	"context"
	"fmt"
	"slices"
	"sync/atomic"
	"testing"

	"github.com/portico-prm/portico/internal/channel/program"
	"github.com/portico-prm/portico/internal/testkit"
)

func TestEachStageIsNoticedOnce(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	c := o.certify(0)
	var want []string
	for _, step := range []struct {
		name, stage string
		pass        int // days from the end of the proof
	}{{"long before", "", -20}, {"ten days before its end", "EXPIRING", -10}, {"nine days before", "", -9}, {"its end", "GRACE", 0}, {"the end of its grace", "EXPIRED", 7}, {"a year later", "", 365}} {
		o.Clock.Fix(c.ExpiresAt.AddDate(0, 0, step.pass))
		o.round()
		o.round()
		if step.stage != "" {
			want = append(want, o.people[0].Email+" "+step.stage)
		}
		if got := o.notices(); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", step.name, got, want)
		}
	}
	if told := o.told(); told != 3 {
		t.Errorf("told %d times", told)
	}
	if n := o.Count("certification_notice_tally", "notices = 1"); n != 3 {
		t.Errorf("%d counts of one notice", n)
	}
}

func TestWhoRenewsIsNotNoticed(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	first := o.certify(0)
	o.Clock.Fix(first.ExpiresAt.AddDate(0, 0, -12))
	second := o.certify(0)
	o.Clock.Fix(first.CountsUntil())
	o.round()
	if got := o.notices(); len(got) != 0 {
		t.Errorf("noticed: %v", got)
	}
	o.revoke(second)
	o.round()
	if got := o.notices(); !slices.Equal(got, []string{o.people[0].Email + " EXPIRED"}) {
		t.Errorf("after the new proof was taken back: %v", got)
	}
}

// Two years forward and back: what was said stays said, once; what follows from
// the dates is what they say again.
func TestAClockThatStepsWritesNothingTwiceAndNothingWrong(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	for i := range 3 {
		o.certify(i)
	}
	far := start.AddDate(2, 0, 0)
	for range 2 {
		o.Clock.Fix(far)
		o.round()
		o.is("two years ahead", program.AtRisk, key+" 0/2 3")
		if s := o.standing(); !s.Since.Equal(far) {
			t.Errorf("at risk since %s", s.Since)
		}
		o.Clock.Fix(start)
		o.round()
		o.is("and back", program.Active, "")
		if n := o.Count("certification_notice", "stage = 'EXPIRED'"); n != 3 || o.Count("certification_notice", "") != 3 {
			t.Errorf("%d notices: %v", n, o.notices())
		}
	}
	if told := o.told(); told != 3 {
		t.Errorf("told %d times", told)
	}
}

// A grace that a wrong clock began begins when the clock is put right, and a
// suspension is no better for a clock that goes back.
func TestAClockPutBackNeitherLengthensAGraceNorLiftsASuspension(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.certify(0)
	lost := o.certify(1)
	o.Clock.Fix(start.AddDate(2, 0, 0))
	o.revoke(lost)
	o.Clock.Fix(start.Add(aDay))
	o.round()
	o.is("the clock is right", program.AtRisk, key+" 1/2 0")
	if s := o.standing(); !s.Since.Equal(start.Add(aDay)) {
		t.Errorf("at risk since %s", s.Since)
	}
	o.Clock.Fix(start.Add(31 * aDay))
	o.round()
	o.is("30 days later", program.Suspended, key+" 1/2 0")
	o.Clock.Fix(start.Add(2 * aDay))
	o.round()
	o.is("29 days back", program.Suspended, key+" 1/2 0")
}

// mortal is a context that dies at the n-th question whether it lives: somewhere
// in the middle of a statement, or between two.
type mortal struct {
	context.Context
	left atomic.Int64
	kill context.CancelFunc
}

func dying(ctx context.Context, at int) *mortal {
	m := &mortal{}
	m.Context, m.kill = context.WithCancel(ctx)
	m.left.Store(int64(at))
	return m
}

// Done is asked by whoever is about to do something.
func (m *mortal) Done() <-chan struct{} {
	if m.left.Add(-1) == 0 {
		m.kill()
	}
	return m.Context.Done()
}

func TestARoundThatIsKilledAnywhereIsFinishedByTheNext(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.Lapses.InBatches(2, 1)
	var wanted []string
	for i := range 3 {
		o.certify(i)
		wanted = append(wanted, o.people[i].Email+" EXPIRED")
	}
	for i := range 6 {
		p := o.Reseller(fmt.Sprintf("Killed%d Systems", i))
		o.Enroll(p, "gold")
		_, err := o.Training.Certify(o.System(), key, p.ID, nil, o.Clock.Now())
		o.Must(err)
		wanted = append(wanted, "partner EXPIRED")
	}
	slices.Sort(wanted)
	o.Clock.Fix(start.AddDate(1, 0, 0))
	died, seen := 0, map[int]bool{}
	for at := 1; ; at += 3 {
		ctx := dying(o.System(), at)
		err := o.Lapses.Round(ctx)
		ctx.kill()
		if got := o.notices(); !isSubset(got, wanted) {
			t.Fatalf("killed at %d: %v", at, got)
		} else {
			seen[len(got)] = true
		}
		if told := o.told(); told != o.Count("certification_notice", "") {
			t.Fatalf("killed at %d: told %d times of %d notices", at, told, o.Count("certification_notice", ""))
		}
		if err == nil {
			break
		}
		died++
	}
	got := o.notices()
	slices.Sort(got)
	if !slices.Equal(got, wanted) || o.told() != 9 {
		t.Errorf("in the end: %v, told %d times", got, o.told())
	}
	if n := o.Count("membership", "state = 'AT_RISK' and lapsed_since is not null"); n != 7 || len(o.Told("lapse.membership_moved")) != 7 {
		t.Errorf("%d memberships at risk, told of %d", n, len(o.Told("lapse.membership_moved")))
	}
	if died < 10 || len(seen) < 4 {
		t.Errorf("killed %d times, with %v notices: no test", died, seen)
	}
}

func isSubset(some, all []string) bool {
	left := slices.Clone(all)
	for _, s := range some {
		i := slices.Index(left, s)
		if i < 0 {
			return false
		}
		left = slices.Delete(left, i, i+1)
	}
	return true
}

func TestRoundsAtTheSameTimeNoticeOnce(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.Lapses.InBatches(1, 1)
	for i := range 3 {
		o.certify(i)
	}
	o.Clock.Fix(start.AddDate(1, 0, 0))
	ended := testkit.Race(testkit.Times(6, func() error { return o.Lapses.Round(o.System()) })...)
	if ended["OK"] != 6 {
		t.Errorf("ended %v", ended)
	}
	if n := o.Count("certification_notice", ""); n != 3 || o.told() != 3 || len(o.Told("lapse.membership_moved")) != 1 {
		t.Errorf("%d notices, told %d times, moved %d times", n, o.told(), len(o.Told("lapse.membership_moved")))
	}
}
