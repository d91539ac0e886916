package pdf

import (
	"crypto/sha256"
	"fmt"
	"path"
	"strings"

	"github.com/portico-prm/portico/content/place"
	"github.com/portico-prm/portico/content/text"
)

// subsets keeps what a text needs of a font; a partner's name and address are
// rendered into many templates.
var subsets = newCache[*subset](32 << 20)

// subset is the part of a font that one document shows, as finished objects.
type subset struct {
	font     fragment // object 0 is the font as a page's resources name it
	archived fragment // the same with what PDF/A-1 asks for besides
}

// addFonts makes a subset of every font.
func (o *overlay) addFonts(sheets []*place.Sheet) error {
	said, err := listen(sheets)
	if err != nil {
		return err
	}
	for n, f := range said.fonts {
		s, err := subsetOf(f, said.signs[n])
		if err != nil {
			return fmt.Errorf("font %s: %w", f.Name(), err)
		}
		o.fonts = append(o.fonts, s)
	}
	o.texts = said.texts
	return nil
}

func subsetOf(f *text.Font, signs []sign) (*subset, error) {
	key := append(make([]byte, 0, 64+24*len(signs)), f.Key()...)
	for _, s := range signs {
		key = s.appendKey(key)
	}
	return subsets.get(string(key), func() (*subset, int, error) {
		s, err := buildSubset(f, signs, key)
		if err != nil {
			return nil, 0, err
		}
		return s, 128*len(signs) + s.font.cost() + s.archived.cost(), nil
	})
}

// buildSubset cuts the font down and packs it.
func buildSubset(f *text.Font, signs []sign, key []byte) (*subset, error) {
	c, err := cut(f, signs)
	if err != nil {
		return nil, err
	}
	whole := c.font(subsetTag(key) + "+" + plainName(f.Name()))
	return &subset{whole, archived(whole, len(c.shapes))}, nil
}

// subsetTag is the six letters that mark a subset, made from what is in it.
func subsetTag(key []byte) string {
	sum := sha256.Sum256(key)
	tag := make([]byte, 6)
	for i := range tag {
		tag[i] = 'A' + sum[i]%26
	}
	return string(tag)
}

// plainName keeps of a file name what may stand in a PostScript name.
func plainName(s string) string {
	s = path.Base(s)
	s = strings.TrimSuffix(s, path.Ext(s))
	out := make([]byte, 0, len(s))
	for i := range len(s) {
		c := s[i]
		if isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_' {
			out = append(out, c)
		}
	}
	if len(out) == 0 {
		return "Font"
	}
	return string(out[:min(len(out), 60)])
}
