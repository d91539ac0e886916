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
	RevokedBefore  Left = "REVOKED_BEFORE"  // somebody took back already what it says
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
	if err := leaveLines(ctx, tx, m); err != nil {
		return nil, err
	}
	if m.Added > s.small {
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
	lines, err := linesToUndo(ctx, tx, m.ID, s.chunk)
	if err != nil {
		return 0, err
	}
	kept, err := s.takeBack(ctx, tx, lines, *m.UndoneWhy)
	if err != nil {
		return 0, err
	}
	tx.Record(audit.Entry{Action: "training.undone", Outcome: audit.Done, Kind: "completion_import", ID: string(m.ID),
		Detail: map[string]any{"why": m.UndoneWhy, "undone": len(lines) - len(kept), "left": len(kept)}})
	if err := settleUndone(ctx, tx, lines, kept); err != nil {
		return 0, err
	}
	if left, err = linesLeft(ctx, &tx.View, m.ID); err != nil || left > 0 {
		return left, err
	}
	now := tx.Now()
	m.State, m.UndoneAt = Undone, &now
	return 0, saveUndoing(ctx, tx, m)
}

// takeBack takes back what lines brought, together, but for those whose
// completions others keep. Their ids are given.
func (s *Service) takeBack(ctx context.Context, tx *gate.Tx, lines []*settled, reason string) (map[string]bool, error) {
	people := []member.ID{}
	for _, l := range lines {
		people = append(people, *l.PersonID)
	}
	if err := learning.LockLearners(ctx, tx, people); err != nil {
		return nil, err
	}
	kept, err := handOverAll(ctx, tx, lines)
	if err != nil {
		return nil, err
	}
	var all []learning.Brought
	for _, l := range lines {
		if !kept[l.ID] {
			all = append(all, learning.Brought{PersonID: *l.PersonID, Completion: *l.CompletionID})
		}
	}
	return kept, s.learning.WithdrawAll(ctx, tx, all, reason)
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

// What is to be taken back is marked at once, so that the corrected file may
// come while a job is still about it. A line that says what a person took away
// since brings nothing back: it is remembered.
const leaveSome = `
update import_line l
set state = case when x.why is null then 'UNDOING' else 'LEFT' end, left_why = x.why
from (
  select l.id, case
      when l.kind = 'VOIDED' then 'VOIDS_ANOTHER'
      when exists (select 1 from course_completion r
        where r.person_id = l.person_id and r.course_id = l.course_id and r.completed_at = l.completed_at and r.revoked_at >= m.posted_at) then 'REVOKED_BEFORE'
      when l.completion_id is null then 'BROUGHT_NOTHING' end as why
  from import_line l
  join completion_import m on m.id = l.import_id
  where l.import_id = $1 and l.state = 'POSTED') x
where l.id = x.id`

func leaveLines(ctx context.Context, tx *gate.Tx, m *Import) error {
	_, err := tx.Exec(ctx, leaveSome, m.ID)
	return err
}

const nextToUndo = `
select id, person_id, state, completion_id
from import_line
where import_id = $1 and state = 'UNDOING'
order by number
limit $2
for update`

func linesToUndo(ctx context.Context, tx *gate.Tx, id ID, n int) ([]*settled, error) {
	var out []*settled
	err := tx.Select(ctx, &out, nextToUndo, id, n)
	return out, err
}

const stillToUndo = `
select count(*)
from import_line
where import_id = $1 and state = 'UNDOING'`

func linesLeft(ctx context.Context, v *gate.View, id ID) (n int, err error) {
	err = v.Get(ctx, &n, stillToUndo, id)
	return n, err
}

const settleMany = `
update import_line l
set state = case when x.kept then 'LEFT' else 'UNDONE' end, left_why = case when x.kept then $3::text end
from unnest($1::uuid[], $2::boolean[]) x (id, kept)
where l.id = x.id`

// settleUndone writes what has become of lines.
func settleUndone(ctx context.Context, tx *gate.Tx, lines []*settled, kept map[string]bool) error {
	of, which := make([]string, len(lines)), make([]bool, len(lines))
	for i, l := range lines {
		of[i], which[i] = l.ID, kept[l.ID]
	}
	_, err := tx.Exec(ctx, settleMany, gate.Array(of), gate.Array(which), SaidElsewhere)
	return err
}
