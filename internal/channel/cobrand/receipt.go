package cobrand

import (
	"context"
	"encoding/json"
	"time"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/channel/library"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/actor"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// Receipt is what whoever holds a copy may know of it: that we made it, for
// whom, and whether it is still the current one.
type Receipt struct {
	Titles     []byte     `db:"titles"` // by language, as JSON
	Language   string     `db:"language"`
	FileName   string     `db:"file_name"`
	SHA256     string     `db:"sha256"`
	Version    string     `db:"version"`
	State      string     `db:"state"` // of the version
	Partner    string     `db:"partner"`
	CreatedAt  time.Time  `db:"created_at"`
	ValidUntil *time.Time `db:"valid_until"`
}

// Title is what the template is called in the language of the copy.
func (r *Receipt) Title() string {
	var by map[string]string
	_ = json.Unmarshal(r.Titles, &by) // an older manifest without titles has none
	if t, ok := by[r.Language]; ok {
		return t
	}
	return r.FileName
}

// Where a copy stands.
const (
	CurrentCopy    = "CURRENT"
	SupersededCopy = "SUPERSEDED"
	WithdrawnCopy  = "WITHDRAWN"
	ExpiredCopy    = "EXPIRED"
)

// StateAt is where the copy stands at a moment: what the vendor took back comes
// before what is over, and that before what is merely old.
func (r *Receipt) StateAt(t time.Time) string {
	switch {
	case r.State == string(library.Withdrawn):
		return WithdrawnCopy
	case r.ValidUntil != nil && !t.Before(*r.ValidUntil):
		return ExpiredCopy
	case r.State != string(library.Published):
		return SupersededCopy
	}
	return CurrentCopy
}

const receiptColumns = `
select v.manifest -> 'title' as titles, r.language, r.file_name, r.sha256, v.version, v.state, coalesce(p.display_name, '') as partner, r.created_at, r.valid_until
from rendition r
join template_version v on v.id = r.template_version_id
left join partner p on p.id = r.partner_id
`

const receiptByCode = receiptColumns + `where r.verify_code = $1`

// Of equal files the one that still holds is meant: the newest.
const receiptByHash = receiptColumns + `where r.sha256 = $1
order by r.created_at desc, r.id
limit 1`

// Receipt finds a copy by its code, or by the sha256 of the file. It asks in the
// name of the system: whoever has the one or the other may know.
func (s *Service) Receipt(ctx context.Context, code string) (*Receipt, error) {
	ctx = actor.ForSystem(ctx, "verify")
	find := receiptByCode
	if len(code) == 64 {
		find = receiptByHash
	}
	r, err := gate.Read(ctx, s.gate, gate.Ask{Action: access.CobrandRead}, func(v *gate.View) (*Receipt, error) {
		var r Receipt
		return &r, v.Get(ctx, &r, find, code)
	})
	if fault.KindOf(err) == fault.NotFound {
		return nil, nil
	}
	return r, err
}
