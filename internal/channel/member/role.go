package member

import (
	"slices"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/platform/actor"
)

// The vendor's own people, beside the families of partners.
const vendorFamily = "VENDOR"

// adminOf is the role that keeps a house in order, by family.
var adminOf = map[string]actor.Role{
	vendorFamily:  actor.VendorAdmin,
	"DISTRIBUTOR": actor.DistributorAdmin,
	"RESELLER":    actor.ResellerAdmin,
}

// families that a role administers. Which partner of the family is the gate's
// matter: a distributor's administrator only reaches its own.
var families = map[actor.Role][]string{
	actor.System:           {vendorFamily, "DISTRIBUTOR", "RESELLER"},
	actor.VendorAdmin:      {vendorFamily, "DISTRIBUTOR", "RESELLER"},
	actor.ChannelManager:   {"DISTRIBUTOR", "RESELLER"},
	actor.DistributorAdmin: {"DISTRIBUTOR"},
	actor.ResellerAdmin:    {"RESELLER"},
}

// administers tells whether somebody with these roles may invite, change and
// disable people of the family.
func administers(mine []actor.Role, family string) bool {
	return slices.ContainsFunc(mine, func(r actor.Role) bool { return slices.Contains(families[r], family) })
}

// mayGive refuses roles that the giver does not administer, and roles that do
// not fit the family of the person's partner.
func mayGive(giver []actor.Role, family string, roles []actor.Role) error {
	if err := fitting(family, roles); err != nil {
		return err
	}
	return mayAdminister(giver, family)
}

func mayAdminister(mine []actor.Role, family string) error {
	if !administers(mine, family) {
		return fault.Coded(fault.Forbidden, "ROLE_BEYOND", "Your roles do not let you administer people of this company. Ask an administrator of it, or of the vendor.")
	}
	return nil
}

func fitting(family string, roles []actor.Role) error {
	if len(roles) == 0 {
		return fault.Field(fault.Invalid, "roles", "REQUIRED", "Give at least one role.")
	}
	for i, r := range roles {
		switch {
		case !slices.Contains(actor.Roles, r):
			return fault.Field(fault.Invalid, "roles", "UNKNOWN_ROLE", "There is no role %q.", clip(string(r)))
		case r.Family() != family:
			return fault.Field(fault.Invalid, "roles", "ROLE_FAMILY", "%s is a role of the family %s; this person belongs to the family %s.", r, r.Family(), family)
		case slices.Contains(roles[:i], r):
			return fault.Field(fault.Invalid, "roles", "ROLE_TWICE", "%s is named twice.", r)
		}
	}
	return nil
}

// clip shortens input before it is quoted back.
func clip(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return s
}
