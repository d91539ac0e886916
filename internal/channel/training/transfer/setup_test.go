package transfer_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	outline "github.com/portico-prm/portico/content/course"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/training/course"
	"github.com/portico-prm/portico/internal/channel/training/transfer"
	"github.com/portico-prm/portico/internal/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

func TestEveryStatementFitsTheSchema(t *testing.T) {
	t.Parallel()
	testkit.PreparesEveryStatement(t, 20)
}

// desk is a channel with two courses, and the vendor's import desk.
type desk struct {
	*testkit.Channel
	basics, design *course.Version
}

func newDesk(t testing.TB) *desk {
	t.Helper()
	c := testkit.NewChannel(t)
	return &desk{c, c.Course("edge-basics", outline.Text), c.Course("edge-design", outline.Text)}
}

const header = "email,course,completedAt,score,externalId\n"

func row(who *member.Person, key, at string) string { return who.Email + "," + key + "," + at + ",,\n" }

func (d *desk) csv(by *member.Person, rows ...string) *transfer.Report {
	d.T.Helper()
	return d.takes(by, transfer.Order{Source: transfer.CSV, Name: "lms.csv", File: []byte(header + strings.Join(rows, ""))})
}

func (d *desk) xapi(by *member.Person, statements ...string) *transfer.Report {
	d.T.Helper()
	return d.takes(by, transfer.Order{Source: transfer.XAPI, File: []byte("[" + strings.Join(statements, ",") + "]")})
}

func (d *desk) takes(by *member.Person, o transfer.Order) *transfer.Report {
	d.T.Helper()
	r, err := d.Transfers.Import(d.As(by), o)
	d.Must(err)
	return r
}

// says is a report in short: "added 2, unchanged 1: 3 UNKNOWN_EMAIL".
func says(r *transfer.Report) string {
	out := fmt.Sprintf("added %d, unchanged %d", r.Added, r.Unchanged)
	for _, n := range r.Notes {
		out += fmt.Sprintf(": %d %s", n.Line, n.Code)
	}
	return out
}

func (d *desk) wants(what string, r *transfer.Report, want string) {
	d.T.Helper()
	if got := says(r); got != want {
		d.T.Errorf("%s: %s, want %s", what, got, want)
	}
}

func (d *desk) counted(who *member.Person) int {
	d.T.Helper()
	return len(d.Sees(d.System(), "select id::text from completion_counted where person_id = $1", who.ID))
}

func (d *desk) state(id *transfer.ID) string {
	d.T.Helper()
	return d.Sees(d.System(), "select state || ' ' || posted || '/' || added from completion_import where id = $1", *id)[0]
}

// statement says that somebody completed a course at a time; an empty id leaves
// it to the receiver.
func (d *desk) statement(id string, who *member.Person, key, at string) string {
	if id != "" {
		id = `"id": "` + id + `", `
	}
	return fmt.Sprintf(`{%s"actor": {"mbox": "mailto:%s"}, "verb": {"id": "http://adlnet.gov/expapi/verbs/completed"}, "object": {"id": "%s/courses/%s"}, "timestamp": "%s"}`,
		id, who.Email, d.Base(), key, at)
}

func voids(id, target string) string {
	return fmt.Sprintf(`{"id": "%s", "actor": {"mbox": "mailto:lms@vendor.example"}, "verb": {"id": "http://adlnet.gov/expapi/verbs/voided"}, "object": {"objectType": "StatementRef", "id": "%s"}}`, id, target)
}

func (d *desk) recounts() {
	d.T.Helper()
	wrong, err := d.Progress.Recount(d.System())
	d.Must(err)
	for _, x := range wrong {
		d.T.Errorf("count of %s %s: kept %s, counted %s", x.Of, x.ID, x.Kept, x.Counted)
	}
}

// until waits for something that a job does.
func (d *desk) until(what string, holds func() bool) {
	d.T.Helper()
	for end := time.Now().Add(60 * time.Second); !holds(); time.Sleep(50 * time.Millisecond) {
		if time.Now().After(end) {
			d.T.Fatalf("%s did not happen", what)
		}
	}
}

func lines(n int, line func(int) string) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = line(i)
	}
	return slices.Clip(out)
}
