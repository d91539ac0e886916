// Package rule decides whether a partner may use a template, and teaches what
// is missing when the answer is no.
//
// A rule is a closed tree: all, any, and single tests with an operator from a
// short list. There is no negation of groups and no free expression, so every
// test can be explained, translated, proved and listed. A test is met, unmet or
// unknown; unknown never allows.
//
//	hard blocks -> discover -> embargo, expiry -> render -> approval -> obligations
//	(LOCKED)       (HIDDEN)    (HIDDEN, LOCKED)   (LOCKED)  (NEEDS_APPROVAL)
//
// Decide is a pure function of the rules and the facts: it reads no clock, no
// file and no database, and every requirement is evaluated, not only the first
// that fails. Rule authors write no prose: the sentences come from a catalogue
// per language, keyed by attribute and operator.
package rule
