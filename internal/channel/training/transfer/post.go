package transfer

import (
	"context"
	"slices"
	"time"

	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/training/learning"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
	"github.com/portico-prm/portico/internal/platform/queue"
)

// Staged tells that lines of an import wait to be posted.
type Staged struct {
	Import ID `json:"import"`
}

// Kind is the name of the event.
func (Staged) Kind() string { return "training.import_staged" }

// Rounds is the chore that takes up what was left lying.
type Rounds struct{}

// Kind is the name of the chore.
func (Rounds) Kind() string { return "training.import_round" }

// Round is the pause between two rounds.
const Round = 10 * time.Minute

const (
	small  = 100              // lines that are posted, or undone, while the caller waits
	chunk  = 1000             // lines that one unit of work posts, or undoes
	stint  = 20 * time.Second // how long one job goes on
	unmade = 5 * time.Minute  // an import that is not posted by then was left lying
)

// Post goes on with an import until all of it is credited, or undone. It may be
// called again at any time, and by several at once.
func (s *Service) Post(ctx context.Context, e Staged) error {
	for end := time.Now().Add(s.stint); ; {
		left, err := gate.Write(ctx, s.gate, ask, func(tx *gate.Tx) (int, error) {
			m, err := lockImport(ctx, tx, e.Import)
			if err != nil {
				return 0, err
			}
			left, err := s.step(ctx, tx, m)
			if err == nil && left > 0 && time.Now().After(end) {
				err = queue.Publish(ctx, tx, e)
			}
			return left, err
		})
		if err != nil || left == 0 || time.Now().After(end) {
			return err
		}
	}
}

func (s *Service) step(ctx context.Context, tx *gate.Tx, m *Import) (left int, err error) {
	if m.State == Undoing {
		return s.undo(ctx, tx, m)
	}
	return s.post(ctx, tx, m)
}

// TakeUp goes on with what was left lying when a job was given up.
func (s *Service) TakeUp(ctx context.Context) error {
	lying, err := gate.Read(ctx, s.gate, ask, func(v *gate.View) ([]ID, error) { return unposted(ctx, v, v.Now().Add(-unmade)) })
	for _, id := range lying {
		if err := s.Post(ctx, Staged{id}); err != nil {
			return err
		}
	}
	return err
}

// post credits the next lines of an import and tells how many are left. The
// import is locked, and the role is the vendor's.
func (s *Service) post(ctx context.Context, tx *gate.Tx, m *Import) (left int, err error) {
	tx.Record(audit.Entry{Action: "training.posted", Outcome: audit.Done, Kind: "completion_import", ID: string(m.ID), Detail: map[string]any{"after": m.Posted}})
	if m.State != Posting {
		return 0, nil
	}
	lines, err := stagedLines(ctx, tx, m.ID, s.chunk)
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
	if err := s.postLines(ctx, tx, lines); err != nil {
		return 0, err
	}
	return s.count(ctx, tx, m)
}

// count says how far an import is.
func (s *Service) count(ctx context.Context, tx *gate.Tx, m *Import) (left int, err error) {
	if m.Posted, err = postedOf(ctx, &tx.View, m.ID); err != nil {
		return 0, err
	}
	if m.Posted == m.Added {
		now := tx.Now()
		m.State, m.PostedAt = Posted, &now
	}
	return m.Added - m.Posted, saveImport(ctx, tx, m)
}

// postLines credits lines in their order. What stands between two statements
// that void is credited at once.
func (s *Service) postLines(ctx context.Context, tx *gate.Tx, lines []*line) error {
	for len(lines) > 0 {
		n := slices.IndexFunc(lines, func(l *line) bool { return l.Kind == voided })
		switch n {
		case 0:
			if err := s.void(ctx, tx, lines[0]); err != nil {
				return err
			}
			lines = lines[1:]
			continue
		case -1:
			n = len(lines)
		}
		if err := s.credit(ctx, tx, lines[:n]); err != nil {
			return err
		}
		lines = lines[n:]
	}
	return nil
}

func (s *Service) credit(ctx context.Context, tx *gate.Tx, lines []*line) error {
	all := make([]learning.Credit, len(lines))
	for i, l := range lines {
		all[i] = learning.Credit{PersonID: *l.PersonID, PartnerID: *l.PartnerID, CourseID: *l.CourseID, At: *l.CompletedAt,
			Origin: learning.InOtherLMS, VersionID: l.VersionID}
	}
	brought, err := s.learning.CreditAll(ctx, tx, all)
	if err != nil {
		return err
	}
	return settleLines(ctx, tx, lines, brought)
}

// void takes back what a statement brought, or keeps it from bringing anything.
// Where another line says the same, the completion stays and is its. What was
// undone in the meantime is not there to be taken back.
func (s *Service) void(ctx context.Context, tx *gate.Tx, l *line) error {
	of, err := lockLine(ctx, tx, *l.TargetID)
	if err != nil {
		return err
	}
	switch of.State {
	case "POSTED":
		err = s.voidPosted(ctx, tx, of)
	case "STAGED":
		err = settleLine(ctx, tx, of.ID, "VOID", nil)
	}
	if err != nil {
		return err
	}
	return settleLine(ctx, tx, l.ID, "POSTED", nil)
}

func (s *Service) voidPosted(ctx context.Context, tx *gate.Tx, of *settled) error {
	kept := of.CompletionID == nil
	if !kept {
		var err error
		if kept, err = handOver(ctx, tx, of); err != nil {
			return err
		}
	}
	if !kept {
		g := learning.Given{Completion: of.CompletionID}
		if err := s.learning.Withdraw(ctx, tx, *of.PersonID, g, "The system that reported this completion has taken it back."); err != nil {
			return err
		}
	}
	return settleLine(ctx, tx, of.ID, "VOID", of.CompletionID)
}
