package rule

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/portico-prm/portico/content/problem"
)

const (
	maxDepth = 16   // groups within groups; real rules need three
	maxRules = 1000 // in one tree
)

var attribute = regexp.MustCompile(`^(partner|parent|grant|user|template|approval|input|output|now)\.[a-zA-Z][a-zA-Z0-9_]*$`)

// Check tells what is wrong with the shape of a rule. Where each problem is,
// is written below path, as in access.render.all[2].
func (t *Tree) Check(path string) problem.List {
	if t == nil {
		return nil
	}
	c := checker{}
	c.rule(t, path, 0)
	return c.found
}

type checker struct {
	found problem.List
	rules int
}

func (c *checker) say(where, code, message, fix string) {
	c.found = append(c.found, problem.Problem{Code: code, Severity: problem.Error, Where: where, Message: message, Fix: fix})
}

func (c *checker) rule(t *Tree, path string, depth int) {
	c.rules++
	if depth > maxDepth || c.rules > maxRules {
		c.say(path, "RULE_TOO_LARGE", fmt.Sprintf("The rule is more than %d levels deep or has more than %d parts.", maxDepth, maxRules), "Split it or make it simpler.")
		return
	}
	c.shape(t, path)
	if t.OnlyIf != nil {
		c.rule(t.OnlyIf, path+".onlyIf", depth+1)
	}
	for i := range t.All {
		c.rule(&t.All[i], path+".all["+strconv.Itoa(i)+"]", depth+1)
	}
	for i := range t.Any {
		c.rule(&t.Any[i], path+".any["+strconv.Itoa(i)+"]", depth+1)
	}
}

func (c *checker) shape(t *Tree, path string) {
	ops := t.operators()
	switch kinds := t.kinds(); {
	case kinds != 1:
		c.say(path, "RULE_SHAPE", "A rule is either all, any, or a test of one attr.", "Write exactly one of all, any and attr.")
	case t.Attr == "" && ops > 0:
		c.say(path, "RULE_SHAPE", "A group has no operator of its own.", "Move the operator to a test inside the group.")
	case t.Attr != "" && ops != 1:
		c.say(path, "RULE_OPERATOR", fmt.Sprintf("The test of %s has %d operators.", t.Attr, ops), "Write exactly one of in, anyOf, allOf, has, is, atLeast, below, present.")
	case t.Attr != "":
		c.test(t, path)
	}
	if t.Reveal != "" && t.Reveal != RevealGeneric {
		c.say(path+".reveal", "RULE_REVEAL", fmt.Sprintf("reveal is %q.", t.Reveal), "Write reveal: generic or leave it out.")
	}
}

func (t *Tree) kinds() int {
	return count(t.All != nil, t.Any != nil, t.Attr != "")
}

func (t *Tree) operators() int {
	return count(t.In != nil, t.AnyOf != nil, t.AllOf != nil, t.Has != "", t.Is != nil, t.AtLeast != "", t.Below != "", t.Present != nil)
}

func count(flags ...bool) (n int) {
	for _, set := range flags {
		if set {
			n++
		}
	}
	return n
}

func (c *checker) test(t *Tree, path string) {
	if !attribute.MatchString(t.Attr) {
		c.say(path+".attr", "RULE_ATTRIBUTE", fmt.Sprintf("There is no attribute %q.", t.Attr), "Use partner., parent., grant., user., input. or output. and a name, such as partner.tier.")
	}
	if t.Has == "" && (t.Unexpired || t.MinHolders != 0) {
		c.say(path, "RULE_OPERATOR", "unexpired and minHolders belong to has.", "Add has, or leave them out.")
	}
	want := t.AtLeast + t.Below
	if t.Attr == attrAccessLevel && want != "" && !slices.Contains(accessLevels, want) {
		c.say(path, "RULE_ACCESS_LEVEL", fmt.Sprintf("%q is not an access level.", want), "Use one of "+strings.Join(accessLevels, ", ")+".")
	}
}
