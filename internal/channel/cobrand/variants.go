package cobrand

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/portico-prm/portico/content"
	"github.com/portico-prm/portico/content/rule"
	"github.com/portico-prm/portico/internal/channel/library"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// FileVariant is one of the files that copies of a piece begin with, as one may see
// it. The vendor's staff see all of them; a partner sees its own, and not what it
// goes without: that something is hidden is news already.
type FileVariant struct {
	Piece     string
	Languages []string
	Outputs   []string
	Pages     int
	Because   []*rule.Requirement // of what decides; for a partner, what it meets
	Given     *bool               // whether the partner in question gets it; nil without a partner

	// For the vendor's staff.
	Name          string
	WithoutPages  []int
	WithoutLayers []string
}

// VariantAsk says of what, and for whom.
type VariantAsk struct {
	Template library.TemplateID
	Version  library.VersionID // empty: the published one. Partners have no other
	Partner  partner.ID        // empty: the actor's own
	Language string            // of the sentences
}

// Variants lists what partners may be given of a version.
func (s *Service) Variants(ctx context.Context, ask VariantAsk) ([]*FileVariant, error) {
	ask.Partner = own(ctx, ask.Partner)
	return gate.Read(ctx, s.gate, gate.Ask{Action: access.LibraryRead, Partner: string(ask.Partner)}, func(v *gate.View) ([]*FileVariant, error) {
		ver, err := s.versionAsked(ctx, v, ask)
		if err != nil {
			return nil, err
		}
		offer, err := s.offerOf(ctx, v, ver, ask.Language) // what is hidden is absent
		if err != nil {
			return nil, err
		}
		t, err := s.library.Open(ctx, offer.Version)
		if err != nil {
			return nil, err
		}
		facts, err := s.factsFor(ctx, v, ask.Partner, ask.Language)
		if err != nil {
			return nil, err
		}
		if v.Actor().Partner != "" {
			return given(t, facts), nil
		}
		return all(t, facts), nil
	})
}

func (s *Service) versionAsked(ctx context.Context, v *gate.View, ask VariantAsk) (*library.Version, error) {
	if ask.Version == "" || v.Actor().Partner != "" {
		return library.PublishedOf(ctx, v, ask.Template)
	}
	ver, err := library.VersionByID(ctx, v, ask.Version)
	if err == nil && ver.TemplateID != ask.Template {
		err = gate.Absent()
	}
	return ver, err
}

// given are those that a partner gets, one of each piece of which there is any.
func given(t *content.Template, facts *rule.Facts) []*FileVariant {
	out := []*FileVariant{}
	for _, name := range t.Manifest().Pieces.Names() {
		job := content.Job{Piece: name, Facts: *facts}
		c, there := t.VariantFor(name, job)
		if !there {
			continue
		}
		yes := true
		v := fileVariant(c)
		v.Given = &yes
		for i, r := range conditions(t, c, t.Facts(job)) {
			if c.Met[i] { // of one that is not met, not even the parts that are
				v.Because = append(v.Because, r...)
			}
		}
		out = append(out, v)
	}
	return out
}

// all are those of every partner. With a partner in question its own are marked.
func all(t *content.Template, facts *rule.Facts) []*FileVariant {
	out := []*FileVariant{}
	for _, c := range t.Variants() {
		v := fileVariant(c)
		v.Name, v.WithoutPages, v.WithoutLayers = nameOf(c), c.WithoutPages, c.WithoutLayers
		known := rule.Facts{}
		if facts != nil {
			job := content.Job{Piece: c.Piece, Facts: *facts}
			mine, there := t.VariantFor(c.Piece, job)
			yes := there && slices.Equal(mine.Met, c.Met)
			v.Given, known = &yes, t.Facts(job)
		}
		for i, list := range conditions(t, c, known) {
			for _, r := range list {
				v.Because = append(v.Because, inVariant(r, c.Met[i]))
			}
		}
		out = append(out, v)
	}
	return out
}

func fileVariant(c content.PieceVariant) *FileVariant {
	return &FileVariant{Piece: c.Piece, Languages: c.Languages, Outputs: c.Outputs, Pages: c.Pages}
}

// conditions are the requirements of each condition of a piece.
func conditions(t *content.Template, c content.PieceVariant, facts rule.Facts) [][]*rule.Requirement {
	piece, _ := t.Manifest().Pieces.Get(c.Piece)
	var out [][]*rule.Requirement
	for _, condition := range piece.Conditions() {
		var one []*rule.Requirement
		list := rule.Explained(condition, facts)
		for i := range list {
			one = append(one, &list[i])
		}
		out = append(out, one)
	}
	return out
}

// inVariant states a requirement as a variant has it, of no partner in particular.
func inVariant(r *rule.Requirement, met bool) *rule.Requirement {
	r.Have, r.Next, r.Alternatives, r.Together = "", nil, nil, nil
	if r.State = rule.Unmet; met {
		r.State = rule.Met
	}
	return r
}

// nameOf says what is left out.
func nameOf(c content.PieceVariant) string {
	var gone []string
	if n := len(c.WithoutPages); n > 0 {
		numbers := make([]string, n)
		for i, page := range c.WithoutPages {
			numbers[i] = strconv.Itoa(page)
		}
		gone = append(gone, plural("page", n)+" "+strings.Join(numbers, ", "))
	}
	if n := len(c.WithoutLayers); n > 0 {
		gone = append(gone, plural("layer", n)+" "+strings.Join(c.WithoutLayers, ", "))
	}
	if len(gone) == 0 {
		return "whole"
	}
	return "without " + strings.Join(gone, " and ")
}

func plural(word string, n int) string {
	if n == 1 {
		return word
	}
	return word + "s"
}
