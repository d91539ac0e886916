package program

// Level is how much of the content a partner may use. The levels are ordered.
type Level string

// The levels, the lowest first.
const (
	View            Level = "VIEW"
	Download        Level = "DOWNLOAD"
	Cobrand         Level = "COBRAND"
	CobrandExtended Level = "COBRAND_EXTENDED"
)

// Levels in their order.
var Levels = []Level{View, Download, Cobrand, CobrandExtended}

// Rank is the place of a level in the order, from 1; 0 for no level.
func (l Level) Rank() int {
	for i, known := range Levels {
		if l == known {
			return i + 1
		}
	}
	return 0
}

// Effective is the level of a partner or of a person in it: the higher of what
// the tier and a grant by hand give, held down by the caps of its distributors. With several
// distributors the most generous link decides, and a link without a cap is the
// most generous; a partner without links has no cap.
func Effective(tier, granted Level, caps []Level) Level {
	level := higher(tier, granted)
	if len(caps) == 0 {
		return level
	}
	best := Level("")
	for _, c := range caps {
		if c == "" {
			return level
		}
		best = higher(best, c)
	}
	if best.Rank() < level.Rank() {
		return best
	}
	return level
}

func higher(a, b Level) Level {
	if a.Rank() >= b.Rank() {
		return a
	}
	return b
}

// Word is the level for people.
func (l Level) Word() string {
	if l == "" {
		return "none"
	}
	return string(l)
}
