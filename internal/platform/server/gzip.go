package server

import (
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"github.com/klauspost/compress/gzip"
)

// leastGzip is the size from which compression saves a packet.
const leastGzip = 1400

var zippers = sync.Pool{New: func() any {
	z, _ := gzip.NewWriterLevel(io.Discard, gzip.BestSpeed)
	return z
}}

// compressed gzips text for clients that take it.
func compressed(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Add("Vary", "Accept-Encoding")
		if !takesGzip(r) || r.Header.Get("Range") != "" || r.Method == http.MethodHead {
			next.ServeHTTP(w, r)
			return
		}
		z := &zipped{ResponseWriter: w}
		next.ServeHTTP(z, r)
		z.finish() // not deferred: after a panic nothing more must go out
	})
}

func takesGzip(r *http.Request) bool {
	for _, v := range r.Header.Values("Accept-Encoding") {
		for part := range strings.SplitSeq(v, ",") {
			name, q, _ := strings.Cut(strings.TrimSpace(part), ";")
			weight, err := strconv.ParseFloat(strings.TrimPrefix(strings.ReplaceAll(q, " ", ""), "q="), 64)
			if strings.EqualFold(strings.TrimSpace(name), "gzip") {
				return q == "" || (err == nil && weight > 0)
			}
		}
	}
	return false
}

// zipped holds the beginning back until it is clear whether compressing pays.
type zipped struct {
	http.ResponseWriter
	status  int
	held    []byte
	decided bool
	zip     *gzip.Writer // nil: plain
}

// WriteHeader keeps the status until the first bytes go out.
func (z *zipped) WriteHeader(status int) {
	if z.status == 0 {
		z.status = status
	}
}

// Write holds, compresses or passes on.
func (z *zipped) Write(b []byte) (int, error) {
	if z.status == 0 {
		z.status = http.StatusOK
	}
	if !z.decided {
		if z.worth() && len(z.held)+len(b) < leastGzip {
			z.held = append(z.held, b...)
			return len(b), nil
		}
		z.decide(z.worth())
		if err := z.release(); err != nil {
			return 0, err
		}
	}
	return z.out().Write(b)
}

// worth tells whether the answer is text that is not compressed already. A
// stream of events is not: its parts must leave at once.
func (z *zipped) worth() bool {
	h := z.Header()
	kind, _, _ := strings.Cut(h.Get("Content-Type"), ";")
	text := strings.HasPrefix(kind, "text/") || strings.HasSuffix(kind, "json") || strings.HasSuffix(kind, "javascript")
	return text && kind != "text/event-stream" && h.Get("Content-Encoding") == "" && h.Get("Content-Range") == "" &&
		z.status >= 200 && z.status != http.StatusNoContent && z.status != http.StatusNotModified
}

// decide sends the header for one of the two ways.
func (z *zipped) decide(zip bool) {
	z.decided = true
	if zip {
		h := z.Header()
		h.Set("Content-Encoding", "gzip")
		h.Del("Content-Length")
		h.Del("Accept-Ranges")
		weaken(h)
		z.zip = zippers.Get().(*gzip.Writer)
		z.zip.Reset(z.ResponseWriter)
	}
	z.ResponseWriter.WriteHeader(z.status)
}

// weaken marks an ETag as one for the content, no longer for the bytes.
func weaken(h http.Header) {
	if tag := h.Get("Etag"); strings.HasPrefix(tag, `"`) {
		h.Set("Etag", "W/"+tag)
	}
}

func (z *zipped) release() error {
	if len(z.held) == 0 {
		return nil
	}
	_, err := z.out().Write(z.held)
	z.held = nil
	return err
}

func (z *zipped) out() io.Writer {
	if z.zip != nil {
		return z.zip
	}
	return z.ResponseWriter
}

// Flush sends all that was written so far.
func (z *zipped) Flush() {
	z.WriteHeader(http.StatusOK) // counts only when there is no status yet
	z.plain()
	_ = z.release()
	if z.zip != nil {
		_ = z.zip.Flush()
	}
	_ = http.NewResponseController(z.ResponseWriter).Flush()
}

// plain sends the header uncompressed, unless one is out.
func (z *zipped) plain() {
	if !z.decided && z.status != 0 {
		z.decide(false)
	}
}

func (z *zipped) finish() {
	z.plain()
	_ = z.release()
	if z.zip != nil {
		_ = z.zip.Close()
		zippers.Put(z.zip)
	}
}

// Unwrap lets http.ResponseController reach the connection.
func (z *zipped) Unwrap() http.ResponseWriter { return z.ResponseWriter }
