package main

import "time"

// Partner has what its selection asked for; the inner lists are read ahead.
type Partner struct {
	ID          string `db:"id"`
	Slug        string `db:"slug"`
	DisplayName string `db:"display_name"`
	Status      string `db:"status"`
	Website     string `db:"website"`
	Currency    string `db:"currency"`

	Portfolio      *PartnerConnection
	Certifications []*Certification
	Decision       *Decision
}

// PartnerConnection is a page of partners.
type PartnerConnection struct{ Nodes []*Partner }

// Certification is a proof of skill.
type Certification struct {
	PartnerID     string     `db:"partner_id"`
	ID            string     `db:"id"`
	DefinitionKey string     `db:"definition_key"`
	IssuedAt      time.Time  `db:"issued_at"`
	ExpiresAt     time.Time  `db:"expires_at"`
	RevokedAt     *time.Time `db:"revoked_at"`
}

// Decision is the answer of the datasheet's rules.
type Decision struct {
	Result     string
	UnmetCount int
}
