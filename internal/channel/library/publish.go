package library

import (
	"context"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
	"github.com/portico-prm/portico/internal/platform/queue"
)

// Submit hands a draft to the brand approvers, if its number says how much
// changed since the version that partners have.
func (s *Service) Submit(ctx context.Context, id VersionID) (*Version, error) {
	if err := s.compare(ctx, gate.Ask{Action: access.TemplateDraft}, id); err != nil {
		return nil, err
	}
	return s.move(ctx, access.TemplateDraft, id, InReview, func(tx *gate.Tx, v *Version) error { return s.rises(ctx, tx, v) })
}

// Approve accepts a version that somebody else uploaded.
func (s *Service) Approve(ctx context.Context, id VersionID) (*Version, error) {
	return s.move(ctx, access.TemplateReview, id, Approved, func(tx *gate.Tx, v *Version) error {
		who := tx.Actor().Person
		if who != "" {
			v.ApprovedBy = &who
		}
		return v.mayApprove(who)
	})
}

// Return sends a version back to its author, with the reason in the trail.
func (s *Service) Return(ctx context.Context, id VersionID, why string) (*Version, error) {
	return s.move(ctx, access.TemplateReview, id, Draft, func(tx *gate.Tx, v *Version) error {
		v.ApprovedBy = nil
		if why == "" {
			return fault.Field(fault.Invalid, "reason", "REQUIRED", "Tell the author what to change.")
		}
		tx.Record(audit.Entry{Outcome: audit.Refused, Kind: "template_version", ID: string(id), Detail: map[string]string{"why": why}})
		return nil
	})
}

// Publish gives a version to the partners and supersedes the one before. Its
// number is held against that one again: another may have come meanwhile.
func (s *Service) Publish(ctx context.Context, id VersionID) (*Version, error) {
	if err := s.compare(ctx, gate.Ask{Action: access.TemplatePublish}, id); err != nil {
		return nil, err
	}
	return s.move(ctx, access.TemplatePublish, id, Published, func(tx *gate.Tx, v *Version) error {
		if err := inTurn(ctx, tx, v.TemplateID); err != nil {
			return err
		}
		if err := s.rises(ctx, tx, v); err != nil {
			return err
		}
		now := tx.Now()
		v.PublishedAt = &now
		if err := supersede(ctx, tx, v, now); err != nil {
			return err
		}
		return queue.Publish(ctx, tx, VersionPublished{Version: id, Package: v.PackageSHA256})
	})
}

// Withdraw recalls a version: nothing is rendered or downloaded from it again.
func (s *Service) Withdraw(ctx context.Context, id VersionID, why string) (*Version, error) {
	return s.move(ctx, access.TemplatePublish, id, Withdrawn, func(tx *gate.Tx, v *Version) error {
		if why == "" {
			return fault.Field(fault.Invalid, "reason", "REQUIRED", "Say why: partners who used the version will read it.")
		}
		now := tx.Now()
		v.WithdrawnAt, v.WithdrawWhy = &now, &why
		return nil
	})
}

// move takes a version to another state; also does what belongs to the step.
func (s *Service) move(ctx context.Context, do access.Action, id VersionID, to State, also func(*gate.Tx, *Version) error) (*Version, error) {
	return gate.Write(ctx, s.gate, gate.Ask{Action: do}, func(tx *gate.Tx) (*Version, error) {
		v, err := versionToMove(ctx, tx, id)
		if err != nil {
			return nil, err
		}
		from := v.State
		if err := from.Move(to); err != nil {
			return nil, err
		}
		v.State = to
		if also != nil {
			if err := also(tx, v); err != nil {
				return nil, err
			}
		}
		tx.Record(audit.Changed("template_version", string(id), from, to))
		return v, saveMove(ctx, tx, v, from, tx.Now())
	})
}
