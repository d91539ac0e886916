package cobrand

import (
	"context"
	"slices"
	"time"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// Archive is what is ready of a bulk, to be packed into one file.
type Archive struct {
	Name   string // of the file
	Copies []*ArchiveCopy
}

// ArchiveCopy is one copy in an archive. Its bytes come from Download, which
// asks the rules again.
type ArchiveCopy struct {
	ID       RenditionID `db:"id"`
	Template string      `db:"template"`
	Partner  string      `db:"partner"`
	FileName string      `db:"file_name"`
	MadeAt   time.Time   `db:"created_at"`
	Folder   string      `db:"-"` // by partner, when there are several
}

// Archive lists what is ready of a bulk.
func (s *Service) Archive(ctx context.Context, id BulkID) (*Archive, error) {
	return gate.Read(ctx, s.gate, gate.Ask{Action: access.CobrandRead}, func(v *gate.View) (*Archive, error) {
		b, err := bulkByID(ctx, v, id)
		if err != nil {
			return nil, err
		}
		ready, err := readyOf(ctx, v, id)
		if err == nil && len(ready) == 0 {
			err = fault.Coded(fault.Conflict, "NOTHING_READY", "Nothing of this order is ready. Look at its items: each says what is missing.")
		}
		if err != nil {
			return nil, err
		}
		return archive(b, ready), nil
	})
}

// archive names the file after the template, and after the partner when it is
// for one alone.
func archive(b *Bulk, ready []*ArchiveCopy) *Archive {
	name := ready[0].Template
	if !many(ready) {
		name += " " + ready[0].Partner
	} else {
		for _, c := range ready {
			c.Folder = c.Partner
		}
	}
	return &Archive{name + " " + b.CreatedAt.UTC().Format(time.DateOnly) + ".zip", ready}
}

func many(ready []*ArchiveCopy) bool {
	return slices.ContainsFunc(ready, func(c *ArchiveCopy) bool { return c.Partner != ready[0].Partner })
}
