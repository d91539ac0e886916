package pdf

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// TestPrepareReads gives one page in all the ways that files keep it.
func TestPrepareReads(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		file      []byte
		rewritten string
		stream    bool // kind of the source's cross-reference
	}{
		"classic table":              {file: onePage(hello).classic(rooted)},
		"streams with prediction":    {file: onePage(hello).modern(rooted), stream: true},
		"table that hides a stream":  {file: hybridFile()},
		"grown twice":                {file: grownFile()},
		"bytes before the header":    {file: shiftedFile()},
		"offsets from byte 0":        {file: offsetsFromZero(), rewritten: "rebuilt"},
		"no startxref":               {file: bytes.ReplaceAll(onePage(hello).classic(rooted), []byte("startxref"), []byte("startnone")), rewritten: "rebuilt"},
		"cut before the table":       {file: cutBefore(onePage(hello).classic(rooted), "xref\n0 1"), rewritten: "rebuilt"},
		"streams, cut at the end":    {file: cutBefore(onePage(hello).modern(rooted), "startxref"), rewritten: "rebuilt"},
		"table with wrong offsets":   {file: bytes.Replace(onePage(hello).classic(rooted), []byte("%PDF-1.7\n"), []byte("%PDF-1.7\n\n\n\n"), 1), rewritten: "rebuilt"},
		"table counted from 1":       {file: countedFromOne()},
		"stream length wrong":        {file: bytes.Replace(onePage(hello).classic(rooted), []byte(fmt.Sprintf("/Length %d", len(hello))), []byte("/Length 99"), 1)},
		"catalogue only by its type": {file: []byte(strings.ReplaceAll(string(cutBefore(onePage(hello).classic(rooted), "xref\n0 1")), "trailer", "")), rewritten: "rebuilt"},
	}
	for what, tt := range tests {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			p, out, r := mustPrepare(t, tt.file)
			if r.Rewritten != tt.rewritten || p.Stream != tt.stream {
				t.Errorf("rewritten = %q, stream = %v; want %q, %v", r.Rewritten, p.Stream, tt.rewritten, tt.stream)
			}
			if got := strings.TrimSpace(contentOf(t, out, 0)); got != hello {
				t.Errorf("the page draws %q, want %q", got, hello)
			}
			if got := p.Pages()[0]; got.Width != 300 || got.Height != 200 {
				t.Errorf("page = %v, want 300 x 200", got)
			}
			if tt.rewritten == "" && !bytes.Equal(out, tt.file) {
				t.Error("the source is not the file itself")
			}
		})
	}
}

// hybridFile lists the page in the table as free, and in a stream beside it.
func hybridFile() []byte {
	b := onePage(hello)
	page := b.bodies[2]
	b.bodies[2] = "null"
	w := b.objects()
	delete(w.offsets, 3)
	w.object(6, streamText("/Type /ObjStm /N 1 /First 4", "3 0 "+page))
	hidden := w.Len()
	row := "\x02\x00\x06\x00\x00"
	w.object(7, streamText("/Type /XRef /Size 8 /W [1 2 2] /Index [3 1]", row))
	w.table(fmt.Sprintf("/Size 8 /Root 1 0 R /XRefStm %d", hidden))
	return w.Bytes()
}

// grownFile was saved twice more: the content was replaced each time.
func grownFile() []byte {
	b := onePage("BT (first) Tj ET")
	w := b.objects()
	prev := w.table("/Size 6 " + rooted)
	for _, content := range []string{"BT (second) Tj ET", hello} {
		w.object(4, streamText("", content))
		prev = w.table(fmt.Sprintf("/Size 6 %s /Prev %d", rooted, prev))
	}
	return w.Bytes()
}

// shiftedFile counts its offsets from the header, as readers expect.
func shiftedFile() []byte {
	return append([]byte("\xef\xbb\xbf mail headers\n"), onePage(hello).classic(rooted)...)
}

// offsetsFromZero counts them from the first byte, as some producers do.
func offsetsFromZero() []byte {
	b := onePage(hello)
	b.header = "junk before\n%PDF-1.7\n"
	return b.classic(rooted)
}

func cutBefore(file []byte, word string) []byte {
	return file[:bytes.LastIndex(file, []byte(word))]
}

func countedFromOne() []byte {
	b := onePage(hello)
	w := b.objects()
	start := w.Len()
	fmt.Fprintf(w, "xref\n1 6\n0000000000 65535 f \n")
	for i := 1; i <= 5; i++ {
		fmt.Fprintf(w, "%010d 00000 n \n", w.offsets[i])
	}
	fmt.Fprintf(w, "trailer\n<</Size 6 %s>>\nstartxref\n%d\n%%%%EOF\n", rooted, start)
	return w.Bytes()
}

func TestValues(t *testing.T) {
	t.Parallel()
	tests := map[string]string{
		`<</A 1/B(x)/C[1 2 R 3 0 R]>>`:                "<</A 1\n/B (x)\n/C [1 2 R 3 0 R]\n>>",
		`[--5 +3 4. .25 -.5 1.2.3 5-3]`:               "[-5 3 4 0.25 -0.5 1.2 5]",
		`(a\(b\)\\ (n) \101\n)`:                       "<612862295C20286E2920410A>",
		`<48 65 6c6C 6f7>`:                            "(Hellop)",
		`/A#20B#zz`:                                   "/A#20B#23zz",
		`<</A<</B null>>/A 2>>`:                       "<</A 2\n>>",
		`[true false null junk 12345678901234567890]`: "[true false null null 12345678901234570000]",
		"<</A %comment\n 1":                           "<</A 1\n>>",
		`<</A [1 2 >>`:                                "<</A [1 2]\n>>",
		`<</A>>`:                                      "<</A null\n>>",
		"<</Kids [1 0 R endobj":                       "<</Kids [1 0 R]\n>>",
	}
	for in, want := range tests {
		p := &parser{b: []byte(in), depth: 64, most: 1000}
		if got := string(writer{same}.value(nil, p.value())); got != want {
			t.Errorf("%s\n got %q\nwant %q", in, got, want)
		}
	}
}
