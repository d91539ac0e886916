package pdf

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"strings"
	"testing"
)

// builder makes small PDFs, sound and unsound, from the text of their objects.
type builder struct {
	header string
	bodies []string // of object 1, 2 ...
}

func newBuilder() *builder { return &builder{header: "%PDF-1.7\n"} }

// add appends an object and returns its number.
func (b *builder) add(format string, args ...any) int {
	body := format
	if len(args) > 0 {
		body = fmt.Sprintf(format, args...)
	}
	b.bodies = append(b.bodies, body)
	return len(b.bodies)
}

func (b *builder) stream(dict, data string) int {
	return b.add("%s", streamText(dict, data))
}

func streamText(dict, data string) string {
	return fmt.Sprintf("<<%s /Length %d>>\nstream\n%s\nendstream", dict, len(data), data)
}

// written is a file so far and where its objects are.
type written struct {
	bytes.Buffer
	offsets map[int]int
}

func (b *builder) objects() *written {
	w := &written{offsets: map[int]int{}}
	w.WriteString(b.header)
	for i, body := range b.bodies {
		w.object(i+1, body)
	}
	return w
}

func (w *written) object(num int, body string) {
	w.offsets[num] = w.Len()
	fmt.Fprintf(w, "%d 0 obj\n%s\nendobj\n", num, body)
}

// table writes a classic cross-reference of what was written since.
func (w *written) table(trailer string) int {
	start := w.Len()
	w.WriteString("xref\n0 1\n0000000000 65535 f \n")
	for num := 1; num <= 1<<16 && len(w.offsets) > 0; num++ {
		at, ok := w.offsets[num]
		if !ok {
			continue
		}
		fmt.Fprintf(w, "%d 1\n%010d 00000 n \n", num, at)
		delete(w.offsets, num)
	}
	fmt.Fprintf(w, "trailer\n<<%s>>\nstartxref\n%d\n%%%%EOF\n", trailer, start)
	return start
}

// classic is the file with a classic cross-reference.
func (b *builder) classic(trailer string) []byte {
	w := b.objects()
	w.table(fmt.Sprintf("/Size %d %s", len(b.bodies)+1, trailer))
	return w.Bytes()
}

// modern puts every object that is no stream into an object stream, and the
// cross-reference into a stream with PNG prediction.
func (b *builder) modern(trailer string) []byte {
	w := &written{offsets: map[int]int{}}
	w.WriteString(b.header)
	pack, next := len(b.bodies)+1, len(b.bodies)+2
	members := map[int]int{}
	var head, data strings.Builder
	for i, body := range b.bodies {
		if strings.Contains(body, "stream\n") {
			w.object(i+1, body)
			continue
		}
		fmt.Fprintf(&head, "%d %d ", i+1, data.Len())
		data.WriteString(body + " ")
		members[i+1] = len(members)
	}
	w.object(pack, streamText(fmt.Sprintf("/Type /ObjStm /N %d /First %d /Filter /FlateDecode", len(members), head.Len()),
		deflated(head.String()+data.String())))
	w.xrefStream(next, pack, members, trailer)
	return w.Bytes()
}

func (w *written) xrefStream(num, pack int, members map[int]int, trailer string) {
	start := w.Len()
	w.offsets[num] = start
	row, prev := make([]byte, 5), make([]byte, 5)
	var rows []byte
	for i := 0; i <= num; i++ {
		clear(row)
		if index, ok := members[i]; ok {
			row[0] = 2
			binary.BigEndian.PutUint16(row[1:], uint16(pack))
			binary.BigEndian.PutUint16(row[3:], uint16(index))
		} else if at, ok := w.offsets[i]; ok {
			row[0] = 1
			binary.BigEndian.PutUint16(row[1:], uint16(at))
		}
		rows = append(rows, 2) // PNG: up
		for k := range row {
			rows = append(rows, row[k]-prev[k])
		}
		copy(prev, row)
	}
	dict := fmt.Sprintf("/Type /XRef /Size %d /W [1 2 2] /Filter /FlateDecode /DecodeParms <</Predictor 12 /Columns 5>> %s", num+1, trailer)
	fmt.Fprintf(w, "%d 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n", num, streamText(dict, deflated(string(rows))), start)
}

func deflated(s string) string {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	_, _ = z.Write([]byte(s))
	_ = z.Close()
	return b.String()
}

// onePage is a document of one page: object 1 the catalogue, 2 the tree, 3 the
// page, 4 its content, 5 a font.
func onePage(content string) *builder {
	b := newBuilder()
	b.add("<</Type /Catalog /Pages 2 0 R>>")
	b.add("<</Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 300 200]>>")
	b.add("<</Type /Page /Parent 2 0 R /Contents 4 0 R /Resources <</Font <</F1 5 0 R>>>>>>")
	b.stream("", content)
	b.add("<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>")
	return b
}

const hello = "BT /F1 24 Tf 20 100 Td (Hello) Tj ET"

const rooted = "/Root 1 0 R"

// pages makes a document of n pages.
func manyPages(n int) []byte {
	b := newBuilder()
	b.add("<</Type /Catalog /Pages 2 0 R>>")
	kids := ""
	for i := range n {
		kids += fmt.Sprintf("%d 0 R ", 3+i)
	}
	b.add("<</Type /Pages /Kids [%s] /Count %d /MediaBox [0 0 300 200]>>", kids, n)
	for range n {
		b.add("<</Type /Page /Parent 2 0 R>>")
	}
	return b.classic(rooted)
}

// mustPrepare prepares a file that has to be accepted.
func mustPrepare(t *testing.T, src []byte) (*Plan, []byte, *Report) {
	t.Helper()
	p, out, r, err := Prepare(src, DefaultLimits())
	if err != nil {
		t.Fatalf("Prepare: %v", err)
	}
	return p, out, r
}

// contentOf reads back what page i of a file draws.
func contentOf(t *testing.T, file []byte, i int) string {
	t.Helper()
	d, err := open(file, DefaultLimits())
	if err != nil {
		t.Fatalf("open: %v", err)
	}
	pages := d.pages()
	if i >= len(pages) {
		t.Fatalf("the file has %d pages", len(pages))
	}
	return readAll(t, d.joined(d.contents(pages[i].dict.get("Contents"))))
}
