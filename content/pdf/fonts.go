package pdf

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/signintech/gopdf"

	"github.com/portico-prm/portico/content/place"
	"github.com/portico-prm/portico/content/text"
)

// faces keeps whole fonts as gopdf has parsed them.
var faces = newCache[*face](256 << 20)

// subsets keeps what a text needs of a font; a partner's name and address are
// rendered into many templates.
var subsets = newCache[*subset](32 << 20)

// subset is the part of a font that one document shows. gopdf lays the text out
// with a stand-in, a font of the same widths without outlines, because it would
// pack a font anew for every document; the merge puts file and codes in.
type subset struct {
	family  string // tag and name, as readers will see it
	gopdf   *gopdf.FontContainer
	file    fragment // the font with its outlines
	unicode fragment // from code to character, for search and copy
}

// characters gathers what each font has to show, over all sheets, in the order
// in which the fonts appear.
func characters(sheets []*place.Sheet) ([]*text.Font, map[string][]rune, error) {
	var fonts []*text.Font
	used := map[string][]rune{}
	for _, s := range sheets {
		for _, item := range s.Items {
			t, ok := item.(place.Text)
			if !ok || t.S == "" {
				continue
			}
			if t.Font == nil {
				return nil, nil, errors.New("text without a font")
			}
			if _, known := used[t.Font.Key()]; !known {
				fonts = append(fonts, t.Font)
			}
			used[t.Font.Key()] = append(used[t.Font.Key()], []rune(t.S)...)
		}
	}
	for key, runes := range used {
		slices.Sort(runes)
		used[key] = slices.Compact(runes)
	}
	return fonts, used, nil
}

// addFonts gives gopdf a subset of every font.
func (o *overlay) addFonts(sheets []*place.Sheet) error {
	fonts, used, err := characters(sheets)
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

func subsetOf(f *text.Font, runes []rune) (*subset, error) {
	if missing := f.Missing(string(runes)); len(missing) > 0 {
		return nil, fmt.Errorf("it has no glyph for %q", string(missing))
	}
	return subsets.get(f.Key()+" "+string(runes), func() (*subset, int, error) {
		s, err := buildSubset(f, runes)
		if err != nil {
			return nil, 0, err
		}
		return s, 16<<10 + s.file.cost() + s.unicode.cost(), nil
	})
}

// buildSubset cuts the font down. gopdf panics on some fonts that it cannot
// read; fonts are checked before they come here, so this guards against the one
// that slipped through.
func buildSubset(f *text.Font, runes []rune) (s *subset, err error) {
	defer func() {
		if r := recover(); r != nil {
			s, err = nil, fmt.Errorf("gopdf cannot read it: %v", r)
		}
	}()
	whole, err := faces.get(f.Key(), func() (*face, int, error) {
		w, err := newFace(f.Bytes())
		return w, 2*len(f.Bytes()) + 4096, err
	})
	if err != nil {
		return nil, err
	}
	cut, err := whole.cut(runes)
	if err != nil {
		return nil, err
	}
	s = &subset{family: subsetTag(f.Key(), runes) + "+" + plainName(f.Name()), gopdf: &gopdf.FontContainer{}}
	file := cut.file()
	s.file = fragment{streamPart(fmt.Sprintf("<</Length1 %d\n>>", len(file)), file)}
	s.unicode = fragment{streamPart("<<>>", cut.toUnicode())}
	return s, s.gopdf.AddTTFFontData(s.family, cut.standIn())
}

// subsetTag is the six letters that mark a subset, made from what is in it.
func subsetTag(key string, runes []rune) string {
	sum := sha256.Sum256([]byte(key + " " + string(runes)))
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
