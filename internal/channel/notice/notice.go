package notice

import (
	"encoding/json"
	"time"

	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/partner"
)

// ID names a notice.
type ID string

// Kind is what a notice is about; people choose per kind how it is mailed.
type Kind string

// The kinds, as notice_kind has them.
const (
	TrainingDue       Kind = "TRAINING_DUE"
	Certification     Kind = "CERTIFICATION"
	TeamCertification Kind = "TEAM_CERTIFICATION"
	Membership        Kind = "MEMBERSHIP"
	Approval          Kind = "APPROVAL"
	BulkRender        Kind = "BULK_RENDER"
	Digest            Kind = "DIGEST"
)

// Subject is the type of what a notice leads to.
type Subject string

// The subjects.
const (
	AnEnrollment   Subject = "ENROLLMENT"
	ACertification Subject = "CERTIFICATION"
	AMembership    Subject = "MEMBERSHIP"
	AnApproval     Subject = "APPROVAL"
	ABulkRender    Subject = "BULK_RENDER"
	APartner       Subject = "PARTNER"
)

// Facts are what a sentence is made of, in no language and without names of
// people; Why alone is words, of who decided to whom it is told.
type Facts struct {
	Name  map[string]string `json:"name,omitempty"`  // of the course, certification, program or template; by language, "" for all
	State string            `json:"state,omitempty"` // what it came to, in the words of its module
	Until *time.Time        `json:"until,omitempty"` // the date that matters
	Why   string            `json:"why,omitempty"`   // what a person who decided wrote, to be read as it stands

	Made  int `json:"made,omitempty"`  // copies of a bulk
	Total int `json:"total,omitempty"` // all that were ordered

	Partners  int `json:"partners,omitempty"` // of a digest
	Expiring  int `json:"expiring,omitempty"`
	Grace     int `json:"grace,omitempty"`
	Expired   int `json:"expired,omitempty"`
	AtRisk    int `json:"atRisk,omitempty"`
	Suspended int `json:"suspended,omitempty"`
}

// Named is a name that is the same in every language.
func Named(s string) map[string]string { return map[string]string{"": s} }

// Draft is a notice before it is known who gets it.
type Draft struct {
	Kind    Kind
	Cause   string // the event, the same at every retry
	Subject Subject
	ID      string // of the subject
	Facts   Facts

	To        member.ID  // one person; or
	LeadersOf partner.ID // the administrators of a partner, but not About
	About     member.ID  // the colleague it is about
}

func (d Draft) facts() (string, error) {
	text, err := json.Marshal(d.Facts)
	return string(text), err
}

// Delivery is how notices of a kind are mailed.
type Delivery string

// The deliveries.
const (
	Instant Delivery = "INSTANT"
	Daily   Delivery = "DAILY"
	Off     Delivery = "OFF"
)
