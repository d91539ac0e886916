package quiz

import (
	"context"
	"crypto/sha256"
	"unicode/utf8"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/channel/training/question"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// TrialAsk is an edition, a draft too, that an author takes to see what
// learners would. Seed is any text: the same lays the same questions out.
type TrialAsk struct {
	Version  VersionID
	Language string
	Seed     string
}

// Trial is the edition laid out once. It is worked out of the edition and the
// seed alone, so there is nothing to keep: no attempt, and nothing in any count.
type Trial struct {
	TrialAsk
	Questions []*Tried
	Possible  float64
	Pass      float64 // percent
}

// Tried is one question of a trial. What is exported, a learner would be shown.
type Tried struct {
	Place int // from 1
	question.Shown

	asked  *question.Question
	layout question.Layout
}

// TrialOf lays an edition out, inside a caller's own unit of work. Only authors
// may ask: the seed of a trial tells its key. It is never that of an attempt,
// which is 32 bytes of chance.
func TrialOf(ctx context.Context, v *gate.View, in TrialAsk) (*Trial, error) {
	if n := utf8.RuneCountInString(in.Seed); n == 0 || n > 100 {
		return nil, fault.Field(fault.Invalid, "seed", "SEED", "Give any text of 1 to 100 characters; the same text lays the same questions out.")
	}
	if in.Language != "" && !known(in.Language) {
		return nil, fault.Field(fault.Invalid, "language", "LOCALE", "Give the language as a code, such as de or pt-BR.")
	}
	ver, err := versionByID(ctx, v, in.Version)
	if fault.KindOf(err) == fault.NotFound {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	t := &Trial{TrialAsk: in, Pass: ver.PassPercent}
	return t, t.layOut(ctx, v, ver)
}

// layOut does what layOut of an attempt does, and writes nothing.
func (t *Trial) layOut(ctx context.Context, v *gate.View, ver *Version) error {
	pools, err := poolsOf(ctx, v, ver.ID)
	if err != nil {
		return err
	}
	if _, err := asked(pools); err != nil {
		return err
	}
	drawn, err := drawable(ctx, v, ver.ID)
	if err != nil {
		return err
	}
	sum := sha256.Sum256([]byte("trial\x00" + t.Seed))
	seed := question.Seed(sum[:])
	ids := Drawn(seed, drawn, ver.Mixed)
	found, err := questionsByID(ctx, v, ids)
	if err != nil {
		return err
	}
	for i, id := range ids {
		q := &Tried{Place: i + 1, asked: found[id].In(t.Language)}
		q.Shown, q.layout = q.asked.Lay(seed.At(i + 1))
		t.Questions, t.Possible = append(t.Questions, q), t.Possible+q.asked.Weight
	}
	return nil
}

// TrialAnswer is what an author answers to a question of a trial.
type TrialAnswer struct {
	Place int
	question.Answer
}

// Marked is what came of a trial: what a learner would have got, and the key.
type Marked struct {
	*Trial
	Points, Percent float64
	Passed          bool
	Marks           []*Mark
}

// Mark is what one answer was worth, and what would have been right.
type Mark struct {
	Place          int
	Points, Weight float64
	question.Key
}

// Mark scores answers exactly as an attempt is scored.
func (t *Trial) Mark(given []TrialAnswer) (*Marked, error) {
	answers := map[int]question.Answer{}
	for _, a := range given {
		if a.Place < 1 || a.Place > len(t.Questions) {
			return nil, fault.Field(fault.Invalid, "answers", "NO_SUCH_QUESTION", "This trial has the questions 1 to %d.", len(t.Questions))
		}
		if err := t.Questions[a.Place-1].Shown.Check(a.Answer); err != nil {
			return nil, err
		}
		answers[a.Place] = a.Answer
	}
	m := &Marked{Trial: t}
	for _, q := range t.Questions {
		a := answers[q.Place]
		mark := &Mark{Place: q.Place, Weight: q.asked.Weight, Points: q.asked.Score(q.layout, a) * q.asked.Weight, Key: q.asked.KeyIn(q.layout, a)}
		m.Points, m.Marks = m.Points+mark.Points, append(m.Marks, mark)
	}
	m.Percent = question.Percent(m.Points, t.Possible)
	m.Passed = m.Percent >= t.Pass
	return m, nil
}
