package graph_test

import (
	"github.com/portico-prm/portico/internal/channel/training"
	"github.com/portico-prm/portico/internal/channel/training/award"
	"github.com/portico-prm/portico/internal/testkit"
)

// proofs are certifications that ask for something, and documents in every
// state: one on the desk, one that was accepted and one that was sent back.
func (e *estate) proofs() {
	basics, hour := "edge-basics", "yearly-hour"
	one, two, seller := 1, 2, "RESELLER_SELLER"
	for _, d := range []award.Definition{
		{Definition: training.Definition{Key: "basics-101", Name: "Basics 101", Minutes: 10, ValidMonths: 12, NoticeDays: 30, GraceDays: 10, Holder: training.ByPerson},
			Requirements: &[]*award.Requirement{{Kind: award.Course, Subject: &basics}},
			Renewal:      &[]*award.Requirement{{Kind: award.Session, Subject: &hour, Label: "The yearly hour"}}},
		{Definition: training.Definition{Key: "hipaa", Name: "HIPAA", Minutes: 1, ValidMonths: 12, Kind: training.Regulatory, Holder: training.ByPartner},
			Requirements: &[]*award.Requirement{{Kind: award.Evidence, Label: "Attestation of an auditor"}}},
		{Definition: training.Definition{Key: "basics-team", Name: "Basics Team", Minutes: 1, ValidMonths: 12, Holder: training.ByPartner},
			Requirements: &[]*award.Requirement{{Kind: award.Holders, Holders: &one, Keys: []string{"basics-101"}}}},
		{Definition: training.Definition{Key: "basics-pair", Name: "Basics Pair", Minutes: 1, ValidMonths: 12, Holder: training.ByPartner},
			Requirements: &[]*award.Requirement{{Kind: award.Holders, Holders: &two, Keys: []string{"basics-101"}, Role: &seller}}},
	} {
		_, err := e.Awards.Define(e.System(), d)
		e.Must(err)
		e.Must(e.Awards.CatchUp(e.System(), award.Defined{Key: d.Key}))
	}
	for i, h := range e.Houses() {
		e.document(h, i)
		for _, id := range e.Sees(e.System(), "select id::text from certification where partner_id = $1 and ordinal is not null", h.ID) {
			e.add("Certification", id, h, nil, nil)
		}
	}
}

// document is one of a house, decided as its number says.
func (e *estate) document(h *testkit.House, n int) {
	now := e.Clock.Now()
	d, err := e.Awards.Submit(e.As(h.Admin), award.Submission{Key: "hipaa", Issuer: "Auditors of " + h.Word, Number: "H-1", ValidFrom: now.AddDate(0, -1, 0),
		ValidTo: now.AddDate(1, 0, 0), FileName: "attestation.pdf", File: []byte("%PDF-1.7 of " + h.Word)})
	e.Must(err)
	e.add("CertificationEvidence", string(d.ID), h, nil, nil)
	switch n % 3 {
	case 0:
		_, err = e.Awards.Accept(e.As(e.Boss), d.ID, "Thank you.")
	case 1:
		_, err = e.Awards.Refuse(e.As(e.Boss), d.ID, "The number cannot be read.")
	}
	e.Must(err)
}
