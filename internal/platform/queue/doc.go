// Package queue is jobs and events on River, in the same database. What is
// published inside a transaction exists if and only if that transaction
// committed, and is delivered at least once: a listener must bear a repeat.
//
// A listener runs under a named system actor. The driver polls, so an event is
// picked up within Poll, not at once.
package queue
