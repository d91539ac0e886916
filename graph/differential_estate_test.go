package graph_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/channel/cobrand"
	"github.com/portico-prm/portico/internal/channel/library"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/channel/program"
	"github.com/portico-prm/portico/internal/channel/training/question"
	"github.com/portico-prm/portico/internal/channel/training/quiz"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/actor"
	"github.com/portico-prm/portico/internal/testdb"
	"github.com/portico-prm/portico/internal/testkit"
)

// newVariety is an estate in which lists are long enough for pages, and every
// state and every null that a field can have is there somewhere.
func newVariety(t *testing.T) *estate {
	e := newEstate(t)
	e.resellers()
	e.histories()
	e.library()
	e.copies()
	e.marks()
	e.orders()
	e.classes()
	e.timetable()
	e.pastImports()
	e.studies()
	e.quizzes()
	e.desk()
	e.lapsed()
	return e
}

// orders are pieces for many partners: of the vendor, which is done, and of a
// distributor and a reseller, whose turn is to come; and a kit of a reseller.
func (e *estate) orders() {
	for i, p := range []*member.Person{e.Boss, e.North.Admin, e.Acorn.Admin} {
		b, err := e.Cobrand.RenderForPartners(e.As(p), cobrand.BulkOrder{Template: e.kit.TemplateID})
		e.Must(err)
		if i == 0 {
			e.Must(e.Cobrand.RunBulk(e.System(), cobrand.BulkOrdered{Bulk: b.ID}, e.Members.Actor))
		}
	}
	b, err := e.Cobrand.RenderKit(e.As(e.Cedar.Admin), cobrand.KitOrder{Template: e.kit.TemplateID})
	e.Must(err)
	e.Must(e.Cobrand.RunBulk(e.System(), cobrand.BulkOrdered{Bulk: b.ID}, e.Members.Actor))
}

// desk are pieces that a person looks at, in every state.
func (e *estate) desk() {
	v := e.Published(testkit.Campaign())
	by := []*member.Person{e.Acorn.Admin, e.Acorn.Second, e.North.Admin, e.Cedar.Admin, e.Birch.Admin}
	for i, p := range by {
		o := cobrand.Order{Template: v.TemplateID, Piece: "banner", Fields: map[string]string{"cta": "Book a demo"}}
		if p == e.North.Admin {
			o.Partner = e.Acorn.ID
		}
		a, _, err := e.Cobrand.RequestApproval(e.As(p), o, fmt.Sprint("note ", i))
		e.Must(err)
		switch i {
		case 1, 2:
			_, err = e.Cobrand.DecideApproval(e.As(e.Brand), a.ID, cobrand.Granted, "")
			e.Must(err)
			if i == 2 {
				e.Must(e.Cobrand.MakeApproved(e.System(), cobrand.ApprovalGranted{Approval: a.ID}, e.Members.Actor))
			}
		case 3:
			_, err = e.Cobrand.DecideApproval(e.As(e.Boss), a.ID, cobrand.Declined, "Say it shorter.")
		case 4:
			_, err = e.Cobrand.WithdrawApproval(e.As(p), a.ID)
		}
		e.Must(err)
	}
}

// quizzes are at every stage: retired, published and draft; taken by people of
// three partners with every ending, with and without a review.
func (e *estate) quizzes() {
	asked := testkit.EveryKind()
	asked[0].Others = map[string]question.Words{"de": {Prompt: "Wo?", Parts: []string{"Nord", "Süd", "West"}}}
	asked[5].Unit.Others = map[string]float64{"t": 1000}
	for i, review := range []quiz.Review{quiz.AfterSubmit, quiz.AfterPass, quiz.Never} {
		v := e.Quiz(fmt.Sprint("quiz-", i), func(s *quiz.Settings) {
			s.Review, s.Title["de"], s.Intro, s.PassPercent = review, "Frage", quiz.Texts{"en": "Read."}, []float64{1, 80, 80}[i]
		}, asked...)
		for n, h := range []*testkit.House{e.Acorn, e.Cedar, e.North} {
			e.tries(v, h.Admin, n != 1 || i == 0)
			e.tries(v, h.Second, i != 0)
		}
	}
	s := quiz.Usual
	s.Locale, s.Title = "en", quiz.Texts{"en": "Next"}
	_, err := e.Quizzes.Draft(e.System(), "quiz-1", s)
	e.Must(err)
}

// tries begins a quiz, answers what is a claim or a choice, and ends it or not.
func (e *estate) tries(v *quiz.Version, who *member.Person, ends bool) *quiz.Attempt {
	ctx, yes := e.As(who), true
	a, err := e.Quizzes.Start(ctx, quiz.Start{Quiz: v.QuizID})
	e.Must(err)
	for place := range a.Asked {
		for _, given := range []question.Answer{{Truth: &yes}, {Choices: []int{0}}, {Matches: []int{0, 1, -1}}} {
			_, _ = e.Quizzes.Answer(ctx, quiz.Giving{Attempt: a.ID, Place: place + 1, Answer: given}) // of the kind or not
		}
	}
	if ends {
		_, err = e.Quizzes.Submit(ctx, a.ID)
		e.Must(err)
	}
	return a
}

// marks are the vendor's own: two, one of which looks like a partner's logo.
func (e *estate) marks() {
	for _, file := range []string{"pelagos.svg", "hanseflut.svg"} {
		_, err := e.Cobrand.Protect(e.As(e.Brand), strings.TrimSuffix(file, ".svg"), file, testkit.DemoLogo(file))
		e.Must(err)
	}
}

// resellers fill the portfolios; some names are equal, one has signs that JSON
// escapes.
func (e *estate) resellers() {
	names := []string{"Equal Name", "Equal Name", "Equal Name", "Zöe \"Quote\" \\ <b>\u2028", "aardvark", "Mira", "Nadir", "Opal", "Pillar", "Quartz"}
	for i, name := range names {
		p, err := e.Partners.Register(e.System(), partner.Registration{TypeKey: "RESELLER", DisplayName: name, LegalName: "line\nbreak", Slug: fmt.Sprintf("more-%d", i),
			Countries: []string{"DE", "AT", "FR"}[:i%4], Industries: []string{}, Languages: []string{"en"}})
		e.Must(err)
		if i%2 == 0 {
			e.Link(e.North.Partner, p)
		} else {
			e.CappedLink(e.South.Partner, p, program.Download)
		}
		if i%3 == 0 {
			e.EndLink(e.Link(e.North.Partner, e.Reseller(fmt.Sprintf("Former %d", i))))
		}
		if i%4 == 1 {
			e.Enroll(p, "registered")
			e.Sent(p)
		}
		if i == 5 {
			e.SetStatus(p, partner.Suspended)
		}
	}
}

// histories are ended and revoked things beside those that hold.
func (e *estate) histories() {
	ctx := e.System()
	for _, h := range []*testkit.House{e.Acorn, e.North} {
		open := e.Sees(ctx, "select id::text from membership where partner_id = $1", h.ID)
		_, err := e.Programs.SetMembership(ctx, program.MembershipID(open[0]), program.Ended)
		e.Must(err)
		e.Enroll(h.Partner, "platinum")
		for months := range 3 {
			_, err = e.Training.Certify(ctx, testkit.Certificate, h.ID, nil, e.Clock.Now().AddDate(0, -5*(months+1), 0))
			e.Must(err)
		}
		until := e.Clock.Now().AddDate(1, 0, 0)
		_, err = e.Programs.Authorize(ctx, program.Authorization{PartnerID: h.ID, ProductLine: h.Word + "-other", Country: "AT", ValidFrom: e.Clock.Now().Add(-time.Hour), ValidTo: &until})
		e.Must(err)
		e.LogoOf(h.Partner, cobrand.Primary, testkit.DemoLogo("zlatavka.svg"))
		e.LogoOf(h.Partner, cobrand.Square, testkit.DemoLogo("hanseflut.svg"))
	}
	e.Text("reseller-terms", 1, partner.Reseller)
	e.Text("reseller-terms", 2, partner.Reseller)
	e.Grant(e.Cedar.Partner, program.CobrandExtended)
	e.as("update certification set revoked_at = now() where id in (select id from certification order by id limit 3)")
	e.as("update logo set state = 'NEEDS_REVIEW' where id in (select id from logo order by id desc limit 2)")
	e.as("update partner set channel_manager_id = $1 where slug like 'more-%' or slug like 'acornix%'", e.Mgr.ID)
}

// as changes rows as the vendor, past the services.
func (e *estate) as(statement string, args ...any) {
	e.T.Helper()
	tx, err := testdb.New(e.T).BeginTx(e.System(), nil)
	e.Must(err)
	defer tx.Rollback() //nolint:errcheck // after a commit this does nothing
	_, err = tx.Exec("set local role portico_all")
	e.Must(err)
	_, err = tx.Exec(statement, args...)
	e.Must(err)
	e.Must(tx.Commit())
}

// library is content in several languages and versions, and templates with
// versions in every state.
func (e *estate) library() {
	kinds := []string{"DATASHEET", "DECK", "VIDEO"}
	for i := range 9 {
		for n := range 1 + i%3 {
			for _, language := range []string{"en", "de"}[:1+i%2] {
				_, err := e.Library.PublishAsset(e.System(), library.Publication{Slug: fmt.Sprintf("asset-%d", i), Kind: kinds[i%3], Title: fmt.Sprintf("Title %c", 'A'+i/2),
					Language: language, FileName: "f.pdf", MediaType: "application/pdf", File: []byte(strings.Repeat("x", n+1)), Families: []string{"DISTRIBUTOR", "RESELLER"}[:1+i%2]})
				e.Must(err)
			}
		}
	}
	pricing := testkit.Folder(testkit.Pricing)
	first := e.Published(pricing)
	e.Publish(e.NextDraft(pricing, "9.0.0"))
	_, err := e.Library.Withdraw(e.System(), first.ID, "a wrong price")
	e.Must(err)
	e.NextDraft(pricing, "9.1.0")
	e.Must(second(e.Library.Submit(e.System(), e.NextDraft(pricing, "9.2.0").ID)))
	e.Kit(testkit.Datasheet)
}

func second[T any](_ T, err error) error { return err }

// copies are enough for several pages, by several hands.
func (e *estate) copies() {
	found, err := e.Cobrand.Templates(e.As(e.Acorn.Admin), "", "", everything)
	e.Must(err)
	for _, o := range found.Rows {
		for _, h := range e.Houses() {
			out, err := e.Cobrand.Render(e.As(h.Admin), cobrand.Order{Template: o.Version.TemplateID})
			if err == nil && out.Rendition != nil {
				e.add("Rendition", string(out.Rendition.ID), h, nil, nil)
			}
		}
	}
	const again = `insert into %[1]s select n.* from (select * from %[1]s order by id limit 4) r, generate_series(1, 4) i,
		jsonb_populate_record(null::%[1]s, to_jsonb(r) || jsonb_build_object('id', gen_random_uuid(), 'i', i) || %[2]s) n`
	e.as(fmt.Sprintf(again, "rendition", `jsonb_build_object('verify_code', new_verify_code(), 'input_sha256', encode(sha256((r.id::text || i)::bytea), 'hex'))`)) // born at one moment
	e.as(fmt.Sprintf(again, "logo", `'{"state": "REPLACED"}'`))
}

// player is somebody who asks: through HTTP, and in the reference.
type player struct {
	name string
	who  *actor.Actor
	c    *testkit.Client
	rows *tables
}

// players are people of every role, nobody, and tokens with little scope.
func (e *estate) players() (out []*player) {
	add := func(name string, p *member.Person, c *testkit.Client) *player {
		who := actor.From(e.As(p))
		pl := &player{name, who, c, e.tables(who)}
		out = append(out, pl)
		return pl
	}
	people := map[string]*member.Person{}
	for _, p := range []*member.Person{e.Boss, e.Designer, e.Brand, e.Mgr, e.Person(e.Acorn.Partner, actor.ResellerMarketer), e.Person(nil, actor.TemplateDesigner, actor.ChannelManager)} {
		people[fmt.Sprint(p.Roles)] = p
	}
	for _, h := range e.Houses() {
		people[h.Word+" admin"], people[h.Word+" second"] = h.Admin, h.Second
	}
	for _, name := range sortedKeys(people) {
		add(name, people[name], e.SignedIn(people[name]))
	}
	for _, scopes := range [][]access.Action{{access.PartnerRead}, {access.LibraryRead, access.CobrandRead}, {access.ProgramRead, access.TokenManage}, {access.AuditRead, access.MemberRead, access.PartnerRead}} {
		for _, p := range []*member.Person{e.Boss, e.North.Admin, e.Cedar.Admin} {
			words := []string{}
			for _, s := range scopes {
				words = append(words, string(s))
			}
			token, err := e.Members.CreateToken(e.As(p), member.NewToken{Name: "narrow", Scopes: words})
			e.Must(err)
			pl := add(fmt.Sprintf("token %v of %v", words, p.Roles), p, e.Client().With("Authorization", "Bearer "+token.Secret))
			pl.who.Scopes, pl.who.Token = words, string(token.ID)
		}
	}
	return append(out, &player{name: "nobody", c: e.Client()})
}

func (e *estate) tables(who *actor.Actor) *tables {
	return &tables{t: e.T, db: testdb.New(e.T), who: who, kept: map[string][]record{}}
}

// treasures are what there is to ask for, read as the vendor.
func (e *estate) treasures() *treasures {
	s := &treasures{ids: map[string][]string{}, cursors: map[string][]string{}, slugs: []string{testkit.Social, testkit.Pricing, testkit.Datasheet, "none", ""},
		words: []string{"o", "equal", "TITLE", "a", "gate", "zzz", "%", "", "\u0000", "ö"}}
	boss := e.tables(actor.From(e.As(e.Boss)))
	for typ, table := range tableOf {
		for _, row := range boss.all(access.All, table) {
			if id := row.text("id"); id != "" {
				s.ids[typ] = append(s.ids[typ], id)
			}
		}
	}
	for _, row := range boss.all(access.All, "template") {
		s.ids["Template"] = append(s.ids["Template"], row.text("id"))
	}
	e.cursors(s)
	return s
}

// cursors are those of every list, as far as the vendor reads it.
func (e *estate) cursors(s *treasures) {
	boss := e.SignedIn(e.Boss)
	for field, ask := range map[string]string{"Query.partners": "partners", "Query.people": "people", "Query.templates": "templates", "Query.assets": "assets",
		"Query.renditions": "renditions", "Query.auditTrail": "auditTrail", "Partner.portfolio": "partner", "Partner.learners": "partner", "Partner.effectEntries": "partner"} {
		const edges = "(first: 100) { edges { cursor } }"
		path, text := []any{"data", ask, "edges"}, "{ "+ask+edges+" }"
		if ask == "partner" {
			list := field[len("Partner."):]
			path, text = []any{"data", ask, list, "edges"}, fmt.Sprintf("{ partner(id: %q) { %s%s } }", ids.Global("Partner", string(e.North.ID)), list, edges)
		}
		for _, edge := range boss.Fine(boss.Do(text, nil)).List(path...) {
			s.cursors[field] = append(s.cursors[field], edge.(map[string]any)["cursor"].(string))
		}
	}
}
