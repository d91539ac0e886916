package admit

import (
	"context"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
)

func TestDocumentsAreKeptByTheirTextAndNotWithoutEnd(t *testing.T) {
	t.Parallel()
	docs, ctx := NewDocuments(), context.Background()
	often := "{ often }"
	docs.Add(ctx, often, &ast.QueryDocument{})
	for i := range 2000 {
		docs.Add(ctx, strings.Repeat("x", 1000)+string(rune('a'+i%26))+strings.Repeat("y", i), &ast.QueryDocument{})
		if _, ok := docs.Get(ctx, often); !ok {
			t.Fatalf("what is used all the time was forgotten after %d others", i)
		}
	}
	total := 0
	for text := range docs.found {
		total += len(text)
	}
	if total != docs.text || total > keptText || len(docs.found) != docs.order.Len() {
		t.Errorf("%d bytes in %d documents, %d are noted", total, len(docs.found), docs.text)
	}
	long := strings.Repeat("z", longestKept+1)
	docs.Add(ctx, long, &ast.QueryDocument{})
	if _, ok := docs.Get(ctx, long); ok {
		t.Error("a long document is kept")
	}
}

// A portal's page, known and not. Budget: 5 µs known, 40 µs not.
func BenchmarkWeigh(b *testing.B) {
	text := "query P($n: Int = 20) { people(first: $n) { nodes { id name boss { id name } friends(first: 5) { nodes { ...F } } } pageInfo { hasNextPage } } } fragment F on Person { id name kinds { key } }"
	known := gqlparser.MustLoadQuery(schema, text)
	for name, doc := range map[string]*ast.QueryDocument{"known": known, "new": nil} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, no := door.Weigh(Request{Text: text, Known: doc}); no != nil {
					b.Fatal(no)
				}
			}
		})
	}
}
