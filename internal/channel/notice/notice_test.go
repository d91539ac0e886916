package notice_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/notice"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/gate"
	"github.com/portico-prm/portico/internal/testkit"
)

// Everybody's inbox, after somebody's proof began to end and after the digest.
func TestWhoIsToldWhat(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.ends(o.Acorn.Second)
	o.Must(o.Lapses.Notice(o.System())) // noticed already
	digest := map[*member.Person][]string{o.North.Admin: {"DIGEST PORTFOLIO"}, o.North.Second: {"DIGEST PORTFOLIO"}, o.manager: {"DIGEST CHANNEL"}}
	told := map[*member.Person][]string{o.Acorn.Second: {"CERTIFICATION EXPIRING"}, o.Acorn.Admin: {"TEAM_CERTIFICATION EXPIRING"}}
	everybody := []*member.Person{o.Boss, o.manager}
	for _, h := range o.Houses() {
		everybody = append(everybody, h.Admin, h.Second)
	}
	for range 2 {
		for _, p := range everybody {
			if got := o.inbox(p); !slices.Equal(got, told[p]) {
				t.Errorf("%s %v reads %v, want %v", p.Name, p.Roles, got, told[p])
			}
		}
		o.Clock.Pass(aDay)
		for range 3 {
			o.Must(o.notices.Round(o.System()))
		}
		for p, more := range digest {
			told[p] = more
		}
	}
	facts := o.Sees(o.As(o.North.Second), "select facts from notice")
	if len(facts) != 1 || !strings.Contains(facts[0], `"expiring" : 1`) || !strings.Contains(facts[0], `"partners" : 1`) || strings.Contains(facts[0], o.Acorn.Second.Name) {
		t.Errorf("the digest says %v", facts)
	}
}

// A distributor hears nothing of a reseller from before their link began. Links
// begin by the clock of the database.
func TestADigestBeginsWithTheLink(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	now := time.Now()
	o.Clock.Fix(now)
	fresh := o.Reseller("Fresh Systems")
	o.ends(o.Admin(fresh))
	o.ends(o.Acorn.Second)
	o.Link(o.South.Partner, fresh)
	o.Clock.Fix(now.UTC().Add(-6 * time.Hour).Truncate(aDay).Add(aDay + 6*time.Hour))
	o.Must(o.notices.Round(o.System()))
	if got := o.inbox(o.South.Admin); len(got) != 0 {
		t.Errorf("of what was before: %v", got)
	}
	if got := o.inbox(o.North.Second); len(got) != 1 {
		t.Errorf("of what was within the link: %v", got)
	}
}

func TestAnEventIsToldOnceWhoeverTellsIt(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	id := ids.New()
	draft := notice.Draft{Kind: notice.BulkRender, To: o.Acorn.Second.ID, Cause: "bulk/" + id + "/done", Subject: notice.ABulkRender, ID: id}
	tell := func(ctx context.Context) error {
		_, err := gate.Write(ctx, o.Gate, gate.Ask{Action: access.NoticeUse}, func(tx *gate.Tx) (int, error) {
			tx.Record(testkit.Noted("notice", id))
			return 0, notice.Tell(ctx, tx, draft)
		})
		return err
	}
	ended := testkit.Race(func() error { return tell(o.System()) }, func() error { return tell(o.As(o.Acorn.Admin)) }, func() error { return tell(o.As(o.North.Admin)) }, func() error { return tell(o.As(o.Boss)) })
	if ended["OK"] != 4 || o.Count("notice", "") != 1 {
		t.Errorf("ended %v with %d notices", ended, o.Count("notice", ""))
	}
}

func TestReadingIsOnesOwnMatter(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.ends(o.Acorn.Second)
	mine := o.Sees(o.As(o.Acorn.Second), "select id::text from notice")
	for name, who := range map[string]*member.Person{"the administrator": o.Acorn.Admin, "the vendor": o.Boss, "the distributor": o.North.Second} {
		if n, err := o.Notices.Mark(o.As(who), []notice.ID{notice.ID(mine[0])}, false); err != nil || *n != 0 {
			t.Errorf("%s marks %v, %v", name, n, err)
		}
	}
	for i, want := range []int{1, 0} {
		if n, err := o.Notices.Mark(o.As(o.Acorn.Second), nil, true); err != nil || *n != want {
			t.Errorf("time %d: %v, %v", i, n, err)
		}
	}
	_, err := o.Notices.Mark(o.As(o.Acorn.Second), nil, false)
	o.Wants("marking nothing", err, "REQUIRED")
	_, err = o.Notices.Mark(o.As(o.Acorn.Second), make([]notice.ID, 101), false)
	o.Wants("marking too many", err, "TOO_MANY")
	o.posts()
	o.got("what was read is not mailed", o.Acorn.Second)
}
