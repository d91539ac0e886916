package partner

import (
	"time"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/base/ids"
)

// LinkID names a link.
type LinkID string

// Link says that a distributor serves a reseller for a time.
type Link struct {
	ID             LinkID     `db:"id"`
	DistributorID  ID         `db:"distributor_id"`
	ResellerID     ID         `db:"reseller_id"`
	State          string     `db:"state"`
	Origin         string     `db:"origin"`
	Primary        bool       `db:"is_primary"`
	AccessLevelCap *string    `db:"access_level_cap"` // the most this link lets the reseller do; nil sets no cap
	ValidFrom      time.Time  `db:"valid_from"`
	ValidTo        *time.Time `db:"valid_to"`
}

// Linking is what the vendor says of a new link.
type Linking struct {
	DistributorID  ID
	ResellerID     ID
	Primary        bool
	AccessLevelCap *string
}

func join(in Linking, distributor, reseller *Type) (*Link, error) {
	l := &Link{ID: LinkID(ids.New()), DistributorID: in.DistributorID, ResellerID: in.ResellerID, State: "ACTIVE",
		Origin: "VENDOR", Primary: in.Primary, AccessLevelCap: in.AccessLevelCap}
	return l, fault.Join(
		check(distributor.Family == Distributor, "distributorId", "NOT_A_DISTRIBUTOR",
			"The first side of a link is a distributor; this partner is a "+distributor.Name+"."),
		check(reseller.Family == Reseller, "resellerId", "NOT_A_RESELLER",
			"The second side of a link is a reseller; this partner is a "+reseller.Name+"."),
	)
}

// ValidAt tells whether the link holds at a moment. An ended link stops at the
// very instant of its end.
func (l *Link) ValidAt(t time.Time) bool {
	return !t.Before(l.ValidFrom) && (l.ValidTo == nil || t.Before(*l.ValidTo))
}
