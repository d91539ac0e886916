package award

import (
	"context"

	"github.com/portico-prm/portico/content/rule"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/channel/training"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/actor"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// About is whose progress is asked for; empty: the viewer's, and that of the
// viewer's partner.
type About struct {
	Person   member.ID
	Partner  partner.ID
	Language string
}

// ProgressOf is how far a person is towards each of some certifications, and
// the partner towards those that partners hold. What the viewer may not know is
// left out: of colleagues those know who lead them, of everybody the vendor.
// It takes at most fifteen statements, however many certifications there are.
func ProgressOf(ctx context.Context, v *gate.View, keys []string, of About) (map[string]*Progress, error) {
	h, ok, err := whose(ctx, v, of)
	out := map[string]*Progress{}
	if err != nil || !ok {
		return out, err
	}
	defs, err := training.DefinitionsByKey(ctx, v, keys)
	if err != nil {
		return nil, err
	}
	var personal, own []string
	for _, d := range defs {
		switch {
		case d.Holder == training.ByPartner:
			own = append(own, d.Key)
		case d.Holder == training.ByPerson && h.Person != nil:
			personal = append(personal, d.Key)
		}
	}
	for _, part := range []struct {
		h    Holder
		keys []string
	}{{h, personal}, {Holder{Partner: h.Partner}, own}} {
		if len(part.keys) == 0 {
			continue
		}
		if err := measure(ctx, v, part.h, part.keys, of.Language, out); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func measure(ctx context.Context, v *gate.View, h Holder, keys []string, language string, out map[string]*Progress) error {
	files, err := filesOf(ctx, v, h, keys)
	if err != nil {
		return err
	}
	words, err := wordsOf(ctx, v, h, keys, language)
	if err != nil {
		return err
	}
	for key, f := range files {
		p := f.progress()
		for _, s := range p.Steps {
			if !s.Met {
				s.Next = words.next(s)
			}
		}
		out[key] = p
	}
	return nil
}

// whose finds the holder that is asked about. ok is false for one about whom
// the viewer may not know, and for one who can hold nothing.
func whose(ctx context.Context, v *gate.View, of About) (h Holder, ok bool, err error) {
	who := v.Actor()
	switch {
	case of.Person == "" && of.Partner == "":
		h = Holder{Partner: partner.ID(who.Partner), Person: textOrNil(who.Person)}
		return h, who.Partner != "", nil
	case of.Person == "":
		return Holder{Partner: of.Partner}, mayAsk(v, of.Partner), nil
	}
	found, err := member.PersonsByID(ctx, v, []member.ID{of.Person})
	p := found[of.Person]
	if err != nil || p == nil || p.PartnerID == "" || of.Partner != "" && of.Partner != p.PartnerID { // the vendor's own people hold none
		return h, false, err
	}
	h = ofPerson(p.PartnerID, string(p.ID))
	return h, string(p.ID) == who.Person || mayAsk(v, p.PartnerID) && leads(who), nil
}

// mayAsk tells whether a partner is the viewer's own, or the viewer the
// vendor's.
func mayAsk(v *gate.View, of partner.ID) bool {
	return v.Reach() == access.All || string(of) == v.Actor().Partner
}

// leads tells who answers for the people of the own partner, as ctx_leads does
// in the database.
func leads(who *actor.Actor) bool {
	if who.Partner == "" {
		return true
	}
	for _, r := range who.Roles {
		switch r {
		case actor.ResellerAdmin, actor.DistributorAdmin, actor.DistributorManager:
			return true
		}
	}
	return false
}

func textOrNil(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// names are what steps are called, in a language.
type names struct {
	lines   phrases
	titles  map[string]string // by kind and subject
	minutes map[string]int
	waiting map[string]bool // definitions with a document on the desk
}

const titlesOf = `
select distinct 'COURSE ' || k.key as what, coalesce(v.title ->> $2, v.title ->> v.locale) as title, v.minutes
from definition_requirement r
join course k on r.kind = 'COURSE' and k.key = r.subject
join course_version v on v.course_id = k.id and v.state = 'PUBLISHED'
where r.definition_key = any ($1)
union
select 'QUIZ ' || z.key, coalesce(v.title ->> $2, v.title ->> v.locale), 0
from definition_requirement r
join quiz z on r.kind = 'QUIZ' and z.key = r.subject
join quiz_version v on v.quiz_id = z.id and v.state = 'PUBLISHED'
where r.definition_key = any ($1)
union
select 'HOLDERS ' || d.key, d.name, d.minutes
from definition_requirement r
join certification_definition d on d.key = any (r.keys)
where r.definition_key = any ($1)`

const onTheDesk = `
select distinct e.definition_key
from certification_evidence e
where e.definition_key = any ($1) and e.partner_id = $2 and e.person_id is not distinct from $3::uuid and e.state = 'SUBMITTED'`

func wordsOf(ctx context.Context, v *gate.View, h Holder, keys []string, language string) (*names, error) {
	var rows []struct {
		What    string `db:"what"`
		Title   string `db:"title"`
		Minutes int    `db:"minutes"`
	}
	n := &names{lines: phrasesIn(language), titles: map[string]string{}, minutes: map[string]int{}, waiting: map[string]bool{}}
	if err := v.Select(ctx, &rows, titlesOf, gate.Array(keys), language); err != nil {
		return nil, err
	}
	for _, r := range rows {
		n.titles[r.What], n.minutes[r.What] = r.Title, r.Minutes
	}
	var waiting []string
	err := v.Select(ctx, &waiting, onTheDesk, gate.Array(keys), h.Partner, h.Person)
	for _, key := range waiting {
		n.waiting[key] = true
	}
	return n, err
}

// next is what would meet a requirement.
func (n *names) next(s *Step) *rule.Next {
	r := s.Requirement
	what := string(r.Kind) + " " + r.subject()
	if r.Kind == Holders {
		return n.lines.holders(s, n)
	}
	if r.Kind == Evidence && n.waiting[r.Key] {
		return n.lines.next("WAIT", n.lines.wait, r.Label, 0)
	}
	title := firstOf(r.Label, n.titles[what], r.subject())
	switch r.Kind {
	case Course:
		return n.lines.next("TRAIN", n.lines.course, title, n.minutes[what])
	case Quiz:
		return n.lines.next("TRAIN", n.lines.quiz, title, 0)
	case Session:
		return n.lines.next("TRAIN", n.lines.session, title, 0)
	}
	return n.lines.next("UPLOAD", n.lines.document, r.Label, 0)
}

func firstOf(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}
