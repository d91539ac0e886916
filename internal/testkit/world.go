package testkit

import (
	"context"
	"log/slog"
	"net/http/httptest"
	"path/filepath"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"github.com/portico-prm/portico/graph"
	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/channel/cobrand"
	"github.com/portico-prm/portico/internal/channel/library"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/notice"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/channel/program"
	"github.com/portico-prm/portico/internal/channel/training"
	"github.com/portico-prm/portico/internal/channel/training/award"
	"github.com/portico-prm/portico/internal/channel/training/badge"
	"github.com/portico-prm/portico/internal/channel/training/course"
	"github.com/portico-prm/portico/internal/channel/training/effect"
	"github.com/portico-prm/portico/internal/channel/training/lapse"
	"github.com/portico-prm/portico/internal/channel/training/learning"
	"github.com/portico-prm/portico/internal/channel/training/openbadge"
	"github.com/portico-prm/portico/internal/channel/training/playbook"
	"github.com/portico-prm/portico/internal/channel/training/progress"
	"github.com/portico-prm/portico/internal/channel/training/quiz"
	"github.com/portico-prm/portico/internal/channel/training/session"
	"github.com/portico-prm/portico/internal/channel/training/transfer"
	"github.com/portico-prm/portico/internal/platform/actor"
	"github.com/portico-prm/portico/internal/platform/blob"
	"github.com/portico-prm/portico/internal/platform/db"
	"github.com/portico-prm/portico/internal/platform/feed"
	"github.com/portico-prm/portico/internal/platform/gate"
	"github.com/portico-prm/portico/internal/platform/server"
	"github.com/portico-prm/portico/internal/testdb"
)

// waitForWorker is how long an upload of a test may wait for its turn.
const waitForWorker = 30 * time.Second

// secret signs the links of tests.
const secret = "a secret of the tests, thirty-two bytes or more"

// World is a channel without anybody in it, and everything that can be done
// there. Its services are the ones that the server has.
type World struct {
	T     testing.TB
	Clock *Clock
	Log   *slog.Logger
	Files *blob.Disk
	*graph.Services
	Listing *graph.Listing // of persisted operations, given before Start; nil for none

	db      *db.DB
	site    *httptest.Server // not started before Start
	said    *logged
	ladders ladders
	count   atomic.Int64
}

// Option changes a world before it is made.
type Option func(*cobrand.Options)

// ReviewLogos lets every logo wait for a brand approver.
func ReviewLogos(o *cobrand.Options) { o.ReviewLogos = true }

// New makes a world on a database of this test.
func New(t testing.TB, options ...Option) *World {
	t.Helper()
	w := &World{T: t, Clock: &Clock{}, site: httptest.NewUnstartedServer(nil)}
	w.Log, w.said = newLog(t)
	t.Cleanup(func() { _ = w.site.Listener.Close() })
	w.db = testdb.New(t)
	g := gate.New(w.db, w.Log, w.Clock.Now)
	base := "http://" + w.site.Listener.Addr().String()
	w.Files = w.disk(base)
	signer, err := server.NewSigner(w.Clock.Now, []byte(secret))
	w.Must(err)
	var opt cobrand.Options
	for _, o := range options {
		o(&opt)
	}
	lib, learned := library.NewService(g, w.Files, Pool()), learning.NewService(g)
	draws := cobrand.NewService(g, lib, w.Files, Pool(), opt)
	w.Services = &graph.Services{
		Gate: g, Partners: partner.NewService(g), Members: member.NewService(g, cheap),
		Programs: program.NewService(g), Learning: learned, Quizzes: quiz.NewService(g, learned, Pool()), Training: training.NewService(g), Library: lib,
		Courses: course.NewService(g, w.Files, Pool()), Playbooks: playbook.NewService(g),
		Effects: effect.NewService(g), Progress: progress.NewService(g), Lapses: lapse.NewService(g),
		Notices:  notice.NewService(g, notice.Config{}),
		Sessions: session.NewService(g, learned), Transfers: transfer.NewService(g, learned, base),
		Cobrand: draws, Badges: badge.NewService(g, draws, issuer(w, base)),
		Links: graph.NewLinks(signer, base, 15*time.Minute, w.Clock.Now),
		Feed:  feed.New(w.Log),
	}
	w.Awards = award.NewService(g, w.Training, w.Files, lib)
	w.Learning.Tell(w.Awards)
	w.Quizzes.Tell(w.Awards) // locks the partner, so it comes first
	w.Training.Tell(w.Awards)
	w.Learning.Tell(w.Effects)
	w.Quizzes.Tell(w.Effects)
	w.Training.Tell(w.Effects)
	w.Training.Tell(w.Lapses)
	w.Programs.Tell(w.Lapses)
	w.Courses.AskOfQuizzes(quiz.Missing)
	learned.Tell(w.Playbooks)
	return w
}

// badgeKey signs the badges of tests.
const badgeKey = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"

func issuer(w *World, base string) badge.Issuer {
	w.T.Helper()
	keys, err := openbadge.NewKeys([]string{badgeKey})
	w.Must(err)
	return badge.Issuer{Base: base, Name: "Veldmark Networks", Keys: keys}
}

// cheap makes hashing quick; what it costs in earnest is tested in member.
var cheap = member.Config{Cost: member.Cost{Memory: 64, Passes: 1, Threads: 1}, Floor: time.Nanosecond, Insecure: true}

func (w *World) disk(base string) *blob.Disk {
	w.T.Helper()
	d, err := blob.NewDisk(blob.DiskConfig{Dir: filepath.Join(w.T.TempDir(), "files"), UploadURL: base + "/upload", Secret: []byte(secret)})
	w.Must(err)
	return d
}

// System is a context in which the makers act.
func (w *World) System() context.Context { return actor.ForSystem(context.Background(), "test") }

// As is a context in which a person asks.
func (w *World) As(p *member.Person) context.Context {
	return actor.With(context.Background(), &actor.Actor{Person: string(p.ID), Partner: string(p.PartnerID), Roles: p.Roles})
}

// Must ends the test when a step that only prepares it failed.
func (w *World) Must(err error) {
	w.T.Helper()
	if err != nil {
		w.T.Fatalf("%v [%s]%s", err, fault.CodeOf(err), cause(err))
	}
}

// cause is what a fault keeps for the log.
func cause(err error) string {
	var text string
	for _, f := range fault.All(err) {
		if f.Cause != nil {
			text += " <- " + f.Cause.Error()
		}
	}
	return text
}

// Wants says what a refusal should have been: a code of package fault, or
// "OK" when the step should have been allowed.
func (w *World) Wants(what string, err error, code string) {
	w.T.Helper()
	if got := CodeOf(err); got != code {
		w.T.Errorf("%s: %s (%v)%s, want %s", what, got, err, cause(err), code)
	}
}

// CodeOf is the code that a client would read, "OK" for no error.
func CodeOf(err error) string {
	if err == nil {
		return fault.OK.String()
	}
	return fault.CodeOf(err)
}

// Codes are those of all faults inside an error, in their order.
func Codes(err error) []string {
	var out []string
	for _, f := range fault.All(err) {
		out = append(out, f.CodeOf())
	}
	return out
}

// next is a number that nothing in this world has yet.
func (w *World) next() string { return strconv.FormatInt(w.count.Add(1), 10) }
