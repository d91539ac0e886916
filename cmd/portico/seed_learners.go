package main

import (
	"context"
	"fmt"
	"io/fs"

	"github.com/goccy/go-yaml"

	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/training/course"
	"github.com/portico-prm/portico/internal/channel/training/learning"
	"github.com/portico-prm/portico/internal/channel/training/playbook"
	"github.com/portico-prm/portico/internal/platform/actor"
	"github.com/portico-prm/portico/templates"
)

// deed is one step of templates/demo/learners.yaml, which says what each does.
type deed struct {
	Day                                   int // before today
	Who, Do, Course, Curriculum, Playbook string
	Keys                                  []string // of steps of the playbook
	Lessons                               int      // that are done
	Due                                   int      // in so many days
	Why                                   string
}

// taughtDays is when the demo vendor began to teach.
const taughtDays = 200

// past is what has happened until today: what is taught, and what learners
// made of it. Each deed is done on its day, by the person, through the services
// that a portal asks.
func (s *seeder) past(ctx context.Context) error {
	defer s.clock.back(0)
	s.clock.back(taughtDays)
	for _, step := range []func(context.Context) error{s.rewards, s.teach, s.essentials, s.advise} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	raw, err := fs.ReadFile(templates.Demo(), "learners.yaml")
	if err != nil {
		return err
	}
	var all struct{ Steps []deed }
	if err := yaml.Unmarshal(raw, &all); err != nil {
		return fmt.Errorf("learners.yaml: %w", err)
	}
	for _, d := range all.Steps {
		s.clock.back(d.Day)
		if err := s.done(ctx, d); err != nil {
			return fmt.Errorf("%s, %d days ago: %s %s%s%s: %w", d.Who, d.Day, d.Do, d.Course, d.Curriculum, d.Playbook, err)
		}
	}
	s.clock.back(0)
	if err := s.svc.Learning.Date(ctx); err != nil {
		return err
	}
	return s.onboarding(ctx)
}

// onboarding is a rule for those who join from today on.
func (s *seeder) onboarding(ctx context.Context) error {
	id, err := s.taught(ctx, "curriculum", "edge-gateway-sell")
	if err != nil {
		return err
	}
	curriculum, days, due := course.CurriculumID(id), 30, 45
	_, err = s.svc.Learning.MakeRule(ctx, learning.NewRule{Target: learning.Target{Curriculum: &curriculum}, NewDays: &days, DueDays: &due})
	return err
}

// done takes one step. The vendor assigns and revokes; everything else learners
// do themselves.
func (s *seeder) done(ctx context.Context, d deed) error {
	who, err := s.whois(d.Who)
	if err != nil {
		return err
	}
	self := actor.With(ctx, &actor.Actor{Person: string(who.ID), Partner: string(who.PartnerID), Roles: who.Roles})
	switch d.Do {
	case "learn", "begin", "fail", "sit":
		return s.takes(self, d)
	case "tick":
		return s.ticks(self, d)
	case "assign":
		return s.assigned(ctx, who, d)
	case "cancel":
		id, err := s.found(ctx, `select id::text from enrollment where person_id = $1 and state in ('STARTED', 'OVERDUE') and course_id = (select id from course where key = $2)`, who.ID, d.Course)
		if err == nil {
			_, err = s.svc.Learning.Cancel(self, learning.ID(id))
		}
		return err
	case "revoke":
		id, err := s.found(ctx, `select c.id::text from course_completion c join course k on k.id = c.course_id where c.person_id = $1 and k.key = $2`, who.ID, d.Course)
		if err == nil {
			_, err = s.svc.Learning.TakeBack(ctx, learning.CompletionID(id), d.Why)
		}
		return err
	}
	return fmt.Errorf("%q is nothing that learners do", d.Do)
}

func (s *seeder) whois(email string) (*member.Person, error) {
	if p := s.people[email]; p != nil {
		return p, nil
	}
	return nil, fmt.Errorf("%s is nobody of the demo", email)
}

func (s *seeder) assigned(ctx context.Context, who *member.Person, d deed) error {
	due := s.clock.now().AddDate(0, 0, d.Due)
	a := learning.Assignment{People: []member.ID{who.ID}, Due: &due}
	table, key := "course", d.Course
	if d.Curriculum != "" {
		table, key = "curriculum", d.Curriculum
	}
	id, err := s.taught(ctx, table, key)
	if err != nil {
		return err
	}
	if table == "course" {
		a.Course = (*course.ID)(&id)
	} else {
		a.Curriculum = (*course.CurriculumID)(&id)
	}
	_, err = s.svc.Learning.Assign(ctx, a)
	return err
}

func (s *seeder) ticks(self context.Context, d deed) error {
	for _, key := range d.Keys {
		id, err := s.found(self, `select i.id::text from playbook_item i join playbook b on b.id = i.playbook_id where b.key = $1 and i.key = $2`, d.Playbook, key)
		if err == nil {
			_, err = s.svc.Playbooks.Tick(self, playbook.StepID(id), true)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", key, err)
		}
	}
	return nil
}
