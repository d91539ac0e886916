// Package migrations holds the schema's history: forward only, one concern a
// file, never edited after release. schema.sql is what they add up to.
package migrations

import "embed"

// FS holds the numbered files.
//
//go:embed [0-9]*.sql
var FS embed.FS

// Roles are the database roles that the files grant to: one for each reach of
// an actor, and three for the means. They belong to the cluster, so they are
// made before the first file runs.
var Roles = []string{"portico_own", "portico_portfolio", "portico_all", "portico_door", "portico_audit", "portico_queue"}
