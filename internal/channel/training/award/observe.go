package award

import (
	"context"
	"fmt"
	"slices"

	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/channel/training"
	"github.com/portico-prm/portico/internal/channel/training/course"
	"github.com/portico-prm/portico/internal/channel/training/learning"
	"github.com/portico-prm/portico/internal/channel/training/quiz"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// Completed certifies whom a completed course makes complete. It runs in the
// unit of work of the completion.
func (s *Service) Completed(ctx context.Context, tx *gate.Tx, c *learning.Completion) error {
	keys, err := askingForCourse(ctx, &tx.View, c.CourseID)
	if err != nil {
		return err
	}
	return s.weigh(ctx, tx, ofPerson(c.PartnerID, string(c.PersonID)), keys)
}

// CompletedAll is Completed for many: each holder is weighed once, with all
// that is there.
func (s *Service) CompletedAll(ctx context.Context, tx *gate.Tx, all []*learning.Completion) error {
	asked, keys := map[course.ID][]string{}, map[member.ID][]string{}
	var holders []*learning.Completion
	for _, c := range all {
		if _, known := asked[c.CourseID]; !known {
			found, err := askingForCourse(ctx, &tx.View, c.CourseID)
			if err != nil {
				return err
			}
			asked[c.CourseID] = found
		}
		if _, met := keys[c.PersonID]; !met {
			holders = append(holders, c)
		}
		keys[c.PersonID] = append(keys[c.PersonID], asked[c.CourseID]...)
	}
	return s.weighAll(ctx, tx, holders, keys)
}

// Revoked takes back the certifications that rest on a completion. Where what
// still stands is enough for another, that one is given.
func (s *Service) Revoked(ctx context.Context, tx *gate.Tx, c *learning.Completion) error {
	return s.fell(ctx, tx, ofPerson(c.PartnerID, string(c.PersonID)), string(c.ID), why(c.RevokedWhy))
}

// RevokedAll is Revoked for many: each holder is weighed once, with what still
// stands.
func (s *Service) RevokedAll(ctx context.Context, tx *gate.Tx, all []*learning.Completion) error {
	bearing, err := training.Bearing(ctx, tx, completionsOf(all))
	if err != nil {
		return err
	}
	keys := map[member.ID][]string{}
	var holders []*learning.Completion
	for _, c := range all {
		if !bearing[string(c.ID)] {
			continue
		}
		fallen, err := s.fall(ctx, tx, c.PartnerID, string(c.ID), why(c.RevokedWhy))
		if err != nil {
			return err
		}
		if _, met := keys[c.PersonID]; !met {
			holders = append(holders, c)
		}
		keys[c.PersonID] = append(keys[c.PersonID], fallen...)
	}
	return s.weighAll(ctx, tx, holders, keys)
}

func completionsOf(all []*learning.Completion) []string {
	out := make([]string, len(all))
	for i, c := range all {
		out[i] = string(c.ID)
	}
	return out
}

// weighAll weighs the holders of completions, each of its keys once.
func (s *Service) weighAll(ctx context.Context, tx *gate.Tx, holders []*learning.Completion, keys map[member.ID][]string) error {
	for _, c := range holders {
		of := keys[c.PersonID]
		slices.Sort(of)
		if err := s.weigh(ctx, tx, ofPerson(c.PartnerID, string(c.PersonID)), slices.Compact(of)); err != nil {
			return err
		}
	}
	return nil
}

// Passed certifies whom a passed quiz makes complete. It has to be told before
// anybody who locks the learner alone: it locks the partner.
func (s *Service) Passed(ctx context.Context, tx *gate.Tx, p quiz.Pass) error {
	keys, err := asking(ctx, &tx.View, Quiz, p.QuizKey)
	if err != nil {
		return err
	}
	return s.weigh(ctx, tx, ofPerson(p.PartnerID, string(p.PersonID)), keys)
}

// Unpassed takes back the certifications that rest on a pass that does not
// count any more. Where what still stands is enough for another, that one is
// given.
func (s *Service) Unpassed(ctx context.Context, tx *gate.Tx, u quiz.Unpass) error {
	return s.fell(ctx, tx, ofPerson(u.PartnerID, string(u.PersonID)), string(u.AttemptID), u.Why)
}

// Certified certifies the partner that has enough holders with this one.
func (s *Service) Certified(ctx context.Context, tx *gate.Tx, c *training.Certification) error {
	if c.PersonID == nil {
		return nil
	}
	keys, err := askingForHolders(ctx, &tx.View, c.DefinitionKey)
	if err != nil {
		return err
	}
	return s.weigh(ctx, tx, Holder{Partner: c.PartnerID}, keys)
}

// Lost takes back what was given for less because of a certification that was
// revoked. That its partner is short of holders, the database counts.
func (s *Service) Lost(ctx context.Context, tx *gate.Tx, c *training.Certification) error {
	fallen, err := training.RenewedBy(ctx, tx, c.ID)
	for _, n := range fallen {
		if err == nil {
			err = s.training.TakeBack(ctx, tx, n, training.RequirementLost, short("The certification that this one renewed was revoked: "+why(c.RevokedWhy)))
		}
	}
	return err
}

// fell takes back what rests on a fact that was taken back, and weighs anew
// what is left.
func (s *Service) fell(ctx context.Context, tx *gate.Tx, h Holder, fact, why string) error {
	keys, err := s.fall(ctx, tx, h.Partner, fact, why)
	if err != nil {
		return err
	}
	return s.weigh(ctx, tx, h, keys)
}

// fall takes back what rests on a fact, and tells of which definitions it was.
func (s *Service) fall(ctx context.Context, tx *gate.Tx, of partner.ID, fact, why string) (keys []string, err error) {
	if err := training.Lock(ctx, tx, of); err != nil {
		return nil, err
	}
	resting, err := training.RestingOn(ctx, tx, fact)
	if err != nil {
		return nil, err
	}
	for _, c := range resting {
		if err := s.training.TakeBack(ctx, tx, c, training.RequirementLost, short(fmt.Sprintf("Something that it rested on was taken back: %s", why))); err != nil {
			return nil, err
		}
		keys = append(keys, c.DefinitionKey)
	}
	return keys, nil
}

// short is a reason that fits.
func short(text string) string {
	if r := []rune(text); len(r) > 1000 {
		return string(r[:999]) + "…"
	}
	return text
}

func why(text *string) string {
	if text == nil {
		return "no reason was given."
	}
	return *text
}
