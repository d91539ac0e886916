package playbook

import (
	"context"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/channel/training/learning"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// Service is what one can do with playbooks. It observes learning: a course
// that is completed is a step that is done.
type Service struct{ gate *gate.Gate }

// NewService makes the service.
func NewService(g *gate.Gate) *Service { return &Service{gate: g} }

// Save writes a playbook. Steps are known by their keys: one that stays keeps
// what people did.
func (s *Service) Save(ctx context.Context, p Playbook) (*Playbook, error) {
	return gate.Write(ctx, s.gate, gate.Ask{Action: access.TrainingAuthor}, func(tx *gate.Tx) (*Playbook, error) {
		if err := p.validate(); err != nil {
			return nil, err
		}
		if err := s.known(ctx, &tx.View, &p); err != nil {
			return nil, err
		}
		var err error
		if p.ID, err = put(ctx, tx, ID(ids.New()), &p); err != nil {
			return nil, err
		}
		tx.Record(audit.Created("playbook", string(p.ID), map[string]any{"key": p.Key, "steps": len(p.Steps)}))
		if err := putSteps(ctx, tx, &p); err != nil {
			return nil, err
		}
		return &p, recountAll(ctx, tx, p.ID)
	})
}

// known refuses assets and courses that are not there.
func (s *Service) known(ctx context.Context, v *gate.View, p *Playbook) error {
	missing, err := unknown(ctx, v, p)
	var broken []*fault.Error
	for _, m := range missing {
		broken = append(broken, fault.Field(fault.Invalid, "steps", "UNKNOWN_"+m.Kind, "There is no %s %q. Publish it first, or correct the step.", m.Noun, m.Name))
	}
	if err != nil {
		return err
	}
	return fault.Join(broken...)
}

// Publish gives a playbook to the partners; Retire takes it from them.
func (s *Service) Publish(ctx context.Context, id ID) (*Playbook, error) {
	return s.move(ctx, id, "DRAFT", "PUBLISHED")
}

// Retire ends a playbook: nobody ticks off a step any more.
func (s *Service) Retire(ctx context.Context, id ID) (*Playbook, error) {
	return s.move(ctx, id, "PUBLISHED", "RETIRED")
}

func (s *Service) move(ctx context.Context, id ID, from, to string) (*Playbook, error) {
	return gate.Write(ctx, s.gate, gate.Ask{Action: access.TrainingPublish}, func(tx *gate.Tx) (*Playbook, error) {
		n, err := tx.Exec(ctx, setState, id, from, to)
		if err == nil && n == 0 {
			err = fault.Coded(fault.Conflict, "VERSION_STATE", "Only a playbook that is %s can become %s.", from, to)
		}
		tx.Record(audit.Changed("playbook", string(id), from, to))
		return &Playbook{ID: id}, err
	})
}

// Tick says that the person who asks has done a step, or has not after all.
func (s *Service) Tick(ctx context.Context, id StepID, done bool) (*StepID, error) {
	return gate.Write(ctx, s.gate, gate.Ask{Action: access.TrainingLearn}, func(tx *gate.Tx) (*StepID, error) {
		st, err := stepByID(ctx, &tx.View, id)
		if err != nil {
			return nil, err
		}
		switch {
		case st.State != "PUBLISHED" || st.Removed:
			return nil, fault.Coded(fault.Conflict, "PLAYBOOK_NOT_PUBLISHED", "This playbook or this step of it is no longer in use.")
		case st.Kind == Course:
			return nil, fault.Coded(fault.Conflict, "STEP_BY_COURSE", "This step is a course. Complete the course, and it is done.")
		}
		tx.Record(audit.Entry{Outcome: audit.Done, Kind: "playbook_step", ID: string(id), Detail: map[string]bool{"done": done}})
		return &id, tx.Widen(ctx, "a step of a playbook is ticked", func() error {
			if err := tick(ctx, tx, st, done); err != nil {
				return err
			}
			return recount(ctx, tx, tx.Actor().Partner, st.PlaybookID)
		})
	})
}

// Completed counts a course that somebody completed in the playbooks of which it
// is a step.
func (s *Service) Completed(ctx context.Context, tx *gate.Tx, c *learning.Completion) error {
	return recountCourse(ctx, tx, c)
}

// CompletedAll counts many: each course of a person once.
func (s *Service) CompletedAll(ctx context.Context, tx *gate.Tx, all []*learning.Completion) error {
	return recountCourses(ctx, tx, all)
}

// RevokedAll counts many out again.
func (s *Service) RevokedAll(ctx context.Context, tx *gate.Tx, all []*learning.Completion) error {
	return recountCourses(ctx, tx, all)
}

func recountCourses(ctx context.Context, tx *gate.Tx, all []*learning.Completion) error {
	type pair struct{ person, course string }
	counted := map[pair]bool{}
	for _, c := range all {
		of := pair{string(c.PersonID), string(c.CourseID)}
		if counted[of] {
			continue
		}
		counted[of] = true
		if err := recountCourse(ctx, tx, c); err != nil {
			return err
		}
	}
	return nil
}

// Revoked counts it out again.
func (s *Service) Revoked(ctx context.Context, tx *gate.Tx, c *learning.Completion) error {
	return recountCourse(ctx, tx, c)
}
