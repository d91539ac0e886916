package server

import (
	"bytes"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

var document = []byte(strings.Repeat("vendor ", 5000) + strings.Repeat("tail ", 700))

const etag = "3f2a"

// inParts serves the document cut at the given places.
func inParts(cuts ...int) *Server {
	var parts []Part
	from := 0
	for _, to := range append(cuts, len(document)) {
		parts = append(parts, Part{bytes.NewReader(document[from:to]), int64(to - from)})
		from = to
	}
	return New(Options{Log: quiet, Routes: []Route{{Pattern: "/file", Kind: Download, Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ServeParts(w, r, parts, Meta{ETag: etag, MediaType: "application/pdf", FileName: "Datenblatt für Müller.pdf", Private: true})
	})}}})
}

func TestPartsAreOneDocument(t *testing.T) {
	t.Parallel()
	for _, cuts := range [][]int{nil, {35000}, {0, 1, 1, 35000, len(document)}} {
		s := inParts(cuts...)
		w := do(s, "GET", "/file", "")
		if !bytes.Equal(w.Body.Bytes(), document) || w.Header().Get("Content-Length") != fmt.Sprint(len(document)) {
			t.Errorf("cut at %v: %d bytes, length %s", cuts, w.Body.Len(), w.Header().Get("Content-Length"))
		}
		for _, from := range []int{0, 1, 34999, 35000, 35001, len(document) - 1} {
			for _, n := range []int{1, 2, 1000} {
				to := min(from+n, len(document))
				w := do(s, "GET", "/file", "", "Range", fmt.Sprintf("bytes=%d-%d", from, to-1))
				if w.Code != 206 || !bytes.Equal(w.Body.Bytes(), document[from:to]) {
					t.Errorf("cut at %v, range %d-%d: %d, %d bytes", cuts, from, to, w.Code, w.Body.Len())
				}
			}
		}
	}
}

func TestRangesAndConditions(t *testing.T) {
	t.Parallel()
	s := inParts(35000)
	size := len(document)
	tests := map[string]struct {
		headers []string
		status  int
		length  int // of the body
	}{
		"whole":                    {nil, 200, size},
		"last bytes":               {[]string{"Range", "bytes=-10"}, 206, 10},
		"from the middle":          {[]string{"Range", "bytes=36000-"}, 206, size - 36000},
		"beyond the end":           {[]string{"Range", fmt.Sprintf("bytes=%d-", size)}, 416, -1},
		"nonsense":                 {[]string{"Range", "bytes=a-b"}, 416, -1},
		"another unit":             {[]string{"Range", "pages=1-2"}, 416, -1},
		"known already":            {[]string{"If-None-Match", `"3f2a"`}, 304, 0},
		"known among others":       {[]string{"If-None-Match", `"x", W/"3f2a"`}, 304, 0},
		"known another version":    {[]string{"If-None-Match", `"old"`}, 200, size},
		"go on with this one":      {[]string{"Range", "bytes=0-9", "If-Range", `"3f2a"`}, 206, 10},
		"go on with another one":   {[]string{"Range", "bytes=0-9", "If-Range", `"old"`}, 200, size},
		"go on with a weak one":    {[]string{"Range", "bytes=0-9", "If-Range", `W/"3f2a"`}, 200, size},
		"changed under the client": {[]string{"If-Match", `"old"`}, 412, -1},
		"as many ranges as served": {[]string{"Range", "bytes=" + strings.Repeat("0-0,", mostRanges-1) + "1-1"}, 206, -1},
		"more ranges than anyone":  {[]string{"Range", "bytes=" + strings.Repeat("0-0,", mostRanges) + "1-1"}, 200, size},
		"ranges beyond the size":   {[]string{"Range", "bytes=0-,0-,0-"}, 200, size},
	}
	for name, tt := range tests {
		w := do(s, "GET", "/file", "", tt.headers...)
		if w.Code != tt.status || (tt.length >= 0 && w.Body.Len() != tt.length) {
			t.Errorf("%s: %d with %d bytes, want %d with %d", name, w.Code, w.Body.Len(), tt.status, tt.length)
		}
		if w.Code < 300 && w.Header().Get("ETag") != `"3f2a"` {
			t.Errorf("%s: ETag %s", name, w.Header().Get("ETag"))
		}
	}
	if w := do(s, "HEAD", "/file", ""); w.Body.Len() != 0 || w.Header().Get("Content-Length") != fmt.Sprint(size) || w.Header().Get("Accept-Ranges") != "bytes" {
		t.Errorf("HEAD: %d bytes, %v", w.Body.Len(), w.Header())
	}
}

func TestSeveralRangesComeAsParts(t *testing.T) {
	t.Parallel()
	w := do(inParts(35000), "GET", "/file", "", "Range", "bytes=0-5,34995-35004,-3")
	_, params, err := mime.ParseMediaType(w.Header().Get("Content-Type"))
	if err != nil || w.Code != 206 {
		t.Fatal(w.Code, err)
	}
	r := multipart.NewReader(w.Body, params["boundary"])
	for _, want := range [][]byte{document[:6], document[34995:35005], document[len(document)-3:]} {
		part, err := r.NextPart()
		if err != nil {
			t.Fatal(err)
		}
		if got, _ := io.ReadAll(part); !bytes.Equal(got, want) || part.Header.Get("Content-Type") != "application/pdf" {
			t.Errorf("part = %q %v, want %q", got, part.Header, want)
		}
	}
}

func TestDownloadsAreInert(t *testing.T) {
	t.Parallel()
	h := do(inParts(35000), "GET", "/file", "").Header()
	for name, want := range map[string]string{
		"Content-Disposition":     `attachment; filename="Datenblatt f_r M_ller.pdf"; filename*=UTF-8''Datenblatt%20f%C3%BCr%20M%C3%BCller.pdf`,
		"X-Content-Type-Options":  "nosniff",
		"Content-Security-Policy": inertPolicy,
		"Cache-Control":           private,
		"Content-Type":            "application/pdf",
	} {
		if h.Get(name) != want {
			t.Errorf("%s: %s, want %s", name, h.Get(name), want)
		}
	}
}

func TestAShortPartBreaksTheAnswer(t *testing.T) {
	t.Parallel()
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ServeParts(w, r, []Part{{strings.NewReader("half"), 8}, {strings.NewReader("tail"), 4}}, Meta{ETag: "x"})
	}))
	defer srv.Close()
	res, err := http.Get(srv.URL)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if b, err := io.ReadAll(res.Body); err == nil {
		t.Errorf("a damaged document came as whole: %q", b)
	}
}

func TestFileNames(t *testing.T) {
	t.Parallel()
	tests := map[string]string{
		"plain.pdf":                        `attachment; filename="plain.pdf"`,
		"two words.pdf":                    `attachment; filename="two words.pdf"`,
		"../../etc/passwd":                 `attachment; filename="-..-etc-passwd"`,
		`a"b\c.pdf`:                        `attachment; filename="a-b-c.pdf"`,
		"line\r\nSet-Cookie: x.pdf":        `attachment; filename="lineSet-Cookie- x.pdf"`,
		"cod\u202efdp.exe":                 `attachment; filename="codfdp.exe"`,
		"100%.pdf":                         `attachment; filename="100_.pdf"; filename*=UTF-8''100%25.pdf`,
		"":                                 `attachment; filename="download"`,
		"...":                              `attachment; filename="download"`,
		"資料.pdf":                           `attachment; filename="__.pdf"; filename*=UTF-8''%E8%B3%87%E6%96%99.pdf`,
		"\xff\xfe.pdf":                     `attachment; filename="pdf"`,
		strings.Repeat("a", 300) + ".pdf":  `attachment; filename="` + strings.Repeat("a", 196) + `.pdf"`,
		strings.Repeat("ü", 150) + "x.pdf": `attachment; filename="` + strings.Repeat("_", 98) + `.pdf"; filename*=UTF-8''` + strings.Repeat("%C3%BC", 98) + ".pdf",
	}
	for name, want := range tests {
		got := disposition(name)
		if got != want {
			t.Errorf("%q: %s, want %s", name, got, want)
		}
		if _, _, err := mime.ParseMediaType(got); err != nil {
			t.Errorf("%q: %s: %v", name, got, err)
		}
	}
}
