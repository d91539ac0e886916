package rule

import (
	"slices"
	"strconv"
	"time"
)

const attrAccessLevel = "partner.accessLevel"

// accessLevels, lowest first. Unlike tiers they are the same in every programme.
var accessLevels = []string{"VIEW", "DOWNLOAD", "COBRAND", "COBRAND_EXTENDED"}

// test evaluates one operator on one attribute. An item that has ended, or has
// not begun, counts as not held; only has without unexpired takes ended ones.
func test(t *Tree, f *Facts) (State, time.Time) {
	v, ok := f.Values[t.Attr]
	if !ok || !v.Known {
		return UnknownState, time.Time{}
	}
	switch t.Operator() {
	case In:
		return oneOf(t.In, &v, f.Now)
	case AnyOf:
		return oneOf(t.AnyOf, &v, f.Now)
	case AllOf:
		return allHeld(t.AllOf, &v, f.Now)
	case Has:
		return has(t, &v, f.Now)
	case Is:
		return oneOf([]Scalar{*t.Is}, &v, f.Now)
	case AtLeast, Below:
		return ranked(t, &v, f.Now)
	case Present:
		return present(*t.Present, &v, f.Now)
	}
	return Unmet, time.Time{}
}

// oneOf is met by any wanted item that is held, and lasts as long as the longest.
func oneOf(want []Scalar, v *Value, now time.Time) (State, time.Time) {
	out := outcome{state: Unmet}
	for i := range v.Items {
		it := &v.Items[i]
		if it.heldAt(now) && slices.Contains(want, Scalar(it.ID)) {
			out.until = laterOf(out, outcome{until: it.Expires})
			out.state = Met
		}
	}
	return out.state, out.until
}

func allHeld(want []Scalar, v *Value, now time.Time) (State, time.Time) {
	var until time.Time
	for i := range want {
		state, end := oneOf(want[i:i+1], v, now)
		if state != Met {
			return state, time.Time{}
		}
		until = earlier(until, end)
	}
	return Met, until
}

func has(t *Tree, v *Value, now time.Time) (State, time.Time) {
	out := outcome{state: Unmet}
	for i := range v.Items {
		if it := &v.Items[i]; t.satisfiedBy(it, now) {
			out.until = laterOf(out, outcome{until: it.Expires})
			out.state = Met
		}
	}
	if !t.Unexpired {
		out.until = time.Time{}
	}
	return out.state, out.until
}

func (t *Tree) satisfiedBy(it *Item, now time.Time) bool {
	return it.ID == t.Has && it.begunAt(now) && it.Holders >= t.MinHolders && !(t.Unexpired && it.endedAt(now))
}

// ranked compares by the attribute's order. Without a common order nobody can
// tell, so the answer is unknown.
func ranked(t *Tree, v *Value, now time.Time) (State, time.Time) {
	it := v.first(now)
	if it == nil {
		return Unmet, time.Time{}
	}
	cmp, ok := compare(it.ID, t.AtLeast+t.Below, orderOf(t.Attr, v))
	if !ok {
		return UnknownState, time.Time{}
	}
	if (t.AtLeast != "" && cmp >= 0) || (t.Below != "" && cmp < 0) {
		return Met, it.Expires
	}
	return Unmet, time.Time{}
}

func orderOf(attr string, v *Value) []string {
	if attr == attrAccessLevel {
		return accessLevels
	}
	return v.Order
}

func compare(have, want string, order []string) (int, bool) {
	if order == nil {
		return compareNumbers(have, want)
	}
	h, w := slices.Index(order, have), slices.Index(order, want)
	return h - w, h >= 0 && w >= 0
}

func compareNumbers(have, want string) (int, bool) {
	if have == want {
		return 0, true
	}
	h, err1 := strconv.ParseFloat(have, 64)
	w, err2 := strconv.ParseFloat(want, 64)
	if err1 != nil || err2 != nil || h != h || w != w {
		return 0, false
	}
	if h < w {
		return -1, true
	}
	return 1, true
}

func present(want bool, v *Value, now time.Time) (State, time.Time) {
	it := v.first(now)
	if (it != nil) != want {
		return Unmet, time.Time{}
	}
	if it == nil {
		return Met, time.Time{}
	}
	return Met, it.Expires
}

// first is the first item held now, or nil.
func (v *Value) first(now time.Time) *Item {
	for i := range v.Items {
		if v.Items[i].heldAt(now) {
			return &v.Items[i]
		}
	}
	return nil
}
