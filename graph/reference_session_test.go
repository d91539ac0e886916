package graph_test

import (
	"maps"

	"github.com/portico-prm/portico/internal/platform/access"
)

// Sessions, as the reference reads them.
func init() {
	maps.Copy(tableOf, map[string]string{"TrainingSession": "training_session", "SessionRegistration": "session_registration"})
	maps.Copy(needs, map[string]access.Action{"TrainingSession": access.TrainingRead, "SessionRegistration": access.TrainingRead})
	maps.Copy(resolvers, sessionResolvers)
}

var (
	lastStart    = then(down(byTime("starts_at")), down(by("id")))
	lastSeat     = then(down(byTime("registered_at")), down(by("id")))
	byStart      = sortKey{column: "starts_at", id: "id", time: true, down: true}
	byRegistered = sortKey{column: "registered_at", id: "id", time: true, down: true}
)

var sessionResolvers = map[string]resolver{
	"Query.trainingSession": rooted("TrainingSession"),
	"Query.trainingSessions": paging("TrainingSession", "TrainingSessionConnection", lastStart, byStart,
		func(r *reference, a inputsOf) (func(record) bool, error) { return r.ofPartnerAndCourse(a) }),
	"Query.sessionRegistrations": paging("SessionRegistration", "SessionRegistrationConnection", lastSeat, byRegistered,
		func(r *reference, a inputsOf) (func(record) bool, error) {
			of, err := asked(a)
			return func(s record) bool {
				return (of == "" || s.text("partner_id") == of) && (a["verification"] == nil || s.text("verification") == a["verification"])
			}, err
		}),

	"TrainingSession.holder":       to("Partner", "holder_id", "id", true),
	"TrainingSession.course":       to("Course", "course_id", "id", false),
	"TrainingSession.cancelledWhy": column("reason"),
	"TrainingSession.myRegistration": func(r *reference, o thing, _ inputsOf) (any, error) {
		reach, err := r.reach("SessionRegistration")
		if err != nil {
			return nil, err
		}
		for _, s := range r.rows.all(reach, "session_registration") {
			if s.text("session_id") == o.row.text("id") && s.text("person_id") == r.who.Person {
				return thing{typ: "SessionRegistration", row: s}, nil
			}
		}
		return nil, nil
	},
	"TrainingSession.registrations": pagesOf("SessionRegistration", "SessionRegistrationConnection", "session_id", lastSeat, byRegistered),

	"SessionRegistration.session":   to("TrainingSession", "session_id", "id", false),
	"SessionRegistration.partner":   to("Partner", "partner_id", "id", true),
	"SessionRegistration.cancelled": func(_ *reference, o thing, _ inputsOf) (any, error) { return o.row.text("state") == "CANCELLED", nil },
	"SessionRegistration.credited": func(_ *reference, o thing, _ inputsOf) (any, error) {
		return o.row["completion_id"] != nil || o.row["credited_lesson"] != nil, nil
	},

	"Partner.reportsTrusted": func(r *reference, o thing, _ inputsOf) (any, error) {
		reach, err := r.reach("Partner")
		if err != nil {
			return nil, err
		}
		kind := r.find(reach, "partner_type", "key", o.row.text("type_key"))
		if r.who.Partner != "" && r.who.Partner != o.row.text("id") || kind.text("family") != "DISTRIBUTOR" {
			return nil, nil
		}
		return r.find(reach, "trusted_reporter", "partner_id", o.row.text("id")) != nil, nil
	},
}
