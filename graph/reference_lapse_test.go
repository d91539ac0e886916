package graph_test

import (
	"encoding/json"
	"fmt"
	"math"
	"time"

	"github.com/portico-prm/portico/internal/platform/access"
)

// What ends, as the reference reads it.
func init() {
	for typ, table := range map[string]string{
		"CertificationNotice": "certification_notice", "CertificationNoticeCount": "certification_notice_tally",
		"MembershipRisk": "membership_risk", "MembershipLapse": "membership_lapse",
		"CertificationForecast": "certification_forecast", "LapsingHolder": "lapsing_holder",
	} {
		tableOf[typ], needs[typ] = table, access.TrainingRead
	}
	needs["MembershipRisk"], needs["MembershipLapse"] = access.ProgramRead, access.ProgramRead
	sooner := then(byTime("counts_until"), by("certification_id"))
	newestNotices := then(down(byTime("noticed_at")), down(by("certification_id")))
	noticeKey := sortKey{column: "noticed_at", id: "certification_id", time: true, down: true}
	for field, f := range map[string]resolver{
		"Query.certificationForecast": all("CertificationForecast", by("definition_key"), nil),
		"Query.lapsingHolders": paging("LapsingHolder", "LapsingHolderConnection", sooner, sortKey{column: "counts_until", id: "certification_id", time: true},
			ofPartner("definition_key", "definitionKey", func(x record, a inputsOf) bool {
				days, given := asInt(a["days"])
				return !given || !x.at("counts_until").After(time.Now().Add(time.Duration(max(0, min(90, days)))*24*time.Hour))
			})),
		"Query.certificationNotices": paging("CertificationNotice", "CertificationNoticeConnection", newestNotices, noticeKey,
			ofPartner("definition_key", "definitionKey", func(x record, a inputsOf) bool { return a["stage"] == nil || x.text("stage") == a["stage"] })),
		"Query.myCertificationNotices": paging("CertificationNotice", "CertificationNoticeConnection", newestNotices, noticeKey,
			func(r *reference, _ inputsOf) (func(record) bool, error) {
				return func(x record) bool { return r.who.Person != "" && x.text("person_id") == r.who.Person }, nil
			}),
		"Query.membershipsAtRisk": paging("Membership", "MembershipConnection", then(byTime("lapsed_since"), by("id")), sortKey{column: "lapsed_since", id: "id", time: true}, (*reference).endangered),

		"Partner.certificationForecast":     forecastIn("partner_forecast", "partner_id"),
		"Partner.portfolioForecast":         (*reference).portfolioForecast,
		"Partner.certificationNoticeCounts": rowsOf("CertificationNoticeCount", "partner_id", by("definition_key", "stage")),
		"Membership.state":                  (*reference).membershipState,
		"Membership.partner":                to("Partner", "partner_id", "id", true),
		"Membership.atRisk":                 to("MembershipRisk", "id", "membership_id", true),
		"Membership.byHand":                 func(_ *reference, o thing, _ inputsOf) (any, error) { return o.row["by_hand"] != nil, nil },
		"MembershipRisk.reasons": func(r *reference, o thing, _ inputsOf) (any, error) {
			return listedOf(r.things("MembershipLapse", by("definition_key"), func(x record) bool { return x.text("membership_id") == o.row.text("membership_id") }))
		},
		"MembershipLapse.name": beside("definition_key", "certification_definition", "key", "name"),
		"MembershipLapse.minutes": func(r *reference, o thing, _ inputsOf) (any, error) {
			reach, err := r.reach("MembershipLapse")
			return float64(r.find(reach, "certification_definition", "key", o.row.text("definition_key")).number("minutes")), err
		},
		"MembershipLapse.missing": func(_ *reference, o thing, _ inputsOf) (any, error) {
			return float64(o.row.number("needed") - o.row.number("held")), nil
		},
		"MembershipLapse.next":  func(_ *reference, o thing, _ inputsOf) (any, error) { return step(o.row), nil },
		"MembershipLapse.label": (*reference).lapseLabel,

		"CertificationNotice.name":          beside("definition_key", "certification_definition", "key", "name"),
		"CertificationNotice.holderName":    beside("person_id", "person", "id", "name"),
		"CertificationNotice.partner":       to("Partner", "partner_id", "id", true),
		"CertificationNotice.certification": to("Certification", "certification_id", "id", true),

		"CertificationForecast.name":             beside("definition_key", "certification_definition", "key", "name"),
		"CertificationForecast.partnersRequired": column("required"),
		"CertificationForecast.partnersMet":      column("met"),
		"CertificationForecast.within30Days":     ending(30),
		"CertificationForecast.within60Days":     ending(60),
		"CertificationForecast.within90Days":     ending(90),
		"ForecastPeriod.lapsing":                 inPeriod("lapsing"),
		"ForecastPeriod.renewed":                 inPeriod("renewed"),
		"ForecastPeriod.partnersBelow":           inPeriod("below"),
		"LapsingHolder.certificationName":        beside("definition_key", "certification_definition", "key", "name"),
		"LapsingHolder.partner":                  to("Partner", "partner_id", "id", true),
	} {
		resolvers[field] = f
	}
}

func asInt(v any) (int, bool) {
	switch n := v.(type) {
	case json.Number:
		f, _ := n.Float64()
		return int(math.Max(-1e6, math.Min(1e6, f))), true
	case int64:
		return int(n), true
	case float64:
		return int(n), true
	case int:
		return n, true
	}
	return 0, false
}

// ofPartner narrows by the arguments partnerId and another, and by a rule.
func ofPartner(column, arg string, also func(record, inputsOf) bool) func(*reference, inputsOf) (func(record) bool, error) {
	return func(_ *reference, a inputsOf) (func(record) bool, error) {
		of, err := asked(a)
		if err == nil {
			err = storable(fmt.Sprint(a[arg]))
		}
		return func(x record) bool {
			return (of == "" || x.text("partner_id") == of) && (a[arg] == nil || a[arg] == "" || x.text(column) == a[arg]) && also(x, a)
		}, err
	}
}

func (r *reference) endangered(a inputsOf) (func(record) bool, error) {
	of := ""
	if a["programId"] != nil {
		var err error
		if of, err = localID("Program", a["programId"]); err != nil {
			return nil, err
		}
	}
	reach, err := r.reach("Membership")
	return func(m record) bool {
		return m["lapsed_since"] != nil && (of == "" || m.text("program_id") == of) && (a["state"] == nil || r.stateOf(reach, m) == a["state"])
	}, err
}

// stateOf is suspended when the grace is over, noted or not.
func (r *reference) stateOf(reach access.Reach, m record) string {
	if k := r.find(reach, "membership_risk", "membership_id", m.text("id")); m.text("state") == "AT_RISK" && k != nil && !k.at("until").After(time.Now()) {
		return "SUSPENDED"
	}
	return m.text("state")
}

func (r *reference) membershipState(o thing, _ inputsOf) (any, error) {
	reach, err := r.reach("Membership")
	return r.stateOf(reach, o.row), err
}

func step(x record) string {
	if x.number("renewable") > 0 {
		return "RENEW"
	}
	return "CERTIFY"
}

func (r *reference) lapseLabel(o thing, _ inputsOf) (any, error) {
	reach, err := r.reach("MembershipLapse")
	if err != nil {
		return nil, err
	}
	todo := map[string]string{"RENEW": "let people renew it who held it", "CERTIFY": "certify people"}[step(o.row)]
	more := "1 more is needed"
	if n := o.row.number("needed") - o.row.number("held"); n != 1 {
		more = fmt.Sprintf("%d more are needed", n)
	}
	return fmt.Sprintf("%s: %s; %s", r.find(reach, "certification_definition", "key", o.row.text("definition_key")).text("name"), todo, more), nil
}

// forecastIn leads from a partner to forecasts of another view than the root's.
func forecastIn(view, column string) resolver {
	return func(r *reference, o thing, _ inputsOf) (any, error) {
		reach, err := r.reach("CertificationForecast")
		if err != nil {
			return nil, err
		}
		var rows []record
		for _, x := range r.rows.all(reach, view) {
			if x.text(column) == o.row.text("id") {
				rows = append(rows, x)
			}
		}
		return sorted("CertificationForecast", by("definition_key"), rows), nil
	}
}

func (r *reference) portfolioForecast(o thing, a inputsOf) (any, error) {
	if r.who.Partner != "" && r.who.Partner != o.row.text("id") {
		return []thing{}, nil
	}
	return forecastIn("portfolio_forecast", "distributor_id")(r, o, a)
}

// ending is what ends in so many days.
func ending(days int) resolver {
	return func(_ *reference, o thing, _ inputsOf) (any, error) {
		p := record{}
		for _, what := range []string{"lapsing", "renewed", "below"} {
			p[what] = float64(o.row.number(fmt.Sprint(what, "_", days)))
		}
		return thing{typ: "ForecastPeriod", row: p}, nil
	}
}

func inPeriod(name string) resolver {
	return func(_ *reference, o thing, _ inputsOf) (any, error) { return o.row[name], nil }
}
