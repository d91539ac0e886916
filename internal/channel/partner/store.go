package partner

import (
	"context"
	"time"

	"github.com/portico-prm/portico/internal/base/page"
	"github.com/portico-prm/portico/internal/platform/gate"
)

const columns = `
select p.id, p.type_key, p.slug, p.legal_name, p.display_name, p.status, p.website, p.phone, p.email,
  p.countries, p.industries, p.languages, p.specialisations, p.currency, p.access_level,
  p.channel_manager_id, p.created_at, p.updated_at
from partner p`

// row is a partner with its lists as the driver reads them.
type row struct {
	Partner
	Countries       gate.Strings `db:"countries"`
	Industries      gate.Strings `db:"industries"`
	Languages       gate.Strings `db:"languages"`
	Specialisations gate.Strings `db:"specialisations"`
}

func (r *row) partner() *Partner {
	p := r.Partner
	p.Countries, p.Industries = r.Countries, r.Industries
	p.Languages, p.Specialisations = r.Languages, r.Specialisations
	return &p
}

func partners(rows []row) []*Partner {
	out := make([]*Partner, len(rows))
	for i := range rows {
		out[i] = rows[i].partner()
	}
	return out
}

const byID = columns + `
where p.id = $1`

// ByID reads one partner inside a caller's own unit of work.
func ByID(ctx context.Context, v *gate.View, id ID) (*Partner, error) {
	var r row
	err := v.Get(ctx, &r, byID, id)
	return r.partner(), err
}

const byIDs = columns + `
where p.id = any($1)`

// ByIDs reads several partners; those that the actor may not see are left out.
func ByIDs(ctx context.Context, v *gate.View, wanted []ID) (map[ID]*Partner, error) {
	var rows []row
	err := v.Select(ctx, &rows, byIDs, gate.Array(wanted))
	out := make(map[ID]*Partner, len(rows))
	for _, p := range partners(rows) {
		out[p.ID] = p
	}
	return out, err
}

// Filter narrows a list. Empty fields do not narrow.
type Filter struct {
	Family  Family
	Country string
	Status  Status
	Search  string // part of the display name, any case
}

const listAll = columns + `
join partner_type t on t.key = p.type_key
where ($1 = '' or t.family = $1)
  and ($2 = '' or $2 = any(p.countries))
  and ($3 = '' or p.status = $3)
  and ($4 = '' or position(lower($4) in lower(p.display_name)) > 0)
  and ($6 = '' or (p.display_name, p.id) > ($5, nullif($6, '')::uuid))
order by p.display_name, p.id
limit $7`

func list(ctx context.Context, v *gate.View, f Filter, ask page.Ask) ([]*Partner, error) {
	var rows []row
	err := v.Select(ctx, &rows, listAll, f.Family, f.Country, f.Status, f.Search, ask.After.Sort, ask.After.ID, ask.First+1)
	return partners(rows), err
}

const insertPartner = `
insert into partner (id, type_key, slug, legal_name, display_name, status, website, phone, email,
  countries, industries, languages, specialisations, currency, channel_manager_id)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`

func insert(ctx context.Context, tx *gate.Tx, p *Partner) error {
	return tx.Must(ctx, insertPartner, p.ID, p.TypeKey, p.Slug, p.LegalName, p.DisplayName, p.Status, p.Website, p.Phone, p.Email,
		gate.Texts(p.Countries), gate.Texts(p.Industries), gate.Texts(p.Languages), gate.Texts(p.Specialisations), p.Currency, p.ChannelManagerID)
}

const updateProfile = `
update partner
set display_name = $2, website = $3, phone = $4, email = $5, industries = $6, languages = $7, specialisations = $8, updated_at = now()
where id = $1`

func update(ctx context.Context, tx *gate.Tx, p *Partner) error {
	return tx.Must(ctx, updateProfile, p.ID, p.DisplayName, p.Website, p.Phone, p.Email,
		gate.Texts(p.Industries), gate.Texts(p.Languages), gate.Texts(p.Specialisations))
}

const lockPartner = `
select id
from partner
where id = $1
for no key update`

// lock keeps others from moving the partner until this transaction ends.
func lock(ctx context.Context, tx *gate.Tx, id ID) error {
	var locked ID
	return tx.Get(ctx, &locked, lockPartner, id)
}

const updateStatus = `
update partner
set status = $2, updated_at = now()
where id = $1`

func setStatus(ctx context.Context, tx *gate.Tx, id ID, to Status) error {
	return tx.Must(ctx, updateStatus, id, to)
}

const updateAccessLevel = `
update partner
set access_level = $2, updated_at = now()
where id = $1`

func setAccessLevel(ctx context.Context, tx *gate.Tx, id ID, level *string) error {
	return tx.Must(ctx, updateAccessLevel, id, level)
}

// The database tells when a link begins and ends, because its row policies go
// by the same clock: one that a server's wrong clock cannot bend.
const insertPortfolioLink = `
insert into portfolio_link (id, distributor_id, reseller_id, state, origin, is_primary, access_level_cap, valid_from, reseller_name)
select $1, $2, p.id, $4, $5, $6, $7, now(), p.display_name
from partner p
where p.id = $3
returning valid_from`

func insertLink(ctx context.Context, tx *gate.Tx, l *Link) error {
	return tx.Get(ctx, &l.ValidFrom, insertPortfolioLink, l.ID, l.DistributorID, l.ResellerID, l.State, l.Origin, l.Primary, l.AccessLevelCap)
}

const endPortfolioLink = `
update portfolio_link
set state = 'ENDED', valid_to = greatest(now(), valid_from)
where id = $1 and valid_to is null
returning valid_to`

func endLink(ctx context.Context, tx *gate.Tx, l *Link) error {
	l.State, l.ValidTo = "ENDED", new(time.Time)
	return tx.Get(ctx, l.ValidTo, endPortfolioLink, l.ID)
}

const linkColumns = `
select l.id, l.distributor_id, l.reseller_id, l.state, l.origin, l.is_primary, l.access_level_cap, l.valid_from, l.valid_to
from portfolio_link l`

const oneLink = linkColumns + `
where l.id = $1`

func linkByID(ctx context.Context, v *gate.View, id LinkID) (*Link, error) {
	var l Link
	err := v.Get(ctx, &l, oneLink, id)
	return &l, err
}

const linksNow = linkColumns + `
where l.reseller_id = any($1) and l.valid_from <= now() and (l.valid_to is null or l.valid_to > now())
order by l.is_primary desc, l.valid_from, l.id`

// LinksNow reads the links under which resellers are served now, the primary
// one first, inside a caller's own unit of work.
func LinksNow(ctx context.Context, v *gate.View, resellers []ID) ([]*Link, error) {
	var out []*Link
	err := v.Select(ctx, &out, linksNow, gate.Array(resellers))
	return out, err
}
