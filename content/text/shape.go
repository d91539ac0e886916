package text

import (
	"bytes"
	"fmt"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/harfbuzz"
	"github.com/go-text/typesetting/language"
)

// manner is how characters are read: each change of it begins a new run.
type manner struct {
	script   language.Script
	language language.Language
	rtl      bool
}

// shaped is a run as the font's own rules set it, from left to right.
type shaped struct {
	clusters []Cluster
	from     []int  // first character of each cluster, within the run
	missing  []rune // characters that came out as the blank box
}

// shaper sets text by the rules in a font (GSUB and GPOS). It is scratch space:
// one goroutine uses it at a time.
type shaper struct {
	font *harfbuzz.Font
	buf  *harfbuzz.Buffer
}

func (f *Font) newShaper() *shaper {
	f.reading.Lock()
	defer f.reading.Unlock()
	rules := f.layout().font
	defer widened(rules)()
	return &shaper{font: harfbuzz.NewFont(font.NewFace(rules)), buf: harfbuzz.NewBuffer()}
}

// layout are the tables of a font that tell how letters meet.
type layout struct {
	font  *font.Font
	ruled map[string]bool // scripts that have rules
}

// readLayout takes a font whose rules cannot be read for one without any: its
// letters stand apart, and scripts that need the rules are refused by name.
func readLayout(t tables) *layout {
	rules, err := parseLayout(assembled(t.layout()))
	if err != nil {
		plain := t.layout()
		for _, tag := range layoutTables {
			delete(plain, tag)
		}
		if rules, err = parseLayout(assembled(plain)); err != nil {
			rules = &font.Font{} // nothing can be set with it
		}
	}
	l := &layout{font: rules, ruled: map[string]bool{}}
	for _, s := range rules.GSUB.Scripts {
		l.ruled[s.Tag.String()] = true
	}
	return l
}

// parseLayout guards against the parser's panics on damaged tables.
func parseLayout(file []byte) (rules *font.Font, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%v", p)
		}
	}()
	loader, err := opentype.NewLoader(bytes.NewReader(file))
	if err != nil {
		return nil, err
	}
	return font.NewFont(loader)
}

const acute = '\u0301' // a free accent

// layout are the tables that shaping reads. Outlines are among them only where
// a font with marks does not say where they go, and their boxes must do.
func (t tables) layout() map[string]table {
	part := map[string]table{}
	for _, tag := range []string{"GDEF", "GPOS", "GSUB", "OS/2", "cmap", "head", "hhea", "hmtx", "kern", "maxp"} {
		if b, ok := t.part[tag]; ok {
			part[tag] = b
		}
	}
	if c, err := readCmap(t); err == nil && part["GPOS"] == nil && c.glyph(acute) != 0 {
		part["glyf"], part["loca"] = t.part["glyf"], t.part["loca"]
	}
	return part
}

// shape sets characters of one script and direction. A font whose rules
// contradict themselves counts as one that lacks the characters: they are named,
// and nothing is drawn wrongly.
func (f *Font) shape(chars []rune, m manner) (s *shaped) {
	defer func() {
		if recover() != nil {
			s = &shaped{missing: chars}
		}
	}()
	sh := f.shapers.Get().(*shaper)
	f.reading.RLock()
	defer f.reading.RUnlock()
	sh.buf.Clear()
	sh.buf.Flags = harfbuzz.Bot | harfbuzz.Eot | harfbuzz.DoNotinsertDottedCircle
	sh.buf.Props = harfbuzz.SegmentProperties{Script: m.script, Language: m.language, Direction: harfbuzz.LeftToRight}
	if m.rtl {
		sh.buf.Props.Direction = harfbuzz.RightToLeft
	}
	sh.buf.AddRunes(chars, 0, len(chars))
	sh.buf.Shape(sh.font, nil)
	s = f.clustered(sh.buf, string(chars), m.rtl)
	f.shapers.Put(sh) // not after a panic: its state is then unknown
	return s
}
