package learning

import (
	"context"
	"encoding/json"

	"github.com/portico-prm/portico/content/rule"
	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/channel/training/course"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// offer is a course as it is published, with what it asks of those who begin.
type offer struct {
	CourseID  course.ID        `db:"course_id"`
	VersionID course.VersionID `db:"version_id"`
	Audience  *string          `db:"audience"`
	Before    gate.Strings     `db:"before"` // keys of the courses to complete first
	Lessons   int              `db:"lessons"`
}

// asks is the rule that a learner has to meet: the audience, and every course
// that comes before.
func (o *offer) asks() (*rule.Tree, error) {
	all := []*rule.Tree{nil}
	if o.Audience != nil {
		all[0] = &rule.Tree{}
		if err := json.Unmarshal([]byte(*o.Audience), all[0]); err != nil {
			return nil, fault.Wrap(fault.Internal, err, "Something broke on our side.")
		}
	}
	for _, key := range o.Before {
		all = append(all, &rule.Tree{ID: key, Attr: "user.courses", Has: key})
	}
	return rule.And(all...), nil
}

// decide says whether somebody may begin a course now, and teaches what is
// missing.
func (o *offer) decide(f rule.Facts) (rule.Decision, error) {
	asks, err := o.asks()
	if err != nil {
		return rule.Decision{}, err
	}
	return rule.Decide(rule.Access{Render: asks}, f), nil
}

// Decisions says for each of some courses whether the person who asks may begin
// it now. Those that are not published, and all of them for the vendor's staff,
// are left out.
func Decisions(ctx context.Context, v *gate.View, of []string, language string) (map[string]*rule.Decision, error) {
	out := map[string]*rule.Decision{}
	if v.Actor().Partner == "" {
		return out, nil
	}
	f, err := factsOfAsker(ctx, v, language)
	if err != nil {
		return nil, err
	}
	offers, err := offersOf(ctx, v, of)
	if err != nil {
		return nil, err
	}
	if err := label(ctx, v, offers, f); err != nil {
		return nil, err
	}
	for _, o := range offers {
		d, err := o.decide(f)
		if err != nil {
			return nil, err
		}
		out[string(o.CourseID)] = &d
	}
	return out, nil
}

// factsOfAsker are those of the person who asks, in a language.
func factsOfAsker(ctx context.Context, v *gate.View, language string) (rule.Facts, error) {
	who, err := learnerByID(ctx, v, member.ID(v.Actor().Person))
	if err != nil {
		return rule.Facts{}, err
	}
	all, err := standingsOf(ctx, v, []partner.ID{who.PartnerID})
	if err != nil {
		return rule.Facts{}, err
	}
	f := all.of(who)
	f.Language = language
	return f, nil
}

// label names the courses that come before by their titles, and says how long
// they take.
func label(ctx context.Context, v *gate.View, offers []*offer, f rule.Facts) error {
	var keys []string
	for _, o := range offers {
		keys = append(keys, o.Before...)
	}
	found, err := titlesOf(ctx, v, keys)
	for _, t := range found {
		f.Labels[t.Key], f.Minutes[t.Key] = t.Title, t.Minutes
	}
	return err
}

// mayBegin refuses with every requirement that is open, each with its next step.
func mayBegin(d rule.Decision) error {
	var open []*fault.Error
	for _, r := range d.Requirements {
		if r.State == rule.Met {
			continue
		}
		code, sentence := "NOT_FOR_YOU", "This course is for others: it needs "+r.Need+", and you have "+r.Have+"."
		if r.Next != nil && r.Next.Action == "TRAIN" {
			code, sentence = "PREREQUISITE_OPEN", "First comes another course: "+r.Need+"."
		}
		if r.Next != nil {
			sentence += " Next: " + r.Next.Label + "."
		}
		open = append(open, fault.Field(fault.Conflict, "courseId", code, "%s", sentence))
	}
	return fault.Join(open...)
}
