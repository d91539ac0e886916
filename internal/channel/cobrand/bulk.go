package cobrand

import (
	"context"
	"encoding/json"
	"time"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/channel/library"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
	"github.com/portico-prm/portico/internal/platform/queue"
)

// BulkID names an order for many copies.
type BulkID string

// BulkState is how far a bulk is.
type BulkState string

// The states of a bulk. The last two are for ever.
const (
	BulkQueued    BulkState = "QUEUED"
	BulkRunning   BulkState = "RUNNING"
	BulkDone      BulkState = "DONE"
	BulkCancelled BulkState = "CANCELLED"
)

// MaxBulk is how many copies one order may come to.
const MaxBulk = 5000

// Bulk is an order for many copies of one form, and what has become of it: one
// piece for many partners, or many pieces for one.
type Bulk struct {
	ID         BulkID             `db:"id"`
	TemplateID library.TemplateID `db:"template_id"`
	Piece      string             `db:"piece"`    // empty: each item's own
	Output     string             `db:"output"`   // likewise
	Language   string             `db:"language"` // empty: each partner's own
	Fields     json.RawMessage    `db:"fields"`
	Variant    *Variant           `db:"logo_variant"` // nil: what fits best
	By         member.ID          `db:"requested_by"`
	State      BulkState          `db:"state"`
	Total      int                `db:"total"`
	Made       int                `db:"made"`
	Unchanged  int                `db:"unchanged"` // made before, of equal inputs
	Waiting    int                `db:"waiting"`   // for a logo
	Refused    int                `db:"refused"`
	Failed     int                `db:"failed"`
	CreatedAt  time.Time          `db:"created_at"`
	FinishedAt *time.Time         `db:"finished_at"`
}

// Form is what every copy of a bulk is filled with.
type Form struct {
	Language string // empty: each partner's own
	Fields   map[string]string
	Variant  Variant // empty: what fits best
}

// Item is one copy that a bulk is to make.
type Item struct {
	Partner partner.ID `db:"partner_id"`
	Piece   string     `db:"piece"`
	Output  string     `db:"output"`
}

// BulkOrdered asks the queue to go on with a bulk.
type BulkOrdered struct {
	Bulk  BulkID `json:"bulk"`
	Round int    `json:"round"`
}

// Kind names the event in the queue.
func (BulkOrdered) Kind() string { return "cobrand.bulk_ordered" }

// commission writes a bulk with its items and has the queue begin.
func commission(ctx context.Context, tx *gate.Tx, b *Bulk, f Form, items []Item) (*Bulk, error) {
	b.ID, b.State, b.By, b.Total = BulkID(ids.New()), BulkQueued, member.ID(tx.Actor().Person), len(items)
	switch {
	case b.By == "":
		return nil, fault.New(fault.Forbidden, "Copies in the background are ordered by a person.")
	case len(items) > MaxBulk:
		return nil, fault.Field(fault.Invalid, "pieces", "TOO_MANY_COPIES", "One order makes at most %d copies; this one comes to %d. Send several.", MaxBulk, len(items))
	}
	if err := b.fill(f); err != nil {
		return nil, err
	}
	if err := insertBulk(ctx, tx, b, items); err != nil {
		return nil, err
	}
	tx.Record(audit.Created("bulk_render", string(b.ID), map[string]any{"template": b.TemplateID, "piece": b.Piece, "output": b.Output, "copies": b.Total}))
	return b, queue.Publish(ctx, tx, BulkOrdered{Bulk: b.ID})
}

func (b *Bulk) fill(f Form) (err error) {
	b.Language = f.Language
	if f.Variant != "" {
		b.Variant = &f.Variant
	}
	if f.Fields == nil {
		f.Fields = map[string]string{}
	}
	b.Fields, err = json.Marshal(f.Fields)
	return err
}

// of is the order for one copy.
func (b *Bulk) of(i Item) (Order, error) {
	o := Order{Template: b.TemplateID, Partner: i.Partner, Piece: i.Piece, Output: i.Output, Language: b.Language}
	if b.Variant != nil {
		o.Variant = *b.Variant
	}
	return o, json.Unmarshal(b.Fields, &o.Fields)
}

// Bulk gives one bulk.
func (s *Service) Bulk(ctx context.Context, id BulkID) (*Bulk, error) {
	return gate.Read(ctx, s.gate, gate.Ask{Action: access.CobrandRead}, func(v *gate.View) (*Bulk, error) { return bulkByID(ctx, v, id) })
}

// CancelBulk stops what is not made yet; what is made stays.
func (s *Service) CancelBulk(ctx context.Context, id BulkID) (*Bulk, error) {
	return gate.Write(ctx, s.gate, gate.Ask{Action: access.CobrandRender}, func(tx *gate.Tx) (*Bulk, error) {
		was, err := bulkByID(ctx, &tx.View, id)
		if err != nil {
			return nil, err
		}
		n, err := cancelBulk(ctx, tx, id)
		if err == nil && n == 0 {
			err = fault.Coded(fault.Conflict, "BULK_OVER", "There is nothing left to cancel.")
		}
		if err != nil {
			return nil, err
		}
		tx.Record(audit.Changed("bulk_render", string(id), was.State, BulkCancelled))
		return bulkByID(ctx, &tx.View, id)
	})
}

// Same tells whether a bulk is as far as another.
func (b *Bulk) Same(other *Bulk) bool {
	return b.State == other.State && b.Made == other.Made && b.Unchanged == other.Unchanged &&
		b.Waiting == other.Waiting && b.Refused == other.Refused && b.Failed == other.Failed
}
