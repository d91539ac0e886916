package svg

import (
	"io"
	"strings"
)

// charset accepts the encodings whose bytes are the first characters of
// Unicode. Names and numbers of SVG are plain ASCII in all of them.
func (r *reader) charset(name string, in io.Reader) (io.Reader, error) {
	if r.converted {
		return in, nil
	}
	switch strings.ToLower(name) {
	case "us-ascii", "ascii", "iso-8859-1", "latin1", "windows-1252":
		return &latin{in: in}, nil
	}
	return nil, r.refuse(foundEncoding, name)
}

// latin turns one byte a character into UTF-8.
type latin struct{ in io.Reader }

func (l *latin) Read(p []byte) (int, error) {
	half := make([]byte, len(p)/2)
	n, err := l.in.Read(half)
	out := p[:0]
	for _, b := range half[:n] {
		out = append(out, string(rune(b))...)
	}
	return len(out), err
}
