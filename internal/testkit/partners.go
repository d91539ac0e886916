package testkit

import (
	"strings"

	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/channel/program"
)

// The kinds of distributors that ship.
const (
	Broadline = "DISTRIBUTOR_BROADLINE"
	VAD       = "DISTRIBUTOR_VAD"
	Regional  = "DISTRIBUTOR_REGIONAL"
	Cloud     = "DISTRIBUTOR_CLOUD"
)

// Distributor registers a distributor of a kind.
func (w *World) Distributor(kind, name string) *partner.Partner {
	w.T.Helper()
	return w.register(kind, name)
}

// Reseller registers a reseller.
func (w *World) Reseller(name string) *partner.Partner {
	w.T.Helper()
	return w.register("RESELLER", name)
}

// register fills in all that a partner can say of itself, each with the
// partner's own word, so that a leak of any of it tells whose it is.
func (w *World) register(kind, name string) *partner.Partner {
	w.T.Helper()
	word := Word(name)
	p, err := w.Partners.Register(w.System(), partner.Registration{TypeKey: kind, DisplayName: name, LegalName: name + " Ltd",
		Website: "https://" + word + ".example", Phone: "+49 40 555 0100", Email: "hello@" + word + ".example",
		Countries: []string{"DE"}, Industries: []string{word + "-industry"}, Languages: []string{"en"}, Specialisations: []string{word + "-skill"}})
	w.Must(err)
	return p
}

// Word is the first word of a name in small letters: what is in a partner's
// addresses and files, and nowhere else in the channel.
func Word(name string) string {
	word, _, _ := strings.Cut(strings.ToLower(name), " ")
	return word
}

// Link puts a reseller into a distributor's portfolio.
func (w *World) Link(distributor, reseller *partner.Partner) *partner.Link {
	w.T.Helper()
	return w.link(partner.Linking{DistributorID: distributor.ID, ResellerID: reseller.ID})
}

// CappedLink is a Link that lets the reseller do no more than a level.
func (w *World) CappedLink(distributor, reseller *partner.Partner, most program.Level) *partner.Link {
	w.T.Helper()
	level := string(most)
	return w.link(partner.Linking{DistributorID: distributor.ID, ResellerID: reseller.ID, AccessLevelCap: &level})
}

// PrimaryLink is a Link with the distributor that comes first.
func (w *World) PrimaryLink(distributor, reseller *partner.Partner) *partner.Link {
	w.T.Helper()
	return w.link(partner.Linking{DistributorID: distributor.ID, ResellerID: reseller.ID, Primary: true})
}

func (w *World) link(in partner.Linking) *partner.Link {
	w.T.Helper()
	l, err := w.Partners.Link(w.System(), in)
	w.Must(err)
	return l
}

// EndLink takes the reseller out of the portfolio again.
func (w *World) EndLink(l *partner.Link) {
	w.T.Helper()
	_, err := w.Partners.EndLink(w.System(), l.ID)
	w.Must(err)
}

// SetStatus suspends or ends a partner.
func (w *World) SetStatus(p *partner.Partner, to partner.Status) {
	w.T.Helper()
	_, err := w.Partners.SetStatus(w.System(), p.ID, to)
	w.Must(err)
}

// Grant gives a partner a level by hand.
func (w *World) Grant(p *partner.Partner, level program.Level) {
	w.T.Helper()
	text := string(level)
	_, err := w.Partners.SetAccessLevel(w.System(), p.ID, &text)
	w.Must(err)
}
