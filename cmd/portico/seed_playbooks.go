package main

import (
	"context"
	"fmt"
	"io/fs"

	"github.com/goccy/go-yaml"

	outline "github.com/portico-prm/portico/content/course"
	"github.com/portico-prm/portico/internal/channel/training/playbook"
	"github.com/portico-prm/portico/templates"
)

// playbooks is templates/demo/playbooks.yaml.
type playbooks struct {
	Playbooks []struct {
		Key, Locale    string
		Title, Purpose outline.Texts
		Steps          []playbook.Step
	}
}

// advise publishes the playbooks.
func (s *seeder) advise(ctx context.Context) error {
	raw, err := fs.ReadFile(templates.Demo(), "playbooks.yaml")
	if err != nil {
		return err
	}
	var all playbooks
	if err := yaml.Unmarshal(raw, &all); err != nil {
		return fmt.Errorf("playbooks.yaml: %w", err)
	}
	for _, p := range all.Playbooks {
		made, err := s.svc.Playbooks.Save(ctx, playbook.Playbook{Key: p.Key, Locale: p.Locale, Title: p.Title, Purpose: p.Purpose, Steps: p.Steps})
		if err == nil {
			_, err = s.svc.Playbooks.Publish(ctx, made.ID)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", p.Key, err)
		}
	}
	return nil
}
