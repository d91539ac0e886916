package graph

import (
	"context"

	"github.com/portico-prm/portico/graph/model"
	"github.com/portico-prm/portico/graph/read"
	"github.com/portico-prm/portico/internal/channel/training/course"
	"github.com/portico-prm/portico/internal/channel/training/playbook"
	"github.com/portico-prm/portico/internal/platform/access"
)

var playbookQueries = read.Fields{"playbooks": read.Pages{Order: read.Order{Sort: "t.key"}}}

// stepDone is of the person who asks.
const stepDone = `(case when t.course_id is null
  then exists (select 1 from playbook_progress d where d.item_id = t.id and d.person_id = (select ctx_person()))
  else exists (select 1 from completion_counted d where d.course_id = t.course_id and d.person_id = (select ctx_person())) end)`

func playbookTypes() []read.Type {
	return []read.Type{
		{Name: "Playbook", Table: "playbook t", Ask: access.TrainingRead, Plain: "id key state",
			Fields: read.Fields{
				"words":   wordsOf(course.APlaybook),
				"steps":   read.List{By: "t.playbook_id", Where: "t.removed_at is null", Order: "t.position", Most: 100},
				"tallies": read.List{By: "t.playbook_id", Order: "t.partner_id", Most: 200},
			}},
		{Name: "PlaybookStep", Table: "playbook_item t", Ask: access.TrainingRead, Plain: "id key kind optional",
			Fields: read.Fields{
				"words":   wordsOf(course.AStep),
				"content": read.Compute(access.TrainingRead, "t.id", stepContents),
				"asset":   read.One{Key: "t.asset_id"},
				"course":  read.One{Key: "t.course_id"},
				"done":    read.Column(stepDone),
			}},
		{Name: "PlaybookTally", Table: "playbook_tally t", Key: "t.partner_id", Ask: access.TrainingRead, Plain: "started finished",
			Fields: read.Fields{"partner": read.One{Key: "t.partner_id"}}},
		answers("PlaybookPayload", "playbook", func(p *playbook.Playbook) string { return string(p.ID) }),
		answers("TickPlaybookStepPayload", "step", func(id *playbook.StepID) string { return string(*id) }),
	}
}

func stepContents(ctx context.Context, q read.Question) (map[string]*course.Content, error) {
	return playbook.Contents(ctx, q.View, q.Keys, q.Args.Text("language"))
}

func playbookOf(in model.SavePlaybookInput) (playbook.Playbook, error) {
	audience, err := treeOf(in.Audience)
	p := playbook.Playbook{Key: in.Key, Locale: in.Locale, Title: byLanguage(in.Title), Purpose: byLanguage(in.Purpose), Audience: audience}
	for _, s := range in.Steps {
		p.Steps = append(p.Steps, playbook.Step{Key: s.Key, Kind: s.Kind, Title: byLanguage(s.Title), Body: byLanguage(s.Body),
			Optional: s.Optional, Asset: orEmpty(s.Asset), Course: orEmpty(s.Course)})
	}
	return p, err
}
