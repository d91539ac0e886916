package cobrand

import (
	"context"
	"encoding/json"
	"time"

	"github.com/portico-prm/portico/content/logo"
	"github.com/portico-prm/portico/content/problem"
	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// twins tells whose marks a new logo can be taken for.
type twins struct {
	Brand   bool `db:"brand"`   // the vendor's
	Partner bool `db:"partner"` // another partner's
}

// near are the limits of resemblance as the statements take them: the look, the
// most features that may differ, the least and the greatest aspect.
func near(look uint64, aspect float64) []any {
	return []any{int64(look), logo.MaxDistance, aspect / logo.MaxStretch, aspect * logo.MaxStretch}
}

// alike is the condition on a row with a look and a size; $2 to $5 are near.
const alike = `
least(bit_count((look # $2)::bit(64)), 63 - bit_count((look # $2)::bit(64))) <= $3
and width / height between $4 and $5`

const twinsOf = `
select
  exists (select 1 from brand_mark where ` + alike + `) as brand,
  exists (select 1 from logo where partner_id <> $1 and state in ('APPROVED', 'NEEDS_REVIEW') and ` + alike + `) as partner`

// findTwins looks across the channel, so it needs the vendor's sight.
func findTwins(ctx context.Context, tx *gate.Tx, l *Logo) (t twins, err error) {
	if l.Look == nil {
		return t, nil
	}
	args := append([]any{l.PartnerID}, near(uint64(*l.Look), l.Width/l.Height)...)
	err = tx.Widen(ctx, "does a new logo look like somebody else's", func() error { return tx.Get(ctx, &t, twinsOf, args...) })
	return t, err
}

// finding tells the owner of the logo that it looks like another one, and not
// whose that is: that another company is a partner is news.
func (t twins) finding(where string) problem.List {
	switch {
	case t.Brand:
		return problem.List{logo.Resembling(where, "vendor")}
	case t.Partner:
		return problem.List{logo.Resembling(where, "")}
	}
	return nil
}

// compare adds what the logo looks like to its report, and gives it. It leaves
// what the worker said alone: the transaction may run twice.
func compare(ctx context.Context, tx *gate.Tx, l *Logo) (problem.List, error) {
	t, err := findTwins(ctx, tx, l)
	found := t.finding(l.FileName)
	if err != nil || found == nil {
		return nil, err
	}
	var report logo.Report
	if err := json.Unmarshal(l.Report, &report); err != nil {
		return nil, err
	}
	report.Findings = append(report.Findings, found...)
	l.Report, err = json.Marshal(report)
	return found, err
}

const logosLike = logoColumns + `
where g.partner_id <> $1 and g.id <> $6 and ` + alike + `
order by g.created_at, g.id
limit 20`

// Resembling gives the logos of other partners that a logo can be taken for, at
// most 20, the oldest first: for the person who decides about it.
func (s *Service) Resembling(ctx context.Context, id LogoID) ([]*Logo, error) {
	return gate.Read(ctx, s.gate, gate.Ask{Action: access.LogoDecide}, func(v *gate.View) ([]*Logo, error) {
		l, err := logoByID(ctx, v, id)
		if err != nil || l.Look == nil {
			return nil, err
		}
		var out []*Logo
		args := append([]any{l.PartnerID}, near(uint64(*l.Look), l.Width/l.Height)...)
		return out, v.Select(ctx, &out, logosLike, append(args, l.ID)...)
	})
}

// BrandMarkID names a mark of the vendor's.
type BrandMarkID string

// BrandMark is a mark of the vendor's that no partner may pass for.
type BrandMark struct {
	ID        BrandMarkID `db:"id"`
	Name      string      `db:"name"`
	Look      int64       `db:"look"`
	Width     float64     `db:"width"`
	Height    float64     `db:"height"`
	AddedBy   *string     `db:"added_by"`
	CreatedAt time.Time   `db:"created_at"`
}

// Protect takes a mark of the vendor's in, so that logos which look like it wait
// for a brand approver. Only its fingerprint is kept.
func (s *Service) Protect(ctx context.Context, name, fileName string, file []byte) (*BrandMark, error) {
	ask := gate.Ask{Action: access.LogoDecide}
	up := Upload{Variant: Primary, FileName: fileName, File: file}
	if err := up.validate(); err != nil {
		return nil, err
	}
	if len(name) == 0 || len(name) > 120 {
		return nil, fault.Field(fault.Invalid, "name", "REQUIRED", "Name the mark, in at most 120 bytes.")
	}
	if err := gate.Allow(ctx, s.gate, ask); err != nil {
		return nil, err
	}
	got, err := s.read(ctx, up)
	if err != nil {
		return nil, err
	}
	if got.Problems.Blocking() {
		return nil, s.Refusal(ctx, "file", got.Problems)
	}
	return gate.Write(ctx, s.gate, ask, func(tx *gate.Tx) (*BrandMark, error) {
		m := &BrandMark{ID: BrandMarkID(ids.New()), Name: name, Look: int64(got.Look), Width: got.Width, Height: got.Height, CreatedAt: tx.Now()}
		if p := tx.Actor().Person; p != "" {
			m.AddedBy = &p
		}
		tx.Record(audit.Created("brand_mark", string(m.ID), map[string]any{"name": name, "look": got.Look}))
		return m, insertBrandMark(ctx, tx, m)
	})
}

const addBrandMark = `
insert into brand_mark (id, name, look, width, height, added_by)
values ($1, $2, $3, $4, $5, $6)`

func insertBrandMark(ctx context.Context, tx *gate.Tx, m *BrandMark) error {
	return tx.Must(ctx, addBrandMark, m.ID, m.Name, m.Look, m.Width, m.Height, m.AddedBy)
}

const dropBrandMark = `
delete from brand_mark
where id = $1`

// Unprotect forgets a protected mark.
func (s *Service) Unprotect(ctx context.Context, id BrandMarkID) error {
	_, err := gate.Write(ctx, s.gate, gate.Ask{Action: access.LogoDecide}, func(tx *gate.Tx) (struct{}, error) {
		tx.Record(audit.Entry{Outcome: audit.Done, Kind: "brand_mark", ID: string(id), Detail: map[string]any{"removed": true}})
		return struct{}{}, tx.Must(ctx, dropBrandMark, id)
	})
	return err
}
