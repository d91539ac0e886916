package graph

import (
	"github.com/portico-prm/portico/graph/read"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/channel/training/session"
	"github.com/portico-prm/portico/internal/platform/access"
)

var newestRegistration = read.Order{Sort: "t.registered_at", Time: true, Desc: true}

var sessionQueries = read.Fields{
	"trainingSessions": read.Pages{Order: read.Order{Sort: "t.starts_at", Time: true, Desc: true}, Filters: []read.Filter{
		{Arg: "state", SQL: "t.state = $"},
		{Arg: "courseId", ID: "Course", SQL: "t.course_id = $::uuid"}}},
	"trainingSession": read.One{Arg: "id"},
	"sessionRegistrations": read.Pages{Order: newestRegistration, Filters: []read.Filter{
		{Arg: "partnerId", ID: "Partner", SQL: "t.partner_id = $::uuid"},
		{Arg: "verification", SQL: "t.verification = $"}}},
}

func sessionTypes() []read.Type {
	return []read.Type{
		{Name: "TrainingSession", Table: "training_session t", Ask: access.TrainingRead,
			Plain: "id lessonKey title place url startsAt endsAt timeZone seats registered language state",
			Fields: read.Fields{
				"holder":         read.One{Key: "t.holder_id"},
				"course":         read.One{Key: "t.course_id"},
				"cancelledWhy":   read.Column("t.reason"),
				"myRegistration": read.One{Key: "(select r.id from session_registration r where r.session_id = t.id and r.person_id = (select ctx_person()))"},
				"registrations":  read.Pages{By: "t.session_id", Order: newestRegistration},
			}},
		{Name: "SessionRegistration", Table: "session_registration t", Ask: access.TrainingRead,
			Plain: "id name registeredAt attendance score passed verification reportedAt decidedAt decidedWhy",
			Fields: read.Fields{
				"session":   read.One{Key: "t.session_id"},
				"partner":   read.One{Key: "t.partner_id"},
				"cancelled": read.Column("t.state = 'CANCELLED'"),
				"credited":  read.Column("num_nonnulls(t.completion_id, t.credited_lesson) > 0"),
			}},
		answers("TrainingSessionPayload", "session", func(s *session.Session) string { return string(s.ID) }),
		read.Value("DecideAttendancePayload", read.Get("decided", settledNumber), repairs(func(s *settled[int]) []*userError { return s.Broken })),
		answers("TrustReportsPayload", "partner", func(id *partner.ID) string { return string(*id) }),
	}
}

// settledNumber is null when something is to be repaired.
func settledNumber(s *settled[int]) any {
	if s.Object == nil {
		return nil
	}
	return *s.Object
}

// reportsTrusted is for distributors, and told to those who see the table.
const reportsTrusted = `case when ctx_partner() is null or ctx_partner() = t.id then
	case when exists (select 1 from partner_type k where k.key = t.type_key and k.family = 'DISTRIBUTOR')
	then exists (select 1 from trusted_reporter r where r.partner_id = t.id) end end`
