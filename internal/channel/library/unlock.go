package library

import (
	"context"
	"time"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// Unlock opens an asset to a partner below its access level, because of an
// effect of what its people have learned. A nil until is for good.
func Unlock(ctx context.Context, tx *gate.Tx, to partner.ID, id AssetID, effect string, until *time.Time) error {
	return tx.Must(ctx, addUnlock, to, id, effect, until)
}

// Relock takes back what an effect unlocked. Another effect may still hold the
// asset open.
func Relock(ctx context.Context, tx *gate.Tx, effect string) error {
	_, err := tx.Exec(ctx, dropUnlock, effect)
	return err
}

// unlocked tells whether the partner who asks has earned an asset.
func unlocked(ctx context.Context, v *gate.View, id AssetID) (bool, error) {
	var open bool
	err := v.Get(ctx, &open, openUnlock, v.Actor().Partner, id, v.Now())
	if fault.KindOf(err) == fault.NotFound {
		err = nil
	}
	return open, err
}

const addUnlock = `
insert into asset_unlock (partner_id, asset_id, effect_id, until)
values ($1, $2, $3, coalesce($4, 'infinity'::timestamptz))`

const dropUnlock = `
delete from asset_unlock
where effect_id = $1`

const openUnlock = `
select true
from asset_unlock
where partner_id = $1 and asset_id = $2 and until > $3
limit 1`
