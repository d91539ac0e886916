// Package blob keeps files: on a local disk, or in any S3-compatible store.
// Both behave alike, and one test suite says so.
//
// # Content by its hash
//
// Put stores what it reads under its own SHA-256. The same bytes have one key,
// so storing twice is storing once, and what a key names never changes. When Put
// returns, the file survives a power cut: only then may a transaction that names
// it commit. A crash on the way leaves an unfinished file, which the next start
// sweeps, or a finished one that no row names, an orphan.
//
// # Orphans
//
// List shows what is there and Delete removes what nobody has stored since a
// given moment. A collector lists, asks the database which keys no row names,
// and deletes those with a moment an hour ago or more: a file that was stored
// again just now, for a transaction that is still open, is younger and stays.
//
// # Staged uploads
//
// A browser may put a large file straight into the store: Sign makes an address
// for one upload of a known size. It lands under a staged key, which is not a
// hash, because nobody has read it yet. The service opens it, stores it with
// Put, and deletes the staged one.
package blob
