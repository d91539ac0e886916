// Package lapse is what follows when certifications end: who is told, which
// memberships are at risk, and what will end soon.
//
// A notice says once that a proof entered a stage of its end (EXPIRING, GRACE,
// EXPIRED). A proof that a later one of the same holder covers is not noticed:
// its holder has renewed.
//
//	membership: ACTIVE -> AT_RISK    a requirement that was met is not met any more
//	            AT_RISK -> SUSPENDED the program's days of grace are over
//	            both -> ACTIVE       all are met again
//
// A requirement that a partner has never met puts nothing at risk: who joins a
// program is trained first. Once one has lapsed, it is lapsed until it is met or
// taken back. The days of grace begin when the lapse is noted, so that nobody
// loses days to a server that stood still.
//
// Rules that always hold: the state of a membership is the worse of what a
// person set and of what lapsed, so nothing that is met again lifts a person's
// decision; what certifying and revoking does to memberships is written in the
// same unit of work, what time does by a round, which can be cut off anywhere
// and told twice. A clock that is put back takes no notice back and never
// lengthens a grace; what it makes valid again counts again.
//
// Entitlements wait for no round: they are read off the dates.
package lapse
