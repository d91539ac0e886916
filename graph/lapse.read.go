package graph

import (
	"context"
	"encoding/json"

	"github.com/portico-prm/portico/graph/read"
	"github.com/portico-prm/portico/internal/channel/program"
	"github.com/portico-prm/portico/internal/channel/training/lapse"
	"github.com/portico-prm/portico/internal/platform/access"
)

var newestNotice = read.Order{Sort: "t.noticed_at", Time: true, ID: "t.certification_id", Desc: true}

var lapseQueries = read.Fields{
	"certificationForecast": read.List{Order: "t.definition_key", Most: 1000},
	"lapsingHolders": read.Pages{Order: read.Order{Sort: "t.counts_until", Time: true, ID: "t.certification_id"}, Filters: []read.Filter{
		{Arg: "partnerId", ID: "Partner", SQL: "t.partner_id = $::uuid"},
		{Arg: "definitionKey", SQL: "t.definition_key = $"},
		{Arg: "days", SQL: "t.counts_until <= now() + greatest(0, least(90, $::int)) * interval '24 hours'"}}},
	"certificationNotices": read.Pages{Order: newestNotice, Filters: []read.Filter{
		{Arg: "partnerId", ID: "Partner", SQL: "t.partner_id = $::uuid"},
		{Arg: "definitionKey", SQL: "t.definition_key = $"},
		{Arg: "stage", SQL: "t.stage = $"}}},
	"myCertificationNotices": read.Pages{Where: "t.person_id = (select ctx_person())", Order: newestNotice},
	"membershipsAtRisk": read.Pages{Where: "t.lapsed_since is not null", Order: read.Order{Sort: "t.lapsed_since", Time: true}, Filters: []read.Filter{
		{Arg: "programId", ID: "Program", SQL: "t.program_id = $::uuid"},
		{Arg: "state", SQL: stateNow + " = $"}}},
}

// stateNow is the state of a membership at this moment: when the days of grace
// are over it is suspended, whether a round has noted it or not.
const stateNow = `case when t.state = 'AT_RISK' and exists (select 1 from membership_risk k where k.membership_id = t.id and k.until <= now()) then 'SUSPENDED' else t.state end`

// proved joins the certification that a row is about.
var proved = map[string]string{"d": "join certification_definition d on d.key = t.definition_key"}

func lapseTypes() []read.Type {
	return []read.Type{
		{Name: "CertificationNotice", Table: "certification_notice t", Key: "t.certification_id", Ask: access.TrainingRead,
			Joins: map[string]string{"d": proved["d"], "p": "left join person p on p.id = t.person_id"},
			Plain: "stage beganAt countsUntil noticedAt definitionKey",
			Fields: read.Fields{
				"name":          read.Column("d.name"),
				"holderName":    read.Column("p.name"),
				"partner":       read.One{Key: "t.partner_id"},
				"certification": read.One{Key: "t.certification_id"},
			}},
		{Name: "CertificationNoticeCount", Table: "certification_notice_tally t", Key: "t.partner_id", Ask: access.TrainingRead,
			Plain: "definitionKey stage notices lastAt"},
		{Name: "MembershipRisk", Table: "membership_risk t", Key: "t.membership_id", Ask: access.ProgramRead, Plain: "since until",
			Fields: read.Fields{"reasons": read.List{By: "t.membership_id", Order: "t.definition_key", Most: 100}}},
		{Name: "MembershipLapse", Table: "membership_lapse t", Key: "t.membership_id", Ask: access.ProgramRead, Joins: proved,
			Plain: "definitionKey held needed renewable since",
			Fields: read.Fields{
				"name":    read.Column("d.name"),
				"minutes": read.Column("d.minutes"),
				"missing": read.Column("t.needed - t.held"),
				"next":    read.Column("case when t.renewable > 0 then 'RENEW' else 'CERTIFY' end"),
				"label":   read.Derive{Column: lapseForViewer, Make: lapseLabel},
			}},
		{Name: "CertificationForecast", Table: "certification_forecast t", Key: "t.definition_key", Text: true, Ask: access.TrainingRead, Joins: proved,
			Plain: "definitionKey holders",
			Fields: read.Fields{
				"name":             read.Column("d.name"),
				"partnersRequired": read.Column("t.required"),
				"partnersMet":      read.Column("t.met"),
				"within30Days":     read.InsideOne("json_build_array(t.lapsing_30, t.renewed_30, t.below_30)::text", periodOf),
				"within60Days":     read.InsideOne("json_build_array(t.lapsing_60, t.renewed_60, t.below_60)::text", periodOf),
				"within90Days":     read.InsideOne("json_build_array(t.lapsing_90, t.renewed_90, t.below_90)::text", periodOf),
			}},
		read.Value("ForecastPeriod",
			read.Get("lapsing", func(p *period) any { return p[0] }),
			read.Get("renewed", func(p *period) any { return p[1] }),
			read.Get("partnersBelow", func(p *period) any { return p[2] })),
		{Name: "LapsingHolder", Table: "lapsing_holder t", Key: "t.certification_id", Ask: access.TrainingRead, Joins: proved,
			Plain: "name definitionKey countsUntil",
			Fields: read.Fields{
				"certificationName": read.Column("d.name"),
				"partner":           read.One{Key: "t.partner_id"},
			}},
		answers("SetLapseGracePayload", "program", func(id *program.ID) string { return string(*id) }),
	}
}

// lapseForViewer is what is to be done, with the language of who looks.
const lapseForViewer = `json_build_object('name', (select d.name from certification_definition d where d.key = t.definition_key), 'renewable', t.renewable > 0, 'missing', t.needed - t.held, 'language',
  (select p.locale from person p where p.id = (select ctx_person())))::text`

func lapseLabel(_ context.Context, text string) (any, error) {
	var x struct {
		lapse.Todo
		Language string
	}
	err := json.Unmarshal([]byte(text), &x)
	return x.In(x.Language), err
}

// period is who lapses in a time, who has renewed, and which partners fall below
// what is required.
type period [3]int

func periodOf(text string) (out *period, err error) {
	err = json.Unmarshal([]byte(text), &out)
	return out, err
}

// forecasts are lists of a partner, read from views that count other rows than
// the root does.
var (
	ownForecast       = read.List{From: "partner_forecast t", By: "t.partner_id", Order: "t.definition_key", Most: 1000}
	portfolioForecast = read.List{Key: ownPortfolio, From: "portfolio_forecast t", By: "t.distributor_id", Order: "t.definition_key", Most: 1000}
)
