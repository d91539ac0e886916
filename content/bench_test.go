package content_test

import (
	"context"
	"testing"

	"github.com/portico-prm/portico/content"
)

// A two-page sheet with a logo, texts, a contact block, a code and clauses.
// Budget: 5 ms.
func BenchmarkRenderSheet(b *testing.B) { benchmark(b, "sheet") }

// A picture of 600 x 315 as PNG. Budget: 10 ms.
func BenchmarkRenderPicture(b *testing.B) { benchmark(b, "social") }

func benchmark(b *testing.B, piece string) {
	tpl, job := open(b, folder()), gold(b)
	job.Piece = piece
	b.ReportAllocs()
	for b.Loop() {
		if _, found, err := tpl.Render(context.Background(), job); err != nil || found.Blocking() {
			b.Fatal(err, found)
		}
	}
}

// What the server does before a render that it has made before. Budget: 1 ms.
func BenchmarkCheck(b *testing.B) {
	tpl, job := open(b, folder()), gold(b)
	b.ReportAllocs()
	for b.Loop() {
		if found := tpl.Check(job); found.Blocking() {
			b.Fatal(found)
		}
	}
}

// Budget: 20 ms; the fonts are most of it.
func BenchmarkOpen(b *testing.B) {
	p, _ := compile(b, folder())
	raw, _ := p.MarshalBinary()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := content.Open(raw); err != nil {
			b.Fatal(err)
		}
	}
}
