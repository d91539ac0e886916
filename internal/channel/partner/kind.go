package partner

import "github.com/portico-prm/portico/internal/base/fault"

// Family is what a type of partner is at heart.
type Family string

// The two families of a two-tier channel.
const (
	Distributor Family = "DISTRIBUTOR"
	Reseller    Family = "RESELLER"
)

// Type is a kind of partner as data: its profile says which functions, metrics
// and forms apply.
type Type struct {
	Key          string   `db:"key"`
	Family       Family   `db:"family"`
	Name         string   `db:"name"`
	Functions    []string `db:"-"`
	Metrics      []string `db:"-"`
	Forms        []string `db:"-"`
	EndCustomers bool     `db:"owns_end_customers"`
}

// OwnsEndCustomer refuses an end-customer opportunity to a distributor: its
// counterparties are partners (C2, invariant I1).
func (t *Type) OwnsEndCustomer() error {
	if t.Family == Distributor || !t.EndCustomers {
		return fault.Coded(fault.Conflict, "DISTRIBUTOR_OWNS_NO_CUSTOMER",
			"A %s sells to partners, so it cannot own an end-customer opportunity. Name the reseller that does.", t.Name)
	}
	return nil
}
