package graph

import (
	"github.com/portico-prm/portico/graph/read"
	"github.com/portico-prm/portico/internal/platform/access"
)

var progressQueries = read.Fields{
	"trainingOverview":  read.One{KeyOf: "overview"},
	"courseProgress":    read.List{Order: "t.course_key", Most: 1000},
	"portfolioProgress": read.List{Order: "t.completion_rate, t.distributor_id", Most: 500},
	"nextForMe":         read.List{Where: "t.person_id = ctx_person()", Order: "t.rank, t.at nulls last, t.key", Most: 50},
}

// ownPortfolio is the key of a partner's portfolio for those who see all of it:
// the distributor and the vendor.
const ownPortfolio = "case when t.id = ctx_partner() or ctx_partner() is null then t.id end"

const counts = " assigned started overdue completed"

func progressTypes() []read.Type {
	return []read.Type{
		{Name: "TrainingProgress", Table: "partner_progress t", Key: "t.partner_id", Ask: access.TrainingRead,
			Plain:  "people learners required certified certifiedUntil certifiedPeople" + counts,
			Fields: read.Fields{"courses": read.List{By: "t.partner_id", Order: "t.assigned + t.started + t.overdue + t.completed desc, t.course_id", Most: 1000}}},
		{Name: "PartnerCourseProgress", Table: "course_tally t", Key: "t.course_id", Ask: access.TrainingRead,
			Joins:  map[string]string{"k": "join course k on k.id = t.course_id"},
			Plain:  "assigned started overdue completed",
			Fields: read.Fields{"courseKey": read.Column("k.key")}},
		{Name: "PortfolioProgress", Table: "portfolio_progress t", Key: "t.distributor_id", Ask: access.TrainingRead,
			Plain: "resellers certifiedResellers completionRate people certifiedPeople personRate learners" + counts,
			Fields: read.Fields{
				"distributor": read.One{Key: "t.distributor_id"},
				"measures":    read.List{By: "t.distributor_id", Order: "t.measured_on desc", Most: 400},
			}},
		{Name: "PortfolioMeasure", Table: "portfolio_measure t", Key: "t.distributor_id", Ask: access.TrainingRead,
			Plain: "measuredAt resellers certified peers sample lag",
			Fields: read.Fields{
				"completionRate": read.Column("t.certified / t.resellers::float8"),
				"peerMedian":     read.Column("case when t.sample >= 3 or ctx_partner() is null then t.median end"),
			}},
		{Name: "CourseProgress", Table: "course_progress t", Key: "t.course_id", Ask: access.TrainingRead, Plain: "courseKey partners" + counts},
		{Name: "TrainingOverview", Table: "training_overview t", Key: "t.key", Text: true, Ask: access.TrainingRead,
			Plain: "partners certifiedPartners people certifiedPeople learners" + counts},
		{Name: "LearnerProgress", Table: "learner_tally t", Key: "t.person_id", Ask: access.TrainingRead,
			Joins: map[string]string{"p": "join person p on p.id = t.person_id"},
			Plain: "assigned started overdue completed",
			Fields: read.Fields{
				"name":   read.Column("p.name"),
				"points": read.Column("(select coalesce(sum(x.amount), 0)::int from effect x where x.person_id = t.person_id and x.kind = 'POINTS' and x.until > now())"),
			}},
		{Name: "LearningStep", Table: "learning_next t", Key: "t.key", Text: true, Ask: access.TrainingRead,
			Plain: "kind at courseKey",
			Fields: read.Fields{
				"certificationKey": read.Column("t.definition_key"),
				"brings": read.List{Key: "coalesce(t.course_key, '')", By: "coalesce(t.subject, '')", Most: 20, Order: "t.key",
					Where: "t.cause = 'COURSE_COMPLETED' and t.subject is not null and t.ended_at is null"},
			}},
	}
}
