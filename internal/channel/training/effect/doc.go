// Package effect is what follows from learning: points, metrics of tiers and
// rebates, eligibility for marketing funds, and content that is unlocked.
//
//	rule version: active -> ended
//	cause (completion, pass, certification) --rule in force then--> effect -> reversed
//
// Rules that always hold: a version of a rule never changes; a cause has the
// effects of the versions that were in force when it happened, each exactly
// once, in the unit of work of the cause; a cause that is taken back takes its
// effects along, by entries of the opposite amount. What a certification brings
// ends with it. The ledger is never edited.
package effect
