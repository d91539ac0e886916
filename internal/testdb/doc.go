// Package testdb gives each test a PostgreSQL database of its own: real, migrated,
// empty of rows, dropped at the end.
//
//	func TestRegister(t *testing.T) {
//		t.Parallel()
//		d := testdb.New(t)
//
// A database is cloned from a template, which costs some tens of milliseconds.
// The template is migrated once per cluster and schema, and never connected to
// again: PostgreSQL does not clone a database that is in use.
//
// The cluster is the one that PORTICO_TEST_PG names, which 'make test' starts
// once for all packages (see the command in cluster), or else one that the test
// binary starts for itself and that goes with it. The login is no superuser, as
// on a managed PostgreSQL. Without PostgreSQL on the machine the tests are
// skipped, unless PORTICO_TEST_PG is set.
package testdb
