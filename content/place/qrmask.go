package place

// What a pattern costs that readers have trouble with. Source: ISO/IEC
// 18004:2015, 7.8.3.1, table 11.
const (
	costOfRun     = 3  // five modules of one colour in a line; one more for each further
	costOfBlock   = 3  // two by two of one colour
	costOfFinder  = 40 // 1:1:3:1:1 with four light modules beside it
	costOfBalance = 10 // each step of 5 % away from half dark
)

// penalty is what a code costs: the mask with the least is taken.
func (g grid) penalty() int {
	n, cost, count := len(g.rows), 0, 0
	of := widthOf(n)
	for i, r := range g.rows {
		cost += of.line(r) + of.line(g.columns[i])
		count += r.count()
		if i > 0 {
			cost += costOfBlock * of.blocks(g.rows[i-1], r)
		}
	}
	return cost + balance(count*100/(n*n))
}

// width is how long the rows are: all modules, and all but the last.
type width struct{ all, pairs row }

func widthOf(n int) width { return width{firstModules(n), firstModules(n - 1)} }

// blocks counts the squares of two by two modules of one colour in two rows.
func (w width) blocks(above, below row) int {
	same := above.xor(below).not(w.all)
	return same.and(same.from(1)).and(w.alike(above)).count()
}

// alike marks the modules whose right neighbour has the same colour.
func (w width) alike(r row) row { return r.xor(r.from(1)).not(w.pairs) }

// line is the cost of runs, and of what looks like a finder, in a row or column.
func (w width) line(r row) int { return w.runs(r) + costOfFinder*w.finders(r) }

// runs is the cost of five and more modules of one colour. Four pairs alike in
// sequence are such a run; a run of k modules has k-4 of those sequences.
func (w width) runs(r row) int {
	pairs := w.alike(r)
	two := pairs.and(pairs.from(1))
	five := two.and(two.from(2))
	ends := five.and(five.from(1).not(w.all)).count()
	return five.count() + (costOfRun-1)*ends
}

// finders counts what looks like dark 1, light 1, dark 3, light 1, dark 1, with
// four light modules before it, and with four behind it.
func (w width) finders(r row) int {
	light := r.not(w.all)
	two := r.and(r.from(1))
	finder := r.and(light.from(1)).and(two.from(2)).and(r.from(4)).and(light.from(5)).and(r.from(6))
	if finder == (row{}) {
		return 0
	}
	quiet := light.and(light.from(1))
	quiet = quiet.and(quiet.from(2))
	return finder.and(quiet.from(7)).count() + finder.from(4).and(quiet).count()
}

// balance is the cost of a code that is too dark or too light, in percent.
func balance(percent int) int {
	return max(percent-50, 50-percent) / 5 * costOfBalance
}
