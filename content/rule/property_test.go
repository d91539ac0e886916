package rule_test

import (
	"fmt"
	"testing"

	"github.com/portico-prm/portico/content/rule"
	"pgregory.net/rapid"
)

// leaf draws a test on an attribute of its own, with a fact that may or may not
// meet it, and the fact that surely does.
func leaf(t *rapid.T, n *int, f rule.Facts, remedy map[string]rule.Value) rule.Tree {
	*n++
	attr := fmt.Sprintf("partner.a%d", *n)
	good, bad := rule.Words("x", "y"), rule.Words("z")
	yes := true
	one := rule.Scalar("x")
	r := rapid.SampledFrom([]rule.Tree{
		{In: []rule.Scalar{"x", "q"}}, {AnyOf: []rule.Scalar{"x"}}, {AllOf: []rule.Scalar{"x", "y"}},
		{Has: "x"}, {Has: "y", Unexpired: true}, {Is: &one}, {Present: &yes}, {AtLeast: "x"},
	}).Draw(t, "test")
	if r.Present != nil {
		bad = rule.Words()
	}
	if r.AtLeast != "" {
		good, bad = rule.Ranked("x", "w", "x"), rule.Ranked("w", "w", "x")
	}
	r.Attr, r.ID = attr, fmt.Sprintf("r%d", *n)
	f.Values[attr] = rapid.SampledFrom([]rule.Value{good, bad, rule.Value{Source: "somebody"}}).Draw(t, "fact")
	remedy[attr] = good
	return r
}

func drawTree(t *rapid.T, depth int, n *int, f rule.Facts, remedy map[string]rule.Value) rule.Tree {
	var r rule.Tree
	switch kind := rapid.IntRange(0, 3).Draw(t, "kind"); {
	case depth == 0 || kind < 2:
		r = leaf(t, n, f, remedy)
	default:
		var children []rule.Tree
		for range rapid.IntRange(1, 4).Draw(t, "children") {
			children = append(children, drawTree(t, depth-1, n, f, remedy))
		}
		r = rule.Tree{All: children}
		if kind == 3 {
			r = rule.Tree{Any: children}
		}
	}
	if rapid.IntRange(0, 4).Draw(t, "conditional") == 0 {
		cond := leaf(t, n, f, remedy)
		r.OnlyIf = &cond
	}
	return r
}

func TestDecisionIsTheAndOfItsConditions(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := 0
		f := rule.Facts{Now: now, Values: map[string]rule.Value{}}
		remedy := map[string]rule.Value{}
		root := drawTree(t, 3, &n, f, remedy)
		d := rule.Decide(rule.Access{Render: &root}, f)
		allMet := true
		for _, r := range d.Requirements {
			allMet = allMet && r.State == rule.Met
		}
		if (d.Result == rule.Allowed) != allMet || allMet != (root.Holds(f) == rule.Met) {
			t.Fatalf("result %s, all met %v, holds %v", d.Result, allMet, root.Holds(f))
		}
		for _, r := range d.Requirements {
			if r.State != rule.Met && (r.Need == "" || r.Have == "" || r.Next == nil) {
				t.Fatalf("%s teaches nothing: %+v", r.ID, r)
			}
		}
	})
}

func TestApplyingTheRemediesAllows(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := 0
		f := rule.Facts{Now: now, Values: map[string]rule.Value{}}
		remedy := map[string]rule.Value{}
		root := drawTree(t, 3, &n, f, remedy)
		access := rule.Access{Render: &root}
		attrOf := map[string]string{}
		root.Walk(func(r *rule.Tree) { attrOf[r.ID] = r.Attr })
		for range n + 1 {
			d := rule.Decide(access, f)
			if d.Result == rule.Allowed {
				return
			}
			for _, r := range d.Requirements {
				apply(&f, r, attrOf, remedy)
			}
		}
		t.Fatalf("still open after every remedy: %v", rule.Decide(access, f).Open())
	})
}

// apply does what an open requirement asks: all of it, or the first alternative.
func apply(f *rule.Facts, r rule.Requirement, attrOf map[string]string, remedy map[string]rule.Value) {
	switch {
	case r.State == rule.Met:
	case len(r.Alternatives) > 0:
		apply(f, r.Alternatives[0], attrOf, remedy)
	case len(r.Together) > 0:
		for _, part := range r.Together {
			apply(f, part, attrOf, remedy)
		}
	default:
		attr := attrOf[r.ID]
		*f = f.With(attr, remedy[attr])
	}
}
