package award

import (
	"slices"
	"time"

	"github.com/portico-prm/portico/internal/channel/training"
)

// Fact is something that was done and that stands.
type Fact struct {
	Kind    Kind            `db:"kind"`
	Subject string          `db:"subject"`
	ID      string          `db:"fact_id"`
	At      time.Time       `db:"at"`    // of a document: from when it holds
	Until   *time.Time      `db:"until"` // of a document
	Origin  training.Origin `db:"origin"`
}

// Holding is a person who counts for a requirement of holders now.
type Holding struct {
	RequirementID string    `db:"requirement_id"`
	PersonID      string    `db:"person_id"`
	Since         time.Time `db:"since"` // the newest of the proofs that make it count
}

// File is all that is known of one holder and one definition.
type File struct {
	Definition *training.Definition
	Asked      []*Requirement // of both paths
	Facts      []Fact
	Holders    []Holding
	Given      []*training.Certification // ever, the one that ends last at the end
	Now        time.Time
}

// of are the requirements of a path.
func (f *File) of(p training.Path) (out []*Requirement) {
	for _, r := range f.Asked {
		if r.Path == p {
			out = append(out, r)
		}
	}
	return out
}

// last is the proof that ends last of those that were not taken back and that
// no other renews; nil for none.
func (f *File) last() (out *training.Certification) {
	for _, c := range f.Given {
		if c.RevokedAt == nil && !f.renewed(c) {
			out = c
		}
	}
	return out
}

func (f *File) renewed(c *training.Certification) bool {
	return slices.ContainsFunc(f.Given, func(n *training.Certification) bool {
		return n.RevokedAt == nil && n.Renews != nil && *n.Renews == c.ID
	})
}

// cut is when one was last revoked by hand: what was done before counts no
// more.
func (f *File) cut() (at time.Time) {
	for _, c := range f.Given {
		if byHand(c) && c.RevokedAt.After(at) {
			at = *c.RevokedAt
		}
	}
	return at
}

func byHand(c *training.Certification) bool {
	return c.RevokedAt != nil && c.RevokedHow != nil && *c.RevokedHow == training.ByHand
}

// used tells whether a document has had its certification. One whose
// certification fell with another fact is free again.
func (f *File) used(document string) bool {
	for _, c := range f.Given {
		if c.EvidenceID != nil && *c.EvidenceID == document && (c.RevokedAt == nil || byHand(c)) {
			return true
		}
	}
	return false
}

// ordinal is the number of the next that is issued.
func (f *File) ordinal() int {
	n := 0
	for _, c := range f.Given {
		if c.Ordinal != nil {
			n = max(n, *c.Ordinal)
		}
	}
	return n + 1
}
