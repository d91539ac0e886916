package cobrand

import (
	"context"
	"strings"

	"github.com/portico-prm/portico/content/problem"
	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// Refusal says what is wrong with a file, in the language of who asks.
func (s *Service) Refusal(ctx context.Context, field string, found problem.List) error {
	language, err := gate.Read(ctx, s.gate, gate.Ask{Action: access.LogoRead}, func(v *gate.View) (string, error) { return spoken(ctx, v) })
	if err != nil {
		return err
	}
	return problems(field, found.In(language))
}

// spoken is the language of who asks; English for the system.
func spoken(ctx context.Context, v *gate.View) (string, error) {
	id := member.ID(v.Actor().Person)
	if id == "" {
		return "en", nil
	}
	people, err := member.PersonsByID(ctx, v, []member.ID{id})
	if err != nil || people[id] == nil {
		return "en", err
	}
	return people[id].Locale, nil
}

// problems turns findings that block into field errors with their repair. The
// cause of each is the whole list, for those who want the figures.
func problems(field string, found problem.List) error {
	var all []*fault.Error
	for _, p := range found {
		if p.Severity == problem.Error {
			e := fault.Field(fault.Invalid, field, p.Code, "%s", strings.TrimSpace(p.Message+" "+p.Fix))
			e.Cause = found
			all = append(all, e)
		}
	}
	return fault.Join(all...)
}
