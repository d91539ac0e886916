package pdf

import (
	"crypto/sha256"
	"fmt"
	"path"
	"strings"
	"unicode/utf8"

	"github.com/signintech/gopdf"

	"github.com/portico-prm/portico/content/place"
	"github.com/portico-prm/portico/content/text"
)

// subsets keeps what a text needs of a font; a partner's name and address are
// rendered into many templates.
var subsets = newCache[*subset](32 << 20)

// subset is the part of a font that one document shows. gopdf lays the text out
// with a stand-in, a font of the same codes without outlines, because it would
// pack a font anew for every document, and knows of characters only; the merge
// puts file, widths and characters in.
type subset struct {
	family  string // tag and name, as readers will see it
	gopdf   *gopdf.FontContainer
	file    fragment // the font with its outlines
	unicode fragment // from code to characters, for search and copy
	widths  ready
	glyphs  int           // in the file, with .notdef
	codes   map[sign]rune // what gopdf is told for a sign
}

// addFonts gives gopdf a subset of every font.
func (o *overlay) addFonts(sheets []*place.Sheet) error {
	fonts, used, err := signs(sheets)
	if err != nil {
		return err
	}
	for _, f := range fonts {
		s, err := subsetOf(f, used[f.Key()])
		if err != nil {
			return fmt.Errorf("font %s: %w", f.Name(), err)
		}
		o.fonts[f.Key()] = s
		if err := o.gp.AddTTFFontFromFontContainer(s.family, s.gopdf); err != nil {
			return fmt.Errorf("font %s: %w", f.Name(), err)
		}
	}
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
		return s, 16<<10 + 128*len(signs) + s.file.cost() + s.unicode.cost(), nil
	})
}

// buildSubset cuts the font down. gopdf panics on fonts that it cannot read;
// stand-ins are made here, so this guards against what slipped through.
func buildSubset(f *text.Font, signs []sign, key []byte) (s *subset, err error) {
	defer func() {
		if r := recover(); r != nil {
			s, err = nil, fmt.Errorf("gopdf cannot read it: %v", r)
		}
	}()
	c, err := cut(f, signs)
	if err != nil {
		return nil, err
	}
	s = &subset{family: subsetTag(key) + "+" + plainName(f.Name()), gopdf: &gopdf.FontContainer{},
		widths: c.widths(), glyphs: len(c.shapes), codes: make(map[sign]rune, len(signs))}
	for i, one := range signs {
		s.codes[one] = private(i)
	}
	file := c.file()
	s.file = fragment{streamPart(fmt.Sprintf("<</Length1 %d\n>>", len(file)), file)}
	s.unicode = fragment{streamPart("<<>>", c.toUnicode())}
	return s, s.gopdf.AddTTFFontData(s.family, c.standIn())
}

// line is what gopdf is told to set.
func (s *subset) line(r text.Run) string {
	b := make([]byte, 0, 4*len(r.Clusters))
	for i := range r.Clusters {
		b = utf8.AppendRune(b, s.codes[signOf(&r.Clusters[i])])
	}
	return string(b)
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
