// Package ids makes and reads identifiers. Rows are named by UUIDv7, which
// sorts by time of birth, so an index stays compact.
package ids

import "github.com/google/uuid"

// New is a fresh UUIDv7 in its 36-character form.
func New() string { return uuid.Must(uuid.NewV7()).String() }

// Valid tells whether s is a UUID in the 36-character form.
func Valid(s string) bool {
	if len(s) != 36 {
		return false
	}
	_, err := uuid.Parse(s)
	return err == nil
}
