package pdf

import (
	"container/list"
	"sync"
)

// cache keeps what is dear to make, the last used first, up to a total cost.
// Its values never change, so a render may go on using one that was dropped.
type cache[V any] struct {
	mu    sync.Mutex
	most  int
	cost  int
	order *list.List // of *cached[V], newest in front
	byKey map[string]*list.Element
}

type cached[V any] struct {
	key   string
	value V
	cost  int
}

func newCache[V any](most int) *cache[V] {
	return &cache[V]{most: most, order: list.New(), byKey: map[string]*list.Element{}}
}

// get returns the value of a key, or makes it. Two callers may make the same
// value at the same time; both are equal.
func (c *cache[V]) get(key string, build func() (V, int, error)) (V, error) {
	if v, ok := c.find(key); ok {
		return v, nil
	}
	v, cost, err := build()
	if err == nil {
		c.put(key, v, cost)
	}
	return v, err
}

func (c *cache[V]) find(key string) (v V, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.byKey[key]
	if !ok {
		return v, false
	}
	c.order.MoveToFront(e)
	return e.Value.(*cached[V]).value, true
}

func (c *cache[V]) put(key string, v V, cost int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, ok := c.byKey[key]; ok || cost > c.most {
		return
	}
	c.byKey[key] = c.order.PushFront(&cached[V]{key, v, cost})
	c.cost += cost
	for c.cost > c.most {
		last := c.order.Back()
		old := c.order.Remove(last).(*cached[V])
		delete(c.byKey, old.key)
		c.cost -= old.cost
	}
}
