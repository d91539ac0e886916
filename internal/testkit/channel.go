package testkit

import (
	"testing"

	"github.com/portico-prm/portico/internal/channel/cobrand"
	"github.com/portico-prm/portico/internal/channel/library"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/platform/actor"
)

// House is a partner of the channel with two people of it. Word is in all of
// its texts and nowhere else: who reads it has seen something of this partner.
type House struct {
	*partner.Partner
	Word   string
	Admin  *member.Person
	Second *member.Person // distributor: manager; reseller: seller
}

// Channel is the smallest channel in which every kind of neighbour exists.
//
//	       vendor
//	    ┌─────┴──────┐
//	  North        South        (distributors)
//	  ┌─┴───┐    ┌───┴─┐
//	Acorn   Cedar     Birch     Dune
//	         of both            of nobody
//
// Every partner is gold, certified, has signed the addendum and has a logo. No
// template is published yet.
type Channel struct {
	*World
	North, South               *House
	Acorn, Birch, Cedar, Dune  *House
	Boss, Designer, Brand, Mgr *member.Person // vendor: admin, template designer, brand approver, channel manager
	NorthCedar, SouthCedar     *partner.Link
}

// NewChannel makes the channel in a new world.
func NewChannel(t testing.TB, options ...Option) *Channel {
	t.Helper()
	c := &Channel{World: New(t, options...)}
	c.Boss, c.Designer = c.Person(nil, actor.VendorAdmin), c.Person(nil, actor.TemplateDesigner)
	c.Brand, c.Mgr = c.Person(nil, actor.BrandApprover), c.Person(nil, actor.ChannelManager)
	c.North = c.house(c.Distributor(VAD, "Norvik Distribution"))
	c.South = c.house(c.Distributor(Broadline, "Sudara Distribution"))
	c.Acorn = c.house(c.Reseller("Acornix Systems"))
	c.Birch = c.house(c.Reseller("Birkena Networks"))
	c.Cedar = c.house(c.Reseller("Cedrano Integration"))
	c.Dune = c.house(c.Reseller("Dunelo Technologies"))
	c.Link(c.North.Partner, c.Acorn.Partner)
	c.Link(c.South.Partner, c.Birch.Partner)
	c.NorthCedar = c.PrimaryLink(c.North.Partner, c.Cedar.Partner)
	c.SouthCedar = c.Link(c.South.Partner, c.Cedar.Partner)
	return c
}

// Houses are the partners of the channel.
func (c *Channel) Houses() []*House {
	return []*House{c.North, c.South, c.Acorn, c.Birch, c.Cedar, c.Dune}
}

func (c *Channel) house(p *partner.Partner) *House {
	c.T.Helper()
	second := actor.ResellerSeller
	if Family(p) == partner.Distributor {
		second = actor.DistributorManager
	}
	h := &House{Partner: p, Word: Word(p.DisplayName), Admin: c.Admin(p), Second: c.Person(p, second)}
	c.Ready(p)
	c.Authorize(p)
	return h
}

// Render makes the first piece of a template for a partner, as a person.
func (w *World) Render(by *member.Person, v *library.Version, of *partner.Partner) *cobrand.Rendition {
	w.T.Helper()
	out, err := w.Cobrand.Render(w.As(by), cobrand.Order{Template: v.TemplateID, Partner: of.ID})
	w.Must(err)
	if out.Rendition == nil {
		w.T.Fatalf("%s for %s: %s %v", v.Slug, of.DisplayName, out.Decision.Summary, out.Problems)
	}
	return out.Rendition
}
