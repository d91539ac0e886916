// Package transfer takes over completions from other learning systems: a CSV
// file, or xAPI statements (IEEE 9274.1.1's forerunner, version 1.0.3).
//
//	import:  WAITING -> POSTING -> POSTED -> UNDOING -> UNDONE, with a reason
//	             \-> REJECTED, with a reason
//	line:    STAGED -> POSTED -> UNDOING -> UNDONE, LEFT
//	             \          \-> VOID, LEFT
//	              \-> VOID, REJECTED
//
// An import is taken as a whole or not at all. Everything is looked up and
// checked first; one line that cannot be taken keeps all of them out, and the
// report names each such line with what to repair. What is sound is staged in
// one unit of work and then posted: up to 100 lines in that same unit, more by a
// job that goes on where it stopped, until every line is credited.
//
// Rules that always hold: a line is credited once, however often and in
// whichever order files come again; what was known already is counted as
// unchanged; what was taken back does not come back with the same file. The
// vendor's imports and those of trusted distributors are posted at once, others
// wait until the vendor has verified them. People and partners that the asker
// may not reach answer like those that do not exist.
package transfer
