package award

import (
	"slices"
	"time"

	"github.com/portico-prm/portico/internal/channel/training"
)

// Award is a certification that is due.
type Award struct {
	At        time.Time
	ExpiresAt time.Time
	Path      training.Path
	Renews    *training.ID
	Rests     []Fact // without holders, who are counted day by day
	Origin    training.Origin
}

// Due is the next certification that a holder has earned and was not given; nil
// for none. It reads nothing but the file: it goes through the moments at which
// something was done, and stops at the first at which all was there.
func (f *File) Due() *Award {
	for _, at := range f.moments() {
		for _, p := range []training.Path{training.Renewal, training.Full} {
			if a := f.on(p, at); a != nil {
				return a
			}
		}
	}
	return nil
}

// moments are when something was done, in order, each once. Holders are counted
// now.
func (f *File) moments() []time.Time {
	var out []time.Time
	for _, x := range f.Facts {
		out = append(out, f.effective(x))
	}
	if len(f.Holders) > 0 {
		out = append(out, f.Now)
	}
	slices.SortFunc(out, time.Time.Compare)
	return slices.CompactFunc(out, time.Time.Equal)
}

// effective is from when a fact can have effect: a document that is given while
// another holds follows it, whatever date it bears.
func (f *File) effective(x Fact) time.Time {
	if last := f.last(); x.Kind == Evidence && last != nil && x.At.Before(last.IssuedAt) {
		return last.IssuedAt
	}
	return x.At
}

// on is what is due at a moment by one path.
func (f *File) on(p training.Path, at time.Time) *Award {
	asked := f.of(p)
	w, open := f.window(p, at, asked)
	if !open || len(asked) == 0 {
		return nil
	}
	a := &Award{At: at, Path: p}
	for _, r := range asked {
		if r.Kind == Holders {
			if f.holding(r) < *r.Holders {
				return nil
			}
			continue
		}
		x := f.latest(r, w)
		if x == nil {
			return nil
		}
		a.Rests = append(a.Rests, *x)
	}
	if last := f.last(); last != nil && at.Before(last.EndsAt()) {
		a.Renews = &last.ID
	}
	a.Origin = origin(a.Rests)
	a.ExpiresAt = ends(f.Definition, a)
	return a
}

// window is when something has to be done to count at a moment.
type window struct {
	after    time.Time // exclusive
	from, to time.Time // inclusive
	beyond   time.Time // a document has to hold longer
}

func (w window) has(x Fact) bool {
	if x.Kind == Evidence {
		return !x.At.After(w.to) && x.Until.After(w.to) && x.Until.After(w.beyond)
	}
	return x.At.After(w.after) && !x.At.Before(w.from) && !x.At.After(w.to)
}

// window is open when a certification by a path may be issued at a moment.
func (f *File) window(p training.Path, at time.Time, asked []*Requirement) (w window, open bool) {
	last := f.last()
	w = window{after: f.cut(), to: at}
	if last == nil {
		return w, p == training.Full
	}
	w.beyond = last.ExpiresAt
	if !byDocument(asked) && (!at.After(last.IssuedAt) || at.Before(last.NoticeFrom())) {
		return w, false // it holds, and nobody is asked yet to renew it
	}
	if age := f.Definition.MaxAgeMonths; age != nil {
		w.from = at.AddDate(0, -*age, 0)
	} else if w.after.Before(last.IssuedAt) {
		w.after = last.IssuedAt
	}
	if p == training.Full {
		return w, true
	}
	w.from = later(w.from, last.NoticeFrom())
	w.after = later(w.after, last.IssuedAt)
	return w, at.Before(last.EndsAt())
}

func byDocument(asked []*Requirement) bool {
	return slices.ContainsFunc(asked, func(r *Requirement) bool { return r.Kind == Evidence })
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// latest is the newest fact that counts for a requirement; of documents the one
// that holds longest.
func (f *File) latest(r *Requirement, w window) (out *Fact) {
	for i := range f.Facts {
		x := &f.Facts[i]
		if x.Kind != r.Kind || x.Subject != r.subject() || x.Kind == Evidence && f.used(x.ID) {
			continue
		}
		if w.has(*x) && (out == nil || x.newer(out)) {
			out = x
		}
	}
	return out
}

// newer is an order without ties, so that it is always the same fact.
func (x *Fact) newer(y *Fact) bool {
	a, b := x.At, y.At
	if x.Kind == Evidence {
		a, b = *x.Until, *y.Until
	}
	if c := a.Compare(b); c != 0 {
		return c > 0
	}
	return x.ID > y.ID
}

// holding is how many people count for a requirement now.
func (f *File) holding(r *Requirement) (n int) {
	cut := f.cut()
	for _, h := range f.Holders {
		if h.RequirementID == r.ID && h.Since.After(cut) {
			n++
		}
	}
	return n
}

// origin is that of a document, or else of what was done last.
func origin(rests []Fact) training.Origin {
	out, newest := training.InPortal, (*Fact)(nil)
	for i := range rests {
		x := &rests[i]
		if x.Kind == Evidence {
			return training.ByEvidence
		}
		if newest == nil || x.newer(newest) {
			newest, out = x, x.Origin
		}
	}
	return out
}

// ends is when a proof of a definition ends: a document says it itself, and for
// a certification of the vendor's own not later than the definition.
func ends(d *training.Definition, a *Award) time.Time {
	end := a.At.AddDate(0, d.ValidMonths, 0)
	for _, x := range a.Rests {
		if x.Kind == Evidence && (d.Kind == training.Regulatory || x.Until.Before(end)) {
			end = *x.Until
		}
	}
	return end
}
