package geom

import (
	"encoding/binary"
	"math"
)

// Tape is a run of bytes that values are written to, or read from, by the same
// code: each method takes a pointer, and puts down or picks up what it points
// to. Numbers have their exact bits. What cannot be read leaves Bad set and
// zeros behind; no length is believed that the bytes left could not hold.
type Tape struct {
	B       []byte // written so far, or left to be read
	Reading bool
	Bad     bool
}

// Float is a number.
func (t *Tape) Float(v *float64) {
	if !t.Reading {
		t.B = binary.LittleEndian.AppendUint64(t.B, math.Float64bits(*v))
		return
	}
	if b := t.take(8); b != nil {
		*v = math.Float64frombits(binary.LittleEndian.Uint64(b))
	}
}

// Byte is a small number.
func (t *Tape) Byte(v *byte) {
	if !t.Reading {
		t.B = append(t.B, *v)
		return
	}
	if b := t.take(1); b != nil {
		*v = b[0]
	}
}

// Bool is a yes or no.
func (t *Tape) Bool(v *bool) {
	var b byte
	if *v {
		b = 1
	}
	t.Byte(&b)
	*v, t.Bad = b == 1, t.Bad || b > 1
}

// Bytes is a run of bytes of any length.
func (t *Tape) Bytes(v *[]byte) {
	n := t.length(len(*v), *v == nil, 1)
	switch {
	case !t.Reading:
		t.B = append(t.B, *v...)
	case n >= 0:
		*v = append([]byte{}, t.take(n)...)
	}
}

// List is a list; each of its values takes at least size bytes.
func List[T any](t *Tape, v *[]T, size int, each func(*T)) {
	n := t.length(len(*v), *v == nil, size)
	if t.Reading && n >= 0 {
		*v = make([]T, n)
	}
	for i := range *v {
		if each(&(*v)[i]); t.Bad {
			return
		}
	}
}

// Maybe is a value that may be missing.
func Maybe[T any](t *Tape, v **T, put func(*T)) {
	there := *v != nil
	if t.Bool(&there); !there || t.Bad {
		return
	}
	if t.Reading {
		*v = new(T)
	}
	put(*v)
}

// length is that of a list of n values, or of none at all, which is -1.
func (t *Tape) length(n int, none bool, size int) int {
	if none {
		n = -1
	}
	if !t.Reading {
		t.B = binary.AppendUvarint(t.B, uint64(n+1))
		return n
	}
	v, used := binary.Uvarint(t.B)
	if used <= 0 || v > uint64(len(t.B)-used)/uint64(size)+1 {
		t.Bad = true
		return -1
	}
	t.B = t.B[used:]
	return int(v) - 1
}

// take is the next n bytes, or nil when there are not as many.
func (t *Tape) take(n int) []byte {
	if t.Bad || n > len(t.B) {
		t.Bad = true
		return nil
	}
	b := t.B[:n]
	t.B = t.B[n:]
	return b
}

// Matrix is six numbers.
func (t *Tape) Matrix(m *Matrix) {
	for _, v := range []*float64{&m.A, &m.B, &m.C, &m.D, &m.E, &m.F} {
		t.Float(v)
	}
}

// Pen is how a line is drawn.
func (t *Tape) Pen(p *Pen) {
	t.Float(&p.Width)
	t.Byte((*byte)(&p.Cap))
	t.Byte((*byte)(&p.Join))
	t.Float(&p.Miter)
	List(t, &p.Dash, 8, t.Float)
	t.Float(&p.Offset)
}

// Path is its steps and their points. One that is read begins with a move, and
// has as many points as its steps take.
func (t *Tape) Path(p *Path) {
	List(t, &p.Ops, 1, func(o *Op) { t.Byte((*byte)(o)) })
	List(t, &p.Pts, 16, func(q *Point) {
		t.Float(&q.X)
		t.Float(&q.Y)
	})
	if t.Reading && !p.whole() {
		t.Bad = true
	}
}

func (p *Path) whole() bool {
	n := 0
	for i, o := range p.Ops {
		if i == 0 && o != Move || o != Move && o != Line && o != Curve && o != Close {
			return false
		}
		n += o.Size()
	}
	return n == len(p.Pts)
}
