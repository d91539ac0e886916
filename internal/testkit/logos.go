package testkit

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"strings"

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

// Logo gives a partner an approved logo of its own.
func (w *World) Logo(p *partner.Partner) *cobrand.Logo {
	w.T.Helper()
	return w.LogoOf(p, cobrand.Primary, OwnMark(p.DisplayName))
}

// OwnMark is a mark that no other name has: a pattern of blocks, as a drawing.
// Marks that look alike would wait for a brand approver.
func OwnMark(name string) []byte {
	sum := sha256.Sum256([]byte(name))
	var blocks strings.Builder
	for i := range 128 {
		if sum[i/8]>>(i%8)&1 == 1 {
			fmt.Fprintf(&blocks, `<path d="M%d %dh10v10h-10z"/>`, i%16*10, i/16*10)
		}
	}
	return []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="-20 -10 200 100" fill="#0b1f3a">` +
		`<path d="M-10 -5h10v90h-10zM165 -5h10v90h-10z"/>` + blocks.String() + `</svg>`)
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
