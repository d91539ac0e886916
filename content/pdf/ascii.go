package pdf

import (
	"bufio"
	"io"
)

// unhex decodes ASCIIHex.
type unhex struct{ r *bufio.Reader }

func newUnhex(r io.Reader) io.Reader { return &unhex{bufio.NewReaderSize(r, 4096)} }

func (u *unhex) Read(p []byte) (int, error) {
	n := 0
	for n < len(p) {
		hi, err := u.nibble()
		if err != nil {
			return n, err
		}
		lo, err := u.nibble()
		p[n] = hi<<4 | lo
		n++
		if err != nil {
			return n, err
		}
	}
	return n, nil
}

func (u *unhex) nibble() (byte, error) {
	for {
		c, err := u.r.ReadByte()
		if err != nil {
			return 0, err
		}
		if c == '>' {
			_ = u.r.UnreadByte() // so that every later read ends here too
			return 0, io.EOF
		}
		if v, ok := hexValue(c); ok {
			return v, nil
		}
	}
}

// un85 decodes ASCII85.
type un85 struct {
	r     *bufio.Reader
	group [4]byte
	ready []byte
	end   bool
}

func newUn85(r io.Reader) io.Reader { return &un85{r: bufio.NewReaderSize(r, 4096)} }

func (u *un85) Read(p []byte) (int, error) {
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

// next decodes one group of up to five characters.
func (u *un85) next() error {
	v, n := uint32(0), 0
	for n < 5 {
		c, err := u.r.ReadByte()
		if err != nil && err != io.EOF {
			return err
		}
		if err != nil || c == '~' {
			u.end = true
			break
		}
		if c == 'z' && n == 0 {
			u.ready = append(u.group[:0], 0, 0, 0, 0)
			return nil
		}
		if c < '!' || c > 'u' {
			continue
		}
		v = v*85 + uint32(c-'!')
		n++
	}
	u.flush(v, n)
	return nil
}

func (u *un85) flush(v uint32, n int) {
	if n < 2 {
		return
	}
	for i := n; i < 5; i++ {
		v = v*85 + 84
	}
	u.ready = append(u.group[:0], byte(v>>24), byte(v>>16), byte(v>>8), byte(v))[:n-1]
}

// unrun decodes RunLength.
type unrun struct {
	r     *bufio.Reader
	buf   [128]byte
	ready []byte
}

func newUnrun(r io.Reader) io.Reader { return &unrun{r: bufio.NewReaderSize(r, 4096)} }

func (u *unrun) Read(p []byte) (int, error) {
	if len(u.ready) == 0 {
		if err := u.next(); err != nil {
			return 0, err
		}
	}
	n := copy(p, u.ready)
	u.ready = u.ready[n:]
	return n, nil
}

func (u *unrun) next() error {
	c, err := u.r.ReadByte()
	if err != nil {
		return err
	}
	switch {
	case c == 128:
		_ = u.r.UnreadByte()
		return io.EOF
	case c < 128:
		n, err := io.ReadFull(u.r, u.buf[:int(c)+1])
		u.ready = u.buf[:n]
		if n == 0 {
			return err
		}
		return nil
	}
	b, err := u.r.ReadByte()
	if err != nil {
		return err
	}
	u.ready = u.buf[:257-int(c)]
	for i := range u.ready {
		u.ready[i] = b
	}
	return nil
}
