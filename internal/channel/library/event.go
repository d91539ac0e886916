package library

import (
	"context"

	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// EventKind is what a person did with a piece of content.
type EventKind string

// The kinds of events.
const (
	Viewed     EventKind = "VIEW"
	Previewed  EventKind = "PREVIEW"
	Downloaded EventKind = "DOWNLOAD"
	Shared     EventKind = "SHARE"
	Cobranded  EventKind = "COBRAND"
)

// Event is one act of engagement. Person, partner and distributor are those of
// the transaction, so an event cannot be written in another's name.
type Event struct {
	Kind      EventKind
	Asset     *AssetVersionID
	Template  *VersionID
	Rendition *string
}

const insertEvent = `
insert into content_event (id, kind, at, person_id, partner_id, via_distributor_id, asset_version_id, template_version_id, rendition_id)
values ($1, $2, $3, nullif($4, '')::uuid, nullif($5, '')::uuid, nullif($6, '')::uuid, $7, $8, $9)`

// Engaged writes an event inside a caller's own unit of work.
func Engaged(ctx context.Context, tx *gate.Tx, e Event) error {
	return tx.Must(ctx, insertEvent, ids.New(), e.Kind, tx.Now(), tx.Actor().Person, tx.Partner(), tx.Via(), e.Asset, e.Template, e.Rendition)
}
