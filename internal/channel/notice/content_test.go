package notice_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	outline "github.com/portico-prm/portico/content/course"
	"github.com/portico-prm/portico/internal/channel/cobrand"
	"github.com/portico-prm/portico/internal/channel/library"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/notice"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/channel/training/learning"
	"github.com/portico-prm/portico/internal/platform/actor"
	"github.com/portico-prm/portico/internal/testkit"
)

// reader is somebody who reads in a language, with what they have to be told.
type reader struct {
	*member.Person
	locale, title, sentence string
}

// readers are sellers of three houses, who read English, German and French.
func (o *office) readers(said map[string][2]string) (all []reader) {
	o.T.Helper()
	for i, h := range []*testkit.House{o.Acorn, o.Birch, o.Cedar} {
		locale := []string{"en-GB", "de-AT", "fr-CA"}[i]
		all = append(all, reader{o.Speaker(locale, h.Partner, actor.ResellerSeller), locale, said[locale[:2]][0], said[locale[:2]][1]})
	}
	return all
}

// kept is the newest notice of somebody, as the database shows it to them.
type kept struct {
	Kind    notice.Kind
	Subject string
	ID      string
	Facts   notice.Facts
}

func (o *office) newest(who *member.Person) (k kept) {
	o.T.Helper()
	rows := o.Sees(o.As(who), `select json_build_object('Kind', kind, 'Subject', subject_type, 'ID', subject_id, 'Facts', facts::json)::text from notice order by at desc, id desc limit 1`)
	if len(rows) != 1 {
		o.T.Fatalf("%s was told nothing", who.Name)
	}
	o.Must(json.Unmarshal([]byte(rows[0]), &k))
	return k
}

// reads compares the newest notice and its mail with what they have to say, and
// to what the notice leads.
func (o *office) reads(what string, who reader, subject notice.Subject, id string) notice.Facts {
	o.T.Helper()
	k := o.newest(who.Person)
	if k.Subject != string(subject) || k.ID != id {
		o.T.Errorf("%s: it leads %s to %s %s, want %s %s", what, who.locale, k.Subject, k.ID, subject, id)
	}
	if said := (notice.Told{Kind: k.Kind, Facts: k.Facts}).In(who.locale); said.Title != who.title || said.Sentence != who.sentence {
		o.T.Errorf("%s, %s:\n%q\n%q, want\n%q\n%q", what, who.locale, said.Title, said.Sentence, who.title, who.sentence)
	}
	o.posts()
	mails := o.desk.to(who.Person)
	if len(mails) == 0 {
		o.T.Fatalf("%s: nothing is mailed to %s", what, who.locale)
	}
	m := mails[len(mails)-1]
	for _, part := range []string{who.Name, who.sentence, "https://portal.example", m.Leave} {
		if !strings.Contains(m.Text, part) || part != who.sentence && !strings.Contains(m.HTML, part) {
			o.T.Errorf("%s: the mail in %s does not say %q:\n%s\n%s", what, who.locale, part, m.Text, m.HTML)
		}
	}
	if m.Subject != who.title || !strings.Contains(m.HTML, `href="https://portal.example"`) {
		o.T.Errorf("%s: the mail in %s is called %q:\n%s", what, who.locale, m.Subject, m.HTML)
	}
	return k.Facts
}

// asks asks for a banner that a brand approver looks at.
func (o *office) asks(who *member.Person, v *library.Version) *cobrand.Approval {
	o.T.Helper()
	a, _, err := o.Cobrand.RequestApproval(o.As(who), cobrand.Order{Template: v.TemplateID, Piece: "banner"}, "")
	o.Must(err)
	return a
}

func TestWhoAskedForAPieceIsToldWhatWasDecidedAndWhy(t *testing.T) {
	t.Parallel()
	const name, bild = "Edge Gateway EG 400 – social image", "Edge Gateway EG 400 – Social-Bild"
	for what, tt := range map[string]struct {
		to    cobrand.ApprovalState
		why   string
		after func(*office, *cobrand.Approval, *member.Person) // what happens before the piece is made
		said  map[string][2]string
	}{
		"APPROVED": {cobrand.Granted, "Nice.", nil, map[string][2]string{
			"en": {name + ": approved", "Your request for " + name + " was approved. The copy is being made."},
			"de": {bild + ": freigegeben", "Ihre Anfrage zu " + bild + " wurde freigegeben. Das Stück wird jetzt gemacht."},
			"fr": {name + " : approuvé", "Votre demande pour " + name + " a été approuvée. La copie est en préparation."}}},
		"DECLINED": {cobrand.Declined, "  The claim is wrong:\nsay “up to”. ", nil, map[string][2]string{
			"en": {name + ": declined", "Your request for " + name + " was declined. The reason: The claim is wrong: say “up to”."},
			"de": {bild + ": abgelehnt", "Ihre Anfrage zu " + bild + " wurde abgelehnt. Die Begründung: The claim is wrong: say “up to”."},
			"fr": {name + " : refusé", "Votre demande pour " + name + " a été refusée. La raison : The claim is wrong: say “up to”."}}},
		"LAPSED": {cobrand.Granted, "", (*office).changes, map[string][2]string{
			"en": {name + ": approved, and not made", "Your request for " + name + " was approved, but it could not be made: what it was asked for has changed since. What has changed stands beside it in the portal. Ask again."},
			"de": {bild + ": freigegeben, aber nicht gemacht", "Ihre Anfrage zu " + bild + " wurde freigegeben, das Stück konnte aber nicht gemacht werden: Seit der Anfrage hat sich etwas geändert. Was, steht im Portal daneben. Fragen Sie noch einmal an."},
			"fr": {name + " : approuvé, mais pas réalisé", "Votre demande pour " + name + " a été approuvée, mais la copie n’a pas pu être faite : quelque chose a changé depuis la demande. Le portail dit quoi. Faites une nouvelle demande."}}},
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			o := newOffice(t)
			v := o.Published(testkit.Campaign())
			for _, who := range o.readers(tt.said) {
				a := o.asks(who.Person, v)
				_, err := o.Cobrand.DecideApproval(o.As(o.Brand), a.ID, tt.to, tt.why)
				o.Must(err)
				if tt.after != nil {
					tt.after(o, a, who.Person)
				}
				if f := o.reads(what, who, notice.AnApproval, string(a.ID)); f.State != what || f.Name["de"] != bild || f.Until != nil || strings.Contains(f.Why, "Robin") {
					t.Errorf("facts %+v", f)
				}
			}
		})
	}
}

// changes gives the partner another logo after a piece was asked for, and tells
// the queue's order twice.
func (o *office) changes(a *cobrand.Approval, who *member.Person) {
	o.T.Helper()
	o.Clock.Pass(time.Second)
	o.LogoOf(&partner.Partner{ID: who.PartnerID, DisplayName: "Another mark"}, cobrand.Primary, testkit.OwnMark("Another mark"))
	for range 2 {
		o.Must(o.Cobrand.MakeApproved(o.System(), cobrand.ApprovalGranted{Approval: a.ID}, o.Members.Actor))
	}
	if n := len(o.inbox(who)); n != 2 {
		o.T.Errorf("%d notices of a piece that was approved and not made, want one each", n)
	}
}

func TestWhoOrderedCopiesIsToldHowManyAreThere(t *testing.T) {
	t.Parallel()
	const name, bild = "Edge Gateway EG 400 – social image", "Edge Gateway EG 400 – Social-Bild"
	o := newOffice(t)
	v := o.Kit(testkit.Social)
	bare := o.Reseller("Eldora Works") // without a logo nothing is made for it
	for what, tt := range map[string]struct {
		to   []partner.ID
		made int
		said map[string][2]string
	}{
		"": {[]partner.ID{o.Acorn.ID, o.Birch.ID}, 2, map[string][2]string{
			"en": {name + ": your order is done", "Your order of " + name + " is done: 2 of 2 copies are there."},
			"de": {bild + ": Ihr Auftrag ist fertig", "Ihr Auftrag zu " + bild + " ist fertig: 2 von 2 Stück sind da."},
			"fr": {name + " : votre commande est prête", "Votre commande de " + name + " est prête, copies faites : 2 sur 2."}}},
		"INCOMPLETE": {[]partner.ID{o.Acorn.ID, bare.ID}, 1, map[string][2]string{
			"en": {name + ": your order is done, in part", "Your order of " + name + " is done: 1 of 2 copies are there. What keeps the others from being made stands beside them in the portal."},
			"de": {bild + ": Ihr Auftrag ist fertig, zum Teil", "Ihr Auftrag zu " + bild + " ist fertig: 1 von 2 Stück sind da. Was die anderen aufhält, steht im Portal bei jedem."},
			"fr": {name + " : votre commande est prête, en partie", "Votre commande de " + name + " est prête, copies faites : 1 sur 2. Ce qui empêche les autres figure à côté de chacune, dans le portail."}}},
	} {
		for locale, said := range tt.said {
			who := reader{o.Speaker(locale, nil, actor.ChannelManager), locale, said[0], said[1]}
			b, err := o.Cobrand.RenderForPartners(o.As(who.Person), cobrand.BulkOrder{Template: v.TemplateID, Partners: tt.to})
			o.Must(err)
			for range 2 { // the queue may tell twice
				o.Must(o.Cobrand.RunBulk(o.System(), cobrand.BulkOrdered{Bulk: b.ID}, o.Members.Actor))
			}
			if f := o.reads("bulk "+what, who, notice.ABulkRender, string(b.ID)); f.State != what || f.Made != tt.made || f.Total != 2 {
				t.Errorf("facts %+v", f)
			}
			if got := o.inbox(who.Person); len(got) != 1 {
				t.Errorf("told %v", got)
			}
		}
	}
}

func TestALearnerIsRemindedTwoWeeksAheadThreeDaysAheadAndWhenLate(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	v := o.Course("edge-basics", outline.Text)
	due := start.AddDate(0, 0, 14).Add(-time.Minute)
	day := func(form string, months ...string) string {
		return fmt.Sprintf(form, due.Day(), months[due.Month()-1], due.Year())
	}
	en := day("%d %s %d", strings.Fields("January February March April May June July August September October November December")...)
	de := day("%d. %s %d", strings.Fields("Januar Februar März April Mai Juni Juli August September Oktober November Dezember")...)
	fr := day("%d %s %d", strings.Fields("janvier février mars avril mai juin juillet août septembre octobre novembre décembre")...)
	all := o.readers(nil)
	for _, who := range all {
		_, err := o.Learning.Assign(o.System(), learning.Assignment{Target: learning.Target{Course: &v.CourseID}, People: []member.ID{who.ID}, Due: &due})
		o.Must(err)
	}
	for _, tt := range []struct {
		word learning.Word
		pass time.Duration
		said map[string][2]string
	}{
		{"DUE_IN_14_DAYS", 0, map[string][2]string{
			"en": {"Course edge-basics is due on " + en, "Course edge-basics is due on " + en + ". Finish it before then."},
			"de": {"Kurs edge-basics ist am " + de + " fällig", "Kurs edge-basics ist am " + de + " fällig. Schließen Sie es vorher ab."},
			"fr": {"Course edge-basics : à terminer pour le " + fr, "Course edge-basics est à terminer pour le " + fr + ". Terminez-le avant cette date."}}},
		{"DUE_IN_3_DAYS", 11 * aDay, map[string][2]string{
			"en": {"Course edge-basics is due in a few days", "Only a few days are left: Course edge-basics is due on " + en + "."},
			"de": {"Kurs edge-basics ist in wenigen Tagen fällig", "Es bleiben nur noch wenige Tage: Kurs edge-basics ist am " + de + " fällig."},
			"fr": {"Course edge-basics : plus que quelques jours", "Il ne reste que quelques jours : Course edge-basics est à terminer pour le " + fr + "."}}},
		{"OVERDUE", 3 * aDay, map[string][2]string{
			"en": {"Course edge-basics is overdue", "Course edge-basics was due on " + en + ". Finish it as soon as you can."},
			"de": {"Kurs edge-basics ist überfällig", "Kurs edge-basics war am " + de + " fällig. Schließen Sie es so bald wie möglich ab."},
			"fr": {"Course edge-basics : en retard", "Course edge-basics était à terminer pour le " + fr + ". Terminez-le dès que possible."}}},
	} {
		o.Clock.Pass(tt.pass)
		for range 2 {
			o.Must(o.Learning.Round(o.System()))
		}
		for _, who := range all {
			who.title, who.sentence = tt.said[who.locale[:2]][0], tt.said[who.locale[:2]][1]
			f := o.reads(string(tt.word), who, notice.AnEnrollment, string(o.Enrollments(who.Person)[0].ID))
			if f.State != string(tt.word) || f.Until == nil || !f.Until.Equal(due.Truncate(time.Microsecond)) {
				t.Errorf("facts %+v", f)
			}
		}
	}
}
