// Package training is what people of the channel can prove: certifications.
//
// A definition says how long a proof holds, when it is said to be expiring and
// how long its grace is. A certification is held by a person of a partner or by
// the partner itself. Its state is read off its dates and the clock, never kept:
//
//	ISSUED -> VALID -> EXPIRING -> GRACE -> EXPIRED
//	   any of them -> REVOKED, with a reason
//	   of a partner: VALID, EXPIRING, GRACE <-> SHORT, while too few of its people hold theirs
//
// It counts in VALID, EXPIRING and GRACE. One that is given while an older one
// of the same holder counts renews that one, and only one proof does.
//
// What a definition asks for, and who is certified by it without anybody's
// doing, is the matter of package award.
package training
