package spec

import (
	"fmt"
	"math"
	"slices"
)

const slack = 0.01 // mm or px: boxes that touch do not overlap

// place: a zone lies inside the safe area and clear of forbidden ground.
func (l *linter) place(s scope, z *Zone, where string) {
	b := z.Box
	if b[2] <= 0 || b[3] <= 0 {
		l.say(where+".box", "ZONE_EMPTY", fmt.Sprintf("The box is %g x %g.", b[2], b[3]), "Width and height are above 0; the order is x, y, width, height.")
		return
	}
	if safe := s.size.inner(); !b.within(safe) {
		l.say(where+".box", "ZONE_OUTSIDE", fmt.Sprintf("Zone %s reaches from %g, %g to %g, %g; the safe area from %g, %g to %g, %g.",
			z.ID, b[0], b[1], hundredth(b[0]+b[2]), hundredth(b[1]+b[3]), safe[0], safe[1], hundredth(safe[0]+safe[2]), hundredth(safe[1]+safe[3])), "Move or shrink the box.")
	}
	if b[2] < z.MinWidth-slack || b[3] < z.MinHeight-slack {
		l.say(where+".box", "ZONE_TOO_SMALL", fmt.Sprintf("Zone %s is %g x %g; what it shows has at least %g x %g.", z.ID, b[2], b[3], z.MinWidth, z.MinHeight), "Enlarge the box, or lower minWidth and minHeight.")
	}
	for _, k := range s.page.KeepOut {
		if clear := l.clearOf(k); b.touches(k.Box.grown(clear)) {
			l.say(where+".box", "ZONE_KEEP_OUT", fmt.Sprintf("Zone %s comes closer than %g to %s.", z.ID, clear, k.ID), "Move or shrink the box.")
		}
	}
}

// clearOf is the ground around a keep-out: its own, and the vendor mark's.
func (l *linter) clearOf(k KeepOut) float64 {
	if v := l.m.Brand.VendorMark; k.ID == VendorLogo && v != nil {
		return max(k.Clear, v.Clear*k.Box[3])
	}
	return k.Clear
}

func (l *linter) overlaps(s scope) {
	zones := s.page.Zones
	for i := range zones {
		for j := range zones[:i] {
			a, b := &zones[i], &zones[j]
			if a.Box.touches(b.Box) && !slices.Contains(a.Over, b.ID) && !slices.Contains(b.Over, a.ID) && !exclusive(a, b) {
				l.say(s.zone(i)+".box", "ZONE_OVERLAP", fmt.Sprintf("Zone %s lies over zone %s.", a.ID, b.ID),
					"Move one of them, or write overlaps: ["+b.ID+"] if it is meant.")
			}
		}
	}
}

// exclusive: two zones that are never shown together may share their place:
// one asks that something is, the other that it is not.
func exclusive(a, b *Zone) bool {
	x, y := a.OnlyIf, b.OnlyIf
	if x == nil || y == nil || x.Attr == "" || x.Attr != y.Attr {
		return false
	}
	if x.Is != nil && y.Is != nil {
		return *x.Is != *y.Is
	}
	return x.Present != nil && y.Present != nil && *x.Present != *y.Present
}

// inner is where zones may lie.
func (s Size) inner() Box {
	b := Box{s.Safe, s.Safe, s.Width - float64(2*s.Safe), s.Height - float64(2*s.Safe)}
	if h := s.Hidden; h != nil {
		left, top := max(b[0], h.Left), max(b[1], h.Top)
		right, bottom := min(b[0]+b[2], s.Width-h.Right), min(b[1]+b[3], s.Height-h.Bottom)
		b = Box{left, top, right - left, bottom - top}
	}
	return b
}

func (b Box) within(o Box) bool {
	return b[0] >= o[0]-slack && b[1] >= o[1]-slack && b[0]+b[2] <= o[0]+o[2]+slack && b[1]+b[3] <= o[1]+o[3]+slack
}

func (b Box) touches(o Box) bool {
	return b[0] < o[0]+o[2]-slack && o[0] < b[0]+b[2]-slack && b[1] < o[1]+o[3]-slack && o[1] < b[1]+b[3]-slack
}

func (b Box) grown(by float64) Box {
	return Box{b[0] - by, b[1] - by, b[2] + float64(2*by), b[3] + float64(2*by)}
}

// hundredth is a length for people.
func hundredth(v float64) float64 { return math.Round(v*100) / 100 }
