// Package db is the way to PostgreSQL: a pool whose network deadlines follow
// the context of what runs, whose statements stay prepared, and whose errors
// speak the vocabulary of fault. It also runs the migrations, makes the roles
// they grant to, and writes the snapshot of the schema.
//
// # Deadlines
//
// lib/pq answers a finished context by asking the server to cancel. When
// packets vanish that request vanishes too, and the caller waits for ever. So
// each connection is dialled by us and wrapped in a guard: when the context of
// the running operation, or of the transaction around it, is over, reads and
// writes end within Grace after it. Nothing else in the program needs to know.
//
// # Prepared statements
//
// lib/pq needs two round trips for a statement with arguments that is not
// prepared. Each connection keeps the last 256 statement texts prepared, inside
// transactions and outside, so the second use costs one. A statement without
// arguments goes as one simple query, which may hold several commands.
//
// # Messages
//
// A transaction that begins and ends with one statement is one message (Values):
// what opens and closes it travels as the escort of the statement. Under TLS and
// behind a pooler the same goes one after the other.
//
// # Poolers
//
// Behind PgBouncer in transaction mode a prepared statement would stay on one
// server connection and be looked for on another. Open notices such a pooler
// and then sends text and arguments in one message instead. In that mode a
// plain []byte argument travels as bytea: pass JSON as string or
// json.RawMessage.
//
// # Errors
//
// Fault gives a driver error its kind and a text that tells nothing about rows;
// Retryable says whether the whole unit of work may be tried again.
package db
