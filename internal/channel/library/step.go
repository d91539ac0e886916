package library

import (
	"context"
	"sync"

	"github.com/portico-prm/portico/content"
	"github.com/portico-prm/portico/content/spec"
	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// steps holds what changed between two packages. Packages never change, so
// neither does that.
type steps struct {
	mu   sync.Mutex
	held map[[2]string]*spec.Step
}

const heldSteps = 256

func (s *steps) get(key [2]string) *spec.Step {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.held[key]
}

func (s *steps) put(key [2]string, step *spec.Step) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.held == nil || len(s.held) >= heldSteps {
		s.held = map[[2]string]*spec.Step{}
	}
	s.held[key] = step
}

// step is the way from the version that partners got last to this one; nil for
// the first of a template.
func (s *Service) step(ctx context.Context, v *gate.View, now *Version) (*spec.Step, error) {
	last, err := lastOf(ctx, v, now.Slug, now.ID)
	if last == nil || err != nil {
		return nil, err
	}
	key := [2]string{last.PackageSHA256, now.PackageSHA256}
	found := s.steps.get(key)
	if found == nil {
		old, err := s.packageOf(ctx, key[0])
		if err != nil {
			return nil, err
		}
		fresh, err := s.packageOf(ctx, key[1])
		if err != nil {
			return nil, err
		}
		step := content.Step(old, fresh)
		found = &step
		s.steps.put(key, found)
	}
	return found.Between(last.Version, now.Version), nil
}

// rises refuses a version whose number promises less than what changed since
// the one that partners got last.
func (s *Service) rises(ctx context.Context, tx *gate.Tx, v *Version) error {
	step, err := s.step(ctx, &tx.View, v)
	if err != nil || step == nil || !step.TooSmall() {
		return err
	}
	return fault.Field(fault.Conflict, "version", "VERSION_TOO_SMALL", "%s %s", step.Why(), step.Fix())
}

// compare looks at the changes before a transaction needs them, so that none
// waits for the file store.
func (s *Service) compare(ctx context.Context, ask gate.Ask, id VersionID) error {
	_, err := gate.Read(ctx, s.gate, ask, func(v *gate.View) (*spec.Step, error) {
		ver, err := VersionByID(ctx, v, id)
		if err != nil {
			return nil, err
		}
		return s.step(ctx, v, ver)
	})
	return err
}

const lastPublished = versionColumns + `
where t.slug = $1 and v.published_at is not null and v.id::text <> $2
order by v.published_at desc, v.id desc
limit 1`

// lastOf is the version that partners got last, recalled or not: what they did
// with it, and what was approved of it, stands by its number. Nil if none was.
func lastOf(ctx context.Context, v *gate.View, slug string, but VersionID) (*Version, error) {
	var out Version
	err := v.Get(ctx, &out, lastPublished, slug, but)
	if fault.KindOf(err) == fault.NotFound {
		return nil, nil
	}
	return &out, err
}

const templateInTurn = `
select id
from template
where id = $1
for update`

// inTurn has versions of a template published one after another, so that each
// is measured against the one before.
func inTurn(ctx context.Context, tx *gate.Tx, id TemplateID) error {
	var got TemplateID
	return tx.Get(ctx, &got, templateInTurn, id)
}
