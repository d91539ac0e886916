package award

import (
	"time"

	"github.com/portico-prm/portico/content/rule"
	"github.com/portico-prm/portico/internal/channel/training"
)

// Progress is how far a holder is towards a certification, or towards renewing
// it.
type Progress struct {
	Key    string
	Path   training.Path
	Holds  *training.Certification // the last that was not taken back; nil for none
	OpenAt *time.Time              // from then on what is done counts for a renewal; nil: it counts now
	Steps  []*Step
}

// Step is one requirement as the holder meets it.
type Step struct {
	Requirement *Requirement
	Met         bool
	MetAt       *time.Time
	Have, Need  int
	Next        *rule.Next // nil when it is met
}

// Done is how many requirements are met.
func (p *Progress) Done() (n int) {
	for _, s := range p.Steps {
		if s.Met {
			n++
		}
	}
	return n
}

// progress is how far the holder of a file is at its moment. It asks the same
// questions as Due.
func (f *File) progress() *Progress {
	p := &Progress{Key: f.Definition.Key, Path: training.Full, Holds: f.last()}
	early := p.Holds != nil && f.Now.Before(p.Holds.NoticeFrom())
	if early {
		from := p.Holds.NoticeFrom()
		p.OpenAt = &from
	} else if p.Holds != nil && f.Now.Before(p.Holds.EndsAt()) && len(f.of(training.Renewal)) > 0 {
		p.Path = training.Renewal
	}
	asked := f.of(p.Path)
	w, _ := f.window(p.Path, f.Now, asked)
	for _, r := range asked {
		p.Steps = append(p.Steps, f.step(r, w, early))
	}
	return p
}

// step is one requirement. While a proof holds that nobody is asked yet to
// renew, what was done for it is done.
func (f *File) step(r *Requirement, w window, early bool) *Step {
	s := &Step{Requirement: r, Need: 1}
	if r.Kind == Holders {
		s.Need, s.Have = *r.Holders, f.holding(r)
		s.Met = s.Have >= s.Need
		return s
	}
	if early {
		at := f.last().IssuedAt
		s.Met, s.MetAt, s.Have = true, &at, 1
		return s
	}
	if x := f.latest(r, w); x != nil {
		s.Met, s.MetAt, s.Have = true, &x.At, 1
	}
	return s
}
