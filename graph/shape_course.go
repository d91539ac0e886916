package graph

import (
	"context"
	"encoding/json"
	"io"
	"strings"

	outline "github.com/portico-prm/portico/content/course"
	"github.com/portico-prm/portico/content/rule"
	"github.com/portico-prm/portico/graph/model"
	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/training/course"
	"github.com/portico-prm/portico/internal/channel/training/learning"
)

func outlineOf(in model.SaveCourseInput) (*outline.Outline, error) {
	audience, err := treeOf(in.Audience)
	o := &outline.Outline{Key: in.Key, Locale: in.Locale, Locales: in.Locales, Title: textsOf(in.Title), Summary: textsOf(in.Summary),
		InOrder: in.InOrder, EarlierCompletionsCount: &in.EarlierCompletionsCount, Audience: audience, Prerequisites: in.Prerequisites}
	for _, m := range in.Modules {
		part := outline.Module{Key: m.Key, Title: textsOf(m.Title)}
		for _, l := range m.Lessons {
			part.Lessons = append(part.Lessons, outline.Lesson{Key: l.Key, Kind: l.Kind, Title: textsOf(l.Title), Body: textsOf(l.Body), Minutes: l.Minutes,
				Optional: l.Optional, File: orEmpty(l.File), Asset: orEmpty(l.Asset), Quiz: orEmpty(l.Quiz)})
		}
		o.Modules = append(o.Modules, part)
	}
	return o, err
}

func textsOf(in []*model.TextInput) outline.Texts {
	out := outline.Texts{}
	for _, t := range in {
		out[t.Language] = t.Text
	}
	return out
}

// treeOf reads a rule tree. What is wrong with its shape is told by whoever
// keeps it.
func treeOf(text *string) (*rule.Tree, error) {
	if text == nil {
		return nil, nil
	}
	t := &rule.Tree{}
	d := json.NewDecoder(io.LimitReader(strings.NewReader(*text), mostOfRule))
	d.DisallowUnknownFields()
	if err := d.Decode(t); err != nil {
		return nil, fault.Field(fault.Invalid, "audience", "RULE_SHAPE", "The audience is no rule tree (%s). Write one as docs/course-author.md describes it.", err)
	}
	return t, nil
}

// mostOfRule are the most bytes of a rule tree.
const mostOfRule = 64 << 10

func curriculumOf(in model.SaveCurriculumInput) (course.Curriculum, error) {
	audience, err := treeOf(in.Audience)
	c := course.Curriculum{Key: in.Key, Locale: in.Locale, Title: textsOf(in.Title), Summary: textsOf(in.Summary), Audience: audience}
	for _, m := range in.Courses {
		c.Courses = append(c.Courses, course.Member{Key: m.Key, Optional: m.Optional})
	}
	return c, err
}

// withID takes a step for what an id names.
func withID[ID ~string, T any](ctx context.Context, kind, global string, step func(context.Context, ID) (*T, error)) (model.Payload, error) {
	id, err := local[ID](kind, global)
	if err != nil {
		return nil, err
	}
	return settle(step(ctx, id))
}

// targetOf is what is assigned.
func targetOf(courseID, curriculumID *string) (t learning.Target, err error) {
	if courseID != nil {
		id, err := local[course.ID]("Course", *courseID)
		if err != nil {
			return t, err
		}
		t.Course = &id
	}
	if curriculumID != nil {
		id, err := local[course.CurriculumID]("Curriculum", *curriculumID)
		if err != nil {
			return t, err
		}
		t.Curriculum = &id
	}
	return t, nil
}

func newRule(in model.MakeAssignmentRuleInput) (learning.NewRule, error) {
	r := learning.NewRule{DueDays: in.DueDays, NewDays: in.NewDays}
	var err error
	if r.Target, err = targetOf(in.CourseID, in.CurriculumID); err == nil {
		r.Audience, err = treeOf(in.Audience)
	}
	return r, err
}

func assignmentOf(in model.AssignTrainingInput) (a learning.Assignment, err error) {
	if a.Target, err = targetOf(in.CourseID, in.CurriculumID); err != nil {
		return a, err
	}
	for _, global := range in.PersonIds {
		id, err := local[member.ID]("Person", global)
		if err != nil {
			return a, err
		}
		a.People = append(a.People, id)
	}
	a.Due = in.DueAt
	return a, nil
}
