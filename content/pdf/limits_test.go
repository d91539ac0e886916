package pdf

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/portico-prm/portico/content/problem"
)

// TestLimits holds every limit at its value and one beyond.
func TestLimits(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		code   string
		at     func(n int) []byte // a file that needs n
		limit  int
		lower  func(*Limits, int)
		legacy bool
	}{
		"bytes": {code: "PDF_TOO_LARGE", limit: 2000, lower: func(l *Limits, n int) { l.Bytes = int64(n) },
			at: func(n int) []byte { return paddedTo(n) }},
		"pages": {code: "PDF_TOO_MANY_PAGES", limit: 50, lower: func(l *Limits, n int) { l.Pages = n }, at: manyPages},
		"objects": {code: "PDF_TOO_MANY_OBJECTS", limit: 200, lower: func(l *Limits, n int) { l.Objects = n },
			at: func(n int) []byte { return manyObjects(n).classic(rooted) }},
		"objects in streams": {code: "PDF_TOO_MANY_OBJECTS", limit: 200, lower: func(l *Limits, n int) { l.Objects = n },
			at: func(n int) []byte { return manyObjects(n - 2).modern(rooted) }},
		"nested arrays": {code: "PDF_NESTED_TOO_DEEP", limit: 64, lower: func(l *Limits, n int) { l.Nesting = n },
			at: func(n int) []byte { return nestedFile(n, "[", "]") }},
		"nested dictionaries": {code: "PDF_NESTED_TOO_DEEP", limit: 64, lower: func(l *Limits, n int) { l.Nesting = n },
			at: func(n int) []byte { return nestedFile(n, "<</A ", ">>") }},
		"levels of pages": {code: "PDF_NESTED_TOO_DEEP", limit: 64, lower: func(l *Limits, n int) { l.Nesting = n }, at: deepTree},
		"unpacked bytes": {code: "PDF_INFLATES_TOO_FAR", limit: 300_000, lower: func(l *Limits, n int) { l.Inflated = int64(n) },
			at: func(n int) []byte { return inflatingTo(n) }},
	}
	for what, tt := range tests {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			lim := DefaultLimits()
			tt.lower(&lim, tt.limit)
			if _, _, _, err := Prepare(tt.at(tt.limit), lim); err != nil {
				t.Errorf("at the limit of %d: %v", tt.limit, err)
			}
			_, _, _, err := Prepare(tt.at(tt.limit+1), lim)
			var l problem.List
			if !errors.As(err, &l) || !l.Has(tt.code) || l[0].Fix == "" {
				t.Errorf("one beyond %d: %v, want %s with a repair", tt.limit, err, tt.code)
			}
		})
	}
}

func TestDefaultLimits(t *testing.T) {
	t.Parallel()
	want := Limits{Bytes: 52428800, Pages: 200, Objects: 100000, Nesting: 64, Inflated: 134217728}
	if got := DefaultLimits(); got != want {
		t.Errorf("DefaultLimits() = %+v, want %+v", got, want)
	}
}

// paddedTo ends in comments so that it has n bytes.
func paddedTo(n int) []byte {
	file := onePage(hello).classic(rooted)
	return append(file, strings.Repeat("%", n-len(file))...)
}

// manyObjects has n objects, all reachable.
func manyObjects(n int) *builder {
	b := onePage(hello)
	for len(b.bodies) < n-1 {
		b.add("(%d)", len(b.bodies))
	}
	all := ""
	for i := 6; i <= len(b.bodies); i++ {
		all += fmt.Sprintf("%d 0 R ", i)
	}
	list := b.add("[%s]", all)
	b.bodies[0] = fmt.Sprintf("<</Type /Catalog /Pages 2 0 R /Extra %d 0 R>>", list)
	return b
}

// nestedFile has one object of n levels.
func nestedFile(n int, open, closed string) []byte {
	b := onePage(hello)
	deep := b.add("%s", strings.Repeat(open, n)+"1"+strings.Repeat(closed, n))
	b.bodies[0] = fmt.Sprintf("<</Type /Catalog /Pages 2 0 R /Extra %d 0 R>>", deep)
	return b.classic(rooted)
}

// deepTree has its page on level n.
func deepTree(n int) []byte {
	b := newBuilder()
	b.add("<</Type /Catalog /Pages 2 0 R>>")
	for i := 1; i < n; i++ {
		b.add("<</Type /Pages /Kids [%d 0 R] /Count 1 /MediaBox [0 0 300 200]>>", i+2)
	}
	b.add("<</Type /Page /Parent %d 0 R>>", n)
	return b.classic(rooted)
}

// inflatingTo has two contents that unpack to n bytes together, one of them
// through two filters, which both count.
func inflatingTo(n int) []byte {
	b := onePage("")
	inner := deflated(strings.Repeat(" ", 1000))
	b.bodies[3] = streamText("/Filter [/FlateDecode /FlateDecode]", deflated(inner))
	b.bodies[2] = "<</Type /Page /Parent 2 0 R /Contents [4 0 R 6 0 R]>>"
	b.stream("/Filter /FlateDecode", deflated(strings.Repeat(" ", n-1000-len(inner))))
	return b.classic(rooted)
}
