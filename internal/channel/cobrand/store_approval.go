package cobrand

import (
	"context"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/platform/gate"
)

const approvalColumns = `
select a.id, a.partner_id, a.via_distributor_id, v.template_id, a.template_version_id, a.piece, a.output, a.language, a.fields,
  a.logo_variant, a.input_sha256, a.because, a.desks, a.note, a.state, a.requested_by, a.due_at, a.created_at
from approval a
join template_version v on v.id = a.template_version_id`

const oneApproval = approvalColumns + `
where a.id = $1`

func approvalByID(ctx context.Context, v *gate.View, id ApprovalID) (*Approval, error) {
	var a Approval
	err := v.Get(ctx, &a, oneApproval, id)
	return &a, err
}

const addApproval = `
insert into approval (id, partner_id, via_distributor_id, template_version_id, piece, output, language, fields, logo_variant,
  input_sha256, because, desks, note, requested_by, due_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
on conflict do nothing
returning created_at`

func insertApproval(ctx context.Context, tx *gate.Tx, a *Approval) (bool, error) {
	err := tx.Get(ctx, &a.CreatedAt, addApproval, a.ID, a.PartnerID, a.ViaID, a.VersionID, a.Piece, a.Output, a.Language, string(a.Fields),
		a.Variant, a.InputSHA256, a.Because, a.Desks, a.Note, a.By, a.DueAt)
	if fault.KindOf(err) == fault.NotFound {
		return false, nil // the same piece waits already
	}
	return err == nil, err
}

const openFor = approvalColumns + `
where a.partner_id = $1 and a.via_distributor_id is not distinct from $2 and a.input_sha256 = $3 and a.state in ('REQUESTED', 'APPROVED')`

// openApproval is the open request for the same piece as another.
func openApproval(ctx context.Context, v *gate.View, like *Approval) (*Approval, error) {
	var a Approval
	err := v.Get(ctx, &a, openFor, like.PartnerID, like.ViaID, like.InputSHA256)
	return &a, err
}

const granted = `
select exists (
  select 1 from approval a
  where a.partner_id = $1 and a.via_distributor_id is not distinct from nullif($2, '')::uuid and a.input_sha256 = $3
    and a.state in ('APPROVED', 'MADE'))`

func wasGranted(ctx context.Context, v *gate.View, of partner.ID, via, input string) (yes bool, err error) {
	err = v.Get(ctx, &yes, granted, of, via, input)
	return yes, err
}

// The state is asked again: of two who decide at once, one is second.
const answerApproval = `
update approval
set state = $2, decided_by = $3, decided_at = now(), decided_why = nullif($4, '')
where id = $1 and state = 'REQUESTED'`

func answer(ctx context.Context, tx *gate.Tx, id ApprovalID, to ApprovalState, why string) error {
	n, err := tx.Exec(ctx, answerApproval, id, to, tx.Actor().Person, why)
	if err == nil && n == 0 {
		err = fault.Coded(fault.Conflict, "APPROVAL_STATE", "Somebody else was faster. Look at it again.")
	}
	return err
}

const takeApprovalBack = `
update approval
set state = 'WITHDRAWN'
where id = $1 and state = 'REQUESTED'`

func withdrawApproval(ctx context.Context, tx *gate.Tx, id ApprovalID) error {
	return tx.Must(ctx, takeApprovalBack, id)
}

const endApproval = `
update approval
set state = $2, rendition_id = nullif($3, '')::uuid, lapsed_why = nullif($4, '')
where id = $1 and state = 'APPROVED'`

func closeApproval(ctx context.Context, tx *gate.Tx, id ApprovalID, to ApprovalState, rendition, why string) error {
	_, err := tx.Exec(ctx, endApproval, id, to, rendition, why) // told twice, it is over already
	return err
}

const grantedLongAgo = `
select a.id
from approval a
where a.state = 'APPROVED' and a.decided_at < now() - interval '10 minutes'
order by a.created_at, a.id
limit 100`

func stillApprovals(ctx context.Context, tx *gate.Tx) ([]ApprovalID, error) {
	var out []ApprovalID
	err := tx.Select(ctx, &out, grantedLongAgo)
	return out, err
}

const onTheDesk = approvalColumns + `
where (a.state in ('REQUESTED', 'APPROVED') or coalesce(a.decided_at, a.created_at) > now() - interval '1 day')
  and ($1 = '' or a.partner_id = nullif($1, '')::uuid)
order by a.created_at, a.id
limit 500`

func deskOf(ctx context.Context, v *gate.View, id partner.ID) ([]*Approval, error) {
	var out []*Approval
	err := v.Select(ctx, &out, onTheDesk, id)
	return out, err
}
