package place

// What a pattern costs that readers have trouble with. Source: ISO/IEC
// 18004:2015, 7.8.3.1, table 11.
const (
	costOfRun     = 3  // five modules of one colour in a line; one more for each further
	costOfBlock   = 3  // two by two of one colour
	costOfFinder  = 40 // 1:1:3:1:1 with four light modules beside it
	costOfBalance = 10 // each step of 5 % away from half dark
	finder        = 0b1011101
	finderLength  = 7
	quietBits     = 4
)

// penalty is what a code costs: the mask with the least is taken.
func penalty(dark [][]bool) int {
	n, cost, count := len(dark), 0, 0
	column := make([]bool, n)
	for i, row := range dark {
		for j := range column {
			column[j] = dark[j][i]
		}
		cost += line(row) + line(column)
		for j, v := range row {
			if v {
				count++
			}
			if i > 0 && j > 0 && v == row[j-1] && v == dark[i-1][j] && v == dark[i-1][j-1] {
				cost += costOfBlock
			}
		}
	}
	return cost + balance(count*100/(n*n))
}

// line is the cost of runs, and of what looks like a finder, in a row or column.
func line(modules []bool) (cost int) {
	const seen = 1<<(finderLength+quietBits) - 1
	run, bits, last := 0, uint(0), false
	for j, v := range modules {
		if run++; v != last {
			run, last = 1, v
		}
		switch {
		case run == 5:
			cost += costOfRun
		case run > 5:
			cost++
		}
		if bits = bits << 1 & seen; v {
			bits |= 1
		}
		if j >= finderLength+quietBits-1 && (bits == finder || bits == finder<<quietBits) {
			cost += costOfFinder
		}
	}
	return cost
}

// balance is the cost of a code that is too dark or too light, in percent.
func balance(percent int) int {
	return max(percent-50, 50-percent) / 5 * costOfBalance
}
