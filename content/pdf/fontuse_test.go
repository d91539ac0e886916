package pdf

import (
	"encoding/binary"
	"math/rand/v2"
	"sync"
	"testing"

	"github.com/portico-prm/portico/content/place"
	"github.com/portico-prm/portico/content/spec"
	"github.com/portico-prm/portico/content/text"
)

var plainPlan = sync.OnceValues(func() (*Plan, error) {
	p, _, _, err := Prepare(onePage(hello).classic(rooted), DefaultLimits())
	return p, err
})

// use does with a font all that a page does: parse, set, cut down, draw. What
// Parse lets through must be drawn or refused by name.
func use(t *testing.T, file []byte, s, language string) {
	t.Helper()
	f, err := text.Parse("fuzz.ttf", file)
	if err != nil {
		return
	}
	b, found := text.Fit(text.Request{Where: "zone", Language: language, Width: 280, Height: 180, MaxSize: 20, MinSize: 4,
		Paragraphs: []text.Paragraph{{Text: s, Fonts: []*text.Font{f}}}})
	if !found.Blocking() {
		plan, err := plainPlan()
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range b.Lines {
			for _, r := range l.Runs {
				r.Outline(b.Size)
			}
		}
		sheet := &place.Sheet{Items: place.Lines(b, place.Rect{X: 10, Y: 10, W: 280, H: 180}, black)}
		if _, err := plan.Tail(map[int]*place.Sheet{0: sheet}); err != nil {
			t.Errorf("%q is set and not drawn: %v", s, err)
		}
	}
}

func noto(name string) []byte {
	b, _ := spec.ShippedFont(name)
	return b
}

func FuzzFontUse(f *testing.F) {
	f.Add(noto("noto:hebrew"), "שָׁלוֹם\nא", "he")
	f.Add(noto("noto:thai"), "เครือข่ายน้ำ", "th")
	f.Fuzz(use)
}

// TestDamagedRulesAreRefusedOrFollowed changes bytes of the tables that tell how
// letters meet.
func TestDamagedRulesAreRefusedOrFollowed(t *testing.T) {
	t.Parallel()
	rnd := rand.New(rand.NewPCG(7, 11))
	for _, tt := range []struct{ font, text, language string }{
		{"noto:arabic", "السلام عليكم لأعمالكم", "ar"}, {"noto:devanagari", "क्षत्रिय सुरक्षित", "hi"}, {"noto:hebrew", "שָׁלוֹם", "he"},
	} {
		whole := noto(tt.font)
		for range 120 {
			use(t, damaged(rnd, whole, []string{"GSUB", "GPOS", "GDEF"}), tt.text, tt.language)
		}
	}
}

// damaged changes some bytes of some of the tables.
func damaged(rnd *rand.Rand, font []byte, tags []string) []byte {
	b := append([]byte{}, font...)
	for range 1 + rnd.IntN(6) {
		tag := tags[rnd.IntN(len(tags))]
		for at := 12; at+16 <= len(b) && b[at] != 0; at += 16 {
			if string(b[at:at+4]) == tag {
				from, size := binary.BigEndian.Uint32(b[at+8:]), binary.BigEndian.Uint32(b[at+12:])
				b[from+rnd.Uint32N(size)] = byte(rnd.UintN(256))
				break
			}
		}
	}
	return b
}
