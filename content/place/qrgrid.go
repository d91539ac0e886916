package place

import (
	"math/bits"

	"rsc.io/qr/coding"
)

// grid is the modules of a code, by rows and by columns.
type grid struct{ rows, columns []row }

// row is up to 192 modules, dark is 1, the left one in the lowest bit of a. A
// code has at most 177. (Three words, not an array of three: those stay in
// registers.)
type row struct{ a, b, c uint64 }

func gridOf(c *coding.Code) grid {
	g := grid{make([]row, c.Size), make([]row, c.Size)}
	for y := range c.Size {
		for x := range c.Size {
			if c.Black(x, y) {
				g.rows[y], g.columns[x] = g.rows[y].with(x), g.columns[x].with(y)
			}
		}
	}
	return g
}

// changed turns over the modules that are dark in by.
func (g grid) changed(by grid) grid {
	n := len(g.rows)
	all := make([]row, 2*n)
	out := grid{all[:n:n], all[n:]}
	for i := range n {
		out.rows[i], out.columns[i] = g.rows[i].xor(by.rows[i]), g.columns[i].xor(by.columns[i])
	}
	return out
}

// modules are the rows as they are drawn.
func (g grid) modules() [][]bool {
	n := len(g.rows)
	all, rows := make([]bool, n*n), make([][]bool, n)
	for y, r := range g.rows {
		rows[y] = all[y*n : (y+1)*n : (y+1)*n]
		for x := range rows[y] {
			rows[y][x] = r.from(x&63).word(x>>6)&1 == 1
		}
	}
	return rows
}

func (r row) word(i int) uint64 {
	switch i {
	case 0:
		return r.a
	case 1:
		return r.b
	}
	return r.c
}

// with makes module x dark.
func (r row) with(x int) row {
	bit := uint64(1) << (x & 63)
	switch x >> 6 {
	case 0:
		r.a |= bit
	case 1:
		r.b |= bit
	default:
		r.c |= bit
	}
	return r
}

// from moves every module n places to the left, n below 64.
func (r row) from(n int) row {
	return row{r.a>>n | r.b<<(64-n), r.b>>n | r.c<<(64-n), r.c >> n}
}

func (r row) and(o row) row { return row{r.a & o.a, r.b & o.b, r.c & o.c} }
func (r row) xor(o row) row { return row{r.a ^ o.a, r.b ^ o.b, r.c ^ o.c} }
func (r row) count() int {
	return bits.OnesCount64(r.a) + bits.OnesCount64(r.b) + bits.OnesCount64(r.c)
}

// not turns over the modules of a mask and leaves no others.
func (r row) not(mask row) row { return row{^r.a & mask.a, ^r.b & mask.b, ^r.c & mask.c} }

// firstModules is a row whose first n modules are dark.
func firstModules(n int) row {
	first := func(n int) uint64 { return 1<<max(0, min(n, 64)) - 1 }
	return row{first(n), first(n - 64), first(n - 128)}
}
