package rule

import "time"

// Access is who may use a template, and when. The zero Access asks nothing.
type Access struct {
	Discover    *Tree        `json:"discover,omitempty"` // unmet: the template is not listed at all
	Render      *Tree        `json:"render,omitempty"`   // unmet: listed and locked, with reasons
	Approval    *Approval    `json:"approval,omitempty"`
	Obligations []Obligation `json:"obligations,omitempty"`
	OnBehalf    []string     `json:"onBehalf,omitempty"` // partner types that may render for a reseller of theirs
	Lifecycle   Lifecycle    `json:"lifecycle,omitzero"`
}

// Approval says when a person must look first, and who.
type Approval struct {
	RequiredIf *Tree    `json:"requiredIf"`
	By         []string `json:"by"`
	SLAHours   int      `json:"slaHours,omitempty"`
	Reuse      string   `json:"reuse,omitempty"` // never, or same-inputs: approved once for the same version and inputs
}

// Obligation is what the output must carry where its rule is met or unknown.
type Obligation struct {
	Do string `json:"do"` // ObligePlate or ObligeWatermark
	If *Tree  `json:"if,omitempty"`
}

// The obligations that the renderer can fulfil.
const (
	ObligePlate     = "plate"     // the partner's mark stands on a plate, whatever its contrast
	ObligeWatermark = "watermark" // each page says that it is not for use
)

// Lifecycle is when a version may be used.
type Lifecycle struct {
	EmbargoUntil time.Time `json:"embargoUntil,omitzero"`
	ExpiresAt    time.Time `json:"expiresAt,omitzero"`
	OnExpiry     string    `json:"onExpiry,omitempty"`  // block (the default), watermark or warn
	GraceDays    int       `json:"graceDays,omitempty"` // what was approved before may still finish
}

// Asks are the attributes that the rules look at; those that every decision
// looks at are not among them.
func (a Access) Asks() map[string]bool {
	out := map[string]bool{}
	note := func(t *Tree) { out[t.Attr] = true }
	a.Discover.Walk(note)
	a.Render.Walk(note)
	if a.Approval != nil {
		a.Approval.RequiredIf.Walk(note)
	}
	for _, o := range a.Obligations {
		o.If.Walk(note)
	}
	delete(out, "") // groups have none
	return out
}

// IsZero tells that there are no dates.
func (l Lifecycle) IsZero() bool {
	return l.EmbargoUntil.IsZero() && l.ExpiresAt.IsZero()
}
