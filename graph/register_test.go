package graph_test

import (
	"fmt"
	"testing"

	outline "github.com/portico-prm/portico/content/course"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/training"
	"github.com/portico-prm/portico/internal/channel/training/award"
	"github.com/portico-prm/portico/internal/testkit"
)

// wholeRegister asks for everything that a row of the register has.
const wholeRegister = `{ certifications(first: 100) { pageInfo { hasNextPage endCursor } edges { cursor } nodes {
	id definitionKey name issuedAt expiresAt state origin path shortFrom holderName revokedWhy
	renews { id state } badge { code verifyUrl linkedInUrl namePublished }
	definition { name requirements { kind subject course { key } quiz { key } } renewalRequirements { kind } progress { done needed steps { need } } }
	partner { displayName memberships { tier { name } } }
	evidence { issuer sha256 personName } restsOn { kind subject at } } } }`

// registered fills a register with one row of every kind: by course, by
// document, by hand, a renewal, of a person and of a partner.
func registered(c *testkit.Channel) {
	c.T.Helper()
	taught, basics := c.Course("edge-basics", outline.Text), "edge-basics"
	for _, d := range []award.Definition{
		{Definition: training.Definition{Key: "basics-101", Name: "Basics 101", Minutes: 10, ValidMonths: 12, NoticeDays: 30, Holder: training.ByPerson},
			Requirements: &[]*award.Requirement{{Kind: award.Course, Subject: &basics}}},
		{Definition: training.Definition{Key: "hipaa", Name: "HIPAA", Minutes: 1, ValidMonths: 12, Kind: training.Regulatory, Holder: training.ByPartner},
			Requirements: &[]*award.Requirement{{Kind: award.Evidence, Label: "Attestation"}}},
	} {
		_, err := c.Awards.Define(c.System(), d)
		c.Must(err)
	}
	c.Completes(c.Acorn.Second, taught)
	now := c.Clock.Now()
	paper, err := c.Awards.Submit(c.As(c.Acorn.Admin), award.Submission{Key: "hipaa", Issuer: "Aurora Audit", Number: "H-1", ValidFrom: now.AddDate(0, -1, 0),
		ValidTo: now.AddDate(1, 0, 0), FileName: "attestation.pdf", File: []byte("%PDF-1.7 of acorn")})
	c.Must(err)
	_, err = c.Awards.Accept(c.As(c.Boss), paper.ID, "Thank you.")
	c.Must(err)
	holds(c, "by-hand", c.Acorn.Second, -2)
	holds(c, "by-hand", c.Acorn.Second, -1) // renews the one before
}

// holds gives somebody a certification, so many months ago.
func holds(c *testkit.Channel, key string, who *member.Person, months int) {
	c.T.Helper()
	_, err := c.Training.Define(c.System(), training.Definition{Key: key, Name: key, Minutes: 10, ValidMonths: 12})
	c.Must(err)
	id := string(who.ID)
	_, err = c.Training.Certify(c.System(), key, who.PartnerID, &id, c.Clock.Now().AddDate(0, months, 0))
	c.Must(err)
}

// The register costs as many statements with a full page as with some rows, for
// everybody who reads it: what hangs on a row is read for all rows together.
func TestARegisterCostsAsManyStatementsFullAsWithSomeRows(t *testing.T) {
	t.Parallel()
	c := testkit.NewChannel(t)
	registered(c)
	c.Start()
	readers := map[string]*testkit.Client{"the vendor": c.SignedIn(c.Boss), "the distributor": c.SignedIn(c.North.Admin), "the partner": c.SignedIn(c.Acorn.Admin)}
	costs := func() (rows map[string]int, asked map[string]int64) {
		rows, asked = map[string]int{}, map[string]int64{}
		for name, who := range readers {
			asked[name] = c.Asks(func() {
				rows[name] = len(who.Fine(who.Do(wholeRegister, nil)).List("data", "certifications", "nodes"))
			})
		}
		return rows, asked
	}
	few, least := costs()
	plain := c.Asks(func() {
		readers["the vendor"].Fine(readers["the vendor"].Do(`{ certifications { nodes { id } } }`, nil))
	})
	if plain <= 0 || plain >= least["the vendor"] {
		t.Errorf("what hangs on a row is not counted: %d statements without it, %d with it", plain, least["the vendor"])
	}
	for n := range 45 {
		holds(c, fmt.Sprint("more-", n), []*member.Person{c.Acorn.Second, c.Acorn.Admin}[n%2], -2)
		holds(c, fmt.Sprint("more-", n), []*member.Person{c.Acorn.Second, c.Acorn.Admin}[n%2], -1)
	}
	many, most := costs()
	t.Logf("rows %v then %v; statements %v then %v", few, many, least, most)
	for name := range readers {
		if few[name] < 4 || few[name] > 20 || many[name] < 90 {
			t.Errorf("%s reads %d rows, then %d", name, few[name], many[name])
		}
		if most[name] != least[name] || least[name] == 0 {
			t.Errorf("%s asks %d times for %d rows and %d times for %d rows", name, least[name], few[name], most[name], many[name])
		}
	}
}
