// Package question is one question of a quiz: how it is asked, what answers it
// takes, and how many points an answer is worth. It is pure: no clock, no
// database, no chance but the seed that it is given.
//
//	Question ── Lay(seed) ──> Shown    what a learner may see: nothing tells the key
//	    │                └──> Layout   which authored part stands where; never leaves the server
//	    └────── Score(layout, answer) ──> 0 to 1
//
// Rules that always hold:
//
//   - Shown is made of texts in an order that the key does not decide: what
//     could give the right order away (pairs, sequences) is always shuffled.
//   - The same seed lays a question out the same way, on every machine.
//   - Check looks at Shown only, so what it says of an answer tells nothing.
//   - A score lies between 0 and 1; the key itself scores 1, no answer scores 0.
package question
