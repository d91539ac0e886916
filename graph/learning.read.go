package graph

import (
	"github.com/portico-prm/portico/graph/read"
	"github.com/portico-prm/portico/internal/channel/program"
	"github.com/portico-prm/portico/internal/channel/training/learning"
	"github.com/portico-prm/portico/internal/platform/access"
)

var learningQueries = read.Fields{
	"myEnrollments": read.Pages{Where: "t.person_id = (select ctx_person())", Order: read.Order{Sort: "t.assigned_at", Time: true, Desc: true},
		Filters: []read.Filter{{Arg: "state", SQL: "t.state = $"}}},
	"enrollments": read.Pages{Order: read.Order{Sort: "t.assigned_at", Time: true, Desc: true}, Filters: []read.Filter{
		{Arg: "partnerId", ID: "Partner", SQL: "t.partner_id = $::uuid"},
		{Arg: "courseId", ID: "Course", SQL: "t.course_id = $::uuid"},
		{Arg: "state", SQL: "t.state = $"}}},
	"courseCompletions": read.Pages{Order: read.Order{Sort: "t.completed_at", Time: true, Desc: true}, Filters: []read.Filter{
		{Arg: "partnerId", ID: "Partner", SQL: "t.partner_id = $::uuid"},
		{Arg: "courseId", ID: "Course", SQL: "t.course_id = $::uuid"}}},
	"assignmentRules": read.List{Order: "t.created_at desc, t.id desc", Most: 200},
}

// learner joins the person that a row is about.
var learner = map[string]string{"p": "join person p on p.id = t.person_id"}

func learningTypes() []read.Type {
	return []read.Type{
		{Name: "Enrollment", Table: "enrollment t", Ask: access.TrainingRead, Joins: learner,
			Plain: "id state assignedAt dueAt startedAt finishedAt lessons lessonsDone",
			Fields: read.Fields{
				"source":              read.Column("t.origin"),
				"learnerName":         read.Column("p.name"),
				"partner":             read.One{Key: "t.partner_id"},
				"course":              read.One{Key: "t.course_id"},
				"curriculum":          read.One{Key: "t.curriculum_id"},
				"version":             read.One{Key: "t.version_id"},
				"namedToDistributors": read.Column("exists (select 1 from partner_naming_learners n where n.partner_id = t.partner_id)"),
				"progress":            read.List{By: "t.enrollment_id", Join: "join lesson l on l.id = t.lesson_id", Order: "l.position", Most: 500},
				"reminders":           read.List{By: "t.enrollment_id", Order: "t.at desc, t.kind", Most: 50},
			}},
		{Name: "LessonProgress", Table: "lesson_progress t", Key: "t.lesson_id", Ask: access.TrainingRead, Plain: "openedAt completedAt",
			Fields: read.Fields{"lesson": read.One{Key: "t.lesson_id"}}},
		{Name: "EnrollmentReminder", Table: "enrollment_reminder t", Key: "t.enrollment_id", Ask: access.TrainingRead, Plain: "kind dueAt at"},
		{Name: "CourseCompletion", Table: "course_completion t", Ask: access.TrainingRead, Joins: learner,
			Plain: "id completedAt origin revokedAt revokedWhy",
			Fields: read.Fields{
				"learnerName": read.Column("p.name"),
				"partner":     read.One{Key: "t.partner_id"},
				"course":      read.One{Key: "t.course_id"},
				"version":     read.One{Key: "t.version_id"},
				"counts":      read.Column("exists (select 1 from completion_counted c where c.id = t.id)"),
			}},
		{Name: "AssignmentRule", Table: "assignment_rule t", Ask: access.TrainingPublish, Plain: "id dueDays newDays createdAt endedAt",
			Fields: read.Fields{
				"course":     read.One{Key: "t.course_id"},
				"curriculum": read.One{Key: "t.curriculum_id"},
				"audience":   read.Column("t.audience::text"),
			}},
		answers("LearnPayload", "enrollment", func(e *learning.Enrollment) string { return string(e.ID) }),
		read.Value("AssignTrainingPayload",
			read.Get("assigned", func(s *settled[int]) any {
				if s.Object == nil {
					return nil
				}
				return *s.Object
			}),
			repairs(func(s *settled[int]) []*userError { return s.Broken })),
		answers("AssignmentRulePayload", "rule", func(r *learning.Rule) string { return string(r.ID) }),
		answers("RevokeCompletionPayload", "completion", func(c *learning.Completion) string { return string(c.ID) }),
		answers("NameLearnersPayload", "program", func(id *program.ID) string { return string(*id) }),
	}
}
