// Package quiz is what people are asked, and what came of it.
//
//	version: DRAFT -> PUBLISHED -> RETIRED
//	attempt: OPEN -> PASSED | FAILED     (by the learner, or when time is over)
//
// A quiz has versions; a version has pools of questions, and each attempt draws
// from them by a seed of its own. A draft is edited, a published version never
// changes, and an attempt is finished in the version that it was begun in.
//
// Rules that always hold:
//
//   - The key is read under the vendor's role only: to lay a question out, and
//     to score an attempt that ends. A learner's role reads what was shown and,
//     once the review policy allows it, the review; see migration 0015.
//   - Every answer is saved at once and can be changed until the attempt ends.
//     What was saved counts, whoever or whatever ends it.
//   - Time is the server's. A learner is told when time is over (due_at); for a
//     short grace after it, answers on their way are still taken.
//   - An attempt leaves OPEN once, under a lock of its row. Who asks again gets
//     the result that there is; observers are told of a pass once, in the unit
//     of work that makes it.
package quiz
