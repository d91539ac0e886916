package playbook

import (
	"fmt"
	"slices"
	"strings"

	"github.com/portico-prm/portico/content/course"
	"github.com/portico-prm/portico/content/markdown"
	"github.com/portico-prm/portico/content/rule"
	"github.com/portico-prm/portico/internal/base/fault"
	catalogue "github.com/portico-prm/portico/internal/channel/training/course"
)

// ID names a playbook, StepID one step of it.
type (
	ID     string
	StepID string
)

// Kind says what a step is.
type Kind string

// The kinds.
const (
	Asset  Kind = "ASSET"
	Course Kind = "COURSE"
	Task   Kind = "TASK"
)

// Playbook is steps in an order.
type Playbook struct {
	ID       ID
	Key      string
	Locale   string
	Title    course.Texts
	Purpose  course.Texts
	Audience *rule.Tree
	Steps    []Step
}

// Step is one thing to do.
type Step struct {
	Key      string       `json:"key"`
	Kind     Kind         `json:"kind"`
	Title    course.Texts `json:"title"`
	Body     course.Texts `json:"body"` // Markdown
	Optional bool         `json:"optional"`
	Asset    string       `json:"asset"`  // of ASSET: its slug
	Course   string       `json:"course"` // of COURSE: its key
}

const maxSteps = 100

func (p *Playbook) validate() error {
	broken := slices.Concat(catalogue.Named(p.Key, p.Locale, p.Title, p.Purpose), catalogue.AudienceOf(p.Audience))
	if n := len(p.Steps); n == 0 || n > maxSteps {
		broken = append(broken, fault.Field(fault.Invalid, "steps", "PLAYBOOK_SIZE", "A playbook has 1 to %d steps; this has %d.", maxSteps, n))
	}
	seen := map[string]bool{}
	for i := range p.Steps {
		at := fmt.Sprintf("steps[%d]", i)
		broken = append(broken, p.Steps[i].validate(at, p.Locale)...)
		if seen[p.Steps[i].Key] {
			broken = append(broken, fault.Field(fault.Invalid, at, "COURSE_KEY_TWICE", "Another step has the key %q. Give each its own: progress hangs on it.", p.Steps[i].Key))
		}
		seen[p.Steps[i].Key] = true
	}
	return fault.Join(broken...)
}

func (s *Step) validate(at, locale string) (broken []*fault.Error) {
	for _, f := range catalogue.Named(s.Key, locale, s.Title, nil) {
		f.Field = at + "." + f.Field
		broken = append(broken, f)
	}
	if (s.Kind == Asset) != (s.Asset != "") || (s.Kind == Course) != (s.Course != "") || !slices.Contains([]Kind{Asset, Course, Task}, s.Kind) {
		broken = append(broken, fault.Field(fault.Invalid, at, "PLAYBOOK_STEP", "A step of the kind %s names what its kind needs: ASSET an asset, COURSE a course, TASK neither.", s.Kind))
	}
	if s.Kind == Task && strings.TrimSpace(s.Body[locale]) == "" {
		broken = append(broken, fault.Field(fault.Invalid, at, "TEXT_MISSING", "Say in %q what to do.", locale))
	}
	for language, body := range s.Body {
		if !course.ValidLocale(language) {
			broken = append(broken, fault.Field(fault.Invalid, at, "COURSE_LOCALES", "%.40q is no language. Write it as BCP 47 does: de, or de-AT.", language))
		}
		for _, p := range markdown.Check(s.Key, body, func(string) bool { return false }) {
			broken = append(broken, fault.Field(fault.Invalid, at, p.Code, "%s", p.Sentence()))
		}
	}
	return broken
}
