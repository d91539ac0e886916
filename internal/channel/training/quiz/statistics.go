package quiz

import (
	"context"
	"strconv"

	"github.com/portico-prm/portico/internal/channel/training/itemstat"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// judgedAttempts is how many attempts statistics are made of: the latest.
const judgedAttempts = 5000

// The first attempt of each person at the version, the latest of them.
const marksOf = `
select w.attempt_id, w.question_id, r.points / r.weight share, r.weight, r.chosen::text[] chosen
from (
  select a.id
  from quiz_attempt a
  where a.version_id = $1 and a.state <> 'OPEN'
    and not exists (select 1 from quiz_attempt e where e.version_id = a.version_id and e.person_id = a.person_id and e.number < a.number)
  order by a.id desc
  limit $2) a
join quiz_answer w on w.attempt_id = a.id
join quiz_review r on r.answer_id = w.id
order by w.attempt_id, w.place`

type markRow struct {
	AttemptID  AttemptID    `db:"attempt_id"`
	QuestionID QuestionID   `db:"question_id"`
	Share      float64      `db:"share"`
	Weight     float64      `db:"weight"`
	Chosen     gate.Strings `db:"chosen"`
}

// TallyOf adds up the attempts at a version, inside a caller's own unit of
// work. Only authors may be given what it says.
func TallyOf(ctx context.Context, v *gate.View, id VersionID) (*itemstat.Tally, error) {
	var rows []markRow
	if err := v.Select(ctx, &rows, marksOf, id, judgedAttempts); err != nil {
		return nil, err
	}
	var t itemstat.Tally
	for len(rows) > 0 {
		n := 0
		for n < len(rows) && rows[n].AttemptID == rows[0].AttemptID {
			n++
		}
		t.Add(marks(rows[:n]))
		rows = rows[n:]
	}
	return &t, nil
}

func marks(rows []markRow) []itemstat.Mark {
	out := make([]itemstat.Mark, len(rows))
	for i, r := range rows {
		out[i] = itemstat.Mark{Question: string(r.QuestionID), Share: r.Share, Weight: r.Weight, Chosen: numbers(r.Chosen)}
	}
	return out
}

const optionsOf = `
select id, version_id, jsonb_array_length(coalesce(body -> 'options', '[]')) options
from question
where id = any($1)`

type optionRow struct {
	ID        QuestionID `db:"id"`
	VersionID VersionID  `db:"version_id"`
	Options   int        `db:"options"`
}

// Statistics are the figures of a question. ByOption says how often each option
// was chosen, in their authored order.
type Statistics struct {
	itemstat.Item
	ByOption []int
}

// StatisticsOf tells how questions do, by their ids.
func StatisticsOf(ctx context.Context, v *gate.View, wanted []string) (map[string]*Statistics, error) {
	var rows []optionRow
	if err := v.Select(ctx, &rows, optionsOf, gate.Array(wanted)); err != nil {
		return nil, err
	}
	tallies, out := map[VersionID]*itemstat.Tally{}, map[string]*Statistics{}
	for _, r := range rows {
		if tallies[r.VersionID] == nil {
			t, err := TallyOf(ctx, v, r.VersionID)
			if err != nil {
				return nil, err
			}
			tallies[r.VersionID] = t
		}
		s := &Statistics{Item: tallies[r.VersionID].Item(string(r.ID)), ByOption: make([]int, r.Options)}
		for i := range s.ByOption {
			s.ByOption[i] = s.Chosen[i]
		}
		out[string(r.ID)] = s
	}
	return out, nil
}

func numbers(texts []string) []int {
	out := make([]int, len(texts))
	for i, s := range texts {
		out[i], _ = strconv.Atoi(s) // an int[] of ours
	}
	return out
}
