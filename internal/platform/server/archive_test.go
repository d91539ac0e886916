package server

import (
	"archive/zip"
	"bytes"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

func partsOf(text string) []Part { return []Part{{strings.NewReader(text), int64(len(text))}} }

func TestAnArchiveIsAZipThatLeadsNowhereElse(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 11, 28, 9, 30, 0, 0, time.UTC)
	s := New(Options{Log: quiet, Routes: []Route{{Pattern: "/zip", Kind: Download, Handler: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		a := NewArchive(w, "Kit für Müller.zip")
		for _, f := range [][2]string{{"", "a.pdf"}, {"", "A.pdf"}, {"", "a.pdf"}, {"Müller/..", "../b.pdf"}, {"..", "b.pdf"}} {
			if err := a.Add(f[0], f[1], at, []Part{partsOf("vendor ")[0], partsOf(f[0] + f[1])[0]}); err != nil {
				t.Error(err)
			}
		}
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	})}}})
	got := do(s, "GET", "/zip", "")
	if h := got.Header(); h.Get("Content-Type") != "application/zip" || !strings.Contains(h.Get("Content-Disposition"), "filename*=UTF-8''Kit%20f%C3%BCr%20M%C3%BCller.zip") {
		t.Errorf("headers %v", h)
	}
	r, err := zip.NewReader(bytes.NewReader(got.Body.Bytes()), int64(got.Body.Len()))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"a.pdf", "A (2).pdf", "a (3).pdf", "Müller-/-b.pdf", "download/b.pdf"}
	for i, f := range r.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(in)
		if err != nil || !strings.HasPrefix(string(text), "vendor ") {
			t.Errorf("%s holds %q, %v", f.Name, text, err)
		}
		if i >= len(want) || f.Name != want[i] || f.Method != zip.Store || !f.Modified.Equal(at) {
			t.Errorf("%d: %q, method %d, of %s", i, f.Name, f.Method, f.Modified)
		}
	}
	if len(r.File) != len(want) {
		t.Errorf("%d files", len(r.File))
	}
}
