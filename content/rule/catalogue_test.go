package rule

import (
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCataloguesHaveTheSameKeys(t *testing.T) {
	t.Parallel()
	keys := func(c *catalogue) map[string][]string {
		return map[string][]string{
			"need": slices.Sorted(maps.Keys(c.need)), "have": slices.Sorted(maps.Keys(c.have)),
			"next": slices.Sorted(maps.Keys(c.next)), "nouns": slices.Sorted(maps.Keys(c.nouns)),
			"people": slices.Sorted(maps.Keys(c.people)),
		}
	}
	for name, c := range map[string]*catalogue{"de": &german, "fr": &french} {
		if diff := cmp.Diff(keys(&english), keys(c)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		for key, s := range c.next {
			if s.action != english.next[key].action || s.who != english.next[key].who || s.minutes != english.next[key].minutes {
				t.Errorf("%s: the step %q differs from English in more than its label", name, key)
			}
		}
	}
}
