package testkit

import (
	"io/fs"

	"github.com/portico-prm/portico/internal/channel/cobrand"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/templates"
)

// DemoLogo is the file of a logo of the demo, "hanseflut.svg".
func DemoLogo(name string) []byte {
	raw, err := fs.ReadFile(templates.Demo(), "logos/"+name)
	if err != nil {
		panic("testkit: " + err.Error()) // a name that is not in the demo
	}
	return raw
}

// Logo gives a partner an approved logo of the demo.
func (w *World) Logo(p *partner.Partner) *cobrand.Logo {
	w.T.Helper()
	return w.LogoOf(p, cobrand.Primary, DemoLogo("hanseflut.svg"))
}

// LogoOf gives a partner an approved logo.
func (w *World) LogoOf(p *partner.Partner, v cobrand.Variant, file []byte) *cobrand.Logo {
	w.T.Helper()
	l, err := w.Cobrand.Upload(w.System(), cobrand.Upload{Partner: p.ID, Variant: v, FileName: Word(p.DisplayName) + "-logo.svg", File: file})
	w.Must(err)
	if l.State == cobrand.NeedsReview {
		l, err = w.Cobrand.Decide(w.System(), l.ID, cobrand.Approved, "for a test")
		w.Must(err)
	}
	return l
}

// Ready gives a partner all that the kits that ship ask for: gold, the signed
// addendum, the certificate and a logo.
func (w *World) Ready(partners ...*partner.Partner) {
	w.T.Helper()
	for _, p := range partners {
		w.Enroll(p, "gold")
		w.Agreement(p)
		w.Certify(p)
		w.Logo(p)
	}
}
