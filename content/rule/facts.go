package rule

import (
	"maps"
	"strconv"
	"time"
)

// Facts is all that a decision may know: values of attributes and one clock.
type Facts struct {
	Now      time.Time         `json:"now"`
	Language string            `json:"language,omitempty"` // of the sentences; en when there is no catalogue
	Values   map[string]Value  `json:"values"`             // partner.tier -> what is known of it
	Labels   map[string]string `json:"labels,omitempty"`   // names of things by id: certificates, agreements, tiers, countries
	Minutes  map[string]int    `json:"minutes,omitempty"`  // how long the way to a thing takes, by id: a course, an agreement
	People   map[string]string `json:"people,omitempty"`   // who helps: companyAdmin, channelManager, distributor -> name
}

// Value is what is known of one attribute. A single value has one item, a list
// several, nothing none; Known false says that nobody could tell.
type Value struct {
	Known  bool      `json:"known"`
	Items  []Item    `json:"items,omitempty"`
	Order  []string  `json:"order,omitempty"`  // lowest first, for tiers
	Source string    `json:"source,omitempty"` // who says so
	AsOf   time.Time `json:"asOf,omitzero"`    // since when nobody said anything newer
}

// Item is one thing that is held: a tier, a certificate, an agreement, a country.
type Item struct {
	ID       string    `json:"id"`
	Label    string    `json:"label,omitempty"`
	Since    time.Time `json:"since,omitzero"`
	Expires  time.Time `json:"expires,omitzero"`
	Holders  int       `json:"holders,omitempty"`  // people who hold the certificate now
	Progress float64   `json:"progress,omitempty"` // 0..1 of the training towards it
}

// Text is the value of an attribute that is one word.
func Text(s string) Value { return Value{Known: true, Items: []Item{{ID: s}}} }

// Flag is the value of an attribute that is true or false.
func Flag(b bool) Value { return Text(strconv.FormatBool(b)) }

// Words is the value of an attribute that is a list of words; none is known to be empty.
func Words(words ...string) Value {
	v := Value{Known: true, Items: make([]Item, len(words))}
	for i, w := range words {
		v.Items[i].ID = w
	}
	return v
}

// Ranked is a word with its place in an order, lowest first.
func Ranked(s string, order ...string) Value {
	v := Text(s)
	v.Order = order
	return v
}

// With returns facts that differ in one attribute; f stays as it is.
func (f Facts) With(attr string, v Value) Facts {
	f.Values = maps.Clone(f.Values)
	if f.Values == nil {
		f.Values = map[string]Value{}
	}
	f.Values[attr] = v
	return f
}

// heldAt tells whether the item has begun and has not ended.
func (i *Item) heldAt(now time.Time) bool {
	return i.begunAt(now) && !i.endedAt(now)
}

func (i *Item) begunAt(now time.Time) bool {
	return i.Since.IsZero() || !now.Before(i.Since)
}

func (i *Item) endedAt(now time.Time) bool {
	return !i.Expires.IsZero() && !now.Before(i.Expires)
}
