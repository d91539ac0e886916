// Package read answers queries. Each GraphQL type says once how it is read: a
// table with its columns, or a Go value with its getters, and the edges to
// other types. A query becomes a plan of levels; a level is one statement for
// all rows of it, whatever their parents, under the database role of the reach
// that its action gives the viewer. The rows come back packed in PostgreSQL's
// binary form and are written straight to JSON.
//
//	query ── plan ──> level: partners          select … order by … limit 50
//	                    └ level: portfolio     select … where distributor_id = any($1) …
//	                        └ level: certifications   select … where partner_id = any($1) …
//
// Levels that are known to answer little are read in one statement with their
// parents (company), because a round trip costs more than they do.
//
// Rules that always hold:
//
//   - One operation is one read-only snapshot (gate.Look), however many levels.
//   - Only selected columns are read, and those that edges and cursors need.
//   - What is computed in Go is computed for a whole level in one call.
//   - Who may see a row is the row policies' matter; who may ask for a type is
//     the access table's. Nothing here decides either.
//   - New fails when a field of the schema has no entry, or an entry no field.
package read
