package qrtest

import (
	"errors"
	"fmt"
)

func (c *code) version() int { return (c.n - 17) / 4 }

// middles are where alignment patterns of a version lie, on both axes.
var middles = [8][]int{2: {6, 18}, 3: {6, 22}, 4: {6, 26}, 5: {6, 30}, 6: {6, 34}, 7: {6, 22, 38}}

// layouts of level M: blocks, and in each the words of data and of correction.
var layouts = [8]struct{ blocks, data, check int }{
	1: {1, 16, 10}, 2: {1, 28, 16}, 3: {1, 44, 26}, 4: {2, 32, 18}, 5: {2, 43, 24}, 6: {4, 27, 16}, 7: {4, 31, 18},
}

// codewords reads the words of data in their order, and makes sure that every
// block is free of errors.
func (c *code) codewords() ([]byte, error) {
	mask, err := c.mask()
	if err != nil {
		return nil, err
	}
	l := layouts[c.version()]
	all := c.stream(mask)
	if len(all) < l.blocks*(l.data+l.check) {
		return nil, errors.New("the code is too short")
	}
	var data []byte
	for b := range l.blocks {
		var block []byte
		for i := range l.data {
			block = append(block, all[i*l.blocks+b])
		}
		data = append(data, block...)
		for i := range l.check {
			block = append(block, all[(l.data+i)*l.blocks+b])
		}
		if !sound(block, l.check) {
			return nil, fmt.Errorf("block %d has errors", b+1)
		}
	}
	return data, nil
}

// mask is read from the fifteen bits beside the upper left corner.
func (c *code) mask() (int, error) {
	const levelM = 0
	bits := 0
	for i := range 15 {
		x, y := i, 8
		switch {
		case i == 6:
			x = 7
		case i == 7:
			x = 8
		case i == 8:
			x, y = 8, 7
		case i > 8:
			x, y = 8, 14-i
		}
		bits = bits<<1 | bit(c.dark[y][x])
	}
	bits ^= 0x5412
	if level := bits >> 13; level != levelM {
		return 0, fmt.Errorf("the code has level %d", level)
	}
	return bits >> 10 & 7, nil
}

// stream reads the words two columns at a time, upwards and downwards in turn,
// from the right.
func (c *code) stream(mask int) []byte {
	var out []byte
	now, bits, up := 0, 0, true
	for right := c.n - 1; right > 0; right -= 2 {
		if right == 6 { // the timing column
			right--
		}
		for k := range c.n {
			y := k
			if up {
				y = c.n - 1 - k
			}
			for _, x := range []int{right, right - 1} {
				if c.reserved(x, y) {
					continue
				}
				now, bits = now<<1|bit(c.dark[y][x] != masked(mask, x, y)), bits+1
				if bits == 8 {
					out, now, bits = append(out, byte(now)), 0, 0
				}
			}
		}
		up = !up
	}
	return out
}

// reserved tells whether a module holds no data.
func (c *code) reserved(x, y int) bool {
	last := c.n - 8
	switch {
	case x == 6 || y == 6, x < 9 && y < 9, x >= last && y < 9, x < 9 && y >= last:
		return true
	case c.version() == 7 && (x < 6 && y >= c.n-11 && y < last || y < 6 && x >= c.n-11 && x < last):
		return true
	}
	for _, my := range middles[c.version()] {
		for _, mx := range middles[c.version()] {
			corner := mx == 6 && my == 6 || mx == 6 && my == c.n-7 || mx == c.n-7 && my == 6
			if !corner && abs(x-mx) <= 2 && abs(y-my) <= 2 {
				return true
			}
		}
	}
	return false
}

func masked(mask, x, y int) bool {
	switch mask {
	case 0:
		return (x+y)%2 == 0
	case 1:
		return y%2 == 0
	case 2:
		return x%3 == 0
	case 3:
		return (x+y)%3 == 0
	case 4:
		return (x/3+y/2)%2 == 0
	case 5:
		return x*y%2+x*y%3 == 0
	case 6:
		return (x*y%2+x*y%3)%2 == 0
	}
	return ((x+y)%2+x*y%3)%2 == 0
}

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}

func abs(v int) int { return max(v, -v) }

// sound checks a block: its syndromes over GF(256) are all zero.
func sound(block []byte, check int) bool {
	root := byte(1)
	for range check {
		sum := byte(0)
		for _, w := range block {
			sum = times(sum, root) ^ w
		}
		if sum != 0 {
			return false
		}
		root = times(root, 2)
	}
	return true
}

func times(a, b byte) (out byte) {
	for ; b > 0; b >>= 1 {
		if b&1 != 0 {
			out ^= a
		}
		high := a & 0x80
		if a <<= 1; high != 0 {
			a ^= 0x1D
		}
	}
	return out
}
