package pdf

import (
	"errors"
	"testing"
)

func TestCacheForgetsTheLeastUsed(t *testing.T) {
	t.Parallel()
	c := newCache[int](10)
	made := 0
	get := func(key string, cost int) int {
		v, _ := c.get(key, func() (int, int, error) { made++; return made, cost, nil })
		return v
	}
	get("a", 4)
	get("b", 4)
	get("a", 4)
	get("c", 4) // drops b
	if get("a", 4) != 1 || get("c", 4) != 3 || get("b", 4) != 4 || made != 4 {
		t.Errorf("made %d values", made)
	}
	if c.cost > c.most || len(c.byKey) != c.order.Len() {
		t.Errorf("cost %d of %d, %d keys, %d in order", c.cost, c.most, len(c.byKey), c.order.Len())
	}
	get("huge", 11)
	if _, kept := c.find("huge"); kept {
		t.Error("a value above the limit is kept")
	}
}

func TestCacheDoesNotKeepErrors(t *testing.T) {
	t.Parallel()
	c := newCache[int](10)
	if _, err := c.get("a", func() (int, int, error) { return 0, 1, errors.New("no") }); err == nil {
		t.Error("the error is lost")
	}
	if v, err := c.get("a", func() (int, int, error) { return 7, 1, nil }); v != 7 || err != nil {
		t.Errorf("second try = %d, %v", v, err)
	}
}
