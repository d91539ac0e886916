package quiz

import (
	"github.com/portico-prm/portico/internal/channel/training/question"
)

// Drawable is a pool with the questions that it holds, in their order.
type Drawable struct {
	Draw      *int
	Questions []QuestionID
}

// Drawn picks the questions of one attempt: from each pool as many as it says,
// pool after pool, or all mixed. The seed decides, so the same seed draws the
// same. A pool that is taken whole keeps its order unless all are mixed.
func Drawn(seed question.Seed, pools []Drawable, mixed bool) []QuestionID {
	var out []QuestionID
	for i, p := range pools {
		if p.Draw == nil {
			out = append(out, p.Questions...)
			continue
		}
		for _, at := range seed.At(-1-i).Pick(len(p.Questions), *p.Draw) {
			out = append(out, p.Questions[at])
		}
	}
	if mixed {
		question.Mix(seed, out)
	}
	return out
}
