package library

import (
	"encoding/json"
	"slices"
	"time"

	"github.com/portico-prm/portico/internal/base/fault"
)

// TemplateID names a template, VersionID one version of it.
type (
	TemplateID string
	VersionID  string
)

// State is where a version of a template stands.
type State string

// The states; see the diagram in the package comment.
const (
	Draft      State = "DRAFT"
	InReview   State = "IN_REVIEW"
	Approved   State = "APPROVED"
	Published  State = "PUBLISHED"
	Superseded State = "SUPERSEDED"
	Withdrawn  State = "WITHDRAWN"
)

var moves = map[State][]State{
	Draft:      {InReview},
	InReview:   {Approved, Draft},
	Approved:   {Published, Draft},
	Published:  {Superseded, Withdrawn},
	Superseded: {Withdrawn},
}

// Move tells whether a version may change so.
func (s State) Move(to State) error {
	if slices.Contains(moves[s], to) {
		return nil
	}
	return fault.Coded(fault.Conflict, "VERSION_STATE", "A version that is %s cannot become %s.", s, to)
}

// Version is one version of a template, with what one needs of the template.
type Version struct {
	ID            VersionID       `db:"id"`
	TemplateID    TemplateID      `db:"template_id"`
	Slug          string          `db:"slug"`
	Version       string          `db:"version"` // semantic version
	State         State           `db:"state"`
	ContentSHA256 string          `db:"content_sha256"` // of the folder as it was written
	PackageSHA256 string          `db:"package_sha256"` // of the compiled package in the store
	PackageBytes  int64           `db:"package_bytes"`
	Problems      json.RawMessage `db:"problems"` // warnings of the compiler, as content/problem writes them
	AuthorID      *string         `db:"author_id"`
	ApprovedBy    *string         `db:"approved_by"`
	PublishedAt   *time.Time      `db:"published_at"`
	WithdrawnAt   *time.Time      `db:"withdrawn_at"`
	WithdrawWhy   *string         `db:"withdraw_why"`
	CreatedAt     time.Time       `db:"created_at"`
	UpdatedAt     time.Time       `db:"updated_at"`
}

// mayApprove keeps author and approver apart.
func (v *Version) mayApprove(person string) error {
	if v.AuthorID != nil && *v.AuthorID == person {
		return fault.Coded(fault.Forbidden, "OWN_VERSION", "You uploaded this version, so somebody else has to approve it.")
	}
	return nil
}
