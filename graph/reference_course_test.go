package graph_test

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"github.com/portico-prm/portico/content/rule"
	"github.com/portico-prm/portico/internal/channel/training/course"
	"github.com/portico-prm/portico/internal/channel/training/learning"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// What the tables of the reference say of courses and of those who learn.
func init() {
	maps.Copy(needs, map[string]access.Action{
		"Course": access.TrainingRead, "CourseVersion": access.TrainingRead, "CourseModule": access.TrainingRead, "Lesson": access.TrainingRead,
		"CourseFile": access.TrainingRead, "Curriculum": access.TrainingRead, "CurriculumCourse": access.TrainingRead,
		"Enrollment": access.TrainingRead, "LessonProgress": access.TrainingRead, "EnrollmentReminder": access.TrainingRead,
		"Playbook": access.TrainingRead, "PlaybookStep": access.TrainingRead, "PlaybookTally": access.TrainingRead,
		"CourseCompletion": access.TrainingRead, "AssignmentRule": access.TrainingPublish,
	})
	maps.Copy(tableOf, map[string]string{
		"Course": "course", "CourseVersion": "course_version", "CourseModule": "module", "Lesson": "lesson", "CourseFile": "course_file",
		"Curriculum": "curriculum", "CurriculumCourse": "curriculum_course", "Enrollment": "enrollment", "LessonProgress": "lesson_progress",
		"EnrollmentReminder": "enrollment_reminder", "CourseCompletion": "course_completion", "AssignmentRule": "assignment_rule",
		"Playbook": "playbook", "PlaybookStep": "playbook_item", "PlaybookTally": "playbook_tally",
	})
	maps.Copy(resolvers, courseResolvers)
	maps.Copy(rootResolvers, courseRoots)
}

var courseRoots = map[string]resolver{
	"courses": paging("Course", "CourseConnection", by("key", "id"), sortKey{column: "key", id: "id"},
		func(_ *reference, a inputsOf) (func(record) bool, error) {
			key, given := a["key"].(string)
			return func(c record) bool { return !given || key == "" || c.text("key") == key }, storable(key)
		}),
	"course": (*reference).course,
	"openCourseVersions": all("CourseVersion", newest, func(v record) bool {
		return v.text("state") == "DRAFT" || v.text("state") == "IN_REVIEW"
	}),
	"curricula": paging("Curriculum", "CurriculumConnection", by("key", "id"), sortKey{column: "key", id: "id"}, nil),
	"myEnrollments": paging("Enrollment", "EnrollmentConnection", assigned, byAssigned,
		func(r *reference, a inputsOf) (func(record) bool, error) {
			return func(e record) bool { return e.text("person_id") == r.who.Person && stateIs(e, a) }, nil
		}),
	"enrollments": paging("Enrollment", "EnrollmentConnection", assigned, byAssigned, (*reference).ofPartnerAndCourse),
	"courseCompletions": paging("CourseCompletion", "CourseCompletionConnection", then(down(byTime("completed_at")), down(by("id"))),
		sortKey{column: "completed_at", id: "id", time: true, down: true}, (*reference).ofPartnerAndCourse),
	"playbooks":       paging("Playbook", "PlaybookConnection", by("key", "id"), sortKey{column: "key", id: "id"}, nil),
	"assignmentRules": all("AssignmentRule", newest, nil),
}

var (
	assigned   = then(down(byTime("assigned_at")), down(by("id")))
	byAssigned = sortKey{column: "assigned_at", id: "id", time: true, down: true}
)

func stateIs(row record, a inputsOf) bool {
	return a["state"] == nil || row.text("state") == a["state"]
}

// ofPartnerAndCourse is what the arguments of enrollments and completions leave.
func (r *reference) ofPartnerAndCourse(a inputsOf) (func(record) bool, error) {
	of, err := asked(a)
	if err != nil {
		return nil, err
	}
	course := ""
	if a["courseId"] != nil {
		if course, err = localID("Course", a["courseId"]); err != nil {
			return nil, err
		}
	}
	return func(row record) bool {
		return (of == "" || row.text("partner_id") == of) && (course == "" || row.text("course_id") == course) && stateIs(row, a)
	}, nil
}

func (r *reference) course(_ thing, a inputsOf) (any, error) {
	if _, err := r.reach("Course"); err != nil {
		return nil, err
	}
	id, err := localID("Course", a["id"])
	if err != nil {
		return nil, nil
	}
	return r.one("Course", "id", id)
}

var courseResolvers = map[string]resolver{
	"Course.published": func(r *reference, o thing, _ inputsOf) (any, error) {
		list, err := r.things("CourseVersion", newest, func(v record) bool {
			return v.text("course_id") == o.row.text("id") && v.text("state") == "PUBLISHED"
		})
		if err != nil || len(list) == 0 {
			return nil, err
		}
		return list[0], nil
	},
	"Course.versions": rowsOf("CourseVersion", "course_id", down(byNumber("number"))),
	"Course.decision": (*reference).courseDecision,

	"CourseVersion.course": to("Course", "course_id", "id", false),
	"CourseVersion.words":  words("summary"),
	"CourseVersion.prerequisites": func(r *reference, o thing, _ inputsOf) (any, error) {
		reach, err := r.reach("Course")
		if err != nil {
			return nil, err
		}
		return listedOf(r.things("Course", by("key"), func(c record) bool {
			return slices.ContainsFunc(r.rows.all(reach, "course_prerequisite"), func(p record) bool {
				return p.text("version_id") == o.row.text("id") && p.text("course_id") == c.text("id")
			})
		}))
	},
	"CourseVersion.modules": rowsOf("CourseModule", "version_id", byNumber("position")),
	"CourseVersion.files":   rowsOf("CourseFile", "version_id", by("path")),
	"CourseVersion.folderUrl": func(r *reference, _ thing, _ inputsOf) (any, error) {
		if access.Of(r.who, access.TrainingAuthor) == access.None {
			return nil, nil
		}
		return link("/course/"), nil
	},

	"CourseModule.words":     words(""),
	"CourseModule.lessons":   rowsOf("Lesson", "module_id", byNumber("position")),
	"Lesson.words":           words(""),
	"Lesson.asset":           to("Asset", "asset_id", "id", true),
	"Lesson.quiz":            to("Quiz", "quiz_key", "key", true),
	"Lesson.content":         (*reference).content,
	"LessonContent.language": of(func(c *course.Content, _ inputsOf) any { return c.Language }),
	"LessonContent.html":     of(func(c *course.Content, _ inputsOf) any { return c.HTML }),
	"LessonContent.file": func(r *reference, o thing, _ inputsOf) (any, error) {
		if id := string(o.value.(*course.Content).File); id != "" {
			return r.one("CourseFile", "id", id)
		}
		return nil, nil
	},
	"CourseFile.downloadUrl": address("/lesson/"),
	"Words.language":         of(func(w *course.Words, _ inputsOf) any { return w.Language }),
	"Words.title":            of(func(w *course.Words, _ inputsOf) any { return w.Title }),
	"Words.summary":          of(func(w *course.Words, _ inputsOf) any { return w.Summary }),
	"Curriculum.words":       words("summary"),
	"Curriculum.courses": func(r *reference, o thing, _ inputsOf) (any, error) {
		return listedOf(r.things("CurriculumCourse", byNumber("position"), func(m record) bool { return m.text("curriculum_id") == o.row.text("id") }))
	},
	"CurriculumCourse.course": to("Course", "course_id", "id", true),

	"Enrollment.source":      column("origin"),
	"Enrollment.learnerName": beside("person_id", "person", "id", "name"),
	"Enrollment.partner":     to("Partner", "partner_id", "id", true),
	"Enrollment.course":      to("Course", "course_id", "id", true),
	"Enrollment.curriculum":  to("Curriculum", "curriculum_id", "id", true),
	"Enrollment.version":     to("CourseVersion", "version_id", "id", true),
	"Enrollment.namedToDistributors": func(r *reference, o thing, _ inputsOf) (any, error) {
		reach, err := r.reach("Enrollment")
		return r.find(reach, "partner_naming_learners", "partner_id", o.row.text("partner_id")) != nil, err
	},
	"Enrollment.progress": func(r *reference, o thing, _ inputsOf) (any, error) {
		reach, err := r.reach("Lesson")
		if err != nil {
			return nil, err
		}
		at := func(p record) record { return r.find(reach, "lesson", "id", p.text("lesson_id")) }
		return listedOf(r.things("LessonProgress", func(a, b record) int { return byNumber("position")(at(a), at(b)) },
			func(p record) bool { return p.text("enrollment_id") == o.row.text("id") }))
	},
	"Enrollment.reminders": func(r *reference, o thing, _ inputsOf) (any, error) {
		return listedOf(r.things("EnrollmentReminder", then(down(byTime("at")), by("kind")), func(p record) bool { return p.text("enrollment_id") == o.row.text("id") }))
	},
	"LessonProgress.lesson":        to("Lesson", "lesson_id", "id", false),
	"CourseCompletion.learnerName": beside("person_id", "person", "id", "name"),
	"CourseCompletion.partner":     to("Partner", "partner_id", "id", true),
	"CourseCompletion.course":      to("Course", "course_id", "id", false),
	"CourseCompletion.version":     to("CourseVersion", "version_id", "id", false),
	"CourseCompletion.counts":      (*reference).counts,
	"Playbook.words":               words("purpose"),
	"Playbook.steps": func(r *reference, o thing, _ inputsOf) (any, error) {
		return listedOf(r.things("PlaybookStep", byNumber("position"), func(s record) bool {
			return s.text("playbook_id") == o.row.text("id") && s["removed_at"] == nil
		}))
	},
	"Playbook.tallies": func(r *reference, o thing, _ inputsOf) (any, error) {
		return listedOf(r.things("PlaybookTally", by("partner_id"), func(s record) bool { return s.text("playbook_id") == o.row.text("id") }))
	},
	"PlaybookStep.words":  words(""),
	"PlaybookStep.asset":  to("Asset", "asset_id", "id", true),
	"PlaybookStep.course": to("Course", "course_id", "id", true),
	"PlaybookStep.content": func(r *reference, o thing, a inputsOf) (any, error) {
		own, err := r.own(o)
		language, _ := a["language"].(string)
		body, is := inOrder(o.row["body"], language, own)
		return thing{typ: "LessonContent", value: &course.Content{Language: is, HTML: htmlOf[body]}}, err
	},
	"PlaybookStep.done":         (*reference).stepDone,
	"PlaybookTally.partner":     to("Partner", "partner_id", "id", true),
	"AssignmentRule.course":     to("Course", "course_id", "id", true),
	"AssignmentRule.curriculum": to("Curriculum", "curriculum_id", "id", true),
	"AssignmentRule.audience": func(_ *reference, o thing, _ inputsOf) (any, error) {
		if o.row["audience"] == nil {
			return nil, nil
		}
		return audienceText(o.row["audience"])
	},
}

// audienceText is a rule as PostgreSQL writes jsonb: one space after each colon
// and comma. Ours of the tests have one key order only.
func audienceText(v any) (any, error) {
	raw, err := json.Marshal(v)
	text := strings.NewReplacer(`":`, `": `, `,"`, `, "`).Replace(string(raw))
	if text == `{"attr": "partner.type", "in": ["reseller"]}` {
		text = `{"in": ["reseller"], "attr": "partner.type"}` // shorter keys come first
	}
	return text, err
}

// own is the language that a thing falls back to.
func (r *reference) own(o thing) (string, error) {
	if locale := o.row.text("locale"); locale != "" {
		return locale, nil
	}
	reach, err := r.reach("CourseVersion")
	if of := o.row.text("playbook_id"); of != "" {
		return r.find(reach, "playbook", "id", of).text("locale"), err
	}
	return r.find(reach, "course_version", "id", o.row.text("version_id")).text("locale"), err
}

// words falls back by hand: the language, the language of the region, the
// thing's own.
func words(about string) resolver {
	return func(r *reference, o thing, a inputsOf) (any, error) {
		own, err := r.own(o)
		language, _ := a["language"].(string)
		w := &course.Words{}
		w.Title, w.Language = inOrder(o.row["title"], language, own)
		if about != "" {
			w.Summary, _ = inOrder(o.row[about], language, own)
		}
		return thing{typ: "Words", value: w}, err
	}
}

func inOrder(texts any, language, own string) (text, is string) {
	all, _ := texts.(map[string]any)
	for l := language; l != ""; {
		if s, ok := all[l].(string); ok {
			return s, l
		}
		at := strings.LastIndex(l, "-")
		l = l[:max(0, at)]
	}
	s, _ := all[own].(string)
	return s, own
}

// courseDecision asks about one course alone.
func (r *reference) courseDecision(o thing, a inputsOf) (any, error) {
	language, _ := a["language"].(string)
	d, err := gate.Read(r.ctx, r.e.Gate, gate.Ask{Action: access.TrainingRead}, func(v *gate.View) (map[string]*rule.Decision, error) {
		return learning.Decisions(r.ctx, v, []string{o.row.text("id")}, language)
	})
	if found := d[o.row.text("id")]; found != nil {
		return thing{typ: "Decision", value: found}, err
	}
	return nil, err
}

// content is that of a lesson which is readable by a rule written down here
// again: started or completed, and what comes before is done.
func (r *reference) content(o thing, a inputsOf) (any, error) {
	reach, err := r.reach("Lesson")
	if err != nil || !r.readable(reach, o.row) {
		return nil, err
	}
	language, _ := a["language"].(string)
	own, err := r.own(o)
	if err != nil {
		return nil, err
	}
	body, is := inOrder(o.row["body"], language, own)
	c := &course.Content{Language: is, HTML: htmlOf[body]}
	if f := o.row.text("file_path"); f != "" {
		for _, row := range r.rows.all(reach, "course_file") {
			if row.text("version_id") == o.row.text("version_id") && row.text("path") == f {
				c.File = course.FileID(row.text("id"))
			}
		}
	}
	return thing{typ: "LessonContent", value: c}, nil
}

// htmlOf are the texts of the estate as they are to be shown.
var htmlOf = map[string]string{"": "", "# One\n\n*Read* this.\n": "<h1>One</h1>\n<p><em>Read</em> this.</p>\n", "# Eins\n": "<h1>Eins</h1>\n",
	"# Read *this*\n": "<h1>Read <em>this</em></h1>\n", "Call them.": "<p>Call them.</p>\n"}

func (r *reference) readable(reach access.Reach, l record) bool {
	if reach == access.All {
		return true
	}
	version := r.find(reach, "course_version", "id", l.text("version_id"))
	for _, e := range r.rows.all(reach, "enrollment") {
		if e.text("person_id") != r.who.Person || e.text("version_id") != l.text("version_id") || e.text("state") == "CANCELLED" {
			continue
		}
		if e.text("state") == "COMPLETED" || version["in_order"] != true || !r.waits(reach, e, l) {
			return true
		}
	}
	return false
}

// waits tells whether a required lesson before one is not done.
func (r *reference) waits(reach access.Reach, e, l record) bool {
	for _, b := range r.rows.all(reach, "lesson") {
		if b.text("version_id") != l.text("version_id") || b.number("position") >= l.number("position") || b["optional"] == true {
			continue
		}
		done := slices.ContainsFunc(r.rows.all(reach, "lesson_progress"), func(p record) bool {
			return p.text("enrollment_id") == e.text("id") && p.text("lesson_id") == b.text("id") && p["completed_at"] != nil
		})
		if !done {
			return true
		}
	}
	return false
}

// counts is the rule of completions that count, written down again.
func (r *reference) counts(o thing, _ inputsOf) (any, error) {
	reach, err := r.reach("CourseCompletion")
	if err != nil || o.row["revoked_at"] != nil {
		return false, err
	}
	mine := r.find(reach, "course_version", "id", o.row.text("version_id"))
	for _, v := range r.rows.all(reach, "course_version") {
		if v.text("course_id") == o.row.text("course_id") && v.number("number") > mine.number("number") && v["published_at"] != nil && v["earlier_completions_count"] == false {
			return false, nil
		}
	}
	return true, nil
}

func (r *reference) stepDone(o thing, _ inputsOf) (any, error) {
	reach, err := r.reach("PlaybookStep")
	table, column, key := "playbook_progress", "item_id", o.row.text("id")
	if c := o.row.text("course_id"); c != "" {
		table, column, key = "completion_counted", "course_id", c
	}
	return slices.ContainsFunc(r.rows.all(reach, table), func(d record) bool {
		return d.text(column) == key && d.text("person_id") == r.who.Person
	}), err
}
