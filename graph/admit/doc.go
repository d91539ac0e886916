// Package admit looks at a request before anything else does, and says what it
// would cost or why it is not let in. gqlgen's own complexity limit and its
// validation take exponential and quadratic time on hostile documents; the
// passes here are linear in the document and in the variables:
//
//	text ── tokens, parse ──> form: operations, fragments, directives,
//	                                repeats, lists, circles
//	                          weight: depth, aliases, fields, spreads and
//	                                objects, fragments expanded
//	variables ──────────────> values and their depth
//
// A fragment is weighed once and its weight reused. Sums stop beyond every
// limit, so nothing overflows. What does not parse, and what does not fit the
// schema, is left to gqlgen, which says it with a place.
package admit
