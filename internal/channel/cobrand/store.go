package cobrand

import (
	"context"
	"time"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/base/page"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/platform/gate"
)

const logoColumns = `
select g.id, g.partner_id, g.variant, g.state, g.kind, g.file_name, g.source_sha256, g.mark_sha256, g.width, g.height, g.look,
  g.report, g.uploaded_by, g.decided_by, g.decided_why, g.created_at
from logo g`

const approvedOf = logoColumns + `
where g.partner_id = any($1) and g.state = 'APPROVED'
order by g.partner_id, g.variant`

func approvedLogos(ctx context.Context, v *gate.View, of []partner.ID) ([]*Logo, error) {
	var out []*Logo
	err := v.Select(ctx, &out, approvedOf, gate.Array(of))
	return out, err
}

const variantsOf = `
select g.partner_id, g.variant
from logo g
where g.partner_id = any($1) and g.state = 'APPROVED'`

// approvedVariants are the approved logos with nothing but owner and variant.
func approvedVariants(ctx context.Context, v *gate.View, of []partner.ID) ([]*Logo, error) {
	var out []*Logo
	err := v.Select(ctx, &out, variantsOf, gate.Array(of))
	return out, err
}

const oneLogo = logoColumns + `
where g.id = $1`

func logoByID(ctx context.Context, v *gate.View, id LogoID) (*Logo, error) {
	var l Logo
	err := v.Get(ctx, &l, oneLogo, id)
	return &l, err
}

const logoForMove = oneLogo + `
for update of g`

// logoToMove reads a logo and keeps others from moving it meanwhile.
func logoToMove(ctx context.Context, tx *gate.Tx, id LogoID) (*Logo, error) {
	var l Logo
	err := tx.Get(ctx, &l, logoForMove, id)
	return &l, err
}

const lockOwner = `
select id
from partner
where id = $1
for no key update`

// oneByOne lets the logos of a partner change one after the other, so that of
// two which come at once the later replaces the earlier.
func oneByOne(ctx context.Context, tx *gate.Tx, of partner.ID) error {
	var locked partner.ID
	return tx.Get(ctx, &locked, lockOwner, of)
}

const addLogo = `
insert into logo (id, partner_id, variant, state, kind, file_name, source_sha256, mark_sha256, width, height, report, uploaded_by, look)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`

func insertLogo(ctx context.Context, tx *gate.Tx, l *Logo) error {
	return tx.Must(ctx, addLogo, l.ID, l.PartnerID, l.Variant, l.State, l.Kind, l.FileName, l.SourceSHA256, l.MarkSHA256,
		l.Width, l.Height, string(l.Report), l.UploadedBy, l.Look)
}

const decideLogo = `
update logo
set state = $2, decided_by = $3, decided_why = $4, updated_at = $5
where id = $1`

func saveLogo(ctx context.Context, tx *gate.Tx, l *Logo, now time.Time) error {
	return tx.Must(ctx, decideLogo, l.ID, l.State, l.DecidedBy, l.DecidedWhy, now)
}

const retireOthers = `
update logo
set state = 'REPLACED', updated_at = $4
where partner_id = $1 and variant = $2 and id <> $3 and state in ('APPROVED', 'NEEDS_REVIEW')`

func replaceLogos(ctx context.Context, tx *gate.Tx, l *Logo, now time.Time) error {
	_, err := tx.Exec(ctx, retireOthers, l.PartnerID, l.Variant, l.ID, now)
	return err
}

const renditionColumns = `
select r.id, r.partner_id, r.via_distributor_id, r.template_version_id, r.piece, r.output, r.language, r.state,
  r.input_sha256, r.inputs, r.decision, r.media_type, r.file_name, r.source_sha256, r.source_bytes,
  r.made_sha256, r.made_bytes, r.sha256, r.bytes, r.pages, r.valid_until, r.created_by, r.created_at
from rendition r`

const oneRendition = renditionColumns + `
where r.id = $1`

func renditionByID(ctx context.Context, v *gate.View, id RenditionID) (*Rendition, error) {
	var r Rendition
	err := v.Get(ctx, &r, oneRendition, id)
	return &r, err
}

const sameInputs = renditionColumns + `
where r.partner_id = $1 and r.via_distributor_id is not distinct from nullif($2, '')::uuid and r.input_sha256 = $3`

func renditionOf(ctx context.Context, v *gate.View, id partner.ID, via, input string) (*Rendition, error) {
	var r Rendition
	err := v.Get(ctx, &r, sameInputs, id, via, input)
	return &r, err
}

const renditionsOf = renditionColumns + `
where ($1 = '' or r.partner_id = nullif($1, '')::uuid)
  and ($3 = '' or (r.created_at, r.id) < (nullif($2, '')::timestamptz, nullif($3, '')::uuid))
order by r.created_at desc, r.id desc
limit $4`

func listRenditions(ctx context.Context, v *gate.View, id partner.ID, ask page.Ask) ([]*Rendition, error) {
	var out []*Rendition
	err := v.Select(ctx, &out, renditionsOf, id, ask.After.Sort, ask.After.ID, ask.First+1)
	return out, err
}

// The database tells when a copy was made: whether it was within a link decides
// who sees it, and links go by the same clock.
const addRendition = `
insert into rendition (id, partner_id, via_distributor_id, template_version_id, piece, output, language, state,
  input_sha256, inputs, decision, media_type, file_name, source_sha256, source_bytes,
  made_sha256, made_bytes, sha256, bytes, pages, valid_until, created_by, created_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, now())
on conflict do nothing
returning created_at`

func insertRendition(ctx context.Context, tx *gate.Tx, r *Rendition) (bool, error) {
	err := tx.Get(ctx, &r.CreatedAt, addRendition, r.ID, r.PartnerID, r.ViaID, r.VersionID, r.Piece, r.Output, r.Language, r.State,
		r.InputSHA256, string(r.Inputs), string(r.Decision), r.MediaType, r.FileName, r.SourceSHA256, r.SourceBytes,
		r.MadeSHA256, r.MadeBytes, r.SHA256, r.Bytes, r.Pages, r.ValidUntil, r.CreatedBy)
	if fault.KindOf(err) == fault.NotFound {
		return false, nil // an equal one was there
	}
	return err == nil, err
}
