package notice_test

import (
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"strings"
	"testing"
	"time"

	outline "github.com/portico-prm/portico/content/course"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/notice"
	"github.com/portico-prm/portico/internal/channel/training/learning"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/actor"
	"github.com/portico-prm/portico/internal/platform/gate"
	ours "github.com/portico-prm/portico/internal/platform/mail"
	"github.com/portico-prm/portico/internal/platform/mail/mailtest"
	"github.com/portico-prm/portico/internal/platform/queue"
	"github.com/portico-prm/portico/internal/testkit"
)

// tick is how often the chores go round here, in earnest a minute and ten.
const tick = time.Second

// wired is a channel whose queue runs and whose mails go to a server of mails
// over a socket. One learner is due to be reminded.
type wired struct {
	*testkit.Channel
	post    *mailtest.Post
	learner *member.Person
}

func newWired(t *testing.T, says map[string]string) *wired {
	t.Helper()
	w := &wired{Channel: testkit.NewChannel(t), post: mailtest.New(t, says)}
	w.learner = w.Speaker("de", w.Acorn.Partner, actor.ResellerSeller)
	w.Notices = notice.NewService(w.Gate, notice.Config{From: "Veldmark Networks", Portal: "https://portal.example/notices", Leave: "https://portico.example/unsubscribe/",
		Sender: ours.New(ours.Config{Host: "127.0.0.1", Port: w.post.Port(), TLS: ours.StartTLS, Roots: w.post.Roots, Timeout: 20 * time.Second,
			From: "Veldmark Portal <portal@veldmark.example>"})})
	v, due := w.Course("edge-basics", outline.Text), w.Clock.Now().Add(10*aDay)
	_, err := w.Learning.Assign(w.System(), learning.Assignment{Target: learning.Target{Course: &v.CourseID}, People: []member.ID{w.learner.ID}, Due: &due})
	w.Must(err)
	w.Jobs(func(r *queue.Runner) {
		queue.Every(r, tick, learning.Rounds{}, w.Learning.Round)
		queue.Every(r, tick, notice.Rounds{}, w.Notices.Round)
	})
	return w
}

// until waits for something that the queue does.
func (w *wired) until(what string, holds func() bool) {
	w.T.Helper()
	for end := time.Now().Add(60 * time.Second); !holds(); time.Sleep(50 * time.Millisecond) {
		if time.Now().After(end) {
			w.T.Fatalf("%s did not happen: mails %v, the server heard\n%s", what, w.mails(), w.post.Heard())
		}
	}
}

func (w *wired) mails() string {
	w.T.Helper()
	return fmt.Sprint(w.Sees(w.System(), "select state || ' ' || attempts from notice_mail order by created_at, id"))
}

// rounds waits until both chores have gone round so many times more.
func (w *wired) rounds(n int) {
	w.T.Helper()
	was := [2]int{len(w.Told(notice.Rounds{}.Kind())), len(w.Told(learning.Rounds{}.Kind()))}
	w.until("more rounds", func() bool {
		return len(w.Told(notice.Rounds{}.Kind())) > was[0]+n && len(w.Told(learning.Rounds{}.Kind())) > was[1]+n
	})
}

// once says that the learner has got the reminder, one mail and whole.
func (w *wired) once() {
	w.T.Helper()
	took := w.post.Took()
	if len(took) != 1 {
		w.T.Fatalf("%d mails, want 1; the server heard\n%s", len(took), w.post.Heard())
	}
	m, err := mail.ReadMessage(strings.NewReader(took[0]))
	w.Must(err)
	subject, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
	w.Must(err)
	to, err := m.Header.AddressList("To")
	w.Must(err)
	text := plain(w, m)
	if to[0].Address != w.learner.Email || !strings.HasPrefix(subject, "Kurs edge-basics ist am ") || !strings.HasPrefix(m.Header.Get("List-Unsubscribe"), "<https://portico.example/unsubscribe/") {
		w.T.Errorf("to %v, %q, %v", to, subject, m.Header)
	}
	for _, part := range []string{"Guten Tag " + w.learner.Name, "Schließen Sie es vorher ab.", "https://portal.example/notices"} {
		if !strings.Contains(text, part) {
			w.T.Errorf("the mail does not say %q:\n%s", part, text)
		}
	}
}

// plain is the text of a mail for those who read no HTML: its first part.
func plain(w *wired, m *mail.Message) string {
	w.T.Helper()
	_, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	w.Must(err)
	part, err := multipart.NewReader(m.Body, params["boundary"]).NextRawPart()
	w.Must(err)
	text, err := io.ReadAll(quotedprintable.NewReader(part))
	w.Must(err)
	return string(text)
}

func TestAReminderArrivesOnceAlsoWhenTheQueueTellsItTwice(t *testing.T) {
	t.Parallel()
	w := newWired(t, nil)
	w.until("the mail", func() bool { return w.mails() == "[SENT 1]" })
	orders := w.Told(notice.MailOrdered{}.Kind())
	if len(orders) != 1 {
		t.Fatalf("ordered %d times: %s", len(orders), orders)
	}
	id := notice.MailID(w.Sees(w.System(), "select id::text from notice_mail")[0])
	_, err := gate.Write(w.System(), w.Gate, gate.Ask{Action: access.TrainingPublish}, func(tx *gate.Tx) (int, error) {
		tx.Record(testkit.Noted("notice_mail", string(id)))
		return 0, queue.PublishAll(w.System(), tx, []queue.Event{notice.MailOrdered{Mail: id, Attempt: 1}, notice.MailOrdered{Mail: id, Attempt: 1}})
	})
	w.Must(err)
	w.Clock.Pass(2 * time.Hour) // nothing is tried again
	w.rounds(2)
	w.until("the orders that were told again", func() bool { return w.Done(notice.MailOrdered{}.Kind()) == 3 })
	w.once()
	if got := w.mails(); got != "[SENT 1]" {
		t.Errorf("mails %s", got)
	}
}

func TestAReminderThatTheServerRefusesFirstArrivesOnceAtTheNextTry(t *testing.T) {
	t.Parallel()
	for name, says := range map[string]map[string]string{
		"come again later":               {"RCPT": "451 4.7.1 greylisted"},
		"hangs up in the middle":         {"DATA": ""},
		"the mail is whole, and no room": {".": "452 4.3.1 no room"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWired(t, says)
			w.until("the first try", func() bool {
				return w.Sees(w.System(), "select count(*)::text from audit_entry where action = 'notice.mail'")[0] == "1"
			})
			if n := len(w.Told(notice.MailOrdered{}.Kind())); n != 1 || w.mails() != "[QUEUED 1]" {
				t.Fatalf("after the first try: ordered %d times, %s", n, w.mails())
			}
			w.post.Says(nil)
			w.rounds(1)
			if got := w.mails(); got != "[QUEUED 1]" {
				t.Errorf("tried again at once: %s", got)
			}
			w.Clock.Pass(2 * time.Minute)
			w.until("the second try", func() bool { return w.mails() == "[SENT 2]" })
			w.rounds(1)
			w.once()
		})
	}
}
