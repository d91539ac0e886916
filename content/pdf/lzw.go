package pdf

import (
	"bufio"
	"errors"
	"io"
)

const (
	lzwClear = 256
	lzwEnd   = 257
	lzwCodes = 4096
)

// unlzw decodes the LZW of PDF and TIFF: codes of 9 to 12 bits, high bit first,
// widened one code early unless early is off.
type unlzw struct {
	r      *bufio.Reader
	early  int
	bits   uint
	held   uint32 // bits read, not yet used
	nHeld  uint
	next   int // code that the next entry gets
	prev   int // code before, -1 after a clear
	prefix [lzwCodes]int16
	suffix [lzwCodes]byte
	stack  [lzwCodes]byte
	ready  []byte
	err    error
}

func newUnlzw(r io.Reader, early bool) io.Reader {
	u := &unlzw{r: bufio.NewReaderSize(r, 4096)}
	if early {
		u.early = 1
	}
	for i := range 256 {
		u.suffix[i] = byte(i)
	}
	u.clear()
	return u
}

func (u *unlzw) clear() { u.bits, u.next, u.prev = 9, 258, -1 }

func (u *unlzw) Read(p []byte) (int, error) {
	for len(u.ready) == 0 {
		if u.err != nil {
			return 0, u.err
		}
		u.step()
	}
	n := copy(p, u.ready)
	u.ready = u.ready[n:]
	return n, nil
}

// step decodes one code. Damage ends the data, as in viewers.
func (u *unlzw) step() {
	code, err := u.code()
	if err != nil || code == lzwEnd {
		u.finish(err)
		return
	}
	if code == lzwClear {
		u.clear()
		return
	}
	if code > u.next || (code == u.next && u.prev < 0) {
		u.finish(nil)
		return
	}
	u.emit(code)
}

func (u *unlzw) finish(err error) {
	u.err = io.EOF
	if errors.Is(err, errInflated) {
		u.err = err
	}
}

// emit writes the bytes of a code and learns the next entry.
func (u *unlzw) emit(code int) {
	at, c := lzwCodes, code
	if code == u.next { // the entry that is just being made
		c = u.prev
		at--
	}
	for c >= 258 {
		at--
		u.stack[at] = u.suffix[c]
		c = int(u.prefix[c])
	}
	at--
	u.stack[at] = byte(c)
	if code == u.next {
		u.stack[lzwCodes-1] = byte(c)
	}
	u.learn(byte(c))
	u.prev = code
	u.ready = u.stack[at:]
}

func (u *unlzw) learn(first byte) {
	if u.prev < 0 || u.next >= lzwCodes {
		return
	}
	u.prefix[u.next], u.suffix[u.next] = int16(u.prev), first
	u.next++
	if u.next+u.early >= 1<<u.bits && u.bits < 12 {
		u.bits++
	}
}

func (u *unlzw) code() (int, error) {
	for u.nHeld < u.bits {
		b, err := u.r.ReadByte()
		if err != nil {
			return 0, err
		}
		u.held = u.held<<8 | uint32(b)
		u.nHeld += 8
	}
	u.nHeld -= u.bits
	return int(u.held>>u.nHeld) & (1<<u.bits - 1), nil
}
