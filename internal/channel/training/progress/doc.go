// Package progress is how far people, partners and portfolios are, and how a
// portfolio compares with those of other distributors.
//
// Counts are kept by triggers of the database as things happen
// (partner_tally, learner_tally, course_tally), so that a page of a portfolio
// reads rows and counts nothing. Rules that always hold: whatever was written,
// in whatever order and at once, a recount of the rows finds the same numbers;
// a distributor reads counts, and names only where the program says so; who is
// certified is decided by dates at the moment of reading, and waits for no job.
//
// Once a day each portfolio is measured: its certification completion rate
// beside the median of its peers. Reviews and plans read that row, so that all
// of them read one number.
package progress
