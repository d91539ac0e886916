package cobrand

import (
	"context"
	"slices"
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

// BulkID names one piece for many partners.
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

// MaxBulk is how many partners one order may name.
const MaxBulk = 5000

// Bulk is one piece for many partners, and what has become of it.
type Bulk struct {
	ID         BulkID             `db:"id"`
	TemplateID library.TemplateID `db:"template_id"`
	Piece      string             `db:"piece"`
	Output     string             `db:"output"`
	Language   string             `db:"language"` // empty: each partner's own
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

// BulkOrder is the wish for one piece for many partners.
type BulkOrder struct {
	Template library.TemplateID
	Partners []partner.ID // none: every active reseller that the actor serves
	Piece    string       // empty: the first
	Output   string       // empty: the first that is offered
	Language string       // empty: each partner's own
}

// BulkOrdered asks the queue to go on with a bulk.
type BulkOrdered struct {
	Bulk  BulkID `json:"bulk"`
	Round int    `json:"round"`
}

// Kind names the event in the queue.
func (BulkOrdered) Kind() string { return "cobrand.bulk_ordered" }

// RenderForPartners takes the order and answers at once; the queue makes the
// pieces. A partner that the actor may not see is absent, and so is the order.
func (s *Service) RenderForPartners(ctx context.Context, o BulkOrder) (*Bulk, error) {
	return gate.Write(ctx, s.gate, gate.Ask{Action: access.CobrandRender}, func(tx *gate.Tx) (*Bulk, error) {
		by := tx.Actor().Person
		if by == "" {
			return nil, fault.New(fault.Forbidden, "Pieces for many partners are ordered by a person.")
		}
		w, err := s.form(ctx, tx, o)
		if err != nil {
			return nil, err
		}
		to, err := addressees(ctx, &tx.View, o.Partners)
		if err != nil {
			return nil, err
		}
		b := &Bulk{ID: BulkID(ids.New()), TemplateID: o.Template, Piece: w.Piece, Output: w.Output, Language: w.Language,
			By: member.ID(by), State: BulkQueued, Total: len(to)}
		if err := insertBulk(ctx, tx, b, to); err != nil {
			return nil, err
		}
		tx.Record(audit.Created("bulk_render", string(b.ID), map[string]any{"template": b.TemplateID, "piece": b.Piece, "output": b.Output, "partners": b.Total}))
		return b, queue.Publish(ctx, tx, BulkOrdered{Bulk: b.ID})
	})
}

// form settles piece and output, so that a mistake is told to who orders and
// not five thousand times.
func (s *Service) form(ctx context.Context, tx *gate.Tx, o BulkOrder) (Order, error) {
	w := &work{order: Order{Template: o.Template, Piece: o.Piece, Output: o.Output, Language: o.Language}}
	ver, err := library.PublishedOf(ctx, &tx.View, o.Template)
	if err != nil {
		return w.order, err
	}
	manifests, err := s.library.Manifests(ctx, &tx.View, []*library.Version{ver})
	if err != nil {
		return w.order, err
	}
	w.manifest = manifests[ver.ID]
	return w.order, w.settleForm()
}

// addressees are the partners meant, each once.
func addressees(ctx context.Context, v *gate.View, named []partner.ID) ([]partner.ID, error) {
	named = slices.Compact(slices.Sorted(slices.Values(named)))
	if len(named) > MaxBulk {
		return nil, tooMany()
	}
	if len(named) == 0 {
		return everybody(ctx, v)
	}
	seen, err := partner.ByIDs(ctx, v, named)
	if err == nil && len(seen) != len(named) || v.Reach() == access.Own && !slices.Equal(named, []partner.ID{partner.ID(v.Actor().Partner)}) {
		err = gate.Absent()
	}
	return named, err
}

func everybody(ctx context.Context, v *gate.View) ([]partner.ID, error) {
	all, err := servedResellers(ctx, v)
	switch {
	case err == nil && len(all) > MaxBulk:
		err = tooMany()
	case err == nil && len(all) == 0:
		err = fault.Field(fault.Invalid, "partnerIds", "NO_PARTNERS", "There is no active reseller to make it for. Name the partners.")
	}
	return all, err
}

func tooMany() error {
	return fault.Field(fault.Invalid, "partnerIds", "TOO_MANY_PARTNERS", "One order is for at most %d partners. Send several.", MaxBulk)
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
