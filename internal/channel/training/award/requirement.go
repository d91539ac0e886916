package award

import (
	"regexp"
	"slices"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/channel/training"
	"github.com/portico-prm/portico/internal/platform/actor"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// Kind is what a requirement asks for.
type Kind string

// The kinds.
const (
	Course   Kind = "COURSE"
	Quiz     Kind = "QUIZ"
	Session  Kind = "SESSION"
	Evidence Kind = "EVIDENCE" // a document that was accepted
	Holders  Kind = "HOLDERS"  // people of the partner who hold certifications
)

// Requirement is one thing that a certification asks for.
type Requirement struct {
	ID       string        `db:"id"`
	Key      string        `db:"definition_key"`
	Path     training.Path `db:"path"`
	Position int           `db:"position"`
	Kind     Kind          `db:"kind"`
	Subject  *string       `db:"subject"` // key of the course, quiz or session
	Label    string        `db:"label"`   // what to bring or to attend, for people
	Holders  *int          `db:"holders"` // how many people
	Keys     gate.Strings  `db:"keys"`    // who hold every one of these
	Role     *string       `db:"role"`    // and have this role; nil: any
}

// subject is what facts are told apart by: a document is of its definition.
func (r *Requirement) subject() string {
	switch {
	case r.Kind == Evidence:
		return r.Key
	case r.Subject != nil:
		return *r.Subject
	}
	return ""
}

// most are the most requirements of one path.
const most = 20

var keyForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// check names what is wrong with the requirements of one path of a definition.
func check(d *training.Definition, field string, all []*Requirement) (wrong []*fault.Error) {
	switch {
	case len(all) > most:
		return []*fault.Error{fault.Field(fault.Invalid, field, "TOO_MANY", "A certification asks for at most %d things.", most)}
	case len(all) > 0 && d.Holder == training.ByEither:
		return []*fault.Error{fault.Field(fault.Invalid, "holder", "HOLDER_NEEDED", "Say who holds it, PERSON or PARTNER: it depends on that what can be asked for.")}
	}
	seen := map[string]bool{}
	for _, r := range all {
		if err := r.check(d, field); err != nil {
			wrong = append(wrong, err)
		}
		if same := string(r.Kind) + r.subject(); r.Kind != Holders && seen[same] {
			wrong = append(wrong, fault.Field(fault.Invalid, field, "ASKED_TWICE", "%s %s is asked for twice. Ask once.", r.Kind, r.subject()))
		} else {
			seen[same] = true
		}
	}
	return wrong
}

func (r *Requirement) check(d *training.Definition, field string) *fault.Error {
	personal := []Kind{Course, Quiz, Session, Evidence}
	switch {
	case d.Holder == training.ByPerson && !slices.Contains(personal, r.Kind):
		return fault.Field(fault.Invalid, field, "NOT_OF_A_PERSON", "A person's certification asks for courses, quizzes, sessions and a document, not for %s.", r.Kind)
	case d.Holder == training.ByPartner && r.Kind != Evidence && r.Kind != Holders:
		return fault.Field(fault.Invalid, field, "NOT_OF_A_PARTNER", "A partner's certification asks for holders and a document, not for %s. Let a person's certification ask for it, and this one for its holders.", r.Kind)
	case r.Kind == Holders:
		return r.checkHolders(d, field)
	case r.Kind != Evidence && (r.Subject == nil || !keyForm.MatchString(*r.Subject) || len(*r.Subject) > 64):
		return fault.Field(fault.Invalid, field, "REQUIRED", "Give the key of the %s.", r.Kind)
	case len(r.Label) > 200:
		return fault.Field(fault.Invalid, field, "TEXT_LENGTH", "A label has at most 200 characters.")
	}
	return nil
}

func (r *Requirement) checkHolders(d *training.Definition, field string) *fault.Error {
	switch {
	case r.Holders == nil || *r.Holders < 1 || *r.Holders > 1000:
		return fault.Field(fault.Invalid, field, "HOLDERS", "Ask for 1 to 1000 people.")
	case len(r.Keys) == 0 || len(r.Keys) > most || slices.Contains(r.Keys, d.Key):
		return fault.Field(fault.Invalid, field, "REQUIRED", "Name 1 to %d other certifications that these people hold.", most)
	case r.Role != nil && !slices.Contains(actor.Roles, actor.Role(*r.Role)):
		return fault.Field(fault.Invalid, field, "UNKNOWN_ROLE", "There is no role %q.", *r.Role)
	}
	return nil
}
