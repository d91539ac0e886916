// Package partner is the organisations of the channel and who serves whom.
//
// A Partner is neutral: it becomes a distributor or a reseller by its type, and
// types are rows, not code. A distributor's resellers are its portfolio, a
// graph with dates: a reseller may have several distributors, and a Link is
// ended, never bent into another pair.
//
//	partner: PROSPECT -> APPLICANT -> ACTIVE <-> SUSPENDED -> ENDED
//	link:    ACTIVE -> ENDED
//
// Rules that always hold: a distributor never owns an end customer (C2); a
// link joins a distributor to a reseller and not the other way; when a link
// ends, the distributor's sight of the reseller ends with it.
package partner
