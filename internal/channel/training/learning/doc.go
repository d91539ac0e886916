// Package learning is who is to learn what, and how far everybody is.
//
//	enrollment: ASSIGNED -> STARTED -> COMPLETED
//	               |  \       /  \______ CANCELLED
//	               |  OVERDUE -> COMPLETED   ^
//	               +-------------------------+
//
// An enrollment is for a course or for a whole curriculum, whose courses are
// then enrolled too. A course is begun in the version that is published then,
// and finished in it. Who begins late has still begun: OVERDUE stays until the
// course is completed or the date is moved.
//
// Rules that always hold: a person has one open enrollment of a course; a
// lesson is completed once; a completion is written once, in the unit of work
// that credits the last lesson, and every Observer hears of it in that same
// unit of work. What partners have learned is written under the vendor's role
// only: they ask, the rules here credit.
package learning
