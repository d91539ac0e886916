// Package library is the vendor's sales content: finished assets, and templates
// that partners fill with their own logo and data.
//
//	template version: DRAFT -> IN_REVIEW -> APPROVED -> PUBLISHED -> SUPERSEDED
//	                                                         \-> WITHDRAWN <-/
//	asset: DRAFT -> PUBLISHED -> WITHDRAWN
//
// Rules that always hold: a version is compiled once, in the sandbox, and is
// named by the hash of its content; a published version never changes; who
// wrote a version never approves it; publishing one supersedes the last. What
// people do with content is kept as events, with the version they saw.
package library
