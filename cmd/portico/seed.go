package main

import (
	"context"
	"fmt"
	"io/fs"

	"github.com/goccy/go-yaml"

	"github.com/portico-prm/portico/content/intake"
	"github.com/portico-prm/portico/internal/base/page"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/platform/actor"
	"github.com/portico-prm/portico/templates"
)

// seedCommand fills an empty database with the demo channel.
type seedCommand struct{}

// Run seeds, or says that there is something already.
func (seedCommand) Run() error {
	ctx := context.Background()
	h, err := build(ctx, true)
	if err != nil {
		return err
	}
	defer h.close()
	done, err := h.seedIfEmpty(ctx)
	if err == nil && !done {
		fmt.Println("Nothing was done: the database has partners already, or PORTICO_SEED_DEMO is false.")
	}
	return err
}

// seedIfEmpty fills the database if it holds no partner and the configuration
// wants the demo.
func (h *house) seedIfEmpty(ctx context.Context) (bool, error) {
	if !h.cfg.SeedDemo {
		return false, nil
	}
	// Once begun it is finished, whatever signal comes meanwhile.
	ctx = actor.ForSystem(context.WithoutCancel(ctx), "seed")
	found, err := h.svc.Partners.List(ctx, partner.Filter{}, page.Ask{First: 1})
	if err != nil {
		return false, err
	}
	if len(found.Rows) > 0 {
		return false, h.seededWhole(ctx)
	}
	h.log.InfoContext(ctx, "the database is empty: filling it with the demo channel")
	h.quiet.Store(true)
	defer h.quiet.Store(false)
	return true, h.seed(ctx)
}

// seededWhole finds a demo whose filling was killed half way: its last step is
// missing.
func (h *house) seededWhole(ctx context.Context) error {
	first, err := h.svc.Partners.List(ctx, partner.Filter{Search: demoMarker}, page.Ask{First: 1})
	if err != nil || len(first.Rows) == 0 {
		return err // another channel than the demo
	}
	last, err := h.svc.Library.Assets(ctx, "", demoAsset, page.Ask{First: 1})
	if err != nil {
		return err
	}
	whole := false
	if len(last.Rows) > 0 {
		languages, err := h.svc.Library.Languages(ctx, last.Rows[0].ID)
		if err != nil {
			return err
		}
		whole = len(languages) == 2 // the last step publishes the second one
	}
	if !whole {
		err = fmt.Errorf("the demo was killed while it was filled in. Empty the database (without DATABASE_URL: remove %s) and start again", h.cfg.DataDir)
	}
	return err
}

// demo is templates/demo/demo.yaml.
type demo struct {
	Vendor struct {
		Slug, Name, Website, Programme string
	}
	Organisations []organisation
	Neighbours    []neighbour
}

// organisation is one partner of the demo.
type organisation struct {
	Slug, Name, Type, Profile, Tier, Status string
	AccessLevel                             string `yaml:"accessLevel"`
	Countries, Industries, Languages        []string
	Agreements, Certifications              []string
	Distributors                            []string
	Contact                                 struct{ Name, Phone, Email, Website string }
	Logos                                   []struct{ File, Variant string }
}

func (h *house) seed(ctx context.Context) error {
	raw, err := fs.ReadFile(templates.Demo(), "demo.yaml")
	if err != nil {
		return err
	}
	var d demo
	if err := yaml.Unmarshal(raw, &d); err != nil {
		return fmt.Errorf("demo.yaml: %w", err)
	}
	h.pressed() // it compiles for seconds: while partners are made, not while templates wait
	s := &seeder{house: h, demo: &d, ids: map[string]partner.ID{}, people: map[string]*member.Person{}}
	steps := []func(context.Context) error{s.programs, s.texts, s.courses, s.staff, s.partners, s.links, s.neighbours, s.standing,
		s.logos, s.kits, s.assets, s.past, s.certifications, s.measures, s.lastAsset}
	for _, step := range steps {
		if err := step(ctx); err != nil {
			return fmt.Errorf("demo: %w", err)
		}
	}
	return nil
}

// kits takes the shipped templates the whole way to the partners.
func (s *seeder) kits(ctx context.Context) error {
	for _, slug := range templates.Kits() {
		folder, err := intake.Zip(templates.FS(slug))
		if err != nil {
			return err
		}
		v, err := s.svc.Library.Upload(ctx, folder)
		if err != nil {
			return fmt.Errorf("%s: %w", slug, err)
		}
		if _, err = s.svc.Library.Submit(ctx, v.ID); err == nil {
			if _, err = s.svc.Library.Approve(ctx, v.ID); err == nil {
				_, err = s.svc.Library.Publish(ctx, v.ID)
			}
		}
		if err != nil {
			return fmt.Errorf("%s: %w", slug, err)
		}
	}
	return nil
}
