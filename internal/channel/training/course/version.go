package course

import (
	"slices"
	"time"

	"github.com/portico-prm/portico/internal/base/fault"
)

// State is where a version of a course stands.
type State string

// The states; see the diagram in the package comment.
const (
	Draft     State = "DRAFT"
	InReview  State = "IN_REVIEW"
	Published State = "PUBLISHED"
	Retired   State = "RETIRED"
)

var moves = map[State][]State{
	Draft:     {InReview},
	InReview:  {Draft, Published},
	Published: {Retired},
}

// Move tells whether a version may change so.
func (s State) Move(to State) error {
	if slices.Contains(moves[s], to) {
		return nil
	}
	return fault.Coded(fault.Conflict, "VERSION_STATE", "A version that is %s cannot become %s.", s, to)
}

// Version is one edition of a course, without its lessons.
type Version struct {
	ID          VersionID  `db:"id"`
	CourseID    ID         `db:"course_id"`
	Key         string     `db:"key"`
	Number      int        `db:"number"`
	State       State      `db:"state"`
	Locale      string     `db:"locale"`
	AuthorID    *string    `db:"author_id"`
	ReviewedBy  *string    `db:"reviewed_by"`
	ReturnedWhy *string    `db:"returned_why"`
	PublishedAt *time.Time `db:"published_at"`
	RetiredAt   *time.Time `db:"retired_at"`
}

// mayPublish keeps author and reviewer apart.
func (v *Version) mayPublish(person string) error {
	if v.AuthorID != nil && *v.AuthorID == person {
		return fault.Coded(fault.Forbidden, "OWN_VERSION", "You wrote this version, so somebody else has to publish it.")
	}
	return nil
}
