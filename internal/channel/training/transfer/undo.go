package transfer

import (
	"context"
	"strings"
	"unicode/utf8"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/training/learning"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
	"github.com/portico-prm/portico/internal/platform/queue"
)

// Left says why undoing an import has left a line as it is.
type Left string

// The reasons.
const (
	RevokedBefore  Left = "REVOKED_BEFORE"  // somebody took the completion back already
	SaidElsewhere  Left = "SAID_ELSEWHERE"  // another import says the same, and keeps the completion
	BroughtNothing Left = "BROUGHT_NOTHING" // the completion was there before
	VoidsAnother   Left = "VOIDS_ANOTHER"   // a statement that took something back does not give it again
)

// Reversal is the wish to take a whole import back.
type Reversal struct {
	Import ID
	Reason string // the learners read it
}

// Undo takes back everything that an import brought, and what followed from it:
// effects are reversed and certifications fall as with any completion that is
// revoked. Small imports are undone at once, others by a job that goes on where
// it stopped. The file may be imported again afterwards.
func (s *Service) Undo(ctx context.Context, in Reversal) (*Import, error) {
	return gate.Write(ctx, s.gate, ask, func(tx *gate.Tx) (m *Import, err error) {
		if err := seen(ctx, &tx.View, in.Import); err != nil {
			return nil, err
		}
		err = tx.Widen(ctx, "an import is undone", func() error {
			m, err = s.order(ctx, tx, in)
			return err
		})
		return m, err
	})
}

func (s *Service) order(ctx context.Context, tx *gate.Tx, in Reversal) (*Import, error) {
	m, err := lockImport(ctx, tx, in.Import)
	if err != nil {
		return nil, err
	}
	if err := in.allowed(m); err != nil {
		return nil, err
	}
	now := tx.Now()
	m.State, m.UndoneBy, m.UndoingAt, m.UndoneWhy = Undoing, filled(tx.Actor().Person), &now, &in.Reason
	tx.Record(audit.Changed("completion_import", string(m.ID), Posted, map[string]any{"state": m.State, "why": in.Reason}))
	if err := saveUndoing(ctx, tx, m); err != nil {
		return nil, err
	}
	if m.Added > small {
		return m, queue.Publish(ctx, tx, Staged{m.ID})
	}
	_, err = s.undo(ctx, tx, m)
	return m, err
}

func (in Reversal) allowed(m *Import) error {
	switch {
	case m.State != Posted:
		return fault.Coded(fault.Conflict, "IMPORT_STATE", "This import is %s. Only one that is POSTED can be undone.", m.State)
	case strings.TrimSpace(in.Reason) == "" || utf8.RuneCountInString(in.Reason) > 1000:
		return fault.Field(fault.Invalid, "reason", "REQUIRED", "Say why in 1 to 1000 characters: the learners will read it.")
	}
	return nil
}

// undo takes the next lines of an import back and tells how many are left. The
// import is locked, and the role is the vendor's.
func (s *Service) undo(ctx context.Context, tx *gate.Tx, m *Import) (left int, err error) {
	lines, err := postedLines(ctx, tx, m.ID, chunk)
	if err != nil {
		return 0, err
	}
	people := []member.ID{}
	for _, l := range lines {
		if l.PersonID != nil {
			people = append(people, *l.PersonID)
		}
	}
	if err := learning.LockLearners(ctx, tx, people); err != nil {
		return 0, err
	}
	kept, err := s.takeBack(ctx, tx, lines, *m.UndoneWhy)
	if err != nil {
		return 0, err
	}
	tx.Record(audit.Entry{Action: "training.undone", Outcome: audit.Done, Kind: "completion_import", ID: string(m.ID),
		Detail: map[string]any{"why": m.UndoneWhy, "undone": len(lines) - len(kept), "left": len(kept)}})
	if err := unpost(ctx, tx, lines, kept); err != nil {
		return 0, err
	}
	if left, err = postedLeft(ctx, &tx.View, m.ID); err != nil || left > 0 {
		return left, err
	}
	now := tx.Now()
	m.State, m.UndoneAt = Undone, &now
	return 0, saveUndoing(ctx, tx, m)
}

// takeBack takes back what lines brought, together, and tells by id of a line why
// some are left.
func (s *Service) takeBack(ctx context.Context, tx *gate.Tx, lines []*settled, reason string) (map[string]Left, error) {
	kept := map[string]Left{}
	var own []*settled
	for _, l := range lines {
		if why := l.superseded(); why != "" {
			kept[l.ID] = why
		} else {
			own = append(own, l)
		}
	}
	if err := giveAway(ctx, tx, own, kept); err != nil {
		return nil, err
	}
	var all []learning.Brought
	for _, l := range own {
		if kept[l.ID] == "" {
			all = append(all, learning.Brought{PersonID: *l.PersonID, Completion: *l.CompletionID})
		}
	}
	done, err := s.learning.WithdrawAll(ctx, tx, all, reason)
	for _, l := range own {
		if kept[l.ID] == "" && !done[*l.CompletionID] { // by hand, since the lines were read
			kept[l.ID] = RevokedBefore
		}
	}
	return kept, err
}

func (l *settled) superseded() Left {
	switch {
	case l.Kind == voided:
		return VoidsAnother
	case l.CompletionID == nil:
		return BroughtNothing
	case l.Revoked:
		return RevokedBefore
	}
	return ""
}

const importSeen = `
select id
from completion_import
where id = $1`

// seen refuses an import that the asker may not see.
func seen(ctx context.Context, v *gate.View, id ID) error {
	return v.Get(ctx, &id, importSeen, id)
}

const editUndoing = `
update completion_import
set state = $2, undone_by = $3, undoing_at = $4, undone_at = $5, undone_why = $6
where id = $1`

func saveUndoing(ctx context.Context, tx *gate.Tx, m *Import) error {
	return tx.Must(ctx, editUndoing, m.ID, m.State, m.UndoneBy, m.UndoingAt, m.UndoneAt, m.UndoneWhy)
}

const nextPosted = `
select l.id, l.kind, l.person_id, l.state, l.completion_id, coalesce(c.revoked_at is not null, false) as revoked
from import_line l
left join course_completion c on c.id = l.completion_id
where l.import_id = $1 and l.state = 'POSTED'
order by l.number
limit $2
for update of l`

func postedLines(ctx context.Context, tx *gate.Tx, id ID, n int) ([]*settled, error) {
	var out []*settled
	err := tx.Select(ctx, &out, nextPosted, id, n)
	return out, err
}

const stillPosted = `
select count(*)
from import_line
where import_id = $1 and state = 'POSTED'`

func postedLeft(ctx context.Context, v *gate.View, id ID) (n int, err error) {
	err = v.Get(ctx, &n, stillPosted, id)
	return n, err
}

const settleUndone = `
update import_line l
set state = case when x.why = '' then 'UNDONE' else 'LEFT' end, left_why = nullif(x.why, '')
from unnest($1::uuid[], $2::text[]) x (id, why)
where l.id = x.id`

// unpost writes what has become of lines.
func unpost(ctx context.Context, tx *gate.Tx, lines []*settled, kept map[string]Left) error {
	of, whys := make([]string, len(lines)), make([]Left, len(lines))
	for i, l := range lines {
		of[i], whys[i] = l.ID, kept[l.ID]
	}
	_, err := tx.Exec(ctx, settleUndone, gate.Array(of), gate.Array(whys))
	return err
}

// Lines of another import that say the same, of each the oldest.
const giveToOthers = `
update import_line t
set completion_id = w.completion_id
from (
  select distinct on (l.id) l.id as line_id, l.completion_id, o.id
  from import_line l
  join import_line o on o.person_id = l.person_id and o.course_id = l.course_id and o.completed_at = l.completed_at and o.import_id <> l.import_id
    and o.state = 'POSTED'
  where l.id = any($1::uuid[])
  order by l.id, o.id) w
where t.id = w.id
returning w.line_id`

// giveAway leaves completions to lines of other imports that say the same, and
// notes whose they were.
func giveAway(ctx context.Context, tx *gate.Tx, lines []*settled, kept map[string]Left) error {
	of := make([]string, len(lines))
	for i, l := range lines {
		of[i] = l.ID
	}
	var given []string
	err := tx.Select(ctx, &given, giveToOthers, gate.Array(of))
	for _, id := range given {
		kept[id] = SaidElsewhere
	}
	return err
}
