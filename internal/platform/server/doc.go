// Package server is the edge: everything about HTTP that has nothing to do
// with the trade. It gets its handlers and puts them behind one chain:
//
//	visit     request id, client address, security headers, log line, panic -> 500
//	origin    a browser on a foreign site changes nothing; trusted origins may
//	route     method, content type, size, deadline, a place in the crowd, gzip
//	handler
//
// What a handler never has to think of: a JSON body is in memory and within
// its limit, a private answer is not cacheable whatever headers it sets, and
// slow clients are cut off by progress, not by a guess about their line. A
// handler that answers with events turns its request into a Stream.
//
// The package also holds two things that such handlers need: Signer for
// links that are short-lived and meant for one person, and ServeParts for a
// document that lies in several files.
package server
