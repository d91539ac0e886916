package cobrand

import (
	"context"
	"encoding/json"
	"time"

	"github.com/portico-prm/portico/content/rule"
	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// mostNote is how long a note to the approver, or an answer, may be.
const mostNote = 1000

// RequestApproval lays a piece on the desk of those whom its template names. A
// piece that is not allowed, or that would not come out right, is refused like
// an order: nobody is asked to look at it. The same piece is asked for once.
func (s *Service) RequestApproval(ctx context.Context, o Order, note string) (*Approval, *Outcome, error) {
	if len(note) > mostNote {
		return nil, nil, fault.Field(fault.Invalid, "note", "TOO_LONG", "A note has at most %d bytes.", mostNote)
	}
	w, err := s.ready(ctx, o)
	if err != nil {
		return nil, nil, err
	}
	switch w.decision.Result {
	case rule.Allowed, rule.AllowedWith:
		return nil, nil, fault.Coded(fault.Conflict, "APPROVAL_NOT_NEEDED", "This piece needs no approval, or has it. Make it.")
	case rule.Locked:
		out, err := s.refuse(ctx, w, nil)
		return nil, out, err
	}
	if found := w.template.Check(w.job); found.Blocking() {
		out, err := s.refuse(ctx, w, found)
		return nil, out, err
	}
	a, err := s.lay(ctx, w, note)
	return a, &Outcome{Decision: w.decision}, err
}

// lay writes the request, or gives the open one for the same piece.
func (s *Service) lay(ctx context.Context, w *work, note string) (*Approval, error) {
	ask := gate.Ask{Action: access.CobrandRender, Partner: string(w.order.Partner)}
	return gate.Write(ctx, s.gate, ask, func(tx *gate.Tx) (*Approval, error) {
		a, err := w.request(tx, note)
		if err != nil {
			return nil, err
		}
		fresh, err := insertApproval(ctx, tx, a)
		if err != nil {
			return nil, err
		}
		if !fresh {
			a, err = openApproval(ctx, &tx.View, a)
		}
		if err != nil {
			return nil, err
		}
		tx.Record(audit.Created("approval", string(a.ID), map[string]any{"version": a.VersionID, "piece": a.Piece, "output": a.Output,
			"inputs": a.InputSHA256, "because": a.Because, "via": a.ViaID}))
		return a, nil
	})
}

func (w *work) request(tx *gate.Tx, note string) (*Approval, error) {
	if tx.Actor().Person == "" {
		return nil, fault.New(fault.Forbidden, "An approval is asked for by a person.")
	}
	_, key, err := w.inputs()
	if err != nil {
		return nil, err
	}
	fields, err := json.Marshal(w.order.Fields)
	if err != nil {
		return nil, err
	}
	terms := w.manifest.Rules().Approval
	a := &Approval{ID: ApprovalID(ids.New()), PartnerID: w.order.Partner, TemplateID: w.order.Template, VersionID: w.version.ID, Piece: w.job.Piece,
		Output: w.job.Output, Language: w.job.Language, Fields: fields, InputSHA256: key, Because: gate.Texts(w.decision.ApprovalReason),
		Desks: gate.Texts(terms.By), Note: note, State: Requested, By: member.ID(tx.Actor().Person)}
	if w.order.Variant != "" {
		a.Variant = &w.order.Variant
	}
	if w.via != "" {
		via := partner.ID(w.via)
		a.ViaID = &via
	}
	if terms.SLAHours > 0 {
		due := tx.Now().Add(time.Duration(terms.SLAHours) * time.Hour)
		a.DueAt = &due
	}
	return a, nil
}

// WithdrawApproval takes a request back, by who asked.
func (s *Service) WithdrawApproval(ctx context.Context, id ApprovalID) (*Approval, error) {
	return gate.Write(ctx, s.gate, gate.Ask{Action: access.CobrandRender}, func(tx *gate.Tx) (*Approval, error) {
		a, err := approvalByID(ctx, &tx.View, id)
		if err != nil {
			return nil, err
		}
		if string(a.By) != tx.Actor().Person {
			return nil, fault.Coded(fault.Forbidden, "NOT_YOURS", "A request is taken back by who asked.")
		}
		if err := a.State.Move(TakenBack); err != nil {
			return nil, err
		}
		tx.Record(audit.Changed("approval", string(id), a.State, TakenBack))
		a.State = TakenBack
		return a, withdrawApproval(ctx, tx, id)
	})
}
