package graph_test

import (
	"time"

	outline "github.com/portico-prm/portico/content/course"
	"github.com/portico-prm/portico/content/rule"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/channel/training/course"
	"github.com/portico-prm/portico/internal/channel/training/learning"
	"github.com/portico-prm/portico/internal/testkit"
)

// plan is a course that shows files of its own.
var plan = map[string]string{
	"course.yaml": `apiVersion: course/v1
key: plan
locale: en
locales: [en, de]
title: {en: The plan, de: Der Plan}
summary: {de: Nur auf Deutsch}
modules:
  - key: m
    title: {en: Module, de: Teil}
    lessons:
      - {key: one, kind: TEXT, title: One, minutes: 3}
      - {key: two, kind: FILE, title: {en: Two, de: Zwei}, minutes: 4, file: media/plan.pdf}
      - {key: three, kind: FILE, title: Three, minutes: 4, asset: gateway, optional: true}
`,
	"lessons/one.md": "# One\n\n*Read* this.\n", "lessons/one.de.md": "# Eins\n", "media/plan.pdf": "%PDF-1.7 plan",
}

// teach publishes what everybody of an estate may learn: a course with files,
// and a curriculum of it.
func (e *estate) teach() {
	v, err := e.Courses.Import(e.System(), testkit.Zipped(e.T, plan))
	e.Must(err)
	_, err = e.Courses.Submit(e.System(), v.ID)
	e.Must(err)
	e.plan, err = e.Courses.Publish(e.System(), v.ID)
	e.Must(err)
	cu, err := e.Courses.SaveCurriculum(e.System(), course.Curriculum{Key: "start", Locale: "en", Title: outline.Texts{"en": "Start", "de": "Anfang"},
		Courses: []course.Member{{Key: "plan"}}})
	e.Must(err)
	_, err = e.Courses.PublishCurriculum(e.System(), cu.ID)
	e.Must(err)
	e.start = cu.ID
}

// learn lets a person of a house complete the course, and assigns more.
func (e *estate) learn(h *testkit.House) {
	e.Completes(h.Second, e.plan)
	due := e.Clock.Now().AddDate(0, 0, 10)
	_, err := e.Learning.Assign(e.As(h.Admin), learning.Assignment{Target: learning.Target{Curriculum: &e.start}, People: []member.ID{h.Admin.ID}, Due: &due})
	e.Must(err)
	for _, p := range []*member.Person{h.Admin, h.Second} {
		for _, en := range e.Enrollments(p) {
			e.add("Enrollment", string(en.ID), h, nil, nil)
		}
	}
	var done []string
	e.Must(e.list(&done, "select id from course_completion where partner_id = $1", h.ID))
	for _, id := range done {
		e.add("CourseCompletion", id, h, nil, nil)
	}
}

// studies are courses in every state, and learners as far as learners can be.
func (e *estate) studies() {
	e.Must(e.Learning.Remind(e.System()))
	o := testkit.Outline("advanced", outline.Text, outline.Quiz, outline.Session, outline.Task)
	o.Prerequisites, o.InOrder = []string{"plan"}, true
	o.Audience = &rule.Tree{Attr: "partner.type", In: []rule.Scalar{"reseller"}}
	first := e.Teach(o)
	for _, h := range []*testkit.House{e.Acorn, e.Birch, e.Cedar} {
		_, err := e.Learning.Start(e.As(h.Second), first.CourseID)
		e.Must(err)
		_, err = e.Learning.Finish(e.As(h.Second), e.Lessons(first)[0])
		e.Must(err)
	}
	never := false
	o.EarlierCompletionsCount = &never
	e.Teach(o)
	v, err := e.Courses.Save(e.System(), testkit.Outline("later", outline.Text))
	e.Must(err)
	_, err = e.Courses.Submit(e.System(), v.ID)
	e.Must(err)
	_, err = e.Courses.Return(e.System(), v.ID, "Say more.")
	e.Must(err)
	for i, key := range []string{"a", "b", "c"} {
		_, err = e.Courses.SaveCurriculum(e.System(), course.Curriculum{Key: key, Locale: "de", Title: outline.Texts{"de": "Lehrplan " + key},
			Courses: []course.Member{{Key: "plan"}, {Key: "advanced", Optional: i > 0}}})
		e.Must(err)
	}
	thirty, reseller := 30, &rule.Tree{Attr: "partner.type", In: []rule.Scalar{"reseller"}}
	for _, in := range []learning.NewRule{{Target: learning.Target{Course: &first.CourseID}, Audience: reseller, DueDays: &thirty},
		{Target: learning.Target{Curriculum: &e.start}, NewDays: &thirty}} {
		r, err := e.Learning.MakeRule(e.System(), in)
		e.Must(err)
		e.Must(e.Learning.Apply(e.System(), r.ID))
		if in.NewDays != nil {
			_, err = e.Learning.EndRule(e.System(), r.ID)
			e.Must(err)
		}
	}
	e.as("update course_completion set revoked_at = now(), revoked_why = 'by mistake' where partner_id = $1", e.Birch.ID)
	e.as("update enrollment set state = 'OVERDUE', due_at = now() - interval '2 days' where state = 'ASSIGNED' and partner_id = $1", e.Acorn.ID)
	e.Must(e.Learning.Remind(e.System()))
	e.named(e.Acorn.ID)
}

// named lets the distributors of a partner read who its learners are.
func (e *estate) named(of partner.ID) {
	places, err := e.Programs.Memberships(e.System(), of)
	e.Must(err)
	_, err = e.Learning.NameLearners(e.System(), places[0].ProgramID, true)
	e.Must(err)
	e.Clock.Pass(time.Millisecond)
}
