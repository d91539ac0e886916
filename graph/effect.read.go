package graph

import (
	"github.com/portico-prm/portico/graph/read"
	"github.com/portico-prm/portico/internal/channel/training/effect"
	"github.com/portico-prm/portico/internal/platform/access"
)

var effectQueries = read.Fields{
	"effectRules": read.List{Where: "t.ended_at is null", Order: "t.key", Most: 1000},
}

// target is the metric or the flag; of an unlock the asset says what it is.
const target = read.Column("case when t.kind <> 'CONTENT_UNLOCK' then nullif(t.target, '') end")

func effectTypes() []read.Type {
	return []read.Type{
		{Name: "EffectRule", Table: "effect_rule t", Ask: access.TrainingRead,
			Plain:  "id key version name cause subject kind amount once activeFrom endedAt",
			Fields: read.Fields{"target": target, "asset": read.One{Key: "t.asset_id"}}},
		{Name: "Effect", Table: "effect t", Ask: access.TrainingRead,
			Joins: map[string]string{"p": "left join person p on p.id = t.person_id"},
			Plain: "id subject kind amount at",
			Fields: read.Fields{
				"partner":  read.One{Key: "t.partner_id"},
				"name":     read.Column("p.name"),
				"rule":     read.One{Key: "t.rule_id"},
				"target":   target,
				"until":    read.Column("nullif(t.until, 'infinity')"),
				"reversal": read.Column("t.reverses is not null"),
			}},
		{Name: "EffectStanding", Table: "effect_standing t", Key: "t.partner_id", Ask: access.TrainingRead,
			Plain: "kind", Fields: read.Fields{"target": target, "amount": read.Column("t.amount::int")}},
		answers("DefineEffectRulePayload", "rule", effectRuleKey),
		answers("EndEffectRulePayload", "rule", effectRuleKey),
	}
}

func effectRuleKey(r *effect.Rule) string { return string(r.ID) }
