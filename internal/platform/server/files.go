package server

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Part is one piece of a document: the vendor's file, or the tail that was
// appended for a partner.
type Part struct {
	io.ReaderAt
	Size int64
}

// Meta is what a client is told about a document.
type Meta struct {
	ETag      string // without quotes: the content hash, so that it names exactly these bytes
	MediaType string
	FileName  string // as people see it, any script
	Private   bool   // for one person; false lets caches keep it
}

// mostRanges is how many ranges of one request are served. Nobody needs more,
// and each costs a part header; such a request gets the whole file.
const mostRanges = 8

// ServeParts answers with the parts as one document: length, strong ETag,
// If-None-Match, If-Range, single and several byte ranges. Whatever the
// document holds, a browser saves it and does not open it under our name.
func ServeParts(w http.ResponseWriter, r *http.Request, parts []Part, m Meta) {
	h := w.Header()
	h.Set("Content-Type", m.MediaType)
	h.Set("Content-Disposition", disposition(m.FileName))
	h.Set("ETag", `"`+m.ETag+`"`)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Content-Security-Policy", inertPolicy)
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	if m.Private {
		h.Set("Cache-Control", private)
	}
	if strings.Count(r.Header.Get("Range"), ",") >= mostRanges {
		r = r.Clone(r.Context())
		r.Header.Del("Range")
	}
	http.ServeContent(w, r, "", time.Time{}, joined(parts))
}

// joined makes one reader of several.
func joined(parts []Part) io.ReadSeeker {
	var size int64
	for _, p := range parts {
		size += p.Size
	}
	return io.NewSectionReader(chain(parts), 0, size)
}

// chain reads across the borders of its parts.
type chain []Part

// ReadAt fills b from the parts that follow one another.
func (c chain) ReadAt(b []byte, off int64) (int, error) {
	done := 0
	for _, p := range c {
		if off >= p.Size {
			off -= p.Size
			continue
		}
		want := b[done:min(int64(len(b)), int64(done)+p.Size-off)]
		n, err := p.ReadAt(want, off)
		done += n
		if n < len(want) {
			return done, short(err)
		}
		if done == len(b) {
			return done, nil
		}
		off = 0
	}
	return done, io.EOF
}

// short is the error for a part that is shorter than it claims: an end there
// must not look like the end of the document.
func short(err error) error {
	if err == nil || errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// mostName is how long a file name may be, in bytes: what file systems take,
// less what browsers add ("(1)").
const mostName = 200

// disposition says "save as" by RFC 6266: a plain name for old clients, the
// real one for the others.
func disposition(name string) string {
	name = tidy(name)
	d := `attachment; filename="` + ascii(name) + `"`
	if ascii(name) != name {
		d += "; filename*=UTF-8''" + percent(name)
	}
	return d
}

// tidy keeps what cannot lead to another folder, hide an ending or end the
// header: no separators, controls, bidi marks or outer dots.
func tidy(name string) string {
	name = strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune(`/\:*?"<>|`, r):
			return '-'
		case r == utf8.RuneError || !unicode.IsPrint(r):
			return -1
		}
		return r
	}, name)
	name = strings.Trim(cut(name), ". ")
	if name == "" {
		return "download"
	}
	return name
}

// cut shortens a name before its ending.
func cut(name string) string {
	if len(name) <= mostName {
		return name
	}
	end := ""
	if i := strings.LastIndexByte(name, '.'); i > 0 && len(name)-i <= 10 {
		end = name[i:]
	}
	stem := name[:mostName-len(end)]
	for !utf8.ValidString(stem) {
		stem = stem[:len(stem)-1]
	}
	return stem + end
}

func ascii(name string) string {
	return strings.Map(func(r rune) rune {
		if r > unicode.MaxASCII || r == '%' { // some clients decode % in the plain form
			return '_'
		}
		return r
	}, name)
}

// percent encodes all but the attr-char of RFC 8187.
func percent(name string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for _, c := range []byte(name) {
		if c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || strings.IndexByte("!#$&+-.^_`|~", c) >= 0 {
			b.WriteByte(c)
			continue
		}
		b.Write([]byte{'%', hex[c>>4], hex[c&15]})
	}
	return b.String()
}
