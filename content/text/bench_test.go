package text_test

import (
	"fmt"
	"testing"

	"github.com/portico-prm/portico/content/text"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
)

// Budgets on two shared cores: parsing a Latin font 5 ms, a contact block that
// drops a line 60 µs.
func BenchmarkParse(b *testing.B) {
	for b.Loop() {
		parse(b, goregular.TTF)
	}
}

// A name that was never set before. Budget: 15 µs.
func BenchmarkSetNew(b *testing.B) {
	f := parse(b, goregular.TTF)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		f.Line(fmt.Sprintf("Nordwest Distribution %d GmbH", i))
	}
}

// The same name again. Budget: 3 µs.
func BenchmarkSetAgain(b *testing.B) {
	f := parse(b, goregular.TTF)
	b.ReportAllocs()
	for b.Loop() {
		f.Line("Nordwest Distribution GmbH")
	}
}

func BenchmarkFitBlock(b *testing.B) {
	q := contact(parse(b, goregular.TTF), parse(b, gobold.TTF))
	b.ReportAllocs()
	for b.Loop() {
		text.Fit(q)
	}
}

func BenchmarkFitShrunkText(b *testing.B) {
	q := zone(parse(b, goregular.TTF), "Always on, everywhere at the edge")
	q.Width, q.Paragraphs[0].MaxLines = 175, 2
	b.ReportAllocs()
	for b.Loop() {
		text.Fit(q)
	}
}
