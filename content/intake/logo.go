package intake

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/portico-prm/portico/content/logo"
	"github.com/portico-prm/portico/content/problem"
)

// LogoRequest asks for a logo file to be read; name is how its owner calls it.
func LogoRequest(name string, file []byte) []byte { return join([]byte(name), file) }

// LogoAnswer is what came of a logo file. Mark is empty when a problem blocks.
type LogoAnswer struct {
	head
	Kind         string          `json:"kind"` // VECTOR or RASTER
	SourceSHA256 string          `json:"sourceSHA256"`
	Width        float64         `json:"width"`
	Height       float64         `json:"height"`
	Look         logo.Look       `json:"look"`   // how it looks, to find marks like it
	Report       json.RawMessage `json:"report"` // findings and measures, for people
	Mark         []byte          `json:"-"`      // the prepared form
}

func readLogo(_ context.Context, payload []byte) ([]byte, error) {
	parts, err := split(payload, 2)
	if err != nil {
		return nil, err
	}
	mark, found, err := logo.Intake(string(parts[0]), parts[1], logo.Limits{})
	if err != nil {
		return nil, err
	}
	a := LogoAnswer{head: head{Problems: found}}
	if !found.Blocking() {
		if err := a.take(mark, logo.NewReport(string(parts[0]), parts[1], mark, found)); err != nil {
			return nil, err
		}
	}
	raw, err := json.Marshal(a)
	return join(raw, a.Mark), err
}

// MadeLogo is the answer about a mark that was made of another one, with the
// findings that go for it too.
func MadeLogo(name string, m *logo.Mark, found problem.List) (*LogoAnswer, error) {
	a := &LogoAnswer{head: head{Problems: found}}
	r := logo.NewReport(name, nil, m, found)
	r.Bytes, r.SHA256 = m.Source.Bytes, m.SourceSHA256
	return a, a.take(m, r)
}

func (a *LogoAnswer) take(m *logo.Mark, r logo.Report) (err error) {
	a.Kind, a.SourceSHA256 = strings.ToUpper(string(m.Kind)), m.SourceSHA256
	a.Width, a.Height, a.Look = m.Width, m.Height, m.Look
	if a.Report, err = json.Marshal(r); err != nil {
		return err
	}
	a.Mark, err = m.MarshalBinary()
	return err
}

// ReadLogoAnswer unpacks an answer.
func ReadLogoAnswer(raw []byte) (*LogoAnswer, error) {
	parts, err := split(raw, 2)
	if err != nil {
		return nil, err
	}
	a := &LogoAnswer{Mark: parts[1]}
	return a, json.Unmarshal(parts[0], a)
}
