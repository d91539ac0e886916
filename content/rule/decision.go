package rule

import "time"

// Result is the answer to: may this partner use this template now?
type Result string

// The five results, from least to most.
const (
	Hidden        Result = "HIDDEN"
	Locked        Result = "LOCKED"
	NeedsApproval Result = "NEEDS_APPROVAL"
	AllowedWith   Result = "ALLOWED_WITH"
	Allowed       Result = "ALLOWED"
)

// Decision is the answer with its reasons, in the words of Facts.Language.
type Decision struct {
	Result         Result        `json:"result"`
	Summary        string        `json:"summary"`
	Requirements   []Requirement `json:"requirements,omitempty"`   // all that apply, met or not; none when hidden
	WhenAllMet     Result        `json:"whenAllMet,omitempty"`     // what a locked template becomes
	ApprovalReason []string      `json:"approvalReason,omitempty"` // rules that call for approval
	Obligations    []string      `json:"obligations,omitempty"`
	ValidUntil     time.Time     `json:"validUntil,omitzero"` // when a used certificate, agreement, grant or the template ends
	AskForHelp     string        `json:"askForHelp,omitempty"`

	// Unseen are the requirements that hide the template: for the audit trail
	// and for fixtures, never for the partner, who may not learn that it exists.
	Unseen []Requirement `json:"-"`
}

// Requirement is one condition: what the partner has, what is needed, what to
// do next. Sentences of met ones are written by Explain only.
type Requirement struct {
	ID           string        `json:"id"`
	State        State         `json:"state"`
	Have         string        `json:"have,omitempty"`
	Need         string        `json:"need,omitempty"`
	Next         *Next         `json:"next,omitempty"`
	Alternatives []Requirement `json:"anyOf,omitempty"` // of an open "any": meeting one of them is enough
	Together     []Requirement `json:"allOf,omitempty"` // of an alternative that asks for several things at once

	rule    *Tree // what was asked; nil after JSON
	generic bool  // say no more than "not part of your programme"
}

// Next is the step that would meet a requirement.
type Next struct {
	Action   string  `json:"action"` // SIGN, TRAIN, RENEW, UPLOAD, CHOOSE, ASK, WAIT
	Label    string  `json:"label"`
	Who      string  `json:"who,omitempty"`
	Minutes  int     `json:"minutes,omitempty"`
	Progress float64 `json:"progress,omitempty"` // 0..1 of the way
	Href     string  `json:"href,omitempty"`     // filled by the portal, which knows its pages
}

// Open lists the ids of the rules that are not met, as their author wrote them:
// hidden ones and generic ones too. For records and fixtures.
func (d Decision) Open() []string {
	var ids []string
	for _, list := range [][]Requirement{d.Unseen, d.Requirements} {
		for i := range list {
			if list[i].State != Met {
				ids = append(ids, list[i].name())
			}
		}
	}
	return ids
}

func (r *Requirement) name() string {
	if r.rule != nil {
		return r.rule.Name()
	}
	return r.ID
}

// Usable tells whether rendering may start now.
func (d Decision) Usable() bool {
	return d.Result == Allowed || d.Result == AllowedWith
}
