package testkit

import (
	"archive/zip"
	"bytes"
	"testing"

	outline "github.com/portico-prm/portico/content/course"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/training/course"
	"github.com/portico-prm/portico/internal/channel/training/learning"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// Outline is a course of one module with a lesson of each given kind, in
// English and, but for the texts, in German. It may be changed before it is saved.
func Outline(key string, kinds ...outline.Kind) *outline.Outline {
	o := &outline.Outline{Key: key, Locale: "en", Locales: []string{"en", "de"}, Title: outline.Texts{"en": "Course " + key, "de": "Kurs " + key},
		Modules: []outline.Module{{Key: "m", Title: outline.Texts{"en": "Module"}}}}
	for i, k := range kinds {
		l := outline.Lesson{Key: "l" + string(rune('1'+i)), Kind: k, Title: outline.Texts{"en": "Lesson " + string(rune('1'+i))}, Minutes: 10,
			Body: outline.Texts{"en": "# Read *this*\n"}}
		if k == outline.Quiz {
			l.Quiz = key + "-quiz"
		}
		o.Modules[0].Lessons = append(o.Modules[0].Lessons, l)
	}
	return o
}

// Teach publishes an outline: a draft, submitted and published by the system.
func (w *World) Teach(o *outline.Outline) *course.Version {
	w.T.Helper()
	w.asksOf(o)
	v, err := w.Courses.Save(w.System(), o)
	w.Must(err)
	_, err = w.Courses.Submit(w.System(), v.ID)
	w.Must(err)
	v, err = w.Courses.Publish(w.System(), v.ID)
	w.Must(err)
	return v
}

// Course publishes a course of the given kinds of lessons.
func (w *World) Course(key string, kinds ...outline.Kind) *course.Version {
	w.T.Helper()
	return w.Teach(Outline(key, kinds...))
}

// Lessons are the ids of the lessons of a version, in order.
func (w *World) Lessons(v *course.Version) []course.LessonID {
	w.T.Helper()
	out, err := gate.Read(w.System(), w.Gate, gate.Ask{Action: access.TrainingRead}, func(view *gate.View) ([]course.LessonID, error) {
		var out []course.LessonID
		err := view.Select(w.System(), &out, "select id from lesson where version_id = $1 order by position", v.ID)
		return out, err
	})
	w.Must(err)
	return out
}

// Completes lets somebody start a course and finish every lesson of it.
func (w *World) Completes(who *member.Person, v *course.Version) *learning.Enrollment {
	w.T.Helper()
	e, err := w.Learning.Start(w.As(who), v.CourseID)
	w.Must(err)
	for _, l := range w.Lessons(v) {
		e, err = w.Learning.Finish(w.As(who), l)
		w.Must(err)
	}
	return e
}

// Enrollments are those of a person, as the person sees them, the newest first.
func (w *World) Enrollments(who *member.Person) []*learning.Enrollment {
	w.T.Helper()
	ctx := w.As(who)
	out, err := gate.Read(ctx, w.Gate, gate.Ask{Action: access.TrainingRead}, func(v *gate.View) ([]*learning.Enrollment, error) {
		var out []*learning.Enrollment
		err := v.Select(ctx, &out, `
select id, partner_id, person_id, course_id, curriculum_id, version_id, required, state, origin, rule_id,
  assigned_by, assigned_at, due_at, started_at, finished_at, lessons, lessons_done
from enrollment
where person_id = $1
order by assigned_at desc, id desc`, who.ID)
		return out, err
	})
	w.Must(err)
	return out
}

// Zipped packs files by name, as they are given.
func Zipped(t testing.TB, files map[string]string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for name, text := range files {
		f, err := w.Create(name)
		if err == nil {
			_, err = f.Write([]byte(text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
