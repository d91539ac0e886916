package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/portico-prm/portico/content/problem"
)

// TestHostileShapes gives files that are built to hang, to fill the memory or to
// crash a reader. Each is answered soon, with a plan or with a coded refusal.
func TestHostileShapes(t *testing.T) {
	tests := map[string]struct {
		file []byte
		want string // code of the refusal, "" for a plan
	}{
		"empty":                        {nil, "PDF_NOT_A_PDF"},
		"only a header":                {[]byte("%PDF-1.7"), "PDF_DAMAGED"},
		"a picture":                    {[]byte("\x89PNG\r\n\x1a\n0000000000"), "PDF_NOT_A_PDF"},
		"no pages":                     {manyPages(0), "PDF_NO_PAGES"},
		"page tree bites its tail":     {treeCycle(), "PDF_NO_PAGES"},
		"page is its own parent":       {swap(onePage(hello), 2, "<</Type /Pages /Kids [2 0 R 2 0 R 3 0 R] /MediaBox [0 0 300 200]>>"), ""},
		"one page a thousand times":    {swap(onePage(hello), 2, "<</Type /Pages /Kids ["+strings.Repeat("3 0 R ", 1000)+"]>>"), "PDF_TOO_MANY_PAGES"},
		"Prev loop":                    {prevLoop(), ""},
		"Size of 2^31":                 {onePage(hello).classic(rooted + " /Size 2147483648"), ""},
		"xref of 10^9 lines":           {bytes.Replace(onePage(hello).classic(rooted), []byte("xref\n0 1\n"), []byte("xref\n0 999999999\n"), 1), ""},
		"xref stream of 2^40 rows":     {hugeXrefStream(), ""},
		"object stream with N of 10^9": {packed("/N 1000000000 /First 4", "1 0 <</Pages 2 0 R>>"), ""},
		"object stream inside itself":  {selfMember(), "PDF_DAMAGED"},
		"Length of itself":             {swap(onePage(hello), 4, "<</Length 4 0 R>>\nstream\n"+hello+"\nendstream"), ""},
		"references in a ring":         {ring(), ""},
		"200,000 nested arrays":        {swap(onePage(hello), 5, strings.Repeat("[", 200_000)), "PDF_NESTED_TOO_DEEP"},
		"200,000 nested, scanned":      {[]byte("%PDF-1.7\n1 0 obj " + strings.Repeat("[", 200_000)), "PDF_NESTED_TOO_DEEP"},
		"a million values":             {swap(onePage(hello), 5, "["+strings.Repeat("0 ", 4_000_000)+"]"), "PDF_TOO_MANY_OBJECTS"},
		"Flate bomb in content":        {bomb(1), "PDF_INFLATES_TOO_FAR"},
		"Flate bomb in Flate":          {bomb(3), "PDF_INFLATES_TOO_FAR"},
		"Flate bomb as object stream":  {packed("/N 1 /First 4 /Filter /FlateDecode", spaces()), "PDF_INFLATES_TOO_FAR"},
		"predictor of 2^31 columns":    {swap(onePage(hello), 4, streamText("/Filter /FlateDecode /DecodeParms <</Predictor 12 /Columns 2147483647>>", deflated(hello))), ""},
		"a hundred filters":            {swap(onePage(hello), 4, streamText("/Filter ["+strings.Repeat("/Fl ", 100)+"]", hello)), ""},
		"MediaBox NaN":                 {box4("NaN NaN NaN NaN"), ""},
		"MediaBox of 10^12":            {box4("0 0 1000000000000 1000000000000"), ""},
		"MediaBox of nothing":          {box4("10 10 10 10"), ""},
		"rotated by 10^9":              {swap(onePage(hello), 3, "<</Type /Page /Parent 2 0 R /Rotate 1000000000>>"), ""},
		"10,000 endless strings":       {[]byte("%PDF-1.7\n" + strings.Repeat("1 0 obj (\n", 10_000)), "PDF_DAMAGED"},
		"100,000 streams without end":  {[]byte("%PDF-1.7\n" + strings.Repeat("1 0 obj<<>>stream\n", 100_000)), "PDF_DAMAGED"},
		"a million q":                  {onePage(strings.Repeat("q ", 1_000_000)).classic(rooted), "PDF_CONTENT_UNBALANCED"},
		"a million Q":                  {onePage(strings.Repeat("Q ", 1_000_000)).classic(rooted), ""},
		"Encrypt is rubbish":           {onePage(hello).classic(rooted + " /Encrypt <</Filter /Standard /V 4 /R 4>>"), "PDF_ENCRYPTED"},
		"Encrypt by another handler":   {onePage(hello).classic(rooted + " /Encrypt <</Filter /Acme>>"), "PDF_ENCRYPTED"},
		"all names taken":              {takenNames(50_000), ""},
	}
	for what, tt := range tests {
		t.Run(what, func(t *testing.T) {
			before := allocated()
			start := time.Now()
			plan, src, _, err := Prepare(tt.file, DefaultLimits())
			if took := time.Since(start); took > time.Minute {
				t.Errorf("took %v", took)
			}
			if grown := allocated() - before; grown > 600<<20 {
				t.Errorf("allocated %d MB", grown>>20)
			}
			checkAnswer(t, plan, src, err, tt.want)
		})
	}
}

func checkAnswer(t *testing.T, plan *Plan, src []byte, err error, want string) {
	t.Helper()
	if want != "" {
		var l problem.List
		if !errors.As(err, &l) || !l.Has(want) {
			t.Errorf("error = %v, want %s", err, want)
		}
		return
	}
	if err != nil {
		t.Errorf("Prepare: %v", err)
		return
	}
	stampAndRead(t, plan, src)
}

// allocated is all memory ever taken, in bytes.
func allocated() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.TotalAlloc
}

// swap replaces an object of a document.
func swap(b *builder, num int, body string) []byte {
	b.bodies[num-1] = body
	return b.classic(rooted)
}

func box4(figures string) []byte {
	return swap(onePage(hello), 3, "<</Type /Page /Parent 2 0 R /Contents 4 0 R /MediaBox ["+figures+"]>>")
}

func treeCycle() []byte {
	b := newBuilder()
	b.add("<</Type /Catalog /Pages 2 0 R>>")
	b.add("<</Type /Pages /Kids [3 0 R 3 0 R]>>")
	b.add("<</Type /Pages /Kids [2 0 R 3 0 R]>>")
	return b.classic(rooted)
}

func prevLoop() []byte {
	w := onePage(hello).objects()
	w.table(fmt.Sprintf("/Size 6 %s /Prev %d", rooted, w.Len()))
	return w.Bytes()
}

func hugeXrefStream() []byte {
	file := onePage(hello).modern(rooted)
	return bytes.Replace(file, []byte("/W [1 2 2]"), []byte("/Index [0 1099511627776] /W [1 2 2]"), 1)
}

// packed has its catalogue, object 1, in object stream 6.
func packed(dict, data string) []byte {
	w := onePage(hello).objects()
	w.object(6, streamText("/Type /ObjStm "+dict, data))
	start := w.Len()
	rows := "\x02\x00\x00\x00\x06\x00"
	for i := 2; i <= 6; i++ {
		at := w.offsets[i]
		rows += "\x01" + string([]byte{byte(at >> 24), byte(at >> 16), byte(at >> 8), byte(at), 0})
	}
	fmt.Fprintf(w, "7 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n",
		streamText("/Type /XRef /Size 8 /Index [1 6] /W [1 4 1] "+rooted, rows), start)
	return w.Bytes()
}

// selfMember says that its catalogue lies in object stream 3, which lies in
// object stream 3.
func selfMember() []byte {
	w := &written{offsets: map[int]int{}}
	w.WriteString("%PDF-1.7\n")
	start := w.Len()
	rows := "\x00\x00\x00\x00\x00" + "\x02\x00\x03\x00\x00" + "\x02\x00\x03\x00\x01" + "\x02\x00\x03\x00\x02"
	fmt.Fprintf(w, "4 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n", streamText("/Type /XRef /Size 4 /W [1 2 2] "+rooted, rows), start)
	return w.Bytes()
}

func ring() []byte {
	b := onePage(hello)
	b.bodies[0] = "<</Type /Catalog /Pages 2 0 R /Extra 6 0 R>>"
	b.add("7 0 R")
	b.add("6 0 R")
	return b.classic(rooted)
}

// spaces packs more of them than may be unpacked: 130 kB for 130 MB.
var spaces = sync.OnceValue(func() string { return deflated(strings.Repeat(" ", 130<<20)) })

// bomb packs them a few times over.
func bomb(times int) []byte {
	data := spaces()
	for range times - 1 {
		data = deflated(data)
	}
	return swap(onePage(hello), 4, streamText("/Filter ["+strings.Repeat("/FlateDecode ", times)+"]", data))
}

func takenNames(n int) []byte {
	var names strings.Builder
	for i := range n {
		fmt.Fprintf(&names, "/Portico%d 4 0 R ", i)
	}
	return swap(onePage(hello), 3, "<</Type /Page /Parent 2 0 R /Contents 4 0 R /Resources <</XObject <<"+names.String()+">>>>>>")
}
