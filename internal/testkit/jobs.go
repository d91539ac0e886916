package testkit

import (
	"context"
	"time"

	"github.com/portico-prm/portico/internal/channel/cobrand"
	"github.com/portico-prm/portico/internal/channel/library"
	"github.com/portico-prm/portico/internal/channel/notice"
	"github.com/portico-prm/portico/internal/channel/training/award"
	"github.com/portico-prm/portico/internal/channel/training/lapse"
	"github.com/portico-prm/portico/internal/channel/training/learning"
	"github.com/portico-prm/portico/internal/channel/training/quiz"
	"github.com/portico-prm/portico/internal/channel/training/transfer"
	"github.com/portico-prm/portico/internal/platform/queue"
)

// Jobs does what is ordered of the queue in this world, as the product does
// from its start, and the chores that a test adds.
func (w *World) Jobs(chores ...func(*queue.Runner)) {
	w.T.Helper()
	r := queue.NewRunner(w.db, w.Log, 0)
	queue.On(r, func(ctx context.Context, e library.VersionPublished) error { return w.Library.Warm(ctx, e) })
	queue.On(r, func(ctx context.Context, e cobrand.ApprovalGranted) error {
		return w.Cobrand.MakeApproved(ctx, e, w.Members.Actor)
	})
	queue.On(r, func(ctx context.Context, e cobrand.BulkOrdered) error {
		return w.Cobrand.RunBulk(ctx, e, w.Members.Actor)
	})
	queue.On(r, func(ctx context.Context, e transfer.Staged) error { return w.Transfers.Post(ctx, e) })
	queue.On(r, func(ctx context.Context, e learning.RuleMade) error { return w.Learning.Apply(ctx, e.Rule) })
	queue.On(r, func(ctx context.Context, e notice.MailOrdered) error { return w.Notices.Deliver(ctx, e) })
	queue.On(r, func(ctx context.Context, e award.Defined) error { return w.Awards.CatchUp(ctx, e) })
	queue.On(r, func(context.Context, lapse.Noticed) error { return nil })
	queue.On(r, func(context.Context, lapse.MembershipMoved) error { return nil })
	queue.Every(r, time.Hour, quiz.RanOut{}, w.Quizzes.Expire)
	for _, add := range chores {
		add(r)
	}
	w.Must(r.Start(context.Background()))
	w.T.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		_ = r.Stop(ctx)
	})
}
