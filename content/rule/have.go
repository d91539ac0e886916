package rule

import (
	"strconv"
	"time"
)

const maxListed = 4 // items of a "have"; more would bury the point

// have says what the partner holds of an attribute, seen from the rule.
func (s speaker) have(t *Tree, v *Value, state State) string {
	switch {
	case !v.Known:
		return s.unknown(t, v)
	case len(v.Items) == 0:
		return s.c.none
	}
	if same := v.find(t.Has); same != nil {
		return s.item(same) + s.holders(t, same)
	}
	return s.items(v, state, t)
}

func (s speaker) items(v *Value, state State, t *Tree) string {
	var names []string
	for i := range v.Items {
		if len(names) == maxListed {
			names = append(names, "…")
			break
		}
		if state != Met || t.mentions(v.Items[i].ID) {
			names = append(names, s.item(&v.Items[i]))
		}
	}
	return sentenceList(names, s.c.and)
}

// mentions tells whether a met rule is about the item; ordered ones are about any.
func (t *Tree) mentions(id string) bool {
	for _, list := range [][]Scalar{t.In, t.AnyOf, t.AllOf} {
		for _, w := range list {
			if string(w) == id {
				return true
			}
		}
	}
	return t.In == nil && t.AnyOf == nil && t.AllOf == nil
}

// item is a name with the date that matters: when it ended, when it will begin.
func (s speaker) item(it *Item) string {
	name := s.label(it.ID, it.Label)
	switch now := s.f.Now; {
	case it.endedAt(now):
		return name + fill(s.c.ended, "{date}", s.c.date(it.Expires))
	case !it.begunAt(now):
		return name + fill(s.c.begins, "{date}", s.c.date(it.Since))
	case !it.Expires.IsZero():
		return name + fill(s.c.until, "{date}", s.c.date(it.Expires))
	}
	return name
}

func (s speaker) holders(t *Tree, it *Item) string {
	if t.MinHolders == 0 || it.Holders >= t.MinHolders {
		return ""
	}
	return fill(s.c.holdersHave, "{n}", strconv.Itoa(it.Holders), "{of}", strconv.Itoa(t.MinHolders))
}

func (s speaker) unknown(t *Tree, v *Value) string {
	sentence := fill(s.c.unknown, "{attr}", s.noun(t.Attr))
	if v.Source != "" {
		sentence += fill(s.c.unknownFrom, "{source}", v.Source)
	}
	if !v.AsOf.IsZero() {
		sentence += fill(s.c.unknownSince, "{date}", s.c.date(v.AsOf))
	}
	return sentence
}

// date is a day in UTC, as the language writes it.
func (c *catalogue) date(t time.Time) string {
	y, m, d := t.UTC().Date()
	return fill(c.dateForm, "{d}", strconv.Itoa(d), "{m}", c.months[m-1], "{y}", strconv.Itoa(y))
}
