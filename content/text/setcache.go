package text

import (
	"slices"
	"sync"

	"github.com/go-text/typesetting/language"
)

// setKey is all that the setting of a text depends on, beside its first font.
type setKey struct {
	text     string
	language language.Language
	helpers  [mostHelpers]*Font
}

// mostHelpers is how many fallback fonts a remembered text may have.
const mostHelpers = 6

// A font remembers two generations of texts, of so many bytes each; a byte
// costs about a hundred and fifty in memory.
const (
	mostRemembered    = 12 << 10
	longestRemembered = 4 << 10
)

// setCache remembers texts that a font has set. Those of a template come again
// in every copy, and a partner's name in each of its zones. When the young
// generation is full it becomes the old one, and what nobody asked for since is
// forgotten.
type setCache struct {
	mu         sync.Mutex
	young, old map[setKey]*setText
	size       int // of the young ones
}

// keyOf is false for what is not worth remembering.
func keyOf(text string, l language.Language, fonts []*Font) (k setKey, ok bool) {
	if len(text) > longestRemembered || len(fonts)-1 > mostHelpers {
		return k, false
	}
	k = setKey{text: text, language: l}
	copy(k.helpers[:], fonts[1:])
	return k, true
}

func (c *setCache) find(key setKey) *setText {
	c.mu.Lock()
	defer c.mu.Unlock()
	if s := c.young[key]; s != nil {
		return s
	}
	s := c.old[key]
	if s != nil {
		c.put(key, s)
	}
	return s
}

func (c *setCache) keep(key setKey, s *setText) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.put(key, s)
}

func (c *setCache) put(key setKey, s *setText) {
	if c.young == nil || c.size > mostRemembered {
		c.young, c.old, c.size = map[setKey]*setText{}, c.young, 0
	}
	c.young[key] = s
	c.size += len(key.text)
}

// setOnce sets a text, or finds it set. The result is shared: it must not be
// changed. Characters that no font can draw come back, and then there is none.
func setOnce(text string, l language.Language, fonts []*Font) (*setText, []rune) {
	key, known := keyOf(text, l, fonts)
	if known {
		if s := fonts[0].set.find(key); s != nil {
			return s, nil
		}
	}
	s := &setText{language: l, chars: []rune(text)}
	if missing := s.cut(fonts); len(missing) > 0 {
		return nil, missing
	}
	s.items, s.pieces = slices.Clip(s.items), slices.Clip(s.pieces)
	if known {
		fonts[0].set.keep(key, s)
	}
	return s, nil
}
