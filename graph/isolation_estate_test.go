package graph_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/channel/library"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/channel/training/course"
	"github.com/portico-prm/portico/internal/channel/training/quiz"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/gate"
	"github.com/portico-prm/portico/internal/testkit"
)

// row is something that belongs to somebody.
type row struct {
	kind, id string
	owner    *testkit.House
	via      *testkit.House // the distributor through whom it went
	other    *testkit.House // of a link, the distributor
}

// estate is a channel in which everybody has some of everything.
type estate struct {
	*testkit.Channel
	kit   *library.Version
	plan  *course.Version // that everybody may take
	asked *quiz.Version   // of every kind of question
	start course.CurriculumID
	rows  []row
}

func newEstate(t *testing.T) *estate {
	t.Helper()
	e := &estate{Channel: testkit.NewChannel(t)}
	e.kit = e.Kit(testkit.Social)
	asset := library.Publication{Slug: "gateway", Kind: "DATASHEET", Title: "Gateway", Language: "en", FileName: "g.pdf", MediaType: "application/pdf", File: []byte("x")}
	_, err := e.Library.PublishAsset(e.System(), asset)
	e.Must(err)
	e.teach()
	e.asked = e.Quiz("estate", nil, testkit.EveryKind()...)
	for _, h := range e.Houses() {
		e.own(h)
		e.learn(h)
		e.add("QuizAttempt", string(e.tries(e.asked, h.Admin, true).ID), h, nil, nil)
	}
	for _, on := range []struct{ by, of *testkit.House }{{e.North, e.Cedar}, {e.South, e.Cedar}, {e.North, e.Acorn}} {
		e.add("Rendition", string(e.Render(on.by.Admin, e.kit, on.of.Partner).ID), on.of, on.by, nil)
	}
	e.bring()
	e.lapse()
	e.meet()
	e.takeOver()
	return e
}

func (e *estate) add(kind, id string, owner, via, other *testkit.House) {
	e.rows = append(e.rows, row{kind, id, owner, via, other})
}

// list reads ids as the vendor sees them.
func (e *estate) list(into *[]string, query string, args ...any) error {
	found, err := gate.Read(e.System(), e.Gate, gate.Ask{Action: access.TrainingRead}, func(v *gate.View) ([]string, error) {
		var out []string
		err := v.Select(e.System(), &out, query, args...)
		return out, err
	})
	*into = found
	return err
}

// own makes what a partner has of its own, and notes the rows of it.
func (e *estate) own(h *testkit.House) {
	e.add("Partner", string(h.ID), h, nil, nil)
	e.add("Person", string(h.Admin.ID), h, nil, nil)
	e.add("Person", string(h.Second.ID), h, nil, nil)
	e.add("Rendition", string(e.Render(h.Second, e.kit, h.Partner).ID), h, nil, nil)
	token, err := e.Members.CreateToken(e.As(h.Second), member.NewToken{Name: h.Word + "-token", Scopes: []string{"*"}, ExpiresAt: e.Clock.Now().AddDate(0, 1, 0)})
	e.Must(err)
	e.add("ApiToken", string(token.ID), h, nil, nil)
	for kind, table := range map[string]string{"Logo": "logo", "Membership": "membership", "Agreement": "agreement",
		"ProductAuthorization": "product_authorization", "Certification": "certification"} {
		for _, id := range e.Sees(e.System(), "select id::text from "+table+" where partner_id = $1", h.ID) {
			e.add(kind, id, h, nil, nil)
		}
	}
	for _, l := range e.Sees(e.System(), "select id || ' ' || distributor_id from portfolio_link where reseller_id = $1", h.ID) {
		id, distributor, _ := strings.Cut(l, " ")
		e.add("PortfolioLink", id, h, nil, e.house(partner.ID(distributor)))
	}
}

func (e *estate) house(id partner.ID) *testkit.House {
	for _, h := range e.Houses() {
		if h.ID == id {
			return h
		}
	}
	return nil
}

// serves tells whether a distributor serves a reseller: the oracle's own words,
// not the program's.
func (e *estate) serves(distributor, reseller *testkit.House) bool {
	switch distributor {
	case e.North:
		return reseller == e.Acorn || reseller == e.Cedar
	case e.South:
		return reseller == e.Birch || reseller == e.Cedar
	}
	return false
}

// maySee is what a viewer of a partner may see of a row (DOMAIN.md 3.3). admin
// tells whether the viewer administers or manages the partner.
func (e *estate) maySee(viewer *testkit.House, r row) bool {
	self, serves, served := viewer == r.owner, e.serves(viewer, r.owner), e.serves(r.owner, viewer)
	switch r.kind {
	case "Partner", "Logo":
		return self || serves || served
	case "Person", "ApiToken", "Effect", "CertificationEvidence", "QuizAttempt", "Enrollment", "CourseCompletion", "Notice": // no program names its learners
		return self
	case "CompletionImport":
		return self
	case "PortfolioLink", "SessionRegistration": // other: the distributor of the link, or who holds the session
		return self || viewer == r.other
	case "TrainingSession":
		return self || served || e.has(viewer, r)
	case "Rendition":
		return self || r.via == viewer || r.via == nil && serves
	}
	return self || serves
}

// has tells whether somebody of a partner has a seat in a session.
func (e *estate) has(viewer *testkit.House, session row) bool {
	for _, r := range e.rows {
		if r.kind == "SessionRegistration" && r.owner == viewer && r.other == session.owner {
			return true
		}
	}
	return false
}

// listed tells whether a person of a partner is on a list that the viewer holds.
func (e *estate) listed(viewer, h *testkit.House) bool {
	for _, r := range e.rows {
		if r.kind == "SessionRegistration" && r.owner == h && r.other == viewer {
			return true
		}
	}
	return false
}

// leaks lists what of a body the viewer may not see: ids, and the words that
// only one partner's texts hold.
func (e *estate) leaks(viewer *testkit.House, body []byte, trail bool) (out []string) {
	text := strings.ToLower(string(body))
	for _, r := range e.rows {
		if trail && r.kind == "Person" || e.maySee(viewer, r) { // the trail names who did it
			continue
		}
		for _, canary := range []string{strings.ToLower(ids.Global(r.kind, r.id)), r.id} {
			if strings.Contains(text, canary) {
				out = append(out, fmt.Sprintf("%s %s of %s", r.kind, r.id, r.owner.Word))
			}
		}
	}
	for _, h := range e.Houses() {
		known := e.maySee(viewer, row{kind: "Partner", owner: h})
		for suffix, kind := range map[string]string{"": "Partner", "son": "Person", "-line": "ProductAuthorization", "-token": "ApiToken"} {
			if strings.Contains(text, h.Word+suffix) && !(suffix == "" && known) && !(suffix == "son" && e.listed(viewer, h)) && !e.maySee(viewer, row{kind: kind, owner: h}) {
				out = append(out, "the word "+h.Word+suffix)
			}
		}
	}
	return out
}
