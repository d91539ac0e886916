package logo

import (
	"crypto/sha256"
	"encoding/hex"

	"github.com/portico-prm/portico/content/problem"
)

// Report is what `portico logo check --json` prints about one file. Its field
// names are a promise.
type Report struct {
	File     string       `json:"file"`
	Accepted bool         `json:"accepted"`
	Bytes    int          `json:"bytes"`
	SHA256   string       `json:"sha256"`
	Findings problem.List `json:"findings"`
	Mark     *MarkReport  `json:"mark,omitempty"` // of accepted files
}

// MarkReport is what analysis found out.
type MarkReport struct {
	Kind       Kind       `json:"kind"`
	Format     string     `json:"format"`
	Width      float64    `json:"width"` // of the file, in pixels or user units
	Height     float64    `json:"height"`
	Trimmed    Box        `json:"trimmed"`
	Aspect     float64    `json:"aspect"`
	Density    float64    `json:"density"`
	Centre     Centre     `json:"centre"`
	Colors     []Cluster  `json:"colors"`
	Background Background `json:"background"`
	Flags      Flags      `json:"flags"`
	Look       Look       `json:"look"`
	Key        string     `json:"key"`
	Offers     []Offer    `json:"offers,omitempty"` // versions that can be made of it
}

// NewReport tells what Intake found about a file; m is nil for a refused one.
func NewReport(name string, data []byte, m *Mark, found problem.List) Report {
	sum := sha256.Sum256(data)
	r := Report{File: name, Accepted: m != nil, Bytes: len(data), SHA256: hex.EncodeToString(sum[:]), Findings: found}
	if found == nil {
		r.Findings = problem.List{} // an empty list, not null
	}
	if m != nil {
		r.Mark = m.report()
	}
	return r
}

func (m *Mark) report() *MarkReport {
	return &MarkReport{
		Kind: m.Kind, Format: m.Source.Format, Width: m.Source.Width, Height: m.Source.Height,
		Trimmed: m.Source.Trim, Aspect: round(m.Aspect(), 4), Density: m.Density, Centre: m.Centre,
		Colors: m.Colors, Background: m.Background, Flags: m.Flags, Look: m.Look, Key: m.Key, Offers: m.Offers(),
	}
}
