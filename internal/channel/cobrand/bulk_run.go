package cobrand

import (
	"cmp"
	"context"
	"errors"
	"runtime"
	"runtime/debug"

	"golang.org/x/sync/errgroup"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/actor"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
	"github.com/portico-prm/portico/internal/platform/queue"
)

// stride is how many copies one job of the queue makes: few enough that it ends within queue.JobTimeout, and that other jobs get their turn.
const stride = 100

// Known finds a person as somebody who asks, with the roles of this moment.
type Known func(context.Context, member.ID) (*actor.Actor, error)

// RunBulk goes one stride on with a bulk, and orders the next. Every piece is
// made as the person who ordered it stands then. It may be told twice, and be
// cut off anywhere: what is settled stays so, the rest is done later.
func (s *Service) RunBulk(ctx context.Context, e BulkOrdered, who Known) error {
	b, err := s.Bulk(ctx, e.Bulk)
	if err != nil {
		return err
	}
	rest, err := s.queued(ctx, b.ID)
	if err != nil {
		return err
	}
	g, ctxOfAll := errgroup.WithContext(ctx)
	g.SetLimit(max(1, runtime.GOMAXPROCS(0)/2)) // people who wait before a screen get the rest
	for _, i := range rest {
		g.Go(func() error { return s.item(ctxOfAll, b.ID, i, who) })
	}
	if err := g.Wait(); err != nil {
		return err
	}
	return s.goOn(ctx, e)
}

func (s *Service) queued(ctx context.Context, id BulkID) ([]Item, error) {
	return gate.Read(ctx, s.gate, gate.Ask{Action: access.CobrandRead}, func(v *gate.View) ([]Item, error) {
		return queuedItems(ctx, v, id, stride)
	})
}

// item makes one copy, unless the bulk was cancelled meanwhile.
func (s *Service) item(ctx context.Context, id BulkID, i Item, who Known) error {
	b, err := s.Bulk(ctx, id)
	if err != nil || b.over() {
		return err
	}
	v, err := s.survived(ctx, b, i, who)
	if err != nil {
		return err
	}
	_, err = gate.Write(ctx, s.gate, gate.Ask{Action: access.CobrandRender}, func(tx *gate.Tx) (struct{}, error) {
		tx.Record(audit.Entry{Outcome: audit.Done, Kind: "bulk_render", ID: string(id), Detail: map[string]any{
			"partner": i.Partner, "piece": i.Piece, "output": i.Output, "state": v.state, "code": v.code}})
		return struct{}{}, settle(ctx, tx, id, i, v)
	})
	return err
}

func (b *Bulk) over() bool { return b.State == BulkDone || b.State == BulkCancelled }

// survived is attempt whose panic is the end of this copy alone. Copies are made
// beside the job, where a panic would end the server, and the job that is tried
// again would end the next one.
func (s *Service) survived(ctx context.Context, b *Bulk, i Item, who Known) (v verdict, err error) {
	defer func() {
		if p := recover(); p != nil {
			s.log.ErrorContext(ctx, "a copy of a bulk broke", "bulk", b.ID, "partner", i.Partner, "piece", i.Piece, "cause", p, "stack", string(debug.Stack()))
			v, err = verdict{state: itemFailed, code: fault.Internal.String(), message: ourFault}, nil
		}
	}()
	return s.attempt(ctx, b, i, who)
}

// attempt renders as the person who ordered. An error is one of the moment: the
// queue tries again.
func (s *Service) attempt(ctx context.Context, b *Bulk, i Item, who Known) (verdict, error) {
	a, err := who(ctx, b.By)
	if fault.KindOf(err) == fault.Unauthenticated {
		return verdict{state: itemRefused, code: "REQUESTER_GONE", message: "Who ordered this may not sign in any more."}, nil
	}
	if err != nil {
		return verdict{}, err
	}
	o, err := b.of(i)
	if err != nil {
		return verdict{}, err
	}
	out, err := s.Render(actor.With(gate.WithoutKey(ctx), a), o)
	if ctx.Err() != nil {
		return verdict{}, ctx.Err()
	}
	if fault.KindOf(err) == fault.Internal {
		s.log.ErrorContext(ctx, "a copy of a bulk failed", "bulk", b.ID, "partner", i.Partner, "piece", i.Piece, "cause", cmp.Or(errors.Unwrap(err), err))
	}
	return judge(b, out, err)
}

// goOn ends the bulk, or orders its next stride.
func (s *Service) goOn(ctx context.Context, e BulkOrdered) error {
	_, err := gate.Write(ctx, s.gate, gate.Ask{Action: access.CobrandRender}, func(tx *gate.Tx) (struct{}, error) {
		done, err := finishBulk(ctx, tx, e.Bulk)
		if err != nil {
			return struct{}{}, err
		}
		b, err := bulkByID(ctx, &tx.View, e.Bulk)
		if err != nil {
			return struct{}{}, err
		}
		tx.Record(audit.Entry{Outcome: audit.Done, Kind: "bulk_render", ID: string(e.Bulk), Detail: map[string]any{"state": b.State, "round": e.Round}})
		if done {
			return struct{}{}, tellOrderer(ctx, tx, b)
		}
		if b.over() {
			return struct{}{}, nil
		}
		return struct{}{}, queue.Publish(ctx, tx, BulkOrdered{e.Bulk, e.Round + 1})
	})
	return err
}

// TakeUp orders again what has stood still for ten minutes, bulks and approved
// pieces: the queue gives a job up after some attempts, and an order is not given
// up.
func (s *Service) TakeUp(ctx context.Context) error {
	_, err := gate.Write(ctx, s.gate, gate.Ask{Action: access.CobrandRender}, func(tx *gate.Tx) (struct{}, error) {
		still, err := stillBulks(ctx, tx)
		if err != nil {
			return struct{}{}, err
		}
		granted, err := remake(ctx, tx)
		tx.Record(audit.Entry{Outcome: audit.Done, Kind: "bulk_render", ID: "-", Detail: map[string]any{"takenUp": still, "approvals": granted}})
		for _, id := range still {
			if err == nil {
				err = queue.Publish(ctx, tx, BulkOrdered{Bulk: id})
			}
		}
		return struct{}{}, err
	})
	return err
}
