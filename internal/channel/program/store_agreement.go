package program

import (
	"context"

	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/platform/gate"
)

const insertAgreementText = `
insert into agreement_text (kind, version, family, title, body, body_sha256)
values ($1, $2, $3, $4, $5, $6)`

func insertText(ctx context.Context, tx *gate.Tx, t *Text) error {
	return tx.Must(ctx, insertAgreementText, t.Kind, t.Version, t.Family, t.Title, t.Body, t.BodySHA256)
}

const oneText = `
select kind, version, family, title, body, body_sha256, published_at
from agreement_text
where kind = $1 and version = $2`

func textOf(ctx context.Context, v *gate.View, kind string, version int) (*Text, error) {
	var t Text
	err := v.Get(ctx, &t, oneText, kind, version)
	return &t, err
}

const agreementColumns = `
select a.id, a.partner_id, a.kind, a.version, t.title, a.state, a.signed_at, a.signed_by, a.valid_from, a.valid_to
from agreement a
join agreement_text t on t.kind = a.kind and t.version = a.version`

const agreementsOf = agreementColumns + `
where a.partner_id = any($1)
order by a.kind, a.version desc, a.id
limit 20000`

// AgreementsOf reads the agreements with partners inside a caller's own unit of
// work.
func AgreementsOf(ctx context.Context, v *gate.View, of []partner.ID) ([]*Agreement, error) {
	var out []*Agreement
	err := v.Select(ctx, &out, agreementsOf, gate.Array(of))
	return out, err
}

const oneAgreement = agreementColumns + `
where a.id = $1`

func agreementByID(ctx context.Context, v *gate.View, id AgreementID) (*Agreement, error) {
	var a Agreement
	err := v.Get(ctx, &a, oneAgreement, id)
	return &a, err
}

const insertOffer = `
insert into agreement (id, partner_id, kind, version, state, valid_from, valid_to)
values ($1, $2, $3, $4, $5, $6, $7)`

func insertAgreement(ctx context.Context, tx *gate.Tx, a *Agreement) error {
	return tx.Must(ctx, insertOffer, a.ID, a.PartnerID, a.Kind, a.Version, a.State, a.ValidFrom, a.ValidTo)
}

const signAgreement = `
update agreement
set state = 'SIGNED', signed_at = $2, signed_by = $3
where id = $1 and state = 'SENT'`

func sign(ctx context.Context, tx *gate.Tx, a *Agreement) error {
	return tx.Must(ctx, signAgreement, a.ID, a.SignedAt, a.SignedBy)
}

const insertRight = `
insert into product_authorization (id, partner_id, product_line, country, valid_from, valid_to)
values ($1, $2, $3, $4, $5, $6)`

func insertAuthorization(ctx context.Context, tx *gate.Tx, a *Authorization) error {
	return tx.Must(ctx, insertRight, a.ID, a.PartnerID, a.ProductLine, a.Country, a.ValidFrom, a.ValidTo)
}

const rightsOf = `
select id, partner_id, product_line, country, valid_from, valid_to
from product_authorization
where partner_id = any($1)
order by product_line, country, id
limit 50000`

// AuthorizationsOf reads the rights of partners to sell inside a caller's own
// unit of work.
func AuthorizationsOf(ctx context.Context, v *gate.View, of []partner.ID) ([]*Authorization, error) {
	var out []*Authorization
	err := v.Select(ctx, &out, rightsOf, gate.Array(of))
	return out, err
}

const newestTitles = `
select distinct on (kind) kind, title
from agreement_text
order by kind, version desc`

// Titles reads the newest title of every kind of agreement, inside a caller's
// own unit of work.
func Titles(ctx context.Context, v *gate.View) (map[string]string, error) {
	var rows []Text
	err := v.Select(ctx, &rows, newestTitles)
	out := make(map[string]string, len(rows))
	for _, t := range rows {
		out[t.Kind] = t.Title
	}
	return out, err
}
