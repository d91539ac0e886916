package rule

import "time"

// block is a reason that no other rule can outweigh.
type block struct {
	id   string
	attr string
	when Scalar
}

// hard lists the blocks in the order in which they are told. They block only
// where it is known: most facts about a partner do not speak of them at all.
var hard = []block{
	{"withdrawn", "template.withdrawn", "true"},
	{"legalHold", "template.legalHold", "true"},
	{"terminated", "partner.status", "terminated"},
	{"sanctioned", "partner.sanctioned", "true"},
}

// blockRules give each block the name under which the catalogues speak of it.
var blockRules = func() []Tree {
	rules := make([]Tree, len(hard))
	for i, b := range hard {
		rules[i] = Tree{ID: b.id, Attr: "block." + b.id}
	}
	return rules
}()

func hardBlocks(f *Facts) []Requirement {
	var found []Requirement
	for i, b := range hard {
		v, ok := f.Values[b.attr]
		if !ok || !v.Known {
			continue
		}
		if state, _ := oneOf([]Scalar{b.when}, &v, f.Now); state == Met {
			found = append(found, Requirement{ID: b.id, State: Unmet, rule: &blockRules[i]})
		}
	}
	return found
}

var (
	embargoRule = &Tree{ID: "embargo", Attr: "block.embargo"}
	expiryRule  = &Tree{ID: "expiry", Attr: "block.expiry"}
)

// embargo hides: that something is coming is itself news.
func (l Lifecycle) embargo(f *Facts) []Requirement {
	if l.EmbargoUntil.IsZero() || !f.Now.Before(l.EmbargoUntil) {
		return nil
	}
	return []Requirement{{ID: "embargo", State: Unmet, rule: embargoRule}}
}

// expiry locks, unless the template only warns or watermarks, or the work was
// approved before and the days of grace are not over.
func (l Lifecycle) expiry(f *Facts) []Requirement {
	if !l.blocks() || !l.expired(f.Now) {
		return nil
	}
	grace := l.ExpiresAt.Add(time.Duration(l.GraceDays) * 24 * time.Hour)
	if f.Now.Before(grace) && f.isTrue("approval.granted") {
		return nil
	}
	return []Requirement{{ID: "expiry", State: Unmet, rule: expiryRule}}
}

func (l Lifecycle) blocks() bool {
	return l.OnExpiry == "" || l.OnExpiry == "block"
}

func (l Lifecycle) expired(now time.Time) bool {
	return !l.ExpiresAt.IsZero() && !now.Before(l.ExpiresAt)
}
