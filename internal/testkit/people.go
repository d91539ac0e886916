package testkit

import (
	"context"

	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/platform/actor"
)

// Password opens every account of a world.
const Password = "violet tractor hums at noon"

// Person is somebody active with Password, of a partner or, with nil, of the
// vendor.
func (w *World) Person(of *partner.Partner, roles ...actor.Role) *member.Person {
	w.T.Helper()
	return w.Speaker("", of, roles...)
}

// Speaker is a Person with a language; empty is English.
func (w *World) Speaker(locale string, of *partner.Partner, roles ...actor.Role) *member.Person {
	w.T.Helper()
	in := member.Invitation{Email: "person" + w.next() + "@vendor.example", Name: "Robin Vendorson", Locale: locale, Roles: roles}
	if of != nil {
		word := Word(of.DisplayName)
		in.PartnerID, in.Name, in.Email = of.ID, "Robin "+word+"son", "person"+w.next()+"@"+word+".example"
	}
	l, err := w.Members.Invite(w.System(), in)
	w.Must(err)
	p, err := w.Members.AcceptInvitation(context.Background(), l.Secret, Password)
	w.Must(err)
	return p
}

// Admin is an administrator of a partner or, with nil, of the vendor.
func (w *World) Admin(of *partner.Partner) *member.Person {
	w.T.Helper()
	role := actor.VendorAdmin
	switch {
	case of != nil && Family(of) == partner.Distributor:
		role = actor.DistributorAdmin
	case of != nil:
		role = actor.ResellerAdmin
	}
	return w.Person(of, role)
}
