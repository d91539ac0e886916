// Package session is teaching that happens at a time and a place: a class that a
// distributor or the vendor holds, of a course or of one lesson of it.
//
//	session:     PLANNED -> HELD -> CLOSED
//	                 \-> CANCELLED, with a reason
//
//	attendance:  REPORTED -> VERIFIED
//	                 \           |  withdrawn
//	                  \-> REJECTED, with a reason
//	             reported again, any of them is REPORTED once more
//
// Who holds a session says who was there and with which result. The vendor
// verifies that; nobody verifies what they reported themselves. Reports of the
// vendor's own sessions and of distributors that it trusts are verified by
// themselves.
//
// Rules that always hold: a verified attendance that was not failed is credited
// exactly once; when it stops being verified, what it brought is taken back; a
// distributor reads the list of its own sessions and of no others; every change
// stands in the trail with what was there before.
package session
