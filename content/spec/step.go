package spec

import (
	"fmt"
	"strings"

	"github.com/portico-prm/portico/content/problem"
)

// Step is the way from one version of a template to another: what changed, and
// the least number that may say so.
type Step struct {
	ID      string  `json:"id"`   // of the template
	From    string  `json:"from"` // version that partners have
	Carries string  `json:"carries"`
	Least   string  `json:"least"`
	Level   Level   `json:"level"`
	Changes Changes `json:"changes"`
}

// StepOf measures changes between two manifests. Pass what Diff and DiffFiles found.
func StepOf(old, now *Manifest, all Changes) Step {
	level := all.Level()
	return Step{ID: now.ID, From: old.Version, Carries: now.Version, Least: Next(old.Version, level), Level: level, Changes: all}
}

// Between is the step under other numbers: what changed does not depend on them.
func (s Step) Between(from, carries string) *Step {
	s.From, s.Carries, s.Least = from, carries, Next(from, s.Level)
	return &s
}

// TooSmall tells whether the number promises less change than there is, or goes
// back behind the version that partners have.
func (s Step) TooSmall() bool { return Older(s.Carries, s.Least) }

// toldChanges are as many as a sentence can carry.
const toldChanges = 3

// Why says what the number does not say, and which part of it has to rise.
func (s Step) Why() string {
	if s.Level == NoChange {
		return fmt.Sprintf("The folder carries %s, and partners have %s already.", s.Carries, s.From)
	}
	return fmt.Sprintf("The folder carries %s. Since %s, which partners have, it has %s: %s.",
		s.Carries, s.From, s.size(), s.told())
}

func (s Step) size() string {
	if len(s.Changes) == 1 {
		return "a " + s.Level.String() + " change"
	}
	return fmt.Sprintf("%d changes, the largest a %s one", len(s.Changes), s.Level)
}

// told are the largest changes, because they alone decide.
func (s Step) told() string {
	var say []string
	for _, c := range s.Changes {
		if c.Level == s.Level && len(say) < toldChanges {
			say = append(say, c.Where+" "+c.What)
		}
	}
	if more := len(s.Changes) - len(say); more > 0 {
		say = append(say, fmt.Sprintf("and %d more", more))
	}
	return strings.Join(say, "; ")
}

// Fix says what to write instead.
func (s Step) Fix() string {
	part := map[Level]string{Patch: "third", Minor: "second", Major: "first"}[s.Level]
	if part == "" {
		return fmt.Sprintf("Write a version above %s into template.yaml, and upload it again.", s.From)
	}
	return fmt.Sprintf("Raise the %s part of the number: write version: %s or higher into template.yaml, a line into CHANGELOG.md, and upload it again.", part, s.Least)
}

// Problem is the finding, with its figures for programs.
func (s Step) Problem(severity problem.Severity) problem.Problem {
	return problem.Problem{Code: "VERSION_TOO_SMALL", Severity: severity, Where: "template.yaml version", Message: s.Why(), Fix: s.Fix(),
		Data: map[string]any{"from": s.From, "carries": s.Carries, "least": s.Least, "level": s.Level.String(), "changes": len(s.Changes)}}
}

// Drawn tells whether a file of the folder is art or a font, which a template is
// drawn with. Texts are compared by what they say, and samples are nobody's promise.
func Drawn(path string) bool {
	return strings.HasPrefix(path, "base/") || strings.HasPrefix(path, "fonts/")
}
