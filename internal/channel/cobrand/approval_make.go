package cobrand

import (
	"context"

	"github.com/portico-prm/portico/content/rule"
	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/actor"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
	"github.com/portico-prm/portico/internal/platform/queue"
)

// MakeApproved makes what was approved, as the person who asked stands then. It
// may be told twice. What cannot be made any more lapses, and says why.
func (s *Service) MakeApproved(ctx context.Context, e ApprovalGranted, who Known) error {
	a, err := s.Approval(ctx, e.Approval)
	if err != nil || a.State != Granted {
		return err
	}
	out, err := s.again(ctx, a, who, s.finish)
	switch fault.KindOf(err) {
	case fault.OK:
		if out.Rendition == nil {
			return s.close(ctx, a, Lapsed, "", blocked(out.Problems).message)
		}
		return s.close(ctx, a, Made, string(out.Rendition.ID), "")
	case fault.Exhausted, fault.Unavailable, fault.Internal:
		return err
	}
	return s.close(ctx, a, Lapsed, "", err.Error())
}

// again takes the piece of an approval up as the person who asked, when it would
// still be the very same.
func (s *Service) again(ctx context.Context, a *Approval, who Known, do func(context.Context, *work) (*Outcome, error)) (*Outcome, error) {
	asker, err := who(ctx, a.By)
	if fault.KindOf(err) == fault.Unauthenticated {
		err = fault.Coded(fault.Conflict, "REQUESTER_GONE", "Who asked for it may not sign in any more.")
	}
	if err != nil {
		return nil, err
	}
	o, err := a.order()
	if err != nil {
		return nil, err
	}
	ctx = actor.With(gate.WithoutKey(ctx), asker)
	w, err := s.take(ctx, o)
	if err != nil {
		return nil, err
	}
	if err := w.still(a); err != nil {
		return nil, err
	}
	return do(ctx, w)
}

// still holds a piece against what was approved.
func (w *work) still(a *Approval) error {
	w.judge(true)
	if w.decision.Result == rule.Locked {
		return fault.Coded(fault.Conflict, "NO_LONGER_ALLOWED", "It is not allowed any more: %s%s", w.decision.Summary, wanting(&w.decision))
	}
	_, key, err := w.inputs()
	if err == nil && key != a.InputSHA256 {
		err = fault.Coded(fault.Conflict, "INPUTS_CHANGED", "Since it was asked for, the template, a logo or the data of the partner changed. Ask again.")
	}
	return err
}

// close writes what has become of an approved piece, and tells who asked when
// nothing has.
func (s *Service) close(ctx context.Context, a *Approval, to ApprovalState, rendition, why string) error {
	_, err := gate.Write(ctx, s.gate, gate.Ask{Action: access.ApprovalDecide}, func(tx *gate.Tx) (struct{}, error) {
		tx.Record(audit.Entry{Outcome: audit.Done, Kind: "approval", ID: string(a.ID), Partner: string(a.PartnerID),
			Detail: map[string]any{"from": a.State, "to": to, "rendition": rendition, "why": why}})
		if err := closeApproval(ctx, tx, a.ID, to, rendition, why); err != nil || to != Lapsed {
			return struct{}{}, err
		}
		a.State = to
		return struct{}{}, tellRequester(ctx, tx, a, "") // the reason is ours and in one language: it stands in the portal
	})
	return err
}

// Approval gives one request.
func (s *Service) Approval(ctx context.Context, id ApprovalID) (*Approval, error) {
	return gate.Read(ctx, s.gate, gate.Ask{Action: access.CobrandRead}, func(v *gate.View) (*Approval, error) { return approvalByID(ctx, v, id) })
}

// remake orders again what was approved and stands still, like TakeUp.
func remake(ctx context.Context, tx *gate.Tx) ([]ApprovalID, error) {
	still, err := stillApprovals(ctx, tx)
	for _, id := range still {
		if err == nil {
			err = queue.Publish(ctx, tx, ApprovalGranted{id})
		}
	}
	return still, err
}
