// Package award is what certifications ask for, and who gets one by it.
//
//	facts (completions, passes, sessions, documents) --all required ones stand--> certification
//	a fact is taken back --> the certifications that rest on it are, with a reason
//	document: SUBMITTED -> ACCEPTED | REFUSED
//
// A certification of a person asks for courses, quizzes, sessions and a
// document; one of a partner for a document, and for so many people who hold
// certifications of theirs. All of what is asked for has to be there. It is
// issued in the unit of work of the last fact, as of the moment at which all
// were there, and rests on the facts that were taken for it.
//
// Which facts count:
//
//   - The first certification: all that stand, however old.
//   - The next, from when the last is EXPIRING: what was done since the last
//     was issued or, where the definition says maxAgeMonths, what is not older
//     than that. Before the end of the grace it renews the last, after it not.
//   - By the shorter requirements of a renewal: what was done while the last
//     was EXPIRING or in its GRACE, which is when renewing is meant; and what
//     is issued so falls with the one that it renews.
//   - After one was revoked by hand: what was done after that. After one fell
//     because a fact did: all others still count.
//   - A document counts once, and only if it holds longer than the last.
//
// A partner's certification that asks for holders is issued when the last of
// them is there. When one lapses, leaves, or changes the role, it is SHORT from
// that instant and counts for nothing, and counts again from the instant in
// which there are enough: its holders decide, day by day, and nobody has to
// notice. While it is EXPIRING and the holders are there it renews itself.
//
// Rules that always hold: exactly one certification for one reason, whoever
// comes first (the ordinal of a holder's certification is unique in the
// database); two never renew the same one; what was issued is not dated anew
// when older facts come to be known; nobody decides a document of their own.
package award
