package course_test

import (
	"archive/zip"
	"bytes"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/portico-prm/portico/content/course"
)

const outline = `# A course in two languages.
apiVersion: course/v1
key: edge-basics
locale: en
locales: [en, de]
title: {en: Edge basics, de: "Edge: die Grundlagen"}
summary: What an edge gateway does.
inOrder: true
earlierCompletionsCount: false
audience: {all: [{attr: partner.type, in: [reseller]}, {attr: user.roles, anyOf: [RESELLER_SELLER]}]}
prerequisites: [welcome]
modules:
  - key: why
    title: {en: Why, de: Warum}
    lessons:
      - {key: problem, kind: TEXT, title: {en: The problem, de: Das Problem}, minutes: 8}
      - {key: film, kind: VIDEO, title: In use, minutes: 3, file: media/film.mp4, optional: true}
      - {key: sheet, kind: FILE, title: The datasheet, minutes: 4, asset: edge-gateway-datasheet}
      - {key: check, kind: QUIZ, title: Check yourself, minutes: 6, quiz: edge-basics-quiz}
  - key: do
    title: Do it
    lessons:
      - {key: call, kind: TASK, title: Call a customer, minutes: 30}
      - {key: day, kind: SESSION, title: A day at the lab, minutes: 240}
`

const png = "\x89PNG\r\n\x1a\n rack"

func folder() fstest.MapFS {
	fs := fstest.MapFS{}
	for name, text := range map[string]string{
		"course.yaml": outline, "lessons/problem.md": "# The problem\n\n![A rack](../media/rack.png)\n", "lessons/problem.de.md": "# Das Problem\n",
		"lessons/call.md": "Call one customer and ask what stops them.\n", "media/rack.png": png, "media/film.mp4": "\x00\x00\x00\x18ftypmp42 film",
	} {
		fs[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fs
}

func TestAFolderIsReadWhole(t *testing.T) {
	t.Parallel()
	got, found := course.Read(folder())
	if found != nil {
		t.Fatal(found)
	}
	o := got.Outline
	if o.Minutes() != 8+4+6+30+240 || len(got.Files) != 2 || got.Files[1].MediaType != "image/png" || *o.EarlierCompletionsCount {
		t.Errorf("%d minutes, files %v", o.Minutes(), got.Files)
	}
	if text, is := o.Modules[0].Lessons[0].Body.In("de-AT", o.Locale); is != "de" || !strings.Contains(text, "Das Problem") {
		t.Errorf("in de-AT: %q in %s", text, is)
	}
	if text, is := o.Modules[0].Lessons[1].Title.In("de", o.Locale); is != "en" || text != "In use" {
		t.Errorf("falls back to %q in %s", text, is)
	}
}

func TestAPackedCourseReadsAsItWas(t *testing.T) {
	t.Parallel()
	was, found := course.Read(folder())
	if found != nil {
		t.Fatal(found)
	}
	packed, err := course.Pack(was)
	if err != nil {
		t.Fatal(err)
	}
	r, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		t.Fatal(err)
	}
	is, found := course.Read(r)
	if found != nil || !reflect.DeepEqual(was, is) {
		t.Errorf("%v\nwas %+v\nis  %+v", found, was.Outline, is)
	}
	if again, _ := course.Pack(is); !bytes.Equal(packed, again) {
		t.Error("packed twice, the bytes differ")
	}
}

func TestEveryMistakeIsToldWithItsLine(t *testing.T) {
	t.Parallel()
	swap := func(old, with string) func(fstest.MapFS) {
		return func(fs fstest.MapFS) {
			fs["course.yaml"] = &fstest.MapFile{Data: []byte(strings.Replace(outline, old, with, 1))}
		}
	}
	put := func(name, text string) func(fstest.MapFS) {
		return func(fs fstest.MapFS) { fs[name] = &fstest.MapFile{Data: []byte(text)} }
	}
	tests := map[string]struct {
		spoil       func(fstest.MapFS)
		code, where string
	}{
		"no outline":              {func(fs fstest.MapFS) { delete(fs, "course.yaml") }, "FILE_MISSING", "course.yaml"},
		"no YAML":                 {put("course.yaml", "key: [a"), "YAML_SYNTAX", "course.yaml:1"},
		"an unknown key":          {swap("inOrder", "inorder"), "SPEC_UNKNOWN_KEY", "course.yaml:8"},
		"an unknown kind":         {swap("kind: TASK", "kind: TASKS"), "SPEC_WRONG_VALUE", "course.yaml:23"},
		"a missing title":         {swap(", title: In use", ""), "SPEC_KEY_MISSING", "course.yaml:17"},
		"an alias":                {swap("locales: [en, de]", "locales: &l [en, de]"), "YAML_NOT_ALLOWED", "course.yaml:5"},
		"a loop":                  {swap("[welcome]", "[edge-basics]"), "COURSE_LOOP", "course.yaml:11"},
		"the own language absent": {swap("{en: Why, de: Warum}", "{de: Warum}"), "TEXT_MISSING", "course.yaml:14"},
		"a strange language":      {swap("de: Warum", "fr: Pourquoi"), "COURSE_LOCALES", "course.yaml:14"},
		"two lessons of a name":   {swap("key: film", "key: problem"), "COURSE_KEY_TWICE", "course.yaml:17"},
		"a rule of no shape":      {swap("in: [reseller]", "in: [reseller], present: true"), "RULE_OPERATOR", "course.yaml:10"},
		"a file that is missing":  {swap("media/film.mp4", "media/none.mp4"), "TEXT_FILE_MISSING", "course.yaml:17"},
		"a file and an asset":     {swap("file: media/film.mp4", "file: media/film.mp4, asset: a"), "LESSON_FILE", "course.yaml:17"},
		"a quiz nowhere":          {swap(", quiz: edge-basics-quiz", ""), "LESSON_QUIZ", "course.yaml:19"},
		"a text nowhere":          {func(fs fstest.MapFS) { delete(fs, "lessons/call.md") }, "TEXT_MISSING", "course.yaml:23"},
		"a picture nowhere":       {put("lessons/problem.md", "a\n\n![x](../media/no.png)\n"), "TEXT_FILE_MISSING", "lessons/problem.md:3"},
		"a script":                {put("lessons/problem.de.md", "a\n\nb <script>x</script>\n"), "TEXT_SCRIPT", "lessons/problem.de.md:3"},
		"a text of no lesson":     {put("lessons/problm.md", "x"), "COURSE_STRAY_FILE", "lessons/problm.md"},
		"a drawing":               {put("media/logo.svg", "<svg onload=alert(1)>"), "COURSE_MEDIA", "media/logo.svg"},
		"a page as picture":       {put("media/page.png", "<html><script>"), "COURSE_MEDIA", "media/page.png"},
		"a text too long":         {put("lessons/call.md", strings.Repeat("x ", 40000)), "FILE_TOO_LARGE", "lessons/call.md"},
		"a file too large":        {put("media/big.png", png+strings.Repeat("x", 51<<20)), "FILE_TOO_LARGE", "media/big.png"},
		"a link":                  {func(fs fstest.MapFS) { fs["media/l.png"] = &fstest.MapFile{Mode: 0o777 | 1<<27} }, "FOLDER_LINK", "media/l.png"},
		"nothing that is needed":  {swap("minutes: 8}", "minutes: 8, optional: true}"), "", ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			fs := folder()
			tt.spoil(fs)
			got, found := course.Read(fs)
			if tt.code == "" {
				if found != nil {
					t.Errorf("found %v", found)
				}
				return
			}
			if got != nil || !found.Has(tt.code) {
				t.Fatalf("read %v, found %v, want %s", got != nil, found, tt.code)
			}
			for _, p := range found {
				if p.Code == tt.code && strings.HasPrefix(p.Where, tt.where) && p.Fix != "" {
					return
				}
			}
			t.Errorf("found %v, want it at %s", found, tt.where)
		})
	}
}

func TestACourseOfOptionalLessonsCompletesNothing(t *testing.T) {
	t.Parallel()
	fs := folder()
	text := strings.ReplaceAll(strings.ReplaceAll(outline, ", optional: true", ""), "minutes: ", "optional: true, minutes: ")
	fs["course.yaml"] = &fstest.MapFile{Data: []byte(text)}
	if _, found := course.Read(fs); !found.Has("COURSE_ALL_OPTIONAL") {
		t.Errorf("found %v", found)
	}
}

// The same checks hold an outline that comes by the API, without a folder.
func TestAnOutlineAloneIsCheckedByItsPaths(t *testing.T) {
	t.Parallel()
	o := course.Outline{Key: "A b", Locale: "en", Title: course.Texts{"en": "T"}, Modules: []course.Module{{Key: "m", Title: course.Texts{"en": "M"},
		Lessons: []course.Lesson{{Key: "l", Kind: course.Text, Title: course.Texts{"en": "L"}, Minutes: 1, Body: course.Texts{"en": "x\n\n<b>y</b>"}}}}}}
	found := o.Check(func(string) bool { return false })
	if len(found) != 3 || found[0].Code != "COURSE_KEY" || found[0].Where != "key" || found[1].Where != "lessons/l.md:3" {
		t.Errorf("found %v", found)
	}
}
