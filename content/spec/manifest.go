package spec

import (
	"time"

	"github.com/portico-prm/portico/content/rule"
)

// Manifest is template.yaml with the texts, clauses and sample partners that it
// names. Its JSON is the frozen form that a compiled template carries.
type Manifest struct {
	APIVersion string        `json:"apiVersion"`
	Kind       string        `json:"kind"`
	ID         string        `json:"id"`
	Version    string        `json:"version"`
	Title      ByLanguage    `json:"title"`
	Owner      string        `json:"owner,omitempty"`
	Tags       []string      `json:"tags,omitempty"`
	Languages  Languages     `json:"languages"`
	Lifecycle  *Lifecycle    `json:"lifecycle,omitempty"`
	Access     *Access       `json:"access,omitempty"`
	Fields     Named[Field]  `json:"fields"`
	Brand      Brand         `json:"brand"`
	Pieces     Named[*Piece] `json:"pieces"`
	Tests      []Test        `json:"tests,omitempty"`

	Strings  map[string]Texts    `json:"-"` // language -> key -> text
	Legal    map[string]Clauses  `json:"-"` // language -> key -> clause
	Layouts  map[string]*Layout  `json:"-"` // file -> layout
	Fixtures map[string]*Partner `json:"-"` // name in tests -> partner
	Files    Listing             `json:"-"` // every file of the folder

	doc        *node // places of everything, for problems
	layoutDocs map[string]*node
}

// ByLanguage is a text or a file per language.
type ByLanguage map[string]string

// Texts are the strings of one language.
type Texts map[string]string

// Clauses are the legal texts of one language.
type Clauses map[string]Clause

// Clause is one legal text with the time in which it may be printed.
type Clause struct {
	Text         string `json:"text"`
	Owner        string `json:"owner,omitempty"`
	Jurisdiction string `json:"jurisdiction,omitempty"`
	ValidFrom    string `json:"validFrom,omitempty"` // dates, as 2026-12-31
	ValidTo      string `json:"validTo,omitempty"`
}

// Languages says in which languages the template exists.
type Languages struct {
	Default   string            `json:"default"`
	Available []string          `json:"available"`
	Fallback  map[string]string `json:"fallback,omitempty"` // de-AT -> de
}

// Lifecycle is when the version may be used.
type Lifecycle struct {
	EmbargoUntil time.Time `json:"embargoUntil,omitzero"`
	ExpiresAt    time.Time `json:"expiresAt,omitzero"`
	OnExpiry     string    `json:"onExpiry,omitempty"`
	GraceDays    int       `json:"graceDays,omitempty"`
	Supersedes   string    `json:"supersedes,omitempty"`
	ReviewBy     string    `json:"reviewBy,omitempty"`
}

// Access is who may find and use the template; see package rule.
type Access struct {
	Discover    *rule.Tree        `json:"discover,omitempty"`
	Render      *rule.Tree        `json:"render,omitempty"`
	Approval    *rule.Approval    `json:"approval,omitempty"`
	Obligations []rule.Obligation `json:"obligations,omitempty"`
	OnBehalf    []string          `json:"onBehalf,omitempty"`
}

// Rules is what the manifest asks, in the form that rule.Decide takes.
func (m *Manifest) Rules() rule.Access {
	var a rule.Access
	if m.Access != nil {
		a = rule.Access{Discover: m.Access.Discover, Render: m.Access.Render, Approval: m.Access.Approval,
			Obligations: m.Access.Obligations, OnBehalf: m.Access.OnBehalf}
	}
	if l := m.Lifecycle; l != nil {
		a.Lifecycle = rule.Lifecycle{EmbargoUntil: l.EmbargoUntil, ExpiresAt: l.ExpiresAt, OnExpiry: l.OnExpiry, GraceDays: l.GraceDays}
	}
	return a
}

// Test is a fixture with the decision that it must get.
type Test struct {
	Partner string   `json:"partner"`
	Piece   string   `json:"piece"`
	Output  string   `json:"output"`
	Expect  string   `json:"expect"` // allow, approval, locked or hidden
	Because []string `json:"because,omitempty"`
	Lint    []string `json:"lint,omitempty"` // no-overflow, no-collision: always checked
	On      string   `json:"on,omitempty"`   // the day of the decision; today where nothing is said
}
