package course_test

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"

	outline "github.com/portico-prm/portico/content/course"
	"github.com/portico-prm/portico/content/rule"
	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/channel/training/course"
	"github.com/portico-prm/portico/internal/testkit"
)

const basics = `apiVersion: course/v1
key: edge-basics
locale: en
locales: [en, de]
title: {en: Edge basics, de: Edge-Grundlagen}
modules:
  - key: why
    title: Why
    lessons:
      - {key: problem, kind: TEXT, title: The problem, minutes: 8}
      - {key: sheet, kind: FILE, title: The plan, minutes: 4, file: media/plan.pdf}
`

func files() map[string]string {
	return map[string]string{"course.yaml": basics, "lessons/problem.md": "# Why\n\n![Rack](../media/rack.png)\n", "lessons/problem.de.md": "# Warum\n",
		"media/plan.pdf": "%PDF-1.7 plan", "media/rack.png": "\x89PNG\r\n\x1a\n rack"}
}

func TestAVersionIsWrittenReviewedAndPublishedByTwo(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	o := testkit.Outline("edge-basics", outline.Text, outline.Task)
	v, err := c.Courses.Save(c.As(c.Boss), o)
	c.Must(err)
	if v.State != course.Draft || v.Number != 1 {
		t.Errorf("saved as %s %d", v.State, v.Number)
	}
	_, err = c.Courses.Publish(c.As(c.Mgr), v.ID)
	c.Wants("a draft that nobody submitted", err, "VERSION_STATE")
	_, err = c.Courses.Submit(c.As(c.Boss), v.ID)
	c.Must(err)
	_, err = c.Courses.Save(c.As(c.Boss), o)
	c.Wants("written over in review", err, "COURSE_IN_REVIEW")
	_, err = c.Courses.Publish(c.As(c.Boss), v.ID)
	c.Wants("its author publishes", err, "OWN_VERSION")
	_, err = c.Courses.Publish(c.As(c.Designer), v.ID)
	c.Wants("a designer publishes", err, "FORBIDDEN")
	_, err = c.Courses.Return(c.As(c.Mgr), v.ID, "")
	c.Wants("returned without a word", err, "REQUIRED")
	v, err = c.Courses.Return(c.As(c.Mgr), v.ID, "Say what the gateway costs.")
	c.Must(err)
	if v.State != course.Draft || *v.ReturnedWhy != "Say what the gateway costs." {
		t.Errorf("returned as %s, %v", v.State, v.ReturnedWhy)
	}
	_, err = c.Courses.Submit(c.As(c.Boss), v.ID)
	c.Must(err)
	v, err = c.Courses.Publish(c.As(c.Mgr), v.ID)
	c.Must(err)
	if v.State != course.Published || v.PublishedAt == nil || *v.ReviewedBy != string(c.Mgr.ID) {
		t.Errorf("published as %+v", v)
	}
}

func TestPublishingRetiresTheLast(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	first := w.Course("edge-basics", outline.Text)
	second := w.Course("edge-basics", outline.Text, outline.Task)
	if second.Number != 2 || second.CourseID != first.CourseID {
		t.Errorf("the second is %d of %s", second.Number, second.CourseID)
	}
	_, err := w.Courses.Retire(w.System(), first.ID)
	w.Wants("retired twice", err, "VERSION_STATE")
	v, err := w.Courses.Retire(w.System(), second.ID)
	w.Must(err)
	if v.State != course.Retired || v.RetiredAt == nil {
		t.Errorf("retired as %+v", v)
	}
}

// Two authors at once: one draft, whole, of one of them.
func TestTwoWhoSaveAtOnceLeaveOneDraft(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	var all sync.WaitGroup
	for i := range 8 {
		all.Add(1)
		go func() {
			defer all.Done()
			kinds := []outline.Kind{outline.Text, outline.Task}[:1+i%2]
			if _, err := w.Courses.Save(w.System(), testkit.Outline("edge-basics", kinds...)); err != nil && testkit.CodeOf(err) != "CONFLICT" {
				t.Errorf("%v", err)
			}
		}()
	}
	all.Wait()
	drafts, lessons := w.Count("course_version", ""), w.Count("lesson", "")
	if drafts != 1 || lessons < 1 || lessons > 2 {
		t.Errorf("%d drafts with %d lessons", drafts, lessons)
	}
}

func TestAPublishedVersionNeverChanges(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	v := w.Course("edge-basics", outline.Text)
	before := w.Lessons(v)
	for range 2 {
		_, err := w.Courses.Save(w.System(), testkit.Outline("edge-basics", outline.Task, outline.Task))
		w.Must(err)
	}
	if after := w.Lessons(v); !slices.Equal(before, after) || w.Count("lesson", "version_id = $1 and kind = 'TEXT'", v.ID) != 1 {
		t.Errorf("writing the next version changed the published one: %v, %v", before, after)
	}
}

func TestCoursesNeverWaitForEachOther(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	w.Course("a", outline.Text)
	b, c := testkit.Outline("b", outline.Text), testkit.Outline("c", outline.Text)
	b.Prerequisites, c.Prerequisites = []string{"a"}, []string{"b"}
	w.Teach(b)
	w.Teach(c)
	a := testkit.Outline("a", outline.Text)
	a.Prerequisites = []string{"c"}
	_, err := w.Courses.Save(w.System(), a)
	w.Wants("a after c after b after a", err, "COURSE_LOOP")
	if !strings.Contains(err.Error(), "a after c after b after a") {
		t.Errorf("the way round is not told: %v", err)
	}
	a.Prerequisites = []string{"nowhere", "b"}
	_, err = w.Courses.Save(w.System(), a)
	w.Wants("after a course that is not there", err, "UNKNOWN_COURSE")
	a.Prerequisites = []string{"a"}
	_, err = w.Courses.Save(w.System(), a)
	w.Wants("after itself", err, "COURSE_LOOP")
}

// Who has not completed what comes first could never begin.
func TestACourseIsPublishedOnceWhatComesFirstCanBeTaken(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	first, err := w.Courses.Save(w.System(), testkit.Outline("first", outline.Text))
	w.Must(err)
	gone := w.Course("gone", outline.Text)
	o := testkit.Outline("second", outline.Text)
	o.Prerequisites = []string{"first", "gone"}
	second, err := w.Courses.Save(w.System(), o)
	w.Must(err)
	_, err = w.Courses.Submit(w.System(), second.ID)
	w.Must(err)
	_, err = w.Courses.Retire(w.System(), gone.ID)
	w.Must(err)
	publish := func() error {
		_, err := w.Courses.Publish(w.System(), second.ID)
		return err
	}
	err = publish()
	w.Wants("after a draft and a retired one", err, "PREREQUISITE_NOT_PUBLISHED")
	if !strings.Contains(err.Error(), "first (still a draft), gone (retired). Publish them first") {
		t.Errorf("which ones is not told: %v", err)
	}
	_, err = w.Courses.Submit(w.System(), first.ID)
	w.Must(err)
	_, err = w.Courses.Publish(w.System(), first.ID)
	w.Must(err)
	if err = publish(); !strings.Contains(fmt.Sprint(err), ": gone (retired).") {
		t.Errorf("after a retired one: %v", err)
	}
	w.Course("gone", outline.Text, outline.Text)
	w.Wants("when all can be taken", publish(), "OK")
}

// A key with capitals would be one course for its readers and another for
// programs, so there is none.
func TestKeysAreLowerCase(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	w.Course("selling", outline.Text)
	for key, repair := range map[string]string{"Selling": "Write it in lower case: selling.", "SELLING-2": "Write it in lower case: selling-2.", "Selling it": "lower-case letters"} {
		_, err := w.Courses.Save(w.System(), testkit.Outline(key, outline.Text))
		w.Wants("a course "+key, err, "COURSE_KEY")
		if !strings.Contains(err.Error(), repair) {
			t.Errorf("the repair of %s is not told: %v", key, err)
		}
		_, err = w.Courses.SaveCurriculum(w.System(), course.Curriculum{Key: key, Locale: "en", Title: outline.Texts{"en": "T"}, Courses: []course.Member{{Key: "selling"}}})
		w.Wants("a curriculum "+key, err, "COURSE_KEY")
		if !strings.Contains(err.Error(), repair) {
			t.Errorf("the repair of %s is not told: %v", key, err)
		}
	}
	if n := w.Count("course", ""); n != 1 {
		t.Errorf("%d courses", n)
	}
}

func TestAnOutlineWithMistakesIsRefusedWithAllOfThem(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	o := testkit.Outline("edge-basics", outline.Text, outline.Video)
	o.Modules[0].Lessons[0].Body["en"] = "a\n\n<script>x</script>"
	o.Audience = &rule.Tree{Attr: "partner.tier"}
	_, err := w.Courses.Save(w.System(), o)
	for _, code := range []string{"RULE_OPERATOR", "LESSON_FILE", "TEXT_SCRIPT"} {
		told := slices.IndexFunc(fault.All(err), func(e *fault.Error) bool { return e.CodeOf() == code })
		if told < 0 || strings.Contains(fault.All(err)[told].Message, code) {
			t.Errorf("%s is not told, or twice: %v", code, err)
		}
	}
	o = testkit.Outline("edge-basics", outline.FileOf)
	o.Modules[0].Lessons[0].Asset = "nowhere"
	_, err = w.Courses.Save(w.System(), o)
	w.Wants("an asset that is not there", err, "UNKNOWN_ASSET")
}

func TestAFolderGoesInAndComesOutAsItWas(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	v, err := w.Courses.Import(w.System(), testkit.Zipped(t, files()))
	w.Must(err)
	name, out, err := w.Courses.Export(w.System(), v.ID)
	w.Must(err)
	if name != "edge-basics.zip" {
		t.Errorf("named %s", name)
	}
	again, err := w.Courses.Import(w.System(), out)
	w.Must(err)
	if again.ID != v.ID || again.Number != 1 {
		t.Errorf("the draft became %s %d", again.ID, again.Number)
	}
	_, second, err := w.Courses.Export(w.System(), again.ID)
	w.Must(err)
	if !bytes.Equal(out, second) {
		t.Error("what went out, in and out again differs")
	}
	_, err = w.Courses.Submit(w.System(), v.ID)
	w.Must(err)
	_, err = w.Courses.Publish(w.System(), v.ID)
	w.Must(err)
	next := testkit.Outline("edge-basics", outline.Text)
	next.Modules[0].Lessons[0].Body["en"] = "![Rack](../media/rack.png)"
	_, err = w.Courses.Save(w.System(), next)
	w.Wants("the next version keeps the files", err, "OK")
}

// Nothing of a folder with a mistake is kept, whatever the mistake.
func TestAHostileFolderLeavesNothingBehind(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	with := func(name, text string) []byte {
		all := maps.Clone(files())
		all[name] = text
		return testkit.Zipped(t, all)
	}
	many := files()
	for i := range 10_001 {
		many[fmt.Sprintf("media/%d.png", i)] = "x"
	}
	for name, tt := range map[string]struct {
		folder []byte
		code   string
	}{
		"nothing":            {nil, "FILE_SIZE"},
		"no zip":             {[]byte("PK but not"), "COURSE_ZIP"},
		"a way out":          {with("../../etc/cron.d/x", "x"), "COURSE_ZIP"},
		"an absolute path":   {with("/etc/x", "x"), "COURSE_ZIP"},
		"a way out, Windows": {with(`..\x`, "x"), "COURSE_ZIP"},
		"too many entries":   {testkit.Zipped(t, many), "COURSE_ZIP_ENTRIES"},
		"a script":           {with("lessons/problem.de.md", "<script>x</script>"), "TEXT_SCRIPT"},
		"a missing picture":  {with("lessons/problem.md", "![x](../media/none.png)"), "TEXT_FILE_MISSING"},
		"a page as picture":  {with("media/rack.png", "<html>"), "COURSE_MEDIA"},
		"a loop":             {with("course.yaml", strings.Replace(basics, "modules:", "prerequisites: [edge-basics]\nmodules:", 1)), "COURSE_LOOP"},
		"ten thousand":       {with("course.yaml", basics+strings.Repeat("      - {key: x, kind: SESSION, title: X, minutes: 1}\n", 10_000)), "FILE_TOO_LARGE"},
		"unknown before":     {with("course.yaml", strings.Replace(basics, "modules:", "prerequisites: [nowhere]\nmodules:", 1)), "UNKNOWN_COURSE"},
	} {
		_, err := w.Courses.Import(w.System(), tt.folder)
		w.Wants(name, err, tt.code)
	}
	for _, table := range []string{"course", "course_version", "module", "lesson", "course_file"} {
		if n := w.Count(table, ""); n != 0 {
			t.Errorf("%d rows of %s are left", n, table)
		}
	}
}

func TestACurriculumIsCoursesThatExist(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	w.Course("a", outline.Text)
	w.Course("b", outline.Text)
	in := course.Curriculum{Key: "start", Locale: "en", Title: outline.Texts{"en": "Start"}}
	_, err := w.Courses.SaveCurriculum(w.System(), in)
	w.Wants("of nothing", err, "CURRICULUM_SIZE")
	in.Courses = []course.Member{{Key: "a", Optional: true}}
	_, err = w.Courses.SaveCurriculum(w.System(), in)
	w.Wants("of nothing required", err, "COURSE_ALL_OPTIONAL")
	in.Courses = []course.Member{{Key: "a"}, {Key: "nowhere"}}
	_, err = w.Courses.SaveCurriculum(w.System(), in)
	w.Wants("of a course that is not there", err, "UNKNOWN_COURSE")
	in.Courses = []course.Member{{Key: "b"}, {Key: "a", Optional: true}}
	cu, err := w.Courses.SaveCurriculum(w.System(), in)
	w.Must(err)
	_, err = w.Courses.RetireCurriculum(w.System(), cu.ID)
	w.Wants("retired before it was published", err, "VERSION_STATE")
	_, err = w.Courses.PublishCurriculum(w.System(), cu.ID)
	w.Must(err)
	_, err = w.Courses.RetireCurriculum(w.System(), cu.ID)
	w.Must(err)
}
