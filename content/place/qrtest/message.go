package qrtest

import (
	"errors"
	"fmt"
	"strings"
)

const alphanumeric = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"

var errShort = errors.New("the code ends within its message")

// bitReader reads numbers of any width.
type bitReader struct {
	words []byte
	at    int
}

func (r *bitReader) read(n int) int {
	v := 0
	for range n {
		v <<= 1
		if r.at/8 < len(r.words) {
			v |= int(r.words[r.at/8]>>(7-r.at%8)) & 1
		}
		r.at++
	}
	return v
}

// message reads segments up to the end mark: bytes and the upper-case alphabet,
// which are all that addresses need.
func message(words []byte) (string, error) {
	r := &bitReader{words: words}
	var b strings.Builder
	for {
		switch mode := r.read(4); mode {
		case 0:
			if r.at > 8*len(words) {
				return "", errShort
			}
			return b.String(), nil
		case 2:
			pairs(r, &b, r.read(9))
		case 4:
			for range r.read(8) {
				b.WriteByte(byte(r.read(8)))
			}
		default:
			return "", fmt.Errorf("the code has a segment of mode %d", mode)
		}
	}
}

func pairs(r *bitReader, b *strings.Builder, n int) {
	for ; n > 1; n -= 2 {
		v := r.read(11)
		b.WriteByte(alphanumeric[v/45%45])
		b.WriteByte(alphanumeric[v%45])
	}
	if n == 1 {
		b.WriteByte(alphanumeric[r.read(6)%45])
	}
}
