package graph

import (
	"context"

	"github.com/portico-prm/portico/content/rule"
	"github.com/portico-prm/portico/graph/read"
	"github.com/portico-prm/portico/internal/channel/training/course"
	"github.com/portico-prm/portico/internal/channel/training/learning"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/gate"
)

var courseQueries = read.Fields{
	"courses":            read.Pages{Order: read.Order{Sort: "t.key"}, Filters: []read.Filter{{Arg: "key", SQL: "t.key = $"}}},
	"course":             read.One{Arg: "id"},
	"openCourseVersions": read.List{Where: "t.state in ('DRAFT', 'IN_REVIEW')", Order: "t.created_at desc, t.id desc", Most: 100},
	"curricula":          read.Pages{Order: read.Order{Sort: "t.key"}},
}

func courseTypes(svc *Services) []read.Type {
	return []read.Type{
		{Name: "Course", Table: "course t", Ask: access.TrainingRead, Plain: "id key",
			Fields: read.Fields{
				"published": read.One{Key: "(select v.id from course_version v where v.course_id = t.id and v.state = 'PUBLISHED')"},
				"versions":  read.List{By: "t.course_id", Order: "t.number desc", Most: 100},
				"decision":  read.Compute(access.TrainingRead, "t.id", courseDecisions),
			}},
		{Name: "CourseVersion", Table: "course_version t", Ask: access.TrainingRead,
			Plain: "id number state locale locales minutes inOrder earlierCompletionsCount returnedWhy publishedAt retiredAt",
			Fields: read.Fields{
				"course":        read.One{Key: "t.course_id"},
				"words":         wordsOf(course.AVersion),
				"prerequisites": read.List{By: "b.version_id", Join: "join course_prerequisite b on b.course_id = t.id", Order: "t.key", Most: 20},
				"modules":       read.List{By: "t.version_id", Order: "t.position", Most: 50},
				"files":         read.List{By: "t.version_id", Order: "t.path", Most: 1000},
				"folderUrl":     read.Derive{Column: "t.id", Make: svc.folderLink},
			}},
		{Name: "CourseModule", Table: "module t", Ask: access.TrainingRead, Plain: "key position",
			Fields: read.Fields{
				"words":   wordsOf(course.AModule),
				"lessons": read.List{By: "t.module_id", Order: "t.position", Most: 100},
			}},
		{Name: "Lesson", Table: "lesson t", Ask: access.TrainingRead, Plain: "id key position kind minutes optional quizKey",
			Fields: read.Fields{
				"asset":   read.One{Key: "t.asset_id"},
				"words":   wordsOf(course.ALesson),
				"content": read.Compute(access.TrainingRead, "t.id", svc.lessonContents),
			}},
		{Name: "CourseFile", Table: "course_file t", Ask: access.TrainingRead, Plain: "id path mediaType bytes",
			Fields: read.Fields{"downloadUrl": read.Derive{Column: "t.id", Make: svc.lessonLink}}},
		{Name: "Curriculum", Table: "curriculum t", Ask: access.TrainingRead, Plain: "id key state",
			Fields: read.Fields{
				"words":   wordsOf(course.ACurriculum),
				"courses": read.List{By: "t.curriculum_id", Order: "t.position", Most: 100},
			}},
		{Name: "CurriculumCourse", Table: "curriculum_course t", Key: "t.course_id", Ask: access.TrainingRead, Plain: "position optional",
			Fields: read.Fields{"course": read.One{Key: "t.course_id"}}},
		read.Value("Words",
			read.Get("language", func(w *course.Words) any { return w.Language }),
			read.Get("title", func(w *course.Words) any { return w.Title }),
			read.Get("summary", func(w *course.Words) any { return w.Summary })),
		read.Value("LessonContent",
			read.Get("language", func(c *course.Content) any { return c.Language }),
			read.Get("html", func(c *course.Content) any { return c.HTML }),
			read.To("file", func(c *course.Content) string { return string(c.File) })),
		answers("SaveCoursePayload", "version", courseVersionKey),
		answers("ImportCoursePayload", "version", courseVersionKey),
		answers("MoveCoursePayload", "version", courseVersionKey),
		answers("SaveCurriculumPayload", "curriculum", curriculumKey),
		answers("MoveCurriculumPayload", "curriculum", curriculumKey),
	}
}

func courseVersionKey(v *course.Version) string { return string(v.ID) }
func curriculumKey(c *course.Curriculum) string { return string(c.ID) }

// wordsOf are the texts of a thing in the language that is asked for.
func wordsOf(thing course.Thing) read.Field {
	return read.Compute(access.TrainingRead, "t.id", func(ctx context.Context, q read.Question) (map[string]*course.Words, error) {
		return course.In(ctx, q.View, thing, q.Keys, q.Args.Text("language"))
	})
}

func courseDecisions(ctx context.Context, q read.Question) (map[string]*rule.Decision, error) {
	return learning.Decisions(ctx, q.View, q.Keys, q.Args.Text("language"))
}

// lessonContents are the texts of those lessons whose turn it is.
func (s *Services) lessonContents(ctx context.Context, q read.Question) (map[string]*course.Content, error) {
	readable, err := learning.Readable(ctx, q.View, q.Keys)
	if err != nil {
		return nil, err
	}
	return course.Contents(ctx, q.View, readable, q.Args.Text("language"), func(id course.FileID) (string, error) {
		return s.link(ctx, "/lesson/", forLesson, string(id))
	})
}

func (s *Services) lessonLink(ctx context.Context, id string) (any, error) {
	return s.link(ctx, "/lesson/", forLesson, id)
}

// folderLink is for those who write courses.
func (s *Services) folderLink(ctx context.Context, id string) (any, error) {
	if gate.Reach(ctx, access.TrainingAuthor) == access.None {
		return nil, nil
	}
	return s.link(ctx, "/course/", forCourse, id)
}
