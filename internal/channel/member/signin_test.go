package member

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/platform/actor"
)

func TestSignIn(t *testing.T) {
	t.Parallel()
	w := newWorld(t, Config{})
	p := w.person(w.reseller, "Robin@Acorn.example", actor.ResellerSeller)
	for _, email := range []string{"Robin@Acorn.example", " robin@acorn.EXAMPLE\n"} {
		in, err := w.SignIn(context.Background(), email, goodPassword, home)
		w.must(err)
		if in.Person.ID != p.ID || len(in.Token) != secretChars || in.Idle != time.Hour || !in.ExpiresAt.Equal(w.Now().Add(12*time.Hour)) {
			t.Errorf("session = %+v", in)
		}
	}
	if n := w.recorded(actionSignIn); n != 2 {
		t.Errorf("%d sign-ins in the trail: %v", n, w.trail())
	}
}

// answer is all that a client can see of an error.
func answer(err error) fault.Error {
	var f *fault.Error
	if !errors.As(err, &f) {
		return fault.Error{Message: fmt.Sprint(err)}
	}
	seen := *f
	seen.Cause = nil
	return seen
}

func TestEveryRefusalIsTheSame(t *testing.T) {
	t.Parallel()
	w := newWorld(t, Config{Floor: 30 * time.Millisecond})
	w.person(w.reseller, "here@acorn.example", actor.ResellerAdmin)
	gone := w.person(w.reseller, "disabled@acorn.example", actor.ResellerSeller)
	if _, err := w.Disable(w.system(), gone.ID); err != nil {
		t.Fatal(err)
	}
	w.person(w.stranger, "ended@birch.example", actor.ResellerAdmin)
	if _, err := w.partners.SetStatus(w.system(), w.stranger, partner.Ended); err != nil {
		t.Fatal(err)
	}
	w.invite(w.reseller, "invited@acorn.example", actor.ResellerSeller)
	tests := map[string]struct{ email, password, partner string }{
		"wrong password":    {"here@acorn.example", otherPassword, ""},
		"right at another":  {"here@acorn.example", goodPassword, "birch-networks"},
		"unknown partner":   {"here@acorn.example", goodPassword, "no-such-partner"},
		"unusable partner":  {"here@acorn.example", goodPassword, "\x00\xff'"},
		"vendor's":          {"here@acorn.example", goodPassword, Vendor},
		"unknown account":   {"nobody@acorn.example", goodPassword, ""},
		"disabled person":   {"disabled@acorn.example", goodPassword, ""},
		"ended partner":     {"ended@birch.example", goodPassword, ""},
		"not yet accepted":  {"invited@acorn.example", goodPassword, ""},
		"no address":        {"\x00\xff", goodPassword, ""},
		"no password":       {"here@acorn.example", "", ""},
		"password of 64 kB": {"here@acorn.example", strings.Repeat("x", 64<<10), ""},
		"nothing":           {"", "", ""},
	}
	for name, tt := range tests {
		began := time.Now()
		_, err := w.SignIn(context.Background(), tt.email, tt.password, Origin{Network: name, Partner: tt.partner})
		if diff := cmp.Diff(answer(refusal()), answer(err)); diff != "" {
			t.Errorf("%s (-want +got):\n%s\n%v", name, diff, cause(err))
		}
		if took := time.Since(began); took < 30*time.Millisecond {
			t.Errorf("%s: answered after %v", name, took)
		}
	}
	if n := w.recorded(actionSignIn + " REFUSED"); n != len(tests) {
		t.Errorf("%d refusals in the trail of %d", n, len(tests))
	}
}

func TestPeopleOfASuspendedPartnerSignIn(t *testing.T) {
	t.Parallel()
	w := newWorld(t, Config{})
	p := w.person(w.reseller, "robin@acorn.example", actor.ResellerSeller)
	_, err := w.partners.SetStatus(w.system(), w.reseller, partner.Suspended)
	w.must(err)
	w.signIn(p)
}

func TestTenWrongPasswordsAndNoMore(t *testing.T) {
	t.Parallel()
	w := newWorld(t, Config{})
	w.person(w.reseller, "robin@acorn.example", actor.ResellerSeller)
	for _, email := range []string{"robin@acorn.example", "nobody@acorn.example"} {
		for i := range accountTries {
			_, err := w.SignIn(context.Background(), email, otherPassword, Origin{Network: fmt.Sprint(email, i)})
			w.wants(fmt.Sprint("try ", i+1), err, "SIGN_IN_REFUSED")
			w.pass(time.Second)
		}
		_, err := w.SignIn(context.Background(), strings.ToUpper(email), goodPassword, Origin{Network: "203.0.113.1"})
		w.wants("try 11, with the right password", err, "SIGN_IN_LIMIT")
		if f := answer(err); f.Kind != fault.Exhausted || f.Retry != accountWindow-10*time.Second || f.Message != "Too many tries to sign in. Try again in 15 minutes." {
			t.Errorf("limit = %+v", f)
		}
	}
	w.pass(accountWindow - 10*time.Second - accountTries*time.Second)
	_, err := w.SignIn(context.Background(), "robin@acorn.example", goodPassword, Origin{Network: "203.0.113.1"})
	w.must(err)
}

func TestStrangersCannotLockTheOwnerOut(t *testing.T) {
	t.Parallel()
	w := newWorld(t, Config{})
	p := w.person(w.reseller, "robin@acorn.example", actor.ResellerSeller)
	w.signIn(p)
	for i := range accountTries {
		_, err := w.SignIn(context.Background(), p.Email, otherPassword, Origin{Network: fmt.Sprint(i)})
		w.wants("guess", err, "SIGN_IN_REFUSED")
	}
	_, err := w.SignIn(context.Background(), p.Email, goodPassword, Origin{Network: "elsewhere"})
	w.wants("from elsewhere", err, "SIGN_IN_LIMIT")
	w.signIn(p)
	for range accountTries {
		_, err := w.SignIn(context.Background(), p.Email, otherPassword, home)
		w.wants("guess at home", err, "SIGN_IN_REFUSED")
	}
	_, err = w.SignIn(context.Background(), p.Email, goodPassword, home)
	w.wants("at home after ten wrong ones", err, "SIGN_IN_LIMIT")
}

func TestAHundredFailuresOfANetworkAndNoMore(t *testing.T) {
	t.Parallel()
	w := newWorld(t, Config{})
	p := w.person(w.reseller, "robin@acorn.example", actor.ResellerSeller)
	for i := range networkTries {
		_, err := w.SignIn(context.Background(), fmt.Sprintf("p%d@acorn.example", i), otherPassword, home)
		w.wants(fmt.Sprint("try ", i+1), err, "SIGN_IN_REFUSED")
	}
	_, err := w.SignIn(context.Background(), p.Email, goodPassword, home)
	w.wants("try 101", err, "SIGN_IN_LIMIT")
	if f := answer(err); f.Retry != time.Hour {
		t.Errorf("retry after %v", f.Retry)
	}
	_, err = w.SignIn(context.Background(), p.Email, goodPassword, Origin{Network: "another"})
	w.must(err)
	w.pass(time.Hour)
	w.signIn(p)
}

func TestSigningInOftenIsNoGuessing(t *testing.T) {
	t.Parallel()
	w := newWorld(t, Config{})
	p := w.person(w.reseller, "robin@acorn.example", actor.ResellerSeller)
	for range accountTries + 5 {
		w.signIn(p)
	}
}

// A company comes to work: two hundred people sign in at once behind one address.
// Each gets in or is told to come again, and whoever gets in has a session.
func TestTwoHundredSignInsAtOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t, Config{})
	people := make([]*Person, 20)
	for i := range people {
		people[i] = w.person(w.reseller, fmt.Sprintf("robin%d@acorn.example", i), actor.ResellerSeller)
	}
	var mu sync.Mutex
	got, sessions := map[string]int{}, map[string]bool{}
	var all sync.WaitGroup
	for i := range 200 {
		all.Go(func() {
			in, err := w.SignIn(context.Background(), people[i%len(people)].Email, goodPassword, Origin{Network: "203.0.113.7"})
			mu.Lock()
			defer mu.Unlock()
			got[fault.CodeOf(err)]++
			if err == nil {
				sessions[in.Token] = true
			} else if k := fault.KindOf(err); k != fault.Unavailable && k != fault.Exhausted {
				t.Errorf("sign-in %d: %v", i, err)
			}
		})
	}
	all.Wait()
	if got["OK"] == 0 || got["OK"] != len(sessions) {
		t.Errorf("%v, and %d sessions", got, len(sessions))
	}
	t.Log(got)
}

func TestOfAThousandGuessesAtOnceTenAreEvaluated(t *testing.T) {
	t.Parallel()
	w := newWorld(t, Config{})
	p := w.person(w.reseller, "robin@acorn.example", actor.ResellerSeller)
	got := map[string]int{}
	var mu sync.Mutex
	var wg sync.WaitGroup
	for i := range 1000 {
		wg.Go(func() {
			_, err := w.SignIn(context.Background(), p.Email, otherPassword, Origin{Network: fmt.Sprint(i)})
			mu.Lock()
			defer mu.Unlock()
			got[fault.CodeOf(err)]++
		})
	}
	wg.Wait()
	// On a machine that is busy otherwise, some may give up waiting for the lock.
	if got["SIGN_IN_REFUSED"] > accountTries || got["SIGN_IN_REFUSED"]+got["SIGN_IN_LIMIT"]+got["BUSY"] != 1000 || got["BUSY"] > 100 {
		t.Errorf("answers = %v", got)
	}
	if n := ask[int](w, `select count(*) from sign_in_attempt`); n != accountTries {
		t.Errorf("%d tries counted", n)
	}
}

func TestABusyHasherCostsNoTry(t *testing.T) {
	t.Parallel()
	w := newWorld(t, Config{Slots: 1})
	p := w.person(w.reseller, "robin@acorn.example", actor.ResellerSeller)
	leave, err := w.hasher.enter(context.Background())
	w.must(err)
	for range queuePerSlot {
		w.hasher.waiting <- struct{}{}
	}
	_, err = w.SignIn(context.Background(), p.Email, goodPassword, home)
	w.wants("in a crowd", err, "SIGN_IN_BUSY")
	if n := ask[int](w, `select count(*) from sign_in_attempt`); n != 0 {
		t.Errorf("%d tries counted", n)
	}
	leave()
}

func TestOneAddressAtSeveralPartners(t *testing.T) {
	t.Parallel()
	w := newWorld(t, Config{})
	const email = "consultant@everywhere.example"
	acorn := w.person(w.reseller, email, actor.ResellerSeller)
	birch, err := w.AcceptInvitation(context.Background(), w.invite(w.stranger, email, actor.ResellerAdmin).Secret, otherPassword)
	w.must(err)

	in, err := w.SignIn(context.Background(), email, otherPassword, home)
	w.must(err)
	if in.Person.ID != birch.ID {
		t.Errorf("signed in as %s", in.Person.PartnerID)
	}
	vendor := w.person("", email, actor.VendorAdmin)
	_, err = w.SignIn(context.Background(), email, goodPassword, home)
	w.wants("one password at two", err, "SIGN_IN_AMBIGUOUS")
	if err == nil || !strings.Contains(err.Error(), "at 2 companies: the vendor (-), Acorn Systems (acorn-systems).") {
		t.Errorf("question = %v", err)
	}
	for named, want := range map[string]ID{"acorn-systems": acorn.ID, string(acorn.PartnerID): acorn.ID, Vendor: vendor.ID} {
		in, err := w.SignIn(context.Background(), email, goodPassword, Origin{Partner: named})
		w.must(err)
		if in.Person.ID != want {
			t.Errorf("%s: signed in at %q", named, in.Person.PartnerID)
		}
	}
	for i := range accountTries {
		_, err := w.SignIn(context.Background(), email, goodPassword, Origin{Network: fmt.Sprint(i)})
		w.wants("knowing the password is no guess", err, "SIGN_IN_AMBIGUOUS")
	}
}

func TestAHashIsMadeAnewWhenTheCostRose(t *testing.T) {
	t.Parallel()
	w := newWorld(t, Config{})
	p := w.person(w.reseller, "robin@acorn.example", actor.ResellerSeller)
	first := ask[string](w, `select hash from password where person_id = $1`, p.ID)
	w.Service = NewService(w.gate, Config{Cost: Cost{Memory: 128, Passes: 2, Threads: 1}})
	w.signIn(p)
	second := ask[string](w, `select hash from password where person_id = $1`, p.ID)
	if !strings.Contains(first, "m=64,t=1") || !strings.Contains(second, "m=128,t=2") {
		t.Errorf("hash was %s and is %s", first, second)
	}
	w.signIn(p)
	if third := ask[string](w, `select hash from password where person_id = $1`, p.ID); third != second {
		t.Error("a hash of the present cost was made anew")
	}
}

func TestAPasswordChangedMeanwhileOpensNothing(t *testing.T) {
	t.Parallel()
	w := newWorld(t, Config{})
	p := w.person(w.reseller, "robin@acorn.example", actor.ResellerAdmin)
	try, err := w.count(context.Background(), p.Email, home)
	w.must(err)
	fit, err := w.Service.fitting(context.Background(), p.Email, goodPassword, "")
	w.must(err)
	w.pass(time.Second)
	reset, err := w.ResetPassword(w.system(), p.ID)
	w.must(err)
	_, err = w.AcceptInvitation(context.Background(), reset.Secret, otherPassword)
	w.must(err)
	_, err = w.open(context.Background(), try, fit[0], goodPassword, home)
	w.wants("the old password", err, "SIGN_IN_REFUSED")
}
