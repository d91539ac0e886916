package itemstat_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/portico-prm/portico/internal/channel/training/itemstat"
)

func near(t *testing.T, what string, got *float64, want float64) {
	t.Helper()
	if got == nil || math.Abs(*got-want) > 1e-9 {
		t.Errorf("%s is %s, want %v", what, text(got), want)
	}
}

func text(x *float64) string {
	if x == nil {
		return "none"
	}
	return fmt.Sprint(*x)
}

// sheet adds attempts of right (1) and wrong (0) answers to questions a, b, c.
func sheet(times int, rows ...[]float64) *itemstat.Tally {
	var t itemstat.Tally
	for range times {
		for _, row := range rows {
			marks := []itemstat.Mark{}
			for i, share := range row {
				marks = append(marks, itemstat.Mark{Question: string(rune('a' + i)), Share: share, Weight: 1})
			}
			t.Add(marks)
		}
	}
	return &t
}

// By hand, for the five answer sheets 111 110 100 000 101, four times each, so
// n = 20. Sums of squares over five sheets, times four:
//
//	a: 1 1 1 0 1  p = .8   Σ² = .8   b: 1 1 0 0 0  p = .4  Σ² = 1.2   c: 1 0 0 0 1  p = .4  Σ² = 1.2
//	rest of a (b+c): 2 1 0 0 1, mean .8, Σ² = 6-5·.64 = 2.8
//	Σ(a)(rest) = 2+1+0+0+1 - 5·.8·.8 = .8    r(a) = .8/√(.8·2.8) = .53452248…
//	rest of b (a+c): 2 1 1 0 2, mean 1.2, Σ² = 10-5·1.44 = 2.8
//	Σ(b)(rest) = 2+1 - 5·.4·1.2 = .6         r(b) = .6/√(1.2·2.8) = .32732683…
//	total: 3 2 1 0 2, mean 1.6, Σ² = 18-5·2.56 = 5.2
//	α = 3/2 · (1 - (.8+1.2+1.2)/5.2) = .576923…   (n-1 cancels out)
//	spread = √(4·5.2/19)
func TestTheFiguresOfAnExampleByHand(t *testing.T) {
	t.Parallel()
	got := sheet(4, []float64{1, 1, 1}, []float64{1, 1, 0}, []float64{1, 0, 0}, []float64{0, 0, 0}, []float64{1, 0, 1})
	a, b, quiz := got.Item("a"), got.Item("b"), got.Quiz()
	near(t, "difficulty of a", a.Difficulty, 0.8)
	near(t, "difficulty of b", b.Difficulty, 0.4)
	near(t, "discrimination of a", a.Discrimination, 0.8/math.Sqrt(0.8*2.8))
	near(t, "discrimination of b", b.Discrimination, 0.6/math.Sqrt(1.2*2.8))
	near(t, "alpha", quiz.Alpha, 1.5*(1-3.2/5.2))
	near(t, "mean", quiz.Mean, 1.6)
	near(t, "spread", quiz.Spread, math.Sqrt(4*5.2/19))
	if a.Attempts != 20 || quiz.Attempts != 20 || quiz.Why != "" {
		t.Errorf("%d and %d attempts, %q", a.Attempts, quiz.Attempts, quiz.Why)
	}
}

func TestNothingIsJudgedByTooFew(t *testing.T) {
	t.Parallel()
	var few itemstat.Tally
	for i := range itemstat.MinAttempts - 1 {
		few.Add([]itemstat.Mark{{Question: "a", Share: float64(i % 2), Weight: 1, Chosen: []int{i % 3}}, {Question: "b", Share: float64(i % 3 / 2), Weight: 1}})
	}
	a, quiz := few.Item("a"), few.Quiz()
	if a.Difficulty != nil || a.Discrimination != nil || quiz.Alpha != nil || quiz.Mean != nil || quiz.Why != itemstat.TooFew {
		t.Errorf("19 attempts are judged: %+v %+v", a, quiz)
	}
	if a.Attempts != 19 || a.Chosen[0] != 7 || a.Chosen[2] != 6 {
		t.Errorf("they are not even counted: %+v", a)
	}
	if none := few.Item("of another quiz"); none.Attempts != 0 || none.Difficulty != nil {
		t.Errorf("%+v", none)
	}
}

func TestWhereThereIsNoAlphaThereIsAReason(t *testing.T) {
	t.Parallel()
	drawn := sheet(20, []float64{1, 0})
	drawn.Add([]itemstat.Mark{{Question: "a", Share: 0, Weight: 1}, {Question: "c", Share: 1, Weight: 1}})
	tests := map[string]*itemstat.Tally{
		itemstat.NotTheSame: drawn, itemstat.OneOnly: sheet(10, []float64{1}, []float64{0}), itemstat.NoSpread: sheet(20, []float64{1, 0}),
	}
	for want, tally := range tests {
		if got := tally.Quiz(); got.Alpha != nil || got.Why != want {
			t.Errorf("%s and %q, want %q", text(got.Alpha), got.Why, want)
		}
	}
	if got := sheet(20, []float64{1, 0}).Item("a"); got.Discrimination != nil || *got.Difficulty != 1 {
		t.Errorf("a question that all get right discriminates: %+v", got)
	}
}

// Sums in one pass say the same as the formulas read out over the whole sheet.
func TestOnePassSaysWhatTheFormulasSay(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(7, 8))
	for range 200 {
		k, n := 2+r.IntN(6), itemstat.MinAttempts+r.IntN(60)
		weights := make([]float64, k)
		for i := range weights {
			weights[i] = float64(1 + r.IntN(4))
		}
		var tally itemstat.Tally
		shares := make([][]float64, n)
		for a := range shares {
			marks := make([]itemstat.Mark, k)
			for i := range marks {
				marks[i] = itemstat.Mark{Question: fmt.Sprint(i), Share: float64(r.IntN(5)) / 4, Weight: weights[i]}
				shares[a] = append(shares[a], marks[i].Share)
			}
			tally.Add(marks)
		}
		compare(t, &tally, shares, weights)
	}
}

func compare(t *testing.T, tally *itemstat.Tally, shares [][]float64, weights []float64) {
	t.Helper()
	n, k := len(shares), len(weights)
	total, parts := make([]float64, n), 0.0
	column := func(i int, scale float64) []float64 {
		out := make([]float64, n)
		for a := range shares {
			out[a] = shares[a][i] * scale
		}
		return out
	}
	for i, w := range weights {
		for a, points := range column(i, w) {
			total[a] += points
		}
		parts += cross(column(i, w), column(i, w))
	}
	near(t, "alpha", tally.Quiz().Alpha, float64(k)/float64(k-1)*(1-parts/cross(total, total)))
	for i, w := range weights {
		x, rest := column(i, 1), make([]float64, n)
		for a := range rest {
			rest[a] = total[a] - x[a]*w
		}
		near(t, "discrimination", tally.Item(fmt.Sprint(i)).Discrimination, cross(x, rest)/math.Sqrt(cross(x, x)*cross(rest, rest)))
	}
}

// cross is Σ(x-x̄)(y-ȳ).
func cross(x, y []float64) (sum float64) {
	var mx, my float64
	for i := range x {
		mx, my = mx+x[i]/float64(len(x)), my+y[i]/float64(len(y))
	}
	for i := range x {
		sum += (x[i] - mx) * (y[i] - my)
	}
	return sum
}
