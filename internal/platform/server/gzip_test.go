package server

import (
	"compress/gzip"
	"io"
	"net/http"
	"strings"
	"testing"
)

func TestGzip(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("portico ", 1000)
	write := func(kind, text string, status int) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", kind)
			w.Header().Set("Etag", `"x"`)
			w.WriteHeader(status)
			for _, piece := range strings.SplitAfter(text, " ") {
				_, _ = w.Write([]byte(piece))
			}
		})
	}
	flushed := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream")
		_, _ = w.Write([]byte(long))
		w.(http.Flusher).Flush()
		_, _ = w.Write([]byte(long))
	})
	s := New(Options{Log: quiet, Routes: []Route{
		{Pattern: "/json", Kind: Page, Handler: write("application/json", long, 200)},
		{Pattern: "/response", Kind: Page, Handler: write("application/graphql-response+json; charset=utf-8", long, 400)},
		{Pattern: "/short", Kind: Page, Handler: write("application/json", "{}", 200)},
		{Pattern: "/image", Kind: Page, Handler: write("image/png", long, 200)},
		{Pattern: "/events", Kind: Page, Handler: flushed},
		{Pattern: "/empty", Kind: Page, Handler: write("application/json", "", 204)},
		{Pattern: "/file", Kind: Download, Handler: write("application/json", long, 200)},
	}})
	tests := map[string]struct {
		path, accept string
		zip          bool
		want         string
		status       int
	}{
		"JSON":               {"/json", "br, gzip", true, long, 200},
		"GraphQL JSON":       {"/response", "gzip;q=0.5", true, long, 400},
		"not asked for":      {"/json", "", false, long, 200},
		"refused":            {"/json", "gzip;q=0, *", false, long, 200},
		"not worth it":       {"/short", "gzip", false, "{}", 200},
		"compressed already": {"/image", "gzip", false, long, 200},
		"events":             {"/events", "gzip", false, long + long, 200},
		"no content":         {"/empty", "gzip", false, "", 204},
		"a download":         {"/file", "gzip", false, long, 200},
	}
	for name, tt := range tests {
		w := do(s, "GET", tt.path, "", "Accept-Encoding", tt.accept)
		var body io.Reader = w.Body
		if zip := w.Header().Get("Content-Encoding") == "gzip"; zip != tt.zip {
			t.Errorf("%s: gzip = %v", name, zip)
		} else if zip {
			if body, _ = gzip.NewReader(w.Body); w.Header().Get("Etag") != `W/"x"` {
				t.Errorf("%s: ETag %s", name, w.Header().Get("Etag"))
			}
		}
		if got, err := io.ReadAll(body); string(got) != tt.want || err != nil || w.Code != tt.status {
			t.Errorf("%s: %d, %d bytes, %v", name, w.Code, len(got), err)
		}
	}
}
