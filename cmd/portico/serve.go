package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"syscall"
	"time"

	"github.com/portico-prm/portico/graph"
	"github.com/portico-prm/portico/internal/channel/cobrand"
	"github.com/portico-prm/portico/internal/channel/library"
	"github.com/portico-prm/portico/internal/channel/notice"
	"github.com/portico-prm/portico/internal/channel/training"
	"github.com/portico-prm/portico/internal/channel/training/award"
	"github.com/portico-prm/portico/internal/channel/training/lapse"
	"github.com/portico-prm/portico/internal/channel/training/learning"
	"github.com/portico-prm/portico/internal/channel/training/quiz"
	"github.com/portico-prm/portico/internal/channel/training/transfer"
	"github.com/portico-prm/portico/internal/platform/budget"
	"github.com/portico-prm/portico/internal/platform/config"
	"github.com/portico-prm/portico/internal/platform/gate"
	"github.com/portico-prm/portico/internal/platform/queue"
	"github.com/portico-prm/portico/internal/platform/server"
)

// serveCommand runs the server.
type serveCommand struct{}

// Run serves until a signal asks to stop.
func (serveCommand) Run() error {
	began := time.Now()
	ctx, stop := server.UntilSignal(context.Background())
	defer stop()
	h, err := build(ctx, true)
	if err != nil {
		return err
	}
	defer h.close()
	if err := free(h.cfg.Addr); err != nil {
		return err
	}
	fresh, err := h.seedIfEmpty(ctx)
	if err != nil {
		return err
	}
	jobs, err := h.jobs(ctx)
	if err != nil {
		return err
	}
	defer jobs()
	go h.svc.Feed.Run(ctx, h.db)
	listed, err := graph.NewListing(h.cfg.PersistedFiles, graph.HeldTo(h.cfg.Persisted))
	if err != nil {
		return fmt.Errorf("PORTICO_PERSISTED_FILES: %w", err)
	}
	srv := h.server(listed)
	l, err := srv.Listen(h.cfg.Addr)
	if err != nil {
		return whyNotThere(h.cfg.Addr, err)
	}
	h.welcome(os.Stdout, time.Since(began), fresh)
	return srv.Serve(ctx, l)
}

// free finds out that an address is taken before the demo is filled in, which
// takes many times as long.
func free(addr string) error {
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return whyNotThere(addr, err)
	}
	return l.Close()
}

// whyNotThere says what can be done about an address at which nobody can listen.
func whyNotThere(addr string, err error) error {
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return fmt.Errorf("PORTICO_ADDR: another program listens at %s. Stop it, or set another port", addr)
	case errors.Is(err, syscall.EACCES):
		return fmt.Errorf("PORTICO_ADDR: this user may not listen at %s. Set a port from 1024 on, and let a proxy answer on 443", addr)
	}
	return fmt.Errorf("PORTICO_ADDR: %w", err)
}

// server says what is served where.
func (h *house) server(listed *graph.Listing) *server.Server {
	lim := h.cfg.Limits
	h.svc.Budgets = budgets(h.cfg.Budgets)
	asked := h.svc.Members.Middleware
	files := graph.NewFiles(h.svc)
	shown := graph.Options{Introspection: !h.cfg.Production(), Listing: listed}
	return server.New(server.Options{
		Routes: []server.Route{
			{Pattern: "/graphql", Kind: server.API, Handler: asked(graph.NewHandler(h.svc, h.log, shown)), Body: library.MaxAsset + server.Envelope},
			{Pattern: "POST /xapi/statements", Kind: server.API, Handler: graph.BasicAsBearer(asked(graph.Statements(h.svc)))},
			{Pattern: "GET /download/{token}", Kind: server.Download, Handler: http.HandlerFunc(files.Rendition)},
			{Pattern: "GET /asset/{token}", Kind: server.Download, Handler: http.HandlerFunc(files.Asset)},
			{Pattern: "GET /bulk/{token}", Kind: server.Download, Handler: http.HandlerFunc(files.Bulk)},
			{Pattern: "GET /logo/{token}", Kind: server.Download, Handler: http.HandlerFunc(files.Logo)},
			{Pattern: "GET /preview/{token}", Kind: server.Download, Handler: http.HandlerFunc(files.Preview)},
			{Pattern: "GET /copy/{token}", Kind: server.Download, Handler: http.HandlerFunc(files.Copy)},
			{Pattern: "GET /approval/{token}", Kind: server.Download, Handler: http.HandlerFunc(files.Approval)},
			{Pattern: "GET /lesson/{token}", Kind: server.Download, Handler: http.HandlerFunc(files.CourseFile)},
			{Pattern: "GET /course/{token}", Kind: server.Download, Handler: http.HandlerFunc(files.Course)},
			{Pattern: "GET /certificate/{token}", Kind: server.Download, Handler: http.HandlerFunc(files.Certificate)},
			{Pattern: "GET /evidence/{token}", Kind: server.Download, Handler: http.HandlerFunc(files.Evidence)},
			{Pattern: "PUT /upload/{token}", Kind: server.Upload, Handler: graph.Receive(h.disk), Body: library.MaxAsset},
			{Pattern: "/sign-in", Kind: server.Page, Handler: asked(graph.SignInPage(h.svc))},
			{Pattern: "/sign-out", Kind: server.Page, Handler: asked(graph.SignOutPage(h.svc))},
			{Pattern: "/make/{slug}", Kind: server.Page, Handler: asked(graph.MakePage(h.svc))},
			{Pattern: "/invitation/{code}", Kind: server.Page, Handler: graph.InvitationPage(h.svc)},
			{Pattern: "/verify", Kind: server.Page, Handler: graph.VerifyForm(h.svc), Policy: graph.VerifyPolicy},
			{Pattern: "/verify/{code}", Kind: server.Page, Handler: graph.VerifyPage(h.svc), Policy: graph.VerifyPolicy},
			{Pattern: "/unsubscribe/{mail}", Kind: server.Page, Handler: graph.UnsubscribePage(h.svc), Policy: graph.VerifyPolicy},
			{Pattern: "/badge-status/{list}", Kind: server.Page, Handler: graph.BadgeStatus(h.svc)},
			{Pattern: "/.well-known/did.json", Kind: server.Asset, Handler: graph.IssuerKeys(h.svc)},
			{Pattern: "/graphiql", Kind: server.Page, Handler: asked(graph.GraphiQLPage(shown))},
			{Pattern: "/graphiql/{file}", Kind: server.Asset, Handler: graph.GraphiQLFile(shown)},
			{Pattern: "/style.css", Kind: server.Asset, Handler: graph.Style()},
			{Pattern: "/favicon.ico", Kind: server.Asset, Handler: graph.Icon()},
			{Pattern: "/{$}", Kind: server.Page, Handler: asked(graph.HomePage(h.svc))},
		},
		Limits: server.Limits{JSON: int64(lim.JSON), Request: lim.Request, Upload: lim.Upload, Download: lim.Download,
			Parallel: lim.Parallel, Uploads: lim.Uploads, Streams: lim.Streams, Connections: lim.Conns},
		Addresses:      h.svc.Budgets.ByAddress(),
		TrustedProxies: h.cfg.TrustedProxies,
		TrustedOrigins: h.cfg.TrustedOrigins,
		Secure:         h.secure(),
		Ready:          func(ctx context.Context) error { return h.db.PingContext(ctx) },
		Enter:          func(ctx context.Context, v *server.Visit) context.Context { return gate.WithRequest(ctx, v.ID) },
		Log:            h.log,
	})
}

// budgets are what callers may ask in a time, as the settings say.
func budgets(c config.Budgets) *graph.Budgets {
	if c.Rate == 0 {
		return nil
	}
	book := func(rate, most int) *budget.Book {
		return budget.New(budget.Rate{Maximum: float64(most), PerSecond: float64(rate)}, time.Now)
	}
	return &graph.Budgets{Shown: c.Shown, People: book(c.Rate, c.Most),
		Partners: book(c.Rate*c.Partner, c.Most*c.Partner), Addresses: book(c.Address, 20*c.Address)}
}

// jobs says who listens to which event, and what is done again and again.
func (h *house) jobs(ctx context.Context) (stop func(), err error) {
	r := queue.NewRunner(h.db, h.log, h.cfg.JobWorkers)
	queue.On(r, func(ctx context.Context, e library.VersionPublished) error { return h.svc.Library.Warm(ctx, e) })
	queue.On(r, func(ctx context.Context, e cobrand.ApprovalGranted) error {
		return h.svc.Cobrand.MakeApproved(ctx, e, h.svc.Members.Actor)
	})
	queue.On(r, func(ctx context.Context, e cobrand.BulkOrdered) error {
		return h.svc.Cobrand.RunBulk(ctx, e, h.svc.Members.Actor)
	})
	queue.On(r, func(ctx context.Context, e transfer.Staged) error { return h.svc.Transfers.Post(ctx, e) })
	queue.On(r, func(ctx context.Context, e learning.RuleMade) error { return h.svc.Learning.Apply(ctx, e.Rule) })
	queue.On(r, func(ctx context.Context, e notice.MailOrdered) error { return h.svc.Notices.Deliver(ctx, e) })
	queue.Every(r, notice.Pause, notice.Rounds{}, h.svc.Notices.Round)
	queue.On(r, h.noticed)
	queue.On(r, h.membershipMoved)
	queue.Every(r, learning.Pause, learning.Rounds{}, h.svc.Learning.Round)
	queue.On(r, func(ctx context.Context, e award.Defined) error { return h.svc.Awards.CatchUp(ctx, e) })
	queue.Every(r, training.Pause, training.FirstDays{}, h.svc.Training.Begin)
	queue.Every(r, award.Pause, award.Rounds{}, h.svc.Awards.Round)
	queue.Every(r, lapse.Pause, lapse.Rounds{}, h.svc.Lapses.Round)
	queue.Every(r, quiz.Round, quiz.RanOut{}, h.svc.Quizzes.Expire)
	queue.Every(r, transfer.Round, transfer.Rounds{}, h.svc.Transfers.TakeUp)
	queue.Every(r, time.Hour, housekeeping{}, h.tidy)
	queue.Every(r, 24*time.Hour, measuring{}, h.svc.Progress.Check)
	if err := r.Start(context.WithoutCancel(ctx)); err != nil {
		return nil, fmt.Errorf("jobs: %w", err)
	}
	return func() {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		_ = r.Stop(ctx)
	}, nil
}

// noticed tells the operator's log that proofs end; people were told in the unit
// of work that noticed it.
func (h *house) noticed(ctx context.Context, e lapse.Noticed) error {
	h.log.InfoContext(ctx, "noticed", "partner", e.Partner, "notices", len(e.Notices))
	return nil
}

// membershipMoved tells the operator's log what lapsed requirements have done.
func (h *house) membershipMoved(ctx context.Context, e lapse.MembershipMoved) error {
	h.log.InfoContext(ctx, "membership moved", "membership", e.Membership, "partner", e.Partner, "from", e.From, "to", e.To)
	return nil
}

// housekeeping forgets what has had its time.
type housekeeping struct{}

// Kind names the chore in the queue.
func (housekeeping) Kind() string { return "portico.housekeeping" }

// measuring compares portfolios, once a day.
type measuring struct{}

// Kind names the chore in the queue.
func (measuring) Kind() string { return "portico.measuring" }

// tidy does every chore, whatever becomes of the others: a file store that is
// away must not keep orders from being taken up.
func (h *house) tidy(ctx context.Context) error {
	return errors.Join(
		h.svc.Members.Forget(ctx),
		h.svc.Library.ForgetStaged(ctx),
		h.svc.Cobrand.TakeUp(ctx),
		h.svc.Progress.Fold(ctx),
		gate.Forget(ctx, h.gate),
	)
}
