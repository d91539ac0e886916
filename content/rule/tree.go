package rule

import (
	"encoding/json"
	"strings"
)

// Tree is one rule: a group (All or Any) or a test of one attribute with one
// operator. The fields are those of the manifest.
type Tree struct {
	ID     string `json:"id,omitempty"`
	OnlyIf *Tree  `json:"onlyIf,omitempty"` // the rule does not apply where this is unmet
	Reveal string `json:"reveal,omitempty"` // RevealGeneric hides what exactly is missing

	All []Tree `json:"all,omitempty"`
	Any []Tree `json:"any,omitempty"`

	Attr       string   `json:"attr,omitempty"`
	In         []Scalar `json:"in,omitempty"`         // the value is one of these
	AnyOf      []Scalar `json:"anyOf,omitempty"`      // at least one of these is held
	AllOf      []Scalar `json:"allOf,omitempty"`      // every one of these is held
	Has        string   `json:"has,omitempty"`        // this item is held
	Unexpired  bool     `json:"unexpired,omitempty"`  // with Has: and has not ended
	MinHolders int      `json:"minHolders,omitempty"` // with Has: by so many people
	Is         *Scalar  `json:"is,omitempty"`         // the value equals this
	AtLeast    string   `json:"atLeast,omitempty"`    // in the attribute's order, or as a number
	Below      string   `json:"below,omitempty"`
	Present    *bool    `json:"present,omitempty"` // there is a value, or (false) there is none
}

// RevealGeneric as Tree.Reveal makes an open requirement say no more than that
// the template is not part of the partner's programme.
const RevealGeneric = "generic"

// Scalar is a word, a number or true/false, kept as its text.
type Scalar string

// UnmarshalJSON takes a string, a number or a boolean.
func (s *Scalar) UnmarshalJSON(b []byte) error {
	if len(b) > 0 && b[0] == '"' {
		var text string
		err := json.Unmarshal(b, &text)
		*s = Scalar(text)
		return err
	}
	*s = Scalar(b)
	return nil
}

// Operator names what a test asks of its attribute.
type Operator string

// The operators, as the manifest spells them.
const (
	In      Operator = "in"
	AnyOf   Operator = "anyOf"
	AllOf   Operator = "allOf"
	Has     Operator = "has"
	Is      Operator = "is"
	AtLeast Operator = "atLeast"
	Below   Operator = "below"
	Present Operator = "present"
)

// Operator tells what the test asks; empty for a group.
func (t *Tree) Operator() Operator {
	switch {
	case t.In != nil:
		return In
	case t.AnyOf != nil:
		return AnyOf
	case t.AllOf != nil:
		return AllOf
	case t.Has != "":
		return Has
	case t.Is != nil:
		return Is
	case t.AtLeast != "":
		return AtLeast
	case t.Below != "":
		return Below
	case t.Present != nil:
		return Present
	}
	return ""
}

// Name is the id of the rule, or the last word of its attribute, or the name of
// the first rule of the group.
func (t *Tree) Name() string {
	switch {
	case t.ID != "":
		return t.ID
	case len(t.All) > 0:
		return t.All[0].Name()
	case len(t.Any) > 0:
		return t.Any[0].Name()
	}
	return t.Attr[strings.LastIndexByte(t.Attr, '.')+1:]
}

// Walk calls fn for the rule and every rule within it, conditions included.
func (t *Tree) Walk(fn func(*Tree)) {
	if t == nil {
		return
	}
	fn(t)
	t.OnlyIf.Walk(fn)
	for i := range t.All {
		t.All[i].Walk(fn)
	}
	for i := range t.Any {
		t.Any[i].Walk(fn)
	}
}

// And is a rule that asks for all of the given ones; nil ones ask nothing, and
// of nothing the result is nil. With it a distributor's grant narrows a vendor's
// rule and can never widen it.
func And(trees ...*Tree) *Tree {
	var all []Tree
	for _, t := range trees {
		if t != nil {
			all = append(all, *t)
		}
	}
	if all == nil {
		return nil
	}
	return &Tree{All: all}
}
