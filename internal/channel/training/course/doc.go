// Package course is what is taught: courses of modules of lessons, in versions,
// and curricula of courses.
//
//	version: DRAFT <-> IN_REVIEW -> PUBLISHED -> RETIRED
//	curriculum: DRAFT -> PUBLISHED -> RETIRED
//
// Rules that always hold: a published version never changes; who wrote a
// version never publishes it; publishing one retires the last, and those who
// began the last finish it. A text exists in the course's own language and
// falls back to it from every other. A course never asks, by whatever detour,
// to be completed before itself.
package course

// ID names a course, VersionID one edition of it, LessonID one lesson of an
// edition and CurriculumID a curriculum.
type (
	ID           string
	VersionID    string
	ModuleID     string
	LessonID     string
	FileID       string
	CurriculumID string
)
