package graph_test

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/portico-prm/portico/internal/channel/notice"
	"github.com/portico-prm/portico/internal/channel/training"
	"github.com/portico-prm/portico/internal/platform/actor"
	"github.com/portico-prm/portico/internal/platform/mail"
	"github.com/portico-prm/portico/internal/testkit"
)

const (
	inbox   = `query($kind: NoticeKind, $unread: Boolean) { myNotices(kind: $kind, unread: $unread) { nodes { id kind title sentence subjectType subjectId readAt } } noticePreferences { kind delivery standard unread } }`
	marking = `mutation($in: MarkNoticesReadInput!) { markNoticesRead(input: $in) { marked userErrors { code } } }`
	choices = `mutation($in: SetNoticePreferencesInput!) { setNoticePreferences(input: $in) { preferences { kind delivery } userErrors { code } } }`
)

func TestAnInboxIsReadMarkedAndChosen(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	dana := c.Speaker("de", c.Acorn.Partner, actor.ResellerSeller)
	_, err := c.Training.Define(c.System(), training.Definition{Key: "edge-lapse", Name: "Edge Lapse", Minutes: 10, ValidMonths: 1, NoticeDays: 40})
	c.Must(err)
	id := string(dana.ID)
	proof, err := c.Training.Certify(c.System(), "edge-lapse", c.Acorn.ID, &id, c.Clock.Now())
	c.Must(err)
	c.Must(c.Lapses.Notice(c.System()))
	c.Start()
	d := c.SignedIn(dana)
	a := d.Do(inbox, testkit.Vars{"kind": "CERTIFICATION", "unread": true})
	if got := a.Text("data", "myNotices", "nodes", 0, "title"); got != "Edge Lapse endet bald" {
		t.Fatalf("%s", a.Body)
	}
	if got := a.Text("data", "myNotices", "nodes", 0, "subjectId"); !strings.Contains(string(d.Do(`{ viewer { partner { certifications { id } } } }`, nil).Body), got) {
		t.Errorf("leads to %s, not to %s", got, proof.ID)
	}
	one := a.Text("data", "myNotices", "nodes", 0, "id")
	for i, want := range []string{`"marked":1`, `"marked":0`} {
		if got := d.Do(marking, testkit.Vars{"in": testkit.Vars{"ids": []string{one}}}); !strings.Contains(string(got.Body), want) {
			t.Errorf("time %d: %s", i, got.Body)
		}
	}
	if got := d.Do(inbox, testkit.Vars{"unread": true}); !strings.Contains(string(got.Body), `"nodes":[]`) {
		t.Errorf("still unread: %s", got.Body)
	}
	if got := d.Do(choices, testkit.Vars{"in": testkit.Vars{"preferences": []testkit.Vars{{"kind": "APPROVAL", "delivery": "OFF"}}}}); !strings.Contains(string(got.Body), `{"kind":"APPROVAL","delivery":"OFF"}`) ||
		!strings.Contains(string(got.Body), `{"kind":"CERTIFICATION","delivery":"INSTANT"}`) {
		t.Errorf("chosen: %s", got.Body)
	}
	if got := d.Do(choices, testkit.Vars{"in": testkit.Vars{"preferences": []testkit.Vars{}}}); !strings.Contains(string(got.Body), `{"preferences":[],"userErrors":[{"code":"REQUIRED"}]}`) {
		t.Errorf("chosen nothing: %s", got.Body)
	}
	if got := c.SignedIn(c.Boss).Do(marking, testkit.Vars{"in": testkit.Vars{"ids": []string{one}}}); !strings.Contains(string(got.Body), `"marked":0`) {
		t.Errorf("the vendor marks: %s", got.Body)
	}
}

// To look at the page changes nothing; one POST without a cookie or an origin,
// as a mail program sends it, does.
func TestAMailProgramUnsubscribesWithOnePost(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	c.Start()
	_, err := c.Training.Define(c.System(), training.Definition{Key: "edge-lapse", Name: "Edge Lapse", Minutes: 10, ValidMonths: 1, NoticeDays: 40})
	c.Must(err)
	id := string(c.Acorn.Second.ID)
	_, err = c.Training.Certify(c.System(), "edge-lapse", c.Acorn.ID, &id, c.Clock.Now())
	c.Must(err)
	c.Must(c.Lapses.Notice(c.System()))
	c.Must(notice.NewService(c.Gate, notice.Config{Sender: deaf{}}).Round(c.System()))
	at := c.URL() + "/unsubscribe/" + c.Sees(c.System(), "select id::text from notice_mail where person_id = $1", id)[0]
	off := func() int {
		return len(c.Sees(c.As(c.Acorn.Second), "select kind from notice_setting where delivery = 'OFF'"))
	}
	got, err := http.Get(at)
	c.Must(err)
	_ = got.Body.Close()
	if got.StatusCode != http.StatusOK || off() != 0 {
		t.Errorf("looking: %d, off %d", got.StatusCode, off())
	}
	for _, path := range []string{at, at, c.URL() + "/unsubscribe/x"} {
		got, err := http.PostForm(path, url.Values{"List-Unsubscribe": {"One-Click"}})
		c.Must(err)
		_ = got.Body.Close()
		if got.StatusCode != http.StatusOK || off() != 1 {
			t.Errorf("%s: %d, off %d", path, got.StatusCode, off())
		}
	}
}

// deaf is a server of mails that is never asked.
type deaf struct{}

func (deaf) Send(context.Context, mail.Message) error { return nil }
