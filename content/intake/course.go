package intake

import (
	"context"
	"encoding/json"

	"github.com/portico-prm/portico/content/course"
)

// CourseAnswer is what came of a course folder. Outline is nil when a problem
// blocks.
type CourseAnswer struct {
	head
	Outline *course.Outline `json:"outline,omitempty"`
	Files   []CourseFile    `json:"files,omitempty"`
}

// CourseFile is one of the course's own files.
type CourseFile struct {
	Path      string `json:"path"`
	MediaType string `json:"mediaType"`
	Body      []byte `json:"-"`
}

func readCourse(_ context.Context, payload []byte) ([]byte, error) {
	a := CourseAnswer{}
	folder, found := unzip(payload, courseZip)
	var bodies [][]byte
	if found == nil {
		var got *course.Folder
		if got, found = course.Read(folder); got != nil {
			a.Outline = got.Outline
			for _, f := range got.Files {
				a.Files = append(a.Files, CourseFile{Path: f.Path, MediaType: f.MediaType})
				bodies = append(bodies, f.Body)
			}
		}
	}
	a.Problems = found
	raw, err := json.Marshal(a)
	return join(append([][]byte{raw}, bodies...)...), err
}

// ReadCourseAnswer unpacks an answer.
func ReadCourseAnswer(raw []byte) (*CourseAnswer, error) {
	parts, err := split(raw, 1)
	if err != nil {
		return nil, err
	}
	a := &CourseAnswer{}
	if err := json.Unmarshal(parts[0], a); err != nil {
		return nil, err
	}
	if len(parts) != 1+len(a.Files) {
		return nil, errFrame
	}
	for i := range a.Files {
		a.Files[i].Body = parts[i+1]
	}
	return a, nil
}
