package pdf

import (
	"errors"
	"io"
)

var errPredictor = errors.New("predictor parameters out of range")

// maxRow is the longest predicted row in bytes.
const maxRow = 1 << 22

// unpredict takes PNG (10 to 15) or TIFF (2) prediction off.
func unpredict(r io.Reader, p filterParms) (io.Reader, error) {
	if p.predictor < 2 {
		return r, nil
	}
	if p.colors < 1 || p.colors > 64 || p.columns < 1 || p.columns > maxRow || !bitsAllowed(p.bits) {
		return nil, errPredictor
	}
	row := (p.colors*p.bits*p.columns + 7) / 8
	if row > maxRow {
		return nil, errPredictor
	}
	u := &unpredictor{r: r, parms: p, size: row, step: max(1, p.colors*p.bits/8)}
	return u, nil
}

func bitsAllowed(bits int) bool {
	return bits == 1 || bits == 2 || bits == 4 || bits == 8 || bits == 16
}

// unpredictor decodes row by row.
type unpredictor struct {
	r         io.Reader
	parms     filterParms
	size      int // bytes of a row without its tag
	step      int // bytes between neighbours
	tagged    []byte
	row, prev []byte
	ready     []byte // decoded, not yet handed out
	end       bool
}

func (u *unpredictor) Read(p []byte) (int, error) {
	for len(u.ready) == 0 {
		if u.end {
			return 0, io.EOF
		}
		if err := u.next(); err != nil {
			return 0, err
		}
	}
	n := copy(p, u.ready)
	u.ready = u.ready[n:]
	return n, nil
}

// next decodes one row; a cut last row gives what it has.
func (u *unpredictor) next() error {
	if u.tagged == nil {
		u.tagged, u.row, u.prev = make([]byte, u.size+1), make([]byte, u.size), make([]byte, u.size)
	}
	in := u.tagged
	if u.parms.predictor == 2 {
		in = u.tagged[1:]
	}
	n, err := io.ReadFull(u.r, in)
	if err != nil {
		u.end = true
		if !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
			return err
		}
	}
	u.decode(in[:n])
	return nil
}

func (u *unpredictor) decode(in []byte) {
	if u.parms.predictor == 2 {
		u.ready = u.ready[:0]
		copy(u.row, in)
		u.tiff(u.row[:len(in)])
		u.ready = u.row[:len(in)]
		return
	}
	if len(in) < 2 {
		return
	}
	u.row, u.prev = u.prev, u.row
	got := copy(u.row, in[1:])
	u.png(in[0], u.row[:got])
	u.ready = u.row[:got]
}

// tiff adds the left neighbour; depths under eight bits appear only in pictures
// and are left alone.
func (u *unpredictor) tiff(row []byte) {
	switch u.parms.bits {
	case 8:
		for i := u.step; i < len(row); i++ {
			row[i] += row[i-u.step]
		}
	case 16:
		for i := u.step; i+1 < len(row); i += 2 {
			v := uint16(row[i])<<8 + uint16(row[i+1]) + uint16(row[i-u.step])<<8 + uint16(row[i-u.step+1])
			row[i], row[i+1] = byte(v>>8), byte(v)
		}
	}
}

func (u *unpredictor) png(tag byte, row []byte) {
	for i := range row {
		left, corner := byte(0), byte(0)
		if i >= u.step {
			left, corner = row[i-u.step], u.prev[i-u.step]
		}
		switch tag {
		case 1:
			row[i] += left
		case 2:
			row[i] += u.prev[i]
		case 3:
			row[i] += byte((int(left) + int(u.prev[i])) / 2)
		case 4:
			row[i] += paeth(left, u.prev[i], corner)
		}
	}
}

func paeth(a, b, c byte) byte {
	p := int(a) + int(b) - int(c)
	pa, pb, pc := distance(p, int(a)), distance(p, int(b)), distance(p, int(c))
	switch {
	case pa <= pb && pa <= pc:
		return a
	case pb <= pc:
		return b
	}
	return c
}

func distance(a, b int) int {
	if a < b {
		return b - a
	}
	return a - b
}
