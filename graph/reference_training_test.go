package graph_test

import (
	"cmp"
	"encoding/json"
	"time"

	"github.com/portico-prm/portico/internal/platform/access"
)

// What follows from learning, as the reference reads it.
func init() {
	for typ, table := range map[string]string{
		"TrainingProgress": "partner_progress", "PartnerCourseProgress": "course_tally", "PortfolioProgress": "portfolio_progress",
		"PortfolioMeasure": "portfolio_measure", "CourseProgress": "course_progress", "TrainingOverview": "training_overview",
		"LearnerProgress": "learner_tally", "LearningStep": "learning_next",
		"EffectRule": "effect_rule", "Effect": "effect", "EffectStanding": "effect_standing",
	} {
		tableOf[typ], needs[typ] = table, access.TrainingRead
	}
	for field, f := range map[string]resolver{
		"Query.trainingOverview": func(r *reference, _ thing, _ inputsOf) (any, error) {
			return r.one("TrainingOverview", "key", "overview")
		},
		"Query.courseProgress":    all("CourseProgress", by("course_key"), nil),
		"Query.portfolioProgress": all("PortfolioProgress", then(byFloat("completion_rate"), by("distributor_id")), nil),
		"Query.nextForMe":         (*reference).nextForMe,
		"Query.effectRules":       all("EffectRule", by("key"), func(r record) bool { return r["ended_at"] == nil }),

		"Partner.trainingProgress":  to("TrainingProgress", "id", "partner_id", true),
		"Partner.portfolioProgress": (*reference).ownPortfolio,
		"Partner.effects":           rowsOf("EffectStanding", "partner_id", by("kind", "target")),
		"Partner.learners":          (*reference).learners,
		"Partner.effectEntries":     (*reference).effectEntries,
		"TrainingProgress.courses":  (*reference).courses,

		"PartnerCourseProgress.courseKey": beside("course_id", "course", "id", "key"),
		"PortfolioProgress.distributor":   to("Partner", "distributor_id", "id", false),
		"PortfolioProgress.measures":      rowsAt("PortfolioMeasure", "distributor_id", down(by("measured_on"))),
		"PortfolioMeasure.completionRate": func(_ *reference, o thing, _ inputsOf) (any, error) {
			return float64(o.row.number("certified")) / float64(o.row.number("resellers")), nil
		},
		"PortfolioMeasure.peerMedian":   (*reference).peerMedian,
		"LearnerProgress.name":          beside("person_id", "person", "id", "name"),
		"LearnerProgress.points":        (*reference).points,
		"LearningStep.certificationKey": column("definition_key"),
		"LearningStep.brings": func(r *reference, o thing, _ inputsOf) (any, error) {
			return listedOf(r.things("EffectRule", by("key"), func(x record) bool {
				return x["ended_at"] == nil && x.text("cause") == "COURSE_COMPLETED" && x["subject"] != nil && x["subject"] == o.row["course_key"]
			}))
		},

		"EffectRule.target":     (*reference).target,
		"EffectRule.asset":      to("Asset", "asset_id", "id", true),
		"Effect.target":         (*reference).target,
		"Effect.partner":        to("Partner", "partner_id", "id", true),
		"Effect.name":           beside("person_id", "person", "id", "name"),
		"Effect.rule":           to("EffectRule", "rule_id", "id", false),
		"Effect.until":          (*reference).until,
		"Effect.reversal":       func(_ *reference, o thing, _ inputsOf) (any, error) { return o.row["reverses"] != nil, nil },
		"EffectStanding.target": (*reference).target,
	} {
		resolvers[field] = f
	}
}

func byFloat(column string) order {
	read := func(r record) float64 { n, _ := r[column].(json.Number); f, _ := n.Float64(); return f }
	return func(a, b record) int { return cmp.Compare(read(a), read(b)) }
}

// rowsAt leads from a row without an id to rows that share a column.
func rowsAt(typ, column string, o order) resolver {
	return func(r *reference, of thing, _ inputsOf) (any, error) {
		return listedOf(r.things(typ, o, func(row record) bool { return row.text(column) == of.row.text(column) }))
	}
}

func (r *reference) ownPortfolio(o thing, _ inputsOf) (any, error) {
	id := o.row.text("id")
	if r.who.Partner != "" && r.who.Partner != id {
		return nil, nil
	}
	return r.perhaps("PortfolioProgress", "distributor_id", id)
}

func (r *reference) courses(o thing, _ inputsOf) (any, error) {
	sum := func(t record) int64 {
		return t.number("assigned") + t.number("started") + t.number("overdue") + t.number("completed")
	}
	most := func(a, b record) int { return cmp.Compare(sum(b), sum(a)) }
	return listedOf(r.things("PartnerCourseProgress", then(most, by("course_id")), func(t record) bool { return t.text("partner_id") == o.row.text("partner_id") }))
}

func (r *reference) peerMedian(o thing, _ inputsOf) (any, error) {
	n, given := o.row["median"].(json.Number)
	if !given || r.who.Partner != "" && o.row.number("sample") < 3 {
		return nil, nil
	}
	return n.Float64()
}

// learners are people with a name that the viewer may read.
func (r *reference) learners(o thing, a inputsOf) (any, error) {
	want, err := wantedPage(a)
	if err != nil {
		return nil, err
	}
	reach, err := r.reach("LearnerProgress")
	if err != nil {
		return nil, err
	}
	var rows []record
	for _, t := range r.rows.all(reach, "learner_tally") {
		if p := r.find(reach, "person", "id", t.text("person_id")); p != nil && t.text("partner_id") == o.row.text("id") {
			t["name"] = p["name"]
			rows = append(rows, t)
		}
	}
	return connection("LearnerProgressConnection")(sortKey{column: "name", id: "person_id"}.page(sorted("LearnerProgress", by("name", "person_id"), rows), want))
}

func (r *reference) points(o thing, _ inputsOf) (any, error) {
	reach, err := r.reach("Effect")
	if err != nil {
		return nil, err
	}
	sum := 0.0
	for _, x := range r.rows.all(reach, "effect") {
		if x.text("person_id") == o.row.text("person_id") && x.text("kind") == "POINTS" && !ended(x) {
			sum += float64(x.number("amount"))
		}
	}
	return sum, nil
}

func ended(x record) bool { return x.text("until") != "infinity" && !x.at("until").After(time.Now()) }

func (r *reference) until(o thing, _ inputsOf) (any, error) {
	if o.row.text("until") == "infinity" {
		return nil, nil
	}
	return stamp(o.row.text("until")), nil
}

func (r *reference) target(o thing, _ inputsOf) (any, error) {
	if o.row.text("kind") == "CONTENT_UNLOCK" || o.row.text("target") == "" {
		return nil, nil
	}
	return o.row["target"], nil
}

func (r *reference) effectEntries(o thing, a inputsOf) (any, error) {
	want, err := wantedPage(a)
	if err != nil {
		return nil, err
	}
	list, err := r.things("Effect", then(down(byTime("at")), down(by("id"))), func(x record) bool { return x.text("partner_id") == o.row.text("id") })
	if err != nil {
		return nil, err
	}
	return connection("EffectConnection")(sortKey{column: "at", id: "id", time: true, down: true}.page(list, want))
}

func (r *reference) nextForMe(thing, inputsOf) (any, error) {
	dated := func(a, b record) int {
		if n := boolean(a["at"] == nil) - boolean(b["at"] == nil); n != 0 {
			return n
		}
		return a.at("at").Compare(b.at("at"))
	}
	return listedOf(r.things("LearningStep", then(byNumber("rank"), dated, by("key")), func(s record) bool { return s.text("person_id") == r.who.Person }))
}
