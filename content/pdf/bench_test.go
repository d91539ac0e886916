package pdf

import (
	"fmt"
	"os"
	"testing"

	"github.com/portico-prm/portico/content/place"
)

// datasheet is a real two-page file, or a small one made here when the corpus
// is absent.
func datasheet(b *testing.B) []byte {
	b.Helper()
	src, err := os.ReadFile(besideModule(b) + "/corpus/pdf/2040_test_4599.pdf")
	if err != nil {
		return manyPages(2)
	}
	return src
}

// BenchmarkTailFirst is the first render for a partner: its name was never
// drawn, its logo is packed. Budget: 2 ms and 30 kB for two pages.
func BenchmarkTailFirst(b *testing.B) {
	benchmarkTail(b, func(i int) string { return fmt.Sprintf("Müller & Söhne %d GmbH %c%c", i, 'A'+i%26, 'A'+i/26%26) })
}

// BenchmarkTailAgain draws the same characters again. Budget: 1 ms.
func BenchmarkTailAgain(b *testing.B) {
	benchmarkTail(b, func(int) string { return "Müller & Söhne GmbH" })
}

func benchmarkTail(b *testing.B, who func(i int) string) {
	plan, _, _, err := Prepare(datasheet(b), DefaultLimits())
	if err != nil {
		b.Fatal(err)
	}
	strong := bold(b)
	sheets := map[int]*place.Sheet{0: card(b, "x"), 1: card(b, "x")}
	size := 0
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		for _, s := range sheets {
			name := s.Items[2].(place.Text)
			name.Run = strong.Line(who(i))[0]
			s.Items[2] = name
		}
		tail, err := plan.Tail(sheets)
		if err != nil {
			b.Fatal(err)
		}
		size = len(tail)
	}
	b.ReportMetric(float64(size), "bytes/doc")
}

// BenchmarkPrepare is the publish side, once per file. Budget: 10 ms.
func BenchmarkPrepare(b *testing.B) {
	src := datasheet(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, _, _, err := Prepare(src, DefaultLimits()); err != nil {
			b.Fatal(err)
		}
	}
}
