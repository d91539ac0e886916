// Package notice is what a person is told: that a date is near, that a proof
// ends, that somebody has decided. Each notice lies in the inbox of one person,
// and is mailed as that person wants it.
//
//	event ── Tell, same unit of work ──> notice ── Post, each minute ──> mail ── Deliver, a job ──> SMTP
//	                                       │                              QUEUED -> SENT
//	                                       └─ Mark: read                         -> REFUSED   no such address
//	                                                                             -> GIVEN_UP  a day of trying
//
// Who is told what:
//
//	learner                        own dates, own proofs
//	administrators of a partner    proofs of its people, its memberships
//	who asked, who ordered         the decision, the end of a bulk
//	a distributor's people         a digest a day: counts of its portfolio, no names
//	channel managers               a digest a day: counts of the channel
//
// Rules that always hold: an event is told to a person once, because person and
// cause are a unique key; a notice is there if and only if its event is; what a
// person has read is not mailed any more; names of colleagues are read with the
// rights of the reader, when it reads.
//
// Modules that have something to tell call Tell in their unit of work. This
// package knows none of them: what a notice is about are facts.
package notice
