// Package actor is who is asking: a person in one or more roles, or a named
// part of the system. There is no "nobody": a context without an actor gets
// nowhere.
package actor

import "context"

// Role is what a person does for a partner or for the vendor. Roles add up.
type Role string

// The roles, the vendor's staff first.
const (
	VendorAdmin        Role = "VENDOR_ADMIN"
	ChannelManager     Role = "CHANNEL_MANAGER"
	TemplateDesigner   Role = "TEMPLATE_DESIGNER"
	BrandApprover      Role = "BRAND_APPROVER"
	DistributorAdmin   Role = "DISTRIBUTOR_ADMIN"
	DistributorManager Role = "DISTRIBUTOR_MANAGER"
	ResellerAdmin      Role = "RESELLER_ADMIN"
	ResellerSeller     Role = "RESELLER_SELLER"
	ResellerMarketer   Role = "RESELLER_MARKETER"
	System             Role = "SYSTEM"
)

// Roles lists every role a person can have, in the order of the documents.
var Roles = []Role{VendorAdmin, ChannelManager, TemplateDesigner, BrandApprover,
	DistributorAdmin, DistributorManager, ResellerAdmin, ResellerSeller, ResellerMarketer}

// Family says for whom a role works: VENDOR, DISTRIBUTOR or RESELLER.
func (r Role) Family() string {
	switch r {
	case DistributorAdmin, DistributorManager:
		return "DISTRIBUTOR"
	case ResellerAdmin, ResellerSeller, ResellerMarketer:
		return "RESELLER"
	}
	return "VENDOR"
}

// Actor is one asker. Partner is empty for the vendor's staff and the system.
type Actor struct {
	Person  string // UUID; empty for the system
	Partner string // UUID; empty for the vendor's side
	System  string // name of a system actor, "seed"; empty for a person
	Token   string // UUID of the API token in use; empty for a session
	Roles   []Role
	Scopes  []string // actions that the token is limited to; nil: no limit
}

// Name is how the trail calls the actor.
func (a *Actor) Name() string {
	switch {
	case a.System != "":
		return "system:" + a.System
	case a.Token != "":
		return "person:" + a.Person + " token:" + a.Token
	}
	return "person:" + a.Person
}

// Principal is whose idempotency keys and budgets are meant: one person has
// one set, whichever session or token is in use.
func (a *Actor) Principal() string {
	if a.System != "" {
		return "system:" + a.System
	}
	return "person:" + a.Person
}

// Has tells whether the actor has the role.
func (a *Actor) Has(want Role) bool {
	for _, r := range a.Roles {
		if r == want {
			return true
		}
	}
	return false
}

type key struct{}

// With puts the actor into the context.
func With(ctx context.Context, a *Actor) context.Context {
	return context.WithValue(ctx, key{}, a)
}

// From takes the actor out, or nil.
func From(ctx context.Context) *Actor {
	a, _ := ctx.Value(key{}).(*Actor)
	return a
}

// ForSystem is a context in which a named part of the system asks.
func ForSystem(ctx context.Context, name string) context.Context {
	return With(ctx, &Actor{System: name, Roles: []Role{System}})
}
