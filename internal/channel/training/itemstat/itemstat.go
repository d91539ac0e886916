// Package itemstat tells authors how their questions do: how hard each is, how
// well it tells those who know from those who do not, which wrong options
// attract nobody, and how far the questions of a quiz measure one thing.
//
// Each figure is classical test theory over the first finished attempt of each
// person: later ones have seen the questions. Under MinAttempts there is no
// figure but the count, because chance would speak.
//
// A Tally takes one attempt after the other and keeps sums, so any number of
// attempts costs the same memory.
package itemstat

import "math"

// MinAttempts is how many attempts there are before anything is judged.
const MinAttempts = 20

// Mark is what one attempt got for one question.
type Mark struct {
	Question string
	Share    float64 // of the question's points, 0 to 1
	Weight   float64 // points of the question
	Chosen   []int   // authored places of the chosen options, for kinds with options
}

// Tally adds up attempts.
type Tally struct {
	attempts int
	items    map[string]*sums
	total    moments // points of an attempt
	uneven   bool    // not every attempt was asked the same
}

// sums are those of one question, over the attempts that were asked it.
type sums struct {
	share, rest moments // its share, and the points of all other questions
	product     float64 // Σ(x-x̄)(y-ȳ) of the two
	points      moments
	chosen      map[int]int
}

// moments are the count, sum and sum of squares of a figure, after Welford so
// that large equal figures lose nothing.
type moments struct {
	n        int
	mean, m2 float64
}

func (m *moments) add(x float64) {
	m.n++
	delta := x - m.mean
	m.mean += delta / float64(m.n)
	m.m2 += delta * (x - m.mean)
}

// variance is the sample's, with n-1.
func (m *moments) variance() float64 {
	if m.n < 2 {
		return 0
	}
	return m.m2 / float64(m.n-1)
}

// Add counts one attempt: a mark for each question that it was asked.
func (t *Tally) Add(marks []Mark) {
	if t.items == nil {
		t.items = map[string]*sums{}
	}
	t.attempts++
	var total float64
	for _, m := range marks {
		total += m.Share * m.Weight
	}
	t.total.add(total)
	for _, m := range marks {
		t.item(m.Question).add(m, total-m.Share*m.Weight)
	}
	t.uneven = t.uneven || !t.same()
}

func (t *Tally) item(question string) *sums {
	s, ok := t.items[question]
	if !ok {
		s = &sums{chosen: map[int]int{}}
		t.items[question] = s
	}
	return s
}

// same tells whether every question was asked in every attempt so far.
func (t *Tally) same() bool {
	for _, s := range t.items {
		if s.share.n != t.attempts {
			return false
		}
	}
	return true
}

func (s *sums) add(m Mark, rest float64) {
	before := s.share.mean
	s.share.add(m.Share)
	s.rest.add(rest)
	s.product += (m.Share - before) * (rest - s.rest.mean)
	s.points.add(m.Share * m.Weight)
	for _, c := range m.Chosen {
		s.chosen[c]++
	}
}

// Item are the figures of one question. A nil figure means: too few to judge,
// or no spread to judge by.
type Item struct {
	Attempts       int
	Difficulty     *float64
	Discrimination *float64
	Chosen         map[int]int // how often each option was chosen, by its authored place
}

// Item tells the figures of a question.
func (t *Tally) Item(question string) Item {
	s, ok := t.items[question]
	if !ok {
		return Item{Chosen: map[int]int{}}
	}
	return Item{Attempts: s.share.n, Difficulty: s.difficulty(), Discrimination: s.discrimination(), Chosen: s.chosen}
}

// difficulty is the difficulty index p, the mean share of the points:
//
//	p = (Σ points) / (n · weight)
//
// 1 is a question that everybody gets right, so a high p is an easy question.
// For questions with partial credit this is the item mean over its maximum.
// Source: Lord and Novick, Statistical Theories of Mental Test Scores (1968),
// 15.2; Crocker and Algina, Introduction to Classical and Modern Test Theory
// (1986), chapter 14.
func (s *sums) difficulty() *float64 {
	if s.share.n < MinAttempts {
		return nil
	}
	return &s.share.mean
}

// discrimination is the corrected point-biserial: Pearson's correlation of the
// question's share with the points of all other questions of the attempt,
//
//	r = Σ(x-x̄)(y-ȳ) / √( Σ(x-x̄)² · Σ(y-ȳ)² ),  y = total - own points
//
// -1 to 1; below 0.2 a question tells little, below 0 it works against the
// quiz. For right-or-wrong questions it equals the point-biserial; without the
// question itself in y, which would flatter short quizzes.
// Source: Henrysson, Correction of item-total correlations in item analysis,
// Psychometrika 28 (1963); the mark of 0.2: Ebel and Frisbie, Essentials of
// Educational Measurement (1991), chapter 13.
func (s *sums) discrimination() *float64 {
	spread := math.Sqrt(s.share.m2 * s.rest.m2)
	if s.share.n < MinAttempts || spread < 1e-12 {
		return nil
	}
	r := max(-1, min(1, s.product/spread))
	return &r
}

// Quiz are the figures of all questions together.
type Quiz struct {
	Attempts int
	Mean     *float64 // points
	Spread   *float64 // standard deviation of the points
	Alpha    *float64
	Why      string // why there is no alpha: a code, empty when there is one
}

// The reasons for no alpha.
const (
	TooFew     = "TOO_FEW_TO_JUDGE"
	NotTheSame = "QUESTIONS_DIFFER" // pools are drawn: attempts do not share one set of questions
	OneOnly    = "ONE_QUESTION"
	NoSpread   = "NO_SPREAD" // everybody has the same points
)

// Quiz tells the figures of the whole.
func (t *Tally) Quiz() Quiz {
	q := Quiz{Attempts: t.attempts}
	if t.attempts >= MinAttempts {
		spread := math.Sqrt(t.total.variance())
		q.Mean, q.Spread = &t.total.mean, &spread
	}
	q.Alpha, q.Why = t.alpha()
	return q
}

// alpha is Cronbach's, over k questions that every attempt was asked:
//
//	α = k/(k-1) · ( 1 - Σ s²ᵢ / s²ₜ )
//
// s²ᵢ is the variance of the points of a question, s²ₜ that of the points of an
// attempt, both with n-1. Near 1 the questions measure one thing; 0.7 is often
// asked of a test that decides something. It can be below 0.
// Source: Cronbach, Coefficient alpha and the internal structure of tests,
// Psychometrika 16 (1951); the mark of 0.7: Nunnally and Bernstein,
// Psychometric Theory (1994), chapter 7.
func (t *Tally) alpha() (*float64, string) {
	k, all := float64(len(t.items)), t.total.variance()
	switch {
	case t.attempts < MinAttempts:
		return nil, TooFew
	case t.uneven:
		return nil, NotTheSame
	case k < 2:
		return nil, OneOnly
	case all < 1e-12:
		return nil, NoSpread
	}
	var parts float64
	for _, s := range t.items {
		parts += s.points.variance()
	}
	a := k / (k - 1) * (1 - parts/all)
	return &a, ""
}
