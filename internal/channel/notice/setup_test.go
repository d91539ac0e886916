package notice_test

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/notice"
	"github.com/portico-prm/portico/internal/channel/training"
	"github.com/portico-prm/portico/internal/platform/actor"
	"github.com/portico-prm/portico/internal/platform/mail"
	"github.com/portico-prm/portico/internal/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

func TestEveryStatementFitsTheSchema(t *testing.T) {
	t.Parallel()
	testkit.PreparesEveryStatement(t, 12)
}

// start is a noon after the channel was made: the day of the digest has ended six
// hours ago.
var start = time.Now().UTC().Truncate(aDay).Add(aDay + aDay/2)

const aDay = 24 * time.Hour

// office is a channel with a certification that ends in a month and is noticed
// 40 days ahead: as soon as it is given. It posts to a desk.
type office struct {
	*testkit.Channel
	desk    *desk
	notices *notice.Service
	manager *member.Person
	heard   int // orders that the queue has told of
}

func newOffice(t *testing.T) *office {
	t.Helper()
	o := &office{Channel: testkit.NewChannel(t), desk: &desk{}}
	o.Clock.Fix(start)
	o.manager = o.Person(nil, actor.ChannelManager)
	o.notices = notice.NewService(o.Gate, notice.Config{Sender: o.desk, From: "Veldmark Networks", Portal: "https://portal.example", Leave: "https://portico.example/unsubscribe/"})
	_, err := o.Training.Define(o.System(), training.Definition{Key: "edge-lapse", Name: "Edge Lapse", Minutes: 10, ValidMonths: 1, NoticeDays: 40})
	o.Must(err)
	return o
}

// ends gives a proof that ends soon, and notices it.
func (o *office) ends(who *member.Person) {
	o.T.Helper()
	id := string(who.ID)
	_, err := o.Training.Certify(o.System(), "edge-lapse", who.PartnerID, &id, o.Clock.Now())
	o.Must(err)
	o.Must(o.Lapses.Notice(o.System()))
}

// inbox is what somebody reads in their inbox, as the database lets them.
func (o *office) inbox(who *member.Person) []string {
	o.T.Helper()
	return o.Sees(o.As(who), "select kind || coalesce(' ' || (facts::json ->> 'state'), '') from notice order by kind, facts")
}

// posts does a round and what it ordered of the queue.
func (o *office) posts() {
	o.T.Helper()
	o.Must(o.notices.Round(o.System()))
	for _, m := range o.ordered() {
		o.Must(o.notices.Deliver(o.System(), m))
	}
}

// ordered is what the queue tells of that it has not told of yet.
func (o *office) ordered() (out []notice.MailOrdered) {
	o.T.Helper()
	all := o.Told(notice.MailOrdered{}.Kind())
	for _, args := range all[o.heard:] {
		var m notice.MailOrdered
		o.Must(json.Unmarshal(args, &m))
		out = append(out, m)
	}
	o.heard = len(all)
	return out
}

func (o *office) states() []string {
	o.T.Helper()
	return o.Sees(o.System(), "select state || ' ' || attempts from notice_mail order by created_at, id")
}

// desk takes mails, or says what it is told to say.
type desk struct {
	mu    sync.Mutex
	taken []mail.Message
	says  []error // one for each mail that comes; then it takes all
	down  error
	crash bool // takes the next mail, and the process dies
}

func (d *desk) Send(_ context.Context, m mail.Message) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.down != nil {
		return d.down
	}
	if len(d.says) > 0 {
		err := d.says[0]
		d.says = d.says[1:]
		if err != nil {
			return err
		}
	}
	d.taken = append(d.taken, m)
	if d.crash {
		d.crash = false
		panic("killed")
	}
	return nil
}

func (d *desk) to(p *member.Person) (out []mail.Message) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, m := range d.taken {
		if m.To == p.Email {
			out = append(out, m)
		}
	}
	return out
}

func (o *office) got(when string, p *member.Person, subjects ...string) {
	o.T.Helper()
	var out []string
	for _, m := range o.desk.to(p) {
		out = append(out, m.Subject)
	}
	if !slices.Equal(out, subjects) {
		o.T.Errorf("%s: %s got %q, want %q", when, p.Name, out, subjects)
	}
}

var errLater = errors.New("smtp: 451 at sending SMTP RCPT TO command")
