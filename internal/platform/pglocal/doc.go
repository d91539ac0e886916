// Package pglocal is the database of someone who has none: it finds PostgreSQL
// binaries on the machine and runs a private cluster from them, reachable only
// through a unix socket that nobody else can enter.
//
//	s, err := pglocal.Start(ctx, pglocal.Options{Dir: ".data", Fsync: true})
//	defer s.Stop()
//	d, err := db.Open(ctx, db.Config{URL: s.URL})
//
// # One server for several runs
//
// The first run that starts a folder owns its server: it holds a file lock and
// the server is its child. A second run of the same folder uses that server.
// When the owner leaves, the server stops, and one of the others takes the
// folder over: it starts the server again at the same address, so connections
// break once and come back by themselves.
//
// # What is left behind
//
// Nothing runs on after the owner. The server has a process group of its own,
// so Ctrl-C reaches the owner, which stops the server quickly and in order; if
// the owner is killed, the kernel tells the server (Linux), and the next run
// finds what is left of it. An ephemeral cluster is removed with its files,
// even then, by a small shell that waits for the owner's end.
//
// # Who runs it
//
// PostgreSQL refuses to run as root. Under root the server runs as the user
// postgres or else nobody, and the folder must be reachable for that user: below
// a closed home directory it is not, and a folder under /var/tmp is taken.
// Access needs no password because only that user and root can reach the socket.
package pglocal
