package notice_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/notice"
	"github.com/portico-prm/portico/internal/platform/actor"
	"github.com/portico-prm/portico/internal/platform/mail"
)

const soon = "Edge Lapse ends soon"

func TestMailsComeAsPeopleWantThem(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.prefers(o.Acorn.Admin, notice.TeamCertification, notice.Daily)
	o.prefers(o.Birch.Second, notice.Certification, notice.Off)
	o.prefers(o.Birch.Admin, notice.TeamCertification, notice.Instant)
	o.ends(o.Acorn.Second)
	o.ends(o.Acorn.Admin)
	o.ends(o.Birch.Second)
	for range 2 {
		o.posts()
	}
	o.got("at once", o.Acorn.Second, soon)
	o.got("at once", o.Acorn.Admin, soon)
	o.got("off", o.Birch.Second)
	o.got("at once, by choice", o.Birch.Admin, soon)
	o.got("not yet", o.North.Second)
	o.Clock.Pass(aDay)
	for range 2 {
		o.posts()
	}
	o.got("the day is over", o.Acorn.Admin, soon, soon)
	o.got("the day is over", o.North.Second, "News of your portfolio")
	o.got("the day is over", o.manager, "News of the channel")
	if m := o.desk.to(o.Acorn.Admin)[1]; !strings.Contains(m.Text, o.Acorn.Second.Name) || m.Name != o.Acorn.Admin.Name {
		t.Errorf("a colleague is named:\n%s", m.Text)
	}
	o.Clock.Pass(5 * aDay)
	o.prefers(o.Birch.Second, notice.Certification, notice.Instant)
	o.posts()
	o.got("the past is not woken", o.Birch.Second)
}

func (o *office) prefers(who *member.Person, kind notice.Kind, how notice.Delivery) {
	o.T.Helper()
	_, err := o.Notices.Prefer(o.As(who), []notice.Choice{{Kind: kind, Delivery: how}})
	o.Must(err)
}

func TestAMailSpeaksTheLanguageOfItsReader(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	p := o.Speaker("de-AT", o.Acorn.Partner, actor.ResellerSeller)
	o.ends(p)
	o.posts()
	m := o.desk.to(p)[0]
	if m.Subject != "Edge Lapse endet bald" || !strings.Contains(m.Text, "Ihre Zertifizierung Edge Lapse endet bald. Sie zählt bis ") || !strings.Contains(m.HTML, `lang="de"`) ||
		!strings.HasPrefix(m.Leave, "https://portico.example/unsubscribe/") || !strings.Contains(m.Text, m.Leave) || !strings.Contains(m.Text, "https://portal.example") {
		t.Errorf("%s\n%s\n%s", m.Subject, m.Text, m.HTML)
	}
}

func TestAMailIsTriedForADayAndThenGivenUp(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.prefers(o.Acorn.Admin, notice.TeamCertification, notice.Off)
	o.ends(o.Acorn.Second)
	o.desk.down = errLater
	for i := range 40 {
		o.posts()
		if got := o.states(); i == 0 && (len(got) != 1 || got[0] != "QUEUED 1") {
			t.Errorf("after the first: %v", got)
		}
		o.Clock.Pass(time.Hour)
	}
	got := o.Sees(o.System(), "select state || ' ' || attempts from notice_mail m join person p on p.id = m.person_id where p.email = $1", o.Acorn.Second.Email)
	if fmt.Sprint(got) != "[GIVEN_UP 7]" {
		t.Errorf("in the end %v", got)
	}
}

func TestAnAddressThatRefusesIsLeftAlone(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.desk.says = []error{fmt.Errorf("%w: smtp: 550 at RCPT", mail.ErrRefused)}
	o.prefers(o.Acorn.Admin, notice.TeamCertification, notice.Off)
	o.ends(o.Acorn.Second)
	o.posts()
	if got := o.states(); len(got) != 1 || got[0] != "REFUSED 1" {
		t.Errorf("states %v", got)
	}
	o.Clock.Pass(31 * aDay)
	o.Must(o.Lapses.Notice(o.System())) // its end
	o.posts()
	o.got("a month later the address is tried again", o.Acorn.Second, "Edge Lapse counts no more")
	if strings.Contains(o.Logged(), o.Acorn.Second.Email) || strings.Contains(fmt.Sprint(o.Trail()), o.Acorn.Second.Email+" ") {
		t.Error("an address is in the log")
	}
}

// Between the server's yes and ours a process may be killed. The mail comes
// twice then, as one that a mailbox can tell is one.
func TestAKillBetweenYesAndCommitRepeatsTheSameMail(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.prefers(o.Acorn.Admin, notice.TeamCertification, notice.Off)
	o.ends(o.Acorn.Second)
	o.Must(o.notices.Round(o.System()))
	job := o.ordered()[0]
	o.desk.crash = true
	func() {
		defer func() { _ = recover() }()
		_ = o.notices.Deliver(o.System(), job)
	}()
	for range 3 {
		o.Must(o.notices.Deliver(o.System(), job)) // the queue tells again
	}
	o.got("after the kill", o.Acorn.Second, soon, soon)
	if m := o.desk.to(o.Acorn.Second); m[0].ID != m[1].ID || m[0].Text != m[1].Text || !m[0].At.Equal(m[1].At) {
		t.Errorf("two mails: %s and %s", m[0].ID, m[1].ID)
	}
	if got := o.states(); fmt.Sprint(got) != "[SENT 1]" {
		t.Errorf("states %v", got)
	}
}

// What was ordered and never heard of is ordered again, and the late one then
// does nothing.
func TestALostOrderIsFollowedByTheNext(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.prefers(o.Acorn.Admin, notice.TeamCertification, notice.Off)
	o.ends(o.Acorn.Second)
	o.Must(o.notices.Round(o.System()))
	lost := o.ordered()[0]
	o.Clock.Pass(61 * time.Minute)
	o.posts()
	o.Must(o.notices.Deliver(o.System(), lost))
	o.got("once", o.Acorn.Second, soon)
	if got := o.states(); fmt.Sprint(got) != "[SENT 2]" {
		t.Errorf("states %v", got)
	}
}

func TestWhoeverHasAMailMayUnsubscribeFromIt(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.ends(o.Acorn.Second)
	o.posts()
	id := notice.MailID(strings.TrimPrefix(o.desk.to(o.Acorn.Second)[0].Leave, "https://portico.example/unsubscribe/"))
	for range 2 {
		o.Must(o.notices.Leave(t.Context(), id))
	}
	if got := o.Sees(o.As(o.Acorn.Second), "select kind || ' ' || delivery from notice_setting where delivery = 'OFF'"); fmt.Sprint(got) != "[CERTIFICATION OFF]" {
		t.Errorf("left %v", got)
	}
	for _, bad := range []notice.MailID{"", "x", "0190a000-0000-7000-8000-000000000001"} {
		o.Wants("a mail that there is not", o.notices.Leave(t.Context(), bad), "NOT_FOUND")
	}
}
