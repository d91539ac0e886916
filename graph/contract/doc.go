// Package contract holds the API against the programs that others wrote for
// it: the audit suite of GraphQL over HTTP, the clients of portals, and the
// compilers that read the printed schema. Its tests start the server as the
// product does and run those programs with Node.
//
// client/ pins them. They are installed once into the user's cache folder,
// under the hash of the lock file, and found there by every later run. Without
// node and npm, and in short runs, the tests are skipped.
package contract
