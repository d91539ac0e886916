package member

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/actor"
	"github.com/portico-prm/portico/internal/platform/gate"
)

func TestInviteAndAcceptOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t, Config{})
	boss := w.person(w.reseller, "boss@acorn.example", actor.ResellerAdmin)
	l, err := w.Invite(w.as(boss), Invitation{Email: " Robin@Acorn.example ", Name: " Robin Larkspur ", Phone: "+49 30 (1)-2", Locale: "de-AT", Roles: []actor.Role{actor.ResellerSeller}})
	w.must(err)
	want := &Person{ID: l.Person.ID, PartnerID: w.reseller, Email: "Robin@Acorn.example", Name: "Robin Larkspur", Phone: "+49 30 (1)-2",
		Locale: "de-AT", Status: StatusInvited, Roles: []actor.Role{actor.ResellerSeller}, CreatedAt: w.Now()}
	if diff := cmp.Diff(want, l.Person); diff != "" {
		t.Errorf("invited (-want +got):\n%s", diff)
	}
	if !l.ExpiresAt.Equal(w.Now().Add(72 * time.Hour)) {
		t.Errorf("works until %v", l.ExpiresAt)
	}
	_, err = w.AcceptInvitation(context.Background(), l.Secret, "robin larkspur acorn")
	w.wants("a password of the own name", err, "GUESSABLE")
	p, err := w.AcceptInvitation(context.Background(), l.Secret, goodPassword)
	w.must(err)
	if p.Status != StatusActive {
		t.Errorf("status = %s", p.Status)
	}
	_, err = w.AcceptInvitation(context.Background(), l.Secret, otherPassword)
	w.wants("a second time", err, "LINK_REFUSED")
	w.signIn(p)
}

func TestALinkWorksOnceAlsoInAHurry(t *testing.T) {
	t.Parallel()
	w := newWorld(t, Config{})
	l := w.invite(w.reseller, "robin@acorn.example", actor.ResellerSeller)
	var mu sync.Mutex
	var wg sync.WaitGroup
	got := map[string]int{}
	for range 8 {
		wg.Go(func() {
			_, err := w.AcceptInvitation(context.Background(), l.Secret, goodPassword)
			mu.Lock()
			defer mu.Unlock()
			got[fault.CodeOf(err)]++
		})
	}
	wg.Wait()
	if want := map[string]int{"OK": 1, "LINK_REFUSED": 7}; !cmp.Equal(got, want) {
		t.Errorf("answers = %v", got)
	}
}

func TestALinkThatDoesNotWork(t *testing.T) {
	t.Parallel()
	w := newWorld(t, Config{})
	accept := func(secret string) error {
		_, err := w.AcceptInvitation(context.Background(), secret, goodPassword)
		return err
	}
	late := w.invite(w.reseller, "late@acorn.example", actor.ResellerSeller)
	out := w.invite(w.reseller, "out@acorn.example", actor.ResellerSeller)
	_, err := w.Disable(w.system(), out.Person.ID)
	w.must(err)
	again := w.invite(w.reseller, "again@acorn.example", actor.ResellerSeller)
	newer, err := w.Reinvite(w.system(), again.Person.ID)
	w.must(err)
	ended := w.invite(w.stranger, "ended@birch.example", actor.ResellerSeller)
	_, err = w.partners.SetStatus(w.system(), w.stranger, partner.Ended)
	w.must(err)
	unknown, _ := newSecret()
	for name, secret := range map[string]string{"unknown": unknown, "malformed": "x", "empty": "", "of a disabled person": out.Secret,
		"of an ended partner": ended.Secret, "replaced": again.Secret} {
		if diff := cmp.Diff(answer(linkRefused()), answer(accept(secret))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	w.must(accept(newer.Secret))
	w.pass(72 * time.Hour)
	w.wants("too late", accept(late.Secret), "LINK_REFUSED")
}

func TestResetPassword(t *testing.T) {
	t.Parallel()
	w := newWorld(t, Config{})
	boss := w.person(w.reseller, "boss@acorn.example", actor.ResellerAdmin)
	p := w.person(w.reseller, "robin@acorn.example", actor.ResellerSeller)
	in := w.signIn(p)
	first, err := w.ResetPassword(w.as(boss), p.ID)
	w.must(err)
	w.pass(30 * time.Minute)
	_, err = w.AcceptInvitation(context.Background(), first.Secret, otherPassword)
	w.wants("after half an hour", err, "LINK_REFUSED")
	second, err := w.ResetPassword(w.as(boss), p.ID)
	w.must(err)
	if _, err := w.whoIs(in); err != nil {
		t.Errorf("the session ended before the link was used: %v", err)
	}
	_, err = w.AcceptInvitation(context.Background(), second.Secret, otherPassword)
	w.must(err)
	_, err = w.whoIs(in)
	w.wants("the session of the old password", err, "SESSION_OVER")
	_, err = w.SignIn(context.Background(), p.Email, goodPassword, home)
	w.wants("the old password", err, "SIGN_IN_REFUSED")
	_, err = w.SignIn(context.Background(), p.Email, otherPassword, home)
	w.must(err)
	_, err = w.ResetPassword(w.system(), w.invite(w.reseller, "new@acorn.example", actor.ResellerSeller).Person.ID)
	w.wants("of one who never had a password", err, "NOT_ACTIVE")
	_, err = w.Reinvite(w.system(), p.ID)
	w.wants("inviting one who is here", err, "ALREADY_ACTIVE")
}

func TestChangePassword(t *testing.T) {
	t.Parallel()
	w := newWorld(t, Config{})
	p := w.person(w.reseller, "robin@acorn.example", actor.ResellerSeller)
	one, two := w.signIn(p), w.signIn(p)
	_, err := w.ChangePassword(w.as(p), goodPassword, "too short", home)
	w.wants("a short one", err, "TOO_SHORT")
	_, err = w.ChangePassword(w.as(p), "not the present one", otherPassword, home)
	w.wants("a wrong present one", err, "PASSWORD_WRONG")
	in, err := w.ChangePassword(w.as(p), goodPassword, otherPassword, home)
	w.must(err)
	for s, want := range map[*Session]string{one: "SESSION_OVER", two: "SESSION_OVER", in: "OK"} {
		_, err := w.whoIs(s)
		w.wants("session", err, want)
	}
	for range accountTries - 1 {
		_, err = w.ChangePassword(w.as(p), goodPassword, "nine quiet lanterns argue", home)
	}
	w.wants("the tenth wrong one", err, "PASSWORD_WRONG")
	_, err = w.ChangePassword(w.as(p), otherPassword, "nine quiet lanterns argue", home)
	w.wants("after ten wrong ones", err, "SIGN_IN_LIMIT")
}

func TestWhoMayInviteWhom(t *testing.T) {
	t.Parallel()
	w := newWorld(t, Config{})
	chief := w.person("", "chief@vendor.example", actor.VendorAdmin)
	manager := w.person("", "manager@vendor.example", actor.ChannelManager)
	boss := w.person(w.distributor, "boss@north.example", actor.DistributorAdmin)
	_, err := w.partners.Link(w.system(), partner.Linking{DistributorID: w.distributor, ResellerID: w.reseller})
	w.must(err)
	seller := w.person(w.reseller, "seller@acorn.example", actor.ResellerSeller)
	tests := map[string]struct {
		by   *Person
		of   partner.ID
		role actor.Role
		want string
	}{
		"vendor admin, vendor":                     {chief, "", actor.VendorAdmin, "OK"},
		"vendor admin, reseller":                   {chief, w.reseller, actor.ResellerAdmin, "OK"},
		"channel manager, distributor":             {manager, w.distributor, actor.DistributorAdmin, "OK"},
		"channel manager, vendor":                  {manager, "", actor.VendorAdmin, "ROLE_BEYOND"},
		"distributor admin, own":                   {boss, w.distributor, actor.DistributorManager, "OK"},
		"distributor admin, own by default":        {boss, "", actor.DistributorManager, "OK"},
		"distributor admin, its reseller":          {boss, w.reseller, actor.ResellerSeller, "NOT_FOUND"},
		"distributor admin, a stranger":            {boss, w.stranger, actor.ResellerSeller, "NOT_FOUND"},
		"distributor admin, nobody's":              {boss, partner.ID(ids.New()), actor.ResellerSeller, "NOT_FOUND"},
		"distributor admin, vendor's role at home": {boss, "", actor.VendorAdmin, "ROLE_FAMILY"},
		"seller":                          {seller, "", actor.ResellerSeller, "FORBIDDEN"},
		"reseller admin at a distributor": {chief, w.distributor, actor.ResellerAdmin, "ROLE_FAMILY"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			l, err := w.Invite(w.as(tt.by), Invitation{PartnerID: tt.of, Email: ids.New() + "@new.example", Name: "New", Roles: []actor.Role{tt.role}})
			if got := fault.CodeOf(err); got != tt.want {
				t.Errorf("%v, want %s", err, tt.want)
			}
			if err == nil && tt.by == boss && l.Person.PartnerID != w.distributor {
				t.Errorf("invited to %s", l.Person.PartnerID)
			}
		})
	}
}

func TestInvitationsAreChecked(t *testing.T) {
	t.Parallel()
	w := newWorld(t, Config{})
	p := w.person(w.reseller, "robin@acorn.example", actor.ResellerSeller)
	good := Invitation{PartnerID: w.reseller, Email: "new@acorn.example", Name: "New", Roles: p.Roles}
	tests := map[string]struct {
		change func(*Invitation)
		want   string
	}{
		"as it is":           {func(*Invitation) {}, "OK"},
		"the same again":     {func(in *Invitation) { in.Email = "ROBIN@acorn.example" }, "PERSON_EXISTS"},
		"the same elsewhere": {func(in *Invitation) { in.Email, in.PartnerID = "robin@acorn.example", w.stranger }, "OK"},
		"no e-mail":          {func(in *Invitation) { in.Email = "" }, "FORMAT"},
		"a name as e-mail":   {func(in *Invitation) { in.Email = "Robin <robin@acorn.example>" }, "FORMAT"},
		"two e-mails":        {func(in *Invitation) { in.Email = "a@b.example,c@d.example" }, "FORMAT"},
		"254 letters":        {func(in *Invitation) { in.Email = "a@" + strings.Repeat("b", 244) + ".example" }, "OK"},
		"255 letters":        {func(in *Invitation) { in.Email = "a@" + strings.Repeat("b", 245) + ".example" }, "FORMAT"},
		"NUL in the e-mail":  {func(in *Invitation) { in.Email = "a\x00@acorn.example" }, "FORMAT"},
		"no name":            {func(in *Invitation) { in.Name = " " }, "FORMAT"},
		"120 letters":        {func(in *Invitation) { in.Email, in.Name = "n@acorn.example", strings.Repeat("ñ", 120) }, "OK"},
		"121 letters":        {func(in *Invitation) { in.Name = strings.Repeat("ñ", 121) }, "FORMAT"},
		"a turned name":      {func(in *Invitation) { in.Name = "Robin \u202egnp.exe" }, "FORMAT"},
		"a phone of letters": {func(in *Invitation) { in.Phone = "call me" }, "FORMAT"},
		"no language":        {func(in *Invitation) { in.Locale = "klingonisch!" }, "FORMAT"},
		"no role":            {func(in *Invitation) { in.Roles = nil }, "REQUIRED"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			in := good
			tt.change(&in)
			_, err := w.Invite(w.system(), in)
			if got := fault.CodeOf(err); got != tt.want {
				t.Errorf("%v (%v), want %s", err, cause(err), tt.want)
			}
		})
	}
	_, err := w.partners.SetStatus(w.system(), w.stranger, partner.Ended)
	w.must(err)
	_, err = w.Invite(w.system(), Invitation{PartnerID: w.stranger, Email: "x@birch.example", Name: "X", Roles: p.Roles})
	w.wants("into an ended partner", err, "PARTNER_ENDED")
}

func TestAHouseKeepsAnAdministrator(t *testing.T) {
	t.Parallel()
	w := newWorld(t, Config{})
	admin, seller := []actor.Role{actor.ResellerAdmin}, []actor.Role{actor.ResellerSeller}
	chief := w.person("", "chief@vendor.example", actor.VendorAdmin)
	one := w.person(w.reseller, "one@acorn.example", actor.ResellerAdmin)
	w.invite(w.reseller, "later@acorn.example", actor.ResellerAdmin) // does not count yet
	_, err := w.Disable(w.as(one), one.ID)
	w.wants("oneself", err, "DISABLE_SELF")
	_, err = w.Disable(w.as(chief), one.ID)
	w.wants("the last administrator", err, "LAST_ADMIN")
	_, err = w.ChangeRoles(w.as(one), one.ID, seller)
	w.wants("the last administrator's role", err, "LAST_ADMIN")
	_, err = w.ChangeRoles(w.as(one), one.ID, append(admin, seller...))
	w.must(err)
	_, err = w.Disable(w.system(), chief.ID)
	w.wants("the vendor's last", err, "LAST_ADMIN")

	two := w.person(w.reseller, "two@acorn.example", actor.ResellerAdmin)
	_, err = w.ChangeRoles(w.as(two), one.ID, seller)
	w.must(err)
	_, err = w.Disable(w.as(two), one.ID)
	w.must(err)
	_, err = w.Disable(w.as(two), one.ID)
	w.wants("twice", err, "ALREADY_DISABLED")
}

func TestTwoAdministratorsCannotRemoveEachOther(t *testing.T) {
	t.Parallel()
	w := newWorld(t, Config{})
	for round := range 5 {
		house := w.partner("RESELLER", fmt.Sprint("House ", round))
		one := w.person(house, "one@house.example", actor.ResellerAdmin)
		two := w.person(house, "two@house.example", actor.ResellerAdmin)
		var wg sync.WaitGroup
		errs := make([]error, 2)
		wg.Go(func() { _, errs[0] = w.Disable(w.as(one), two.ID) })
		wg.Go(func() { _, errs[1] = w.Disable(w.as(two), one.ID) })
		wg.Wait()
		if n := ask[int](w, `select count(*) from person where partner_id = $1 and status = 'ACTIVE'`, house); n != 1 {
			t.Errorf("%d administrators are left: %v", n, errs)
		}
	}
}

func TestWhoSeesWhom(t *testing.T) {
	t.Parallel()
	w := newWorld(t, Config{})
	chief := w.person("", "chief@vendor.example", actor.VendorAdmin)
	manager := w.person("", "manager@vendor.example", actor.ChannelManager)
	boss := w.person(w.distributor, "boss@north.example", actor.DistributorAdmin)
	mine := w.person(w.reseller, "mine@acorn.example", actor.ResellerAdmin)
	seller := w.person(w.reseller, "seller@acorn.example", actor.ResellerSeller)
	other := w.person(w.stranger, "other@birch.example", actor.ResellerAdmin)

	absent := answer(gate.Absent())
	for name, id := range map[string]ID{"another partner's": other.ID, "the distributor's": boss.ID, "nobody": ID(ids.New()), "no id": "x", "the vendor's": chief.ID} {
		_, err := w.sees(mine, id)
		if diff := cmp.Diff(absent, answer(err)); diff != "" {
			t.Errorf("sight of %s (-want +got):\n%s", name, diff)
		}
		for verb, do := range map[string]func() error{
			"Disable":       func() error { _, err := w.Disable(w.as(mine), id); return err },
			"ChangeRoles":   func() error { _, err := w.ChangeRoles(w.as(mine), id, mine.Roles); return err },
			"Reinvite":      func() error { _, err := w.Reinvite(w.as(mine), id); return err },
			"ResetPassword": func() error { _, err := w.ResetPassword(w.as(mine), id); return err },
		} {
			if diff := cmp.Diff(absent, answer(do())); diff != "" {
				t.Errorf("%s of %s (-want +got):\n%s", verb, name, diff)
			}
		}
	}
	for what, do := range map[string]func() error{
		"disables a vendor admin":  func() error { _, err := w.Disable(w.as(manager), chief.ID); return err },
		"demotes a vendor admin":   func() error { _, err := w.ChangeRoles(w.as(manager), chief.ID, manager.Roles); return err },
		"raises itself":            func() error { _, err := w.ChangeRoles(w.as(manager), manager.ID, chief.Roles); return err },
		"resets a vendor admin":    func() error { _, err := w.ResetPassword(w.as(manager), chief.ID); return err },
		"invites a vendor's admin": func() error { _, err := w.Reinvite(w.as(manager), chief.ID); return err },
	} {
		w.wants("a channel manager "+what, do(), "ROLE_BEYOND")
	}
	_, err := w.sees(seller, seller.ID)
	w.wants("a seller reads people", err, "FORBIDDEN")
	if me, err := w.Me(w.as(seller)); err != nil || me.ID != seller.ID {
		t.Errorf("Me = %v, %v", me, err)
	}
	_, err = w.Me(context.Background())
	w.wants("nobody is nobody", err, "UNAUTHENTICATED")
}

func TestThePartnersChannelManagerIsSeenAndNotAdministered(t *testing.T) {
	t.Parallel()
	w := newWorld(t, Config{})
	manager := w.person("", "manager@vendor.example", actor.ChannelManager)
	mine := w.person(w.reseller, "mine@acorn.example", actor.ResellerAdmin)
	_, err := gate.Write(w.system(), w.gate, gate.Ask{Action: access.PartnerRegister}, func(tx *gate.Tx) (bool, error) {
		tx.Record(about(mine, auditNote))
		return true, tx.Must(w.system(), `update partner set channel_manager_id = $2 where id = $1`, w.reseller, manager.ID)
	})
	w.must(err)
	got, err := w.sees(mine, manager.ID)
	w.must(err)
	if got.Email != manager.Email {
		t.Errorf("channel manager = %+v", got)
	}
	_, err = w.Disable(w.as(mine), manager.ID)
	w.wants("disabling", err, "NOT_FOUND")
	_, err = w.ResetPassword(w.as(mine), manager.ID)
	w.wants("resetting", err, "NOT_FOUND")
}

func TestSeveralPeopleAreReadWithoutThoseOutOfSight(t *testing.T) {
	t.Parallel()
	w := newWorld(t, Config{})
	boss := w.person(w.reseller, "zoe@acorn.example", actor.ResellerAdmin)
	chief := w.person("", "chief@vendor.example", actor.VendorAdmin)
	found, err := gate.Read(w.as(boss), w.gate, gate.Ask{Action: access.MemberRead}, func(v *gate.View) (map[ID]*Person, error) {
		return PersonsByID(w.as(boss), v, []ID{boss.ID, chief.ID, ID(ids.New())})
	})
	w.must(err)
	if len(found) != 1 || found[boss.ID] == nil {
		t.Errorf("PersonsByID = %v", found)
	}
}

// sees reads one person under the rights of another.
func (w *world) sees(by *Person, id ID) (*Person, error) {
	return gate.Read(w.as(by), w.gate, gate.Ask{Action: access.MemberRead}, func(v *gate.View) (*Person, error) { return byID(w.as(by), v, id) })
}
