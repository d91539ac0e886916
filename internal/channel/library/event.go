package library

import (
	"context"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/audit"
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
values ($1, $2, now(), nullif($3, '')::uuid, nullif($4, '')::uuid, nullif($5, '')::uuid, $6, $7, $8)`

// Engaged writes an event inside a caller's own unit of work. The database
// tells the time, as it does for the links that decide who sees it.
func Engaged(ctx context.Context, tx *gate.Tx, e Event) error {
	return tx.Must(ctx, insertEvent, ids.New(), e.Kind, tx.Actor().Person, tx.Partner(), tx.Via(), e.Asset, e.Template, e.Rendition)
}

// Note records that somebody viewed, previewed or shared a piece of content.
// Downloads and co-branding note themselves.
func (s *Service) Note(ctx context.Context, e Event) error {
	if e.Kind != Viewed && e.Kind != Previewed && e.Kind != Shared {
		return fault.Field(fault.Invalid, "kind", "EVENT_KIND", "Only VIEW, PREVIEW and SHARE are told by a client; the rest is noted where it happens.")
	}
	_, err := gate.Write(ctx, s.gate, gate.Ask{Action: access.LibraryRead}, func(tx *gate.Tx) (struct{}, error) {
		if err := e.seen(ctx, &tx.View); err != nil {
			return struct{}{}, err
		}
		tx.Record(audit.Entry{Outcome: audit.Done, Kind: "content_event", ID: string(e.Kind), Detail: e})
		return struct{}{}, Engaged(ctx, tx, e)
	})
	return err
}

// seen makes sure that there is such content for the actor.
func (e Event) seen(ctx context.Context, v *gate.View) (err error) {
	switch {
	case e.Template != nil && e.Asset == nil:
		_, err = VersionByID(ctx, v, *e.Template)
	case e.Asset != nil && e.Template == nil:
		_, err = oneFile(ctx, v, *e.Asset)
	default:
		err = fault.Field(fault.Invalid, "templateVersionId", "ONE_OF", "Name either a template version or an asset file.")
	}
	return err
}
