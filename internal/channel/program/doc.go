// Package program is what a partner has joined and what follows from it: the
// program, its ladder of tiers, the place on it, the agreements, and the right
// to sell a product line in a country.
//
//	membership: ACTIVE <-> AT_RISK <-> SUSPENDED -> ENDED
//	agreement:  SENT -> SIGNED -> TERMINATED; in force between its dates
//
// Rules that always hold: a program serves one family of partners and a tier
// belongs to one program, so a distributor never gets a reseller's tier (C4);
// an agreement's text never changes, a new wording is a new version (C6); a
// partner can be in a portfolio and in the vendor's program at once (C10).
//
// The effective access level is worked out here (Level), from the tier, a grant
// by hand and the caps on the partner's links.
package program
