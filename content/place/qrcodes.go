package place

import (
	"sync"

	"rsc.io/qr/coding"
)

// qrCodes remembers the last codes that were made: finding the best mask is most
// of the work of laying out a page, and a copy is laid out once to be checked
// and again to be drawn. The grids are shared: they must not be changed.
var qrCodes codeCache

type codeKey struct {
	content string
	level   coding.Level
}

// mostCodes bounds each of two generations; the older one is forgotten when the
// younger is full.
const mostCodes = 256

type codeCache struct {
	mu         sync.Mutex
	young, old map[codeKey][][]bool
}

func (c *codeCache) grid(content string, level coding.Level) ([][]bool, error) {
	key := codeKey{content, level}
	c.mu.Lock()
	g := c.young[key]
	if g == nil {
		g = c.old[key]
	}
	c.mu.Unlock()
	if g != nil {
		return g, nil
	}
	g, err := encode(content, level)
	if err == nil {
		c.keep(key, g)
	}
	return g, err
}

func (c *codeCache) keep(key codeKey, g [][]bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.young == nil || len(c.young) >= mostCodes {
		c.young, c.old = map[codeKey][][]bool{}, c.young
	}
	c.young[key] = g
}
