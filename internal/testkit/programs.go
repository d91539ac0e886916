package testkit

import (
	"sync"
	"time"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/channel/program"
	"github.com/portico-prm/portico/internal/channel/training"
)

// What the kits that ship ask for.
const (
	Addendum    = "cobranding-addendum-2026"
	Certificate = "edge-sales-201"
)

// ladders are the two programs of a world, made when the first partner joins.
type ladders struct {
	once  sync.Once
	tiers map[string]*program.Tier // "RESELLER gold"
}

// Tier finds a rung: registered, silver, gold or platinum of a family.
func (w *World) Tier(family partner.Family, key string) *program.Tier {
	w.T.Helper()
	w.ladders.once.Do(w.raise)
	t := w.ladders.tiers[string(family)+" "+key]
	if t == nil {
		w.T.Fatalf("there is no tier %q for the family %s", key, family)
	}
	return t
}

func (w *World) raise() {
	w.T.Helper()
	w.ladders.tiers = map[string]*program.Tier{}
	for _, family := range []partner.Family{partner.Reseller, partner.Distributor} {
		key := map[partner.Family]string{partner.Reseller: "resale", partner.Distributor: "distribution"}[family]
		p, err := w.Programs.Define(w.System(), program.Definition{Key: key, Name: "Program for " + key, Family: family, RouteMode: "HYBRID",
			Tiers: []program.TierDefinition{{Key: "registered", Name: "Registered", AccessLevel: program.View},
				{Key: "silver", Name: "Silver", AccessLevel: program.Cobrand}, {Key: "gold", Name: "Gold", AccessLevel: program.Cobrand},
				{Key: "platinum", Name: "Platinum", AccessLevel: program.CobrandExtended}}})
		w.Must(err)
		for _, t := range p.Tiers {
			w.ladders.tiers[string(family)+" "+t.Key] = t
		}
	}
}

// Family tells what a partner is at heart.
func Family(p *partner.Partner) partner.Family {
	if p.TypeKey == "RESELLER" {
		return partner.Reseller
	}
	return partner.Distributor
}

// Enroll puts a partner on a tier of its family.
func (w *World) Enroll(p *partner.Partner, tier string) *program.Membership {
	w.T.Helper()
	m, err := w.Programs.Enroll(w.System(), p.ID, w.Tier(Family(p), tier).ID)
	w.Must(err)
	return m
}

// Text publishes the words of an agreement; again, it does nothing.
func (w *World) Text(kind string, version int, family partner.Family) {
	w.T.Helper()
	_, err := w.Programs.PublishText(w.System(), program.Wording{Kind: kind, Version: version, Family: family, Title: "Agreement " + kind, Body: "Words."})
	if fault.CodeOf(err) != "VERSION_TAKEN" {
		w.Must(err)
	}
}

// Sent is the addendum, sent to a partner and not signed.
func (w *World) Sent(p *partner.Partner) *program.Agreement {
	w.T.Helper()
	w.Text(Addendum, 1, program.Anybody)
	now := w.Clock.Now()
	until := now.AddDate(2, 0, 0)
	a, err := w.Programs.Send(w.System(), program.Offer{PartnerID: p.ID, Kind: Addendum, Version: 1, ValidFrom: now.AddDate(0, -1, 0), ValidTo: &until})
	w.Must(err)
	return a
}

// Agreement is the addendum, sent and signed.
func (w *World) Agreement(p *partner.Partner) *program.Agreement {
	w.T.Helper()
	a, err := w.Programs.SignFor(w.System(), w.Sent(p).ID)
	w.Must(err)
	return a
}

// Certify records that a partner holds the certificate of the kits since a
// month; it holds a year.
func (w *World) Certify(p *partner.Partner) *training.Certification {
	w.T.Helper()
	_, err := w.Training.Define(w.System(), training.Definition{Key: Certificate, Name: "Edge Sales 201", Minutes: 90, ValidMonths: 12})
	w.Must(err)
	c, err := w.Training.Certify(w.System(), Certificate, p.ID, nil, w.Clock.Now().AddDate(0, -1, 0))
	w.Must(err)
	return c
}

// Authorize lets a partner sell a product line with its own word in Germany.
func (w *World) Authorize(p *partner.Partner) *program.Authorization {
	w.T.Helper()
	a, err := w.Programs.Authorize(w.System(), program.Authorization{PartnerID: p.ID, ProductLine: Word(p.DisplayName) + "-line", Country: "DE",
		ValidFrom: w.Clock.Now().Add(-time.Hour)})
	w.Must(err)
	return a
}

// ProgramOf is the program that a partner is in.
func (w *World) ProgramOf(of partner.ID) program.ID {
	w.T.Helper()
	found := w.Sees(w.System(), "select program_id::text from membership where partner_id = $1 order by valid_from limit 1", of)
	if len(found) == 0 {
		w.T.Fatalf("%s is in no program", of)
	}
	return program.ID(found[0])
}
