package cobrand

import (
	"context"
	"strings"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
	"github.com/portico-prm/portico/internal/platform/queue"
)

// ApprovalGranted asks the queue to make what was approved.
type ApprovalGranted struct {
	Approval ApprovalID `json:"approval"`
}

// Kind names the event in the queue.
func (ApprovalGranted) Kind() string { return "cobrand.approval_granted" }

// DecideApproval answers a request; to is Granted or Declined, and a refusal
// says why. The queue makes what is approved.
func (s *Service) DecideApproval(ctx context.Context, id ApprovalID, to ApprovalState, why string) (*Approval, error) {
	why = strings.TrimSpace(why)
	switch {
	case to == Declined && why == "":
		return nil, fault.Field(fault.Invalid, "reason", "REQUIRED", "Say what has to be different.")
	case len(why) > mostNote:
		return nil, fault.Field(fault.Invalid, "reason", "TOO_LONG", "A reason has at most %d bytes.", mostNote)
	}
	return gate.Write(ctx, s.gate, gate.Ask{Action: access.ApprovalDecide}, func(tx *gate.Tx) (*Approval, error) {
		a, err := approvalByID(ctx, &tx.View, id)
		if err != nil {
			return nil, err
		}
		if err := a.mayDecide(tx.Actor()); err != nil {
			return nil, err
		}
		if err := a.State.Move(to); err != nil {
			return nil, err
		}
		if err := answer(ctx, tx, id, to, why); err != nil {
			return nil, err
		}
		tx.Record(audit.Entry{Outcome: audit.Done, Kind: "approval", ID: string(id), Partner: string(a.PartnerID),
			Detail: map[string]any{"from": a.State, "to": to, "why": why, "inputs": a.InputSHA256}})
		a.State = to
		if err := tellRequester(ctx, tx, a, why); err != nil {
			return nil, err
		}
		if to == Granted {
			return a, queue.Publish(ctx, tx, ApprovalGranted{id})
		}
		return a, nil
	})
}
