package learning

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"github.com/portico-prm/portico/content/rule"
	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/channel/training/course"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
	"github.com/portico-prm/portico/internal/platform/queue"
)

// Rule assigns a target to everybody whom its audience names, those who join
// later too. With NewDays it is an onboarding track: only for people of
// partners who joined after the rule was made, and at most so many days ago.
type Rule struct {
	ID           RuleID               `db:"id"`
	CurriculumID *course.CurriculumID `db:"curriculum_id"`
	CourseID     *course.ID           `db:"course_id"`
	Audience     *string              `db:"audience"` // a rule tree as JSON; nil names everybody
	DueDays      *int                 `db:"due_days"`
	NewDays      *int                 `db:"new_days"`
	CreatedAt    time.Time            `db:"created_at"`
	EndedAt      *time.Time           `db:"ended_at"`
}

// RuleMade is told when a rule begins, so that nobody waits for the next round.
type RuleMade struct {
	Rule RuleID `json:"rule"`
}

// Kind names the event in the queue.
func (RuleMade) Kind() string { return "learning.rule_made" }

// NewRule is a rule to be.
type NewRule struct {
	Target
	Audience *rule.Tree
	DueDays  *int
	NewDays  *int
}

// MakeRule begins to assign by a rule.
func (s *Service) MakeRule(ctx context.Context, in NewRule) (*Rule, error) {
	return gate.Write(ctx, s.gate, gate.Ask{Action: access.TrainingPublish}, func(tx *gate.Tx) (*Rule, error) {
		broken := append(course.AudienceOf(in.Audience), in.validate(), days("dueDays", in.DueDays), days("newDays", in.NewDays))
		if err := fault.Join(broken...); err != nil {
			return nil, err
		}
		r := &Rule{ID: RuleID(ids.New()), CurriculumID: in.Curriculum, CourseID: in.Course, DueDays: in.DueDays, NewDays: in.NewDays, CreatedAt: tx.Now()}
		if in.Audience != nil {
			raw, err := json.Marshal(in.Audience)
			if err != nil {
				return nil, err
			}
			text := string(raw)
			r.Audience = &text
		}
		if err := taught(ctx, &tx.View, in.Target); err != nil {
			return nil, err
		}
		tx.Record(audit.Created("assignment_rule", string(r.ID), r))
		if err := insertRule(ctx, tx, r); err != nil {
			return nil, err
		}
		return r, queue.Publish(ctx, tx, RuleMade{r.ID})
	})
}

// taught refuses a target that is not published.
func taught(ctx context.Context, v *gate.View, t Target) (err error) {
	if t.Course != nil {
		_, err = publishedVersion(ctx, v, *t.Course)
	} else {
		_, err = coursesOf(ctx, v, *t.Curriculum)
	}
	return err
}

func days(field string, n *int) *fault.Error {
	if n != nil && (*n < 1 || *n > 730) {
		return fault.Field(fault.Invalid, field, "DAYS", "Give 1 to 730 days, or leave it out.")
	}
	return nil
}

// EndRule lets a rule assign nothing more. What it assigned stays.
func (s *Service) EndRule(ctx context.Context, id RuleID) (*Rule, error) {
	return gate.Write(ctx, s.gate, gate.Ask{Action: access.TrainingPublish}, func(tx *gate.Tx) (*Rule, error) {
		now := tx.Now()
		tx.Record(audit.Changed("assignment_rule", string(id), "runs", "ended"))
		return &Rule{ID: id, EndedAt: &now}, endRule(ctx, tx, id, now)
	})
}

// stride is how many people one unit of work assigns for.
const stride = 200

// nobody comes before every person.
const nobody member.ID = "00000000-0000-0000-0000-000000000000"

// Apply assigns by one rule to everybody who is to have its target and has not
// had it by this rule. It works in units that stand for themselves: killed anywhere, the next call does the rest, and nothing twice.
func (s *Service) Apply(ctx context.Context, id RuleID) error {
	r, err := gate.Read(ctx, s.gate, gate.Ask{Action: access.TrainingPublish}, func(v *gate.View) (*Rule, error) { return ruleByID(ctx, v, id) })
	if err != nil || r.EndedAt != nil {
		return err
	}
	for after := nobody; ; {
		found, err := s.candidates(ctx, r, after)
		if err != nil || len(found) == 0 {
			return err
		}
		after = found[len(found)-1].ID
		if err := s.applyTo(ctx, r, found); err != nil {
			return err
		}
	}
}

// candidates are the next people who have not had the target by this rule.
func (s *Service) candidates(ctx context.Context, r *Rule, after member.ID) ([]*learner, error) {
	return gate.Read(ctx, s.gate, gate.Ask{Action: access.TrainingPublish}, func(v *gate.View) ([]*learner, error) {
		return learnersFor(ctx, v, r, after, v.Now())
	})
}

func (s *Service) applyTo(ctx context.Context, r *Rule, found []*learner) error {
	chosen, err := gate.Read(ctx, s.gate, gate.Ask{Action: access.TrainingPublish}, func(v *gate.View) ([]*learner, error) {
		return r.choose(ctx, v, found)
	})
	if err != nil || len(chosen) == 0 {
		return err
	}
	_, err = gate.Write(ctx, s.gate, gate.Ask{Action: access.TrainingPublish}, func(tx *gate.Tx) (int, error) {
		g := giving{Target: Target{Course: r.CourseID, Curriculum: r.CurriculumID}, source: ByRule, rule: &r.ID, due: r.due(tx.Now())}
		tx.Record(audit.Entry{Outcome: audit.Done, Kind: "assignment_rule", ID: string(r.ID), Detail: map[string]int{"assigned": len(chosen)}})
		return len(chosen), g.toAll(ctx, tx, chosen)
	})
	return err
}

// choose keeps those whom the audience names.
func (r *Rule) choose(ctx context.Context, v *gate.View, found []*learner) ([]*learner, error) {
	if r.Audience == nil {
		return found, nil
	}
	var tree rule.Tree
	if err := json.Unmarshal([]byte(*r.Audience), &tree); err != nil {
		return nil, fault.Wrap(fault.Internal, err, "Something broke on our side.")
	}
	all, err := standingsOf(ctx, v, partnersOf(found))
	var out []*learner
	for _, p := range found {
		if tree.Holds(all.of(p)) == rule.Met {
			out = append(out, p)
		}
	}
	return out, err
}

func partnersOf(found []*learner) (out []partner.ID) {
	for _, p := range found {
		out = append(out, p.PartnerID)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// due is the end of the last day that the rule leaves.
func (r *Rule) due(now time.Time) *time.Time {
	if r.DueDays == nil {
		return nil
	}
	y, m, d := now.UTC().AddDate(0, 0, *r.DueDays).Date()
	end := time.Date(y, m, d, 23, 59, 59, 0, time.UTC)
	return &end
}
