package place

import (
	"math"

	"github.com/portico-prm/portico/content/problem"
)

// Logo chooses a variant of the partner's mark and its place in the zone. A
// variant is usable when it is large enough to be read and fine enough to be
// printed; among the usable ones contrast decides, and where none can be seen,
// the vendor's list of fallbacks. Problems: LOGO_MISSING, LOGO_ASPECT,
// LOGO_TOO_SMALL_FOR_ZONE, LOGO_LOW_RESOLUTION, LOGO_LOW_CONTRAST; the last two
// also come as warnings beside a good placement.
func Logo(q LogoRequest) (LogoPlacement, problem.List) {
	nowhere := LogoPlacement{Candidate: -1}
	if p, bad := q.invalid(); bad {
		return nowhere, problem.List{p}
	}
	bare, refused := q.usable(0)
	if len(bare) == 0 {
		return nowhere, problem.List{refused}
	}
	first := bare[0]
	if first.visible() {
		best := first
		if q.allows(FallbackVariant) {
			best = q.best(bare)
		}
		return q.done(best)
	}
	return q.fallback(bare)
}

// option is a candidate tried in the zone.
type option struct {
	Candidate
	index int
	box   Rect
	plate *Plate
	seen  visibility
}

const (
	// goodShare of a mark must be seen for it to be shown as it is.
	goodShare = 0.9
	// A mark is recognised when half of it stands out by this ratio. Between
	// that and the vendor's minimum lie brand colours such as amber or sky blue
	// on white: worth a word to their owner, and no refusal.
	enoughShare = 0.5
	enoughRatio = 1.8
)

func (o option) visible() bool { return o.seen.score >= goodShare-hair }

// recognised tells whether the bare mark will do when nothing better is at hand.
func (q LogoRequest) recognised(o option) bool {
	if o.boxed(q.Background) {
		return true // its paper comes along
	}
	return o.see(q.Background, enoughRatio).score >= enoughShare-hair
}

// usable tries every candidate, those for small places last. When none will
// do, the problem is that of the first, which is the partner's main mark.
func (q LogoRequest) usable(padding float64) ([]option, problem.Problem) {
	var out []option
	var first problem.Problem
	for _, compact := range []bool{false, true} {
		for i, c := range q.Candidates {
			if c.Compact != compact {
				continue
			}
			o := option{Candidate: c, index: i, box: q.boxOf(c, padding), seen: c.shown(q.Background, q.Contrast.Min)}
			if p, bad := q.unusable(o); !bad {
				out = append(out, o)
			} else if first.Code == "" {
				first = p
			}
		}
		if len(out) > 0 && !compact && !q.needsCompact(out) {
			break
		}
	}
	return q.preferred(out), first
}

// needsCompact tells whether the icon is worth a try: only when none of the
// fuller variants can be seen.
func (q LogoRequest) needsCompact(out []option) bool {
	for _, o := range out {
		if o.visible() {
			return false
		}
	}
	return q.allows(FallbackVariant)
}

// preferred puts vector variants first where the zone asks for them.
func (q LogoRequest) preferred(all []option) []option {
	if !q.PreferVector {
		return all
	}
	var vector, raster []option
	for _, o := range all {
		if o.Vector {
			vector = append(vector, o)
		} else {
			raster = append(raster, o)
		}
	}
	return append(vector, raster...)
}

func (q LogoRequest) allows(step string) bool {
	for _, s := range q.Contrast.Fallback {
		if s == step {
			return true
		}
	}
	return false
}

// best is the visible option with the highest contrast; beyond the wanted
// contrast all are equal, and the earlier one, the fuller one, wins.
func (q LogoRequest) best(all []option) option {
	best, found := all[0], false
	for _, o := range all {
		if !o.visible() || found && q.reached(o) <= q.reached(best)+hair {
			continue
		}
		if found && q.PreferVector && best.Vector && !o.Vector {
			continue
		}
		best, found = o, true
	}
	return best
}

func (q LogoRequest) reached(o option) float64 {
	if q.Contrast.Want > 0 {
		return min(o.seen.low, q.Contrast.Want)
	}
	return o.seen.low
}

// fallback goes down the vendor's list when the first variant cannot be seen.
func (q LogoRequest) fallback(bare []option) (LogoPlacement, problem.List) {
	for _, step := range q.Contrast.Fallback {
		switch step {
		case FallbackVariant:
			if o := q.best(bare); o.visible() {
				return q.done(o)
			}
		case FallbackPlate:
			// A plate under the same mark is an improvement; one under another
			// variant only when the mark would be lost without.
			if o, ok := q.onPlate(q.recognised(bare[0]) && !bare[0].boxed(q.Background)); ok && (o.index == bare[0].index || !q.recognised(bare[0])) {
				p, found := q.done(o)
				return p, append(found, q.plated(bare[0]))
			}
		case FallbackBlock:
			if !q.recognised(bare[0]) {
				return LogoPlacement{Candidate: -1}, problem.List{q.unseen(bare[0], problem.Error)}
			}
		}
	}
	p, found := q.done(bare[0])
	return p, append(found, q.unseen(bare[0], problem.Warning))
}

// onPlate looks for a variant that is usable and visible on the plate; where the
// mark would be lost without a plate (strict is false), one that is recognised
// on it will do: white letters in a coloured shield are read on white, too.
func (q LogoRequest) onPlate(strict bool) (option, bool) {
	if q.Plate == nil {
		return option{}, false
	}
	on := q
	on.Background = Solid(q.Plate.Fill)
	options, _ := on.usable(math.Max(q.Plate.Padding, hair))
	for _, o := range options {
		if o.visible() {
			o.plate = q.Plate
			return o, true
		}
	}
	for _, o := range options {
		if !strict && on.recognised(o) {
			o.plate = q.Plate
			return o, true
		}
	}
	return option{}, false
}

// done is the answer for an option, with a warning when its pixels are few.
func (q LogoRequest) done(o option) (LogoPlacement, problem.List) {
	if o.plate == nil && o.boxed(q.Background) {
		o.seen = o.see(Solid(*o.Ground), q.Contrast.Min) // on its own paper
	}
	p := LogoPlacement{
		Candidate: o.index, Variant: o.Variant, Box: o.box, Clear: q.Clear * o.box.H,
		PPI: q.ppi(o.Candidate, o.box), Score: o.seen.score, Ratio: o.seen.low,
	}
	if o.plate != nil {
		p.Plate = &Fill{Box: o.box.Inset(-o.plate.Padding * o.box.H), Radius: o.plate.Radius, Color: o.plate.Fill}
	}
	if !o.Vector && p.PPI < q.warnPPI()-hair {
		return p, problem.List{q.soft(o)}
	}
	return p, nil
}

func (q LogoRequest) warnPPI() float64 {
	if q.WarnPPI > 0 {
		return q.WarnPPI
	}
	return q.WantPPI * 2 / 3
}
