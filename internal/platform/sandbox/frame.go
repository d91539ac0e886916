package sandbox

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
)

// A frame is one message in a pipe: a tag, a short name, a body.
//
//	"PRTC"  tag  length of name  length of body  name  body
//	4       1    1               8 big endian    ...   ...
type frame struct {
	tag  tag
	name string
	body []byte
}

// tag says what a frame is.
type tag byte

const (
	tagHello  tag = 'h' // to the worker: limits as JSON; back: what holds, as JSON
	tagJob    tag = 'j' // to the worker: name is the kind, body the upload
	tagAnswer tag = 'a' // from the worker: body is the answer
	tagRefuse tag = 'r' // from the worker: body is a list of reasons as JSON
	tagFailed tag = 'f' // from the worker: body is a text for the log
)

const (
	magic      = "PRTC"
	headerSize = len(magic) + 1 + 1 + 8
	atOnce     = 64 << 10 // frames up to this size are one write, one pipe buffer
)

var errNoFrame = errors.New("not a frame")

func writeFrame(w io.Writer, f frame) error {
	if len(f.name) > math.MaxUint8 {
		return fmt.Errorf("%w: its name has %d bytes", errNoFrame, len(f.name))
	}
	head := make([]byte, 0, headerSize+len(f.name)+min(len(f.body), atOnce))
	head = append(head, magic...)
	head = append(head, byte(f.tag), byte(len(f.name)))
	head = binary.BigEndian.AppendUint64(head, uint64(len(f.body)))
	head = append(head, f.name...)
	if len(f.body) <= atOnce {
		_, err := w.Write(append(head, f.body...))
		return err
	}
	if _, err := w.Write(head); err != nil {
		return err
	}
	_, err := w.Write(f.body)
	return err
}

// readFrame reads one frame with a body of at most limit bytes. io.EOF means
// that the other side closed between two frames.
func readFrame(r io.Reader, limit int64) (frame, error) {
	var head [headerSize]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return frame{}, err
	}
	if string(head[:4]) != magic {
		return frame{}, errNoFrame
	}
	size := binary.BigEndian.Uint64(head[6:])
	if size > uint64(limit) {
		return frame{}, fmt.Errorf("%w of at most %d bytes: it claims %d", errNoFrame, limit, size)
	}
	name, err := readBody(r, int64(head[5]))
	if err != nil {
		return frame{}, err
	}
	body, err := readBody(r, int64(size))
	return frame{tag(head[4]), string(name), body}, err
}

// readBody takes memory as bytes arrive, not as the length promises: a worker
// that claims much and sends little costs little.
func readBody(r io.Reader, size int64) ([]byte, error) {
	if size <= 1<<20 {
		b := make([]byte, size)
		_, err := io.ReadFull(r, b)
		return b, whole(err)
	}
	var buf bytes.Buffer
	buf.Grow(1 << 20)
	_, err := io.CopyN(&buf, r, size)
	return buf.Bytes(), whole(err)
}

// whole turns the end of the pipe inside a frame into an error of its own.
func whole(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}
