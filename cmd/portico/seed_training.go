package main

import (
	"context"
	"fmt"
	"io/fs"
	"time"

	"github.com/goccy/go-yaml"

	outline "github.com/portico-prm/portico/content/course"
	"github.com/portico-prm/portico/content/intake"
	"github.com/portico-prm/portico/internal/channel/training"
	"github.com/portico-prm/portico/internal/channel/training/award"
	"github.com/portico-prm/portico/internal/channel/training/course"
	"github.com/portico-prm/portico/internal/channel/training/effect"
	"github.com/portico-prm/portico/templates"
)

// lessons is templates/demo/courses/curricula.yaml.
type lessons struct {
	Curricula []struct {
		Key, Locale    string
		Title, Summary outline.Texts
		Courses        []struct {
			Key      string
			Optional bool
		}
	}
}

// teach publishes the demo vendor's quizzes, courses and curricula: a course
// after those that it asks for.
func (s *seeder) teach(ctx context.Context) error {
	raw, err := fs.ReadFile(templates.Demo(), "courses/curricula.yaml")
	if err != nil {
		return err
	}
	var all lessons
	if err := yaml.Unmarshal(raw, &all); err != nil {
		return fmt.Errorf("curricula.yaml: %w", err)
	}
	for _, c := range all.Curricula {
		in := course.Curriculum{Key: c.Key, Locale: c.Locale, Title: c.Title, Summary: c.Summary}
		for _, m := range c.Courses {
			if err := s.course(ctx, "courses/"+m.Key); err != nil {
				return fmt.Errorf("%s: %w", m.Key, err)
			}
			in.Courses = append(in.Courses, course.Member{Key: m.Key, Optional: m.Optional})
		}
		made, err := s.svc.Courses.SaveCurriculum(ctx, in)
		if err == nil {
			_, err = s.svc.Courses.PublishCurriculum(ctx, made.ID)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", c.Key, err)
		}
	}
	return nil
}

// course publishes the quizzes of a folder, and then its course.
func (s *seeder) course(ctx context.Context, dir string) error {
	quizzes, err := fs.Glob(templates.Demo(), dir+"/quizzes/*.yaml")
	if err != nil {
		return err
	}
	for _, name := range quizzes {
		if err := s.quiz(ctx, name); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	folder, err := fs.Sub(templates.Demo(), dir)
	if err != nil {
		return err
	}
	packed, err := intake.Zip(folder)
	if err != nil {
		return err
	}
	v, err := s.svc.Courses.Import(ctx, packed)
	if err != nil {
		return err
	}
	if _, err = s.svc.Courses.Submit(ctx, v.ID); err == nil {
		_, err = s.svc.Courses.Publish(ctx, v.ID)
	}
	return err
}

func (s *seeder) quiz(ctx context.Context, name string) error {
	file, err := fs.ReadFile(templates.Demo(), name)
	if err != nil {
		return err
	}
	v, err := s.svc.Quizzes.ImportFile(ctx, file)
	if err == nil {
		_, err = s.svc.Quizzes.Publish(ctx, v.ID)
	}
	return err
}

// rewards are what learning brings, and what the programme requires.
func (s *seeder) rewards(ctx context.Context) error {
	sales, engineer, offer := "edge-sales-201", "edge-engineer-301", "edge-sales-offer"
	for _, d := range []effect.Definition{
		{Key: "points-per-course", Name: "100 points for each course", Cause: effect.CourseCompleted, Kind: effect.Points, Amount: 100, Once: true},
		{Key: "offer-counts-for-rebate", Name: "Sellers who passed the offer quiz", Cause: effect.QuizPassed, Subject: &offer, Kind: effect.RebateMetric, Target: "trained-sellers", Amount: 1, Once: true},
		{Key: "engineers-count-for-tier", Name: "Certified engineers", Cause: effect.Certified, Subject: &engineer, Kind: effect.TierMetric, Target: "certified-engineers", Amount: 1, Once: true},
		{Key: "sales-opens-funds", Name: "Edge Sales 201 opens campaign funds", Cause: effect.Certified, Subject: &sales, Kind: effect.MDFEligibility, Target: "edge-gateway-campaign", Amount: 1, Once: true},
	} {
		if _, err := s.svc.Effects.Define(ctx, d); err != nil {
			return fmt.Errorf("%s: %w", d.Key, err)
		}
	}
	_, err := s.svc.Training.Require(ctx, training.Requirement{Program: s.resale, Key: sales, Holders: 1})
	return err
}

// essentials is the certification that issues itself: whoever completes the first
// sales course holds it from that moment.
func (s *seeder) essentials(ctx context.Context) error {
	first := "edge-sales-why"
	_, err := s.svc.Awards.Define(ctx, award.Definition{
		Definition:   training.Definition{Key: "edge-essentials-101", Name: "Edge Essentials 101", Minutes: 34, ValidMonths: 24, NoticeDays: 30, Holder: training.ByPerson},
		Requirements: &[]*award.Requirement{{Kind: award.Course, Subject: &first}},
	})
	return err
}

// certifications of people at every stage of their life. Nordkai's resellers
// hold what is required, Cedarline's do not.
func (s *seeder) certifications(ctx context.Context) error {
	now := time.Now()
	for _, c := range []struct {
		who, key string
		issued   time.Time
	}{
		{"jana.petersen@hanseflut.example", "edge-sales-201", now.AddDate(0, -24, 20)}, // expiring: 20 days are left
		{"kadri@pilvelinn.example", "edge-sales-201", now.AddDate(0, -2, 0)},           // valid
		{"chiara@vallombra.example", "edge-sales-201", now.AddDate(0, -24, -7)},        // in its grace of 14 days
		{"mei@quietwater.example", "edge-sales-201", now.AddDate(0, -30, 0)},           // expired
		{"chiara@vallombra.example", "edge-engineer-301", now.AddDate(0, -1, 0)},       // valid
		{"kadri@pilvelinn.example", "edge-engineer-301", now.AddDate(0, 0, 10)},        // issued, from a day to come
	} {
		if _, err := s.certify(ctx, c.who, c.key, c.issued); err != nil {
			return err
		}
	}
	taken, err := s.certify(ctx, "owen@fernhollow.example", "edge-engineer-301", now.AddDate(0, -3, 0))
	if err == nil {
		_, err = s.svc.Training.Revoke(ctx, taken.ID, "It was recorded for the wrong person.")
	}
	return err
}

func (s *seeder) certify(ctx context.Context, who, key string, issued time.Time) (*training.Certification, error) {
	p, err := s.whois(who)
	if err != nil {
		return nil, err
	}
	id := string(p.ID)
	return s.svc.Training.Certify(ctx, key, p.PartnerID, &id, issued)
}
