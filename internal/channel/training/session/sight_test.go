package session_test

import (
	"testing"

	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/training/session"
)

func TestWhoSeesWhichSessionAndWhichAttendees(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	north, south, own := s.plan(s.North.Admin), s.plan(s.South.Admin), s.plan(s.Mgr)
	s.register(north, s.Acorn.Second, s.Cedar.Second, s.North.Second)
	s.register(south, s.Birch.Second, s.Cedar.Second)
	s.register(own, s.Acorn.Second, s.North.Second)
	all := []*session.Session{north, south, own}
	tests := map[string]struct {
		who    *member.Person
		sees   [3]bool // sessions of north, south, the vendor
		people [3]int  // attendees in them
	}{
		"vendor":               {s.Mgr, [3]bool{true, true, true}, [3]int{3, 2, 2}},
		"north":                {s.North.Admin, [3]bool{true, false, true}, [3]int{3, 0, 1}},
		"south":                {s.South.Admin, [3]bool{false, true, true}, [3]int{0, 2, 0}},
		"admin of acorn":       {s.Acorn.Admin, [3]bool{true, false, true}, [3]int{1, 0, 1}},
		"a seller of acorn":    {s.Acorn.Second, [3]bool{true, false, true}, [3]int{1, 0, 1}},
		"admin of cedar":       {s.Cedar.Admin, [3]bool{true, true, true}, [3]int{1, 1, 0}},
		"a seller of birch":    {s.Birch.Second, [3]bool{false, true, true}, [3]int{0, 1, 0}},
		"dune, served by none": {s.Dune.Admin, [3]bool{false, false, true}, [3]int{0, 0, 0}},
	}
	for name, tt := range tests {
		for i, n := range all {
			if got := len(s.Sees(s.As(tt.who), "select id::text from training_session where id = $1", n.ID)) == 1; got != tt.sees[i] {
				t.Errorf("%s sees session %d: %v", name, i, got)
			}
			if got := len(s.seats(tt.who, n)); got != tt.people[i] {
				t.Errorf("%s sees %d attendees of session %d, want %d", name, got, i, tt.people[i])
			}
		}
	}
}

func TestWhoMayRegisterWhom(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	north := s.plan(s.North.Admin)
	put := func(by *member.Person, emails ...string) error {
		_, err := s.Sessions.RegisterByEmail(s.As(by), north.ID, emails)
		return err
	}
	s.Wants("own resellers, whatever the case", put(s.North.Admin, " "+s.Acorn.Second.Email, s.Cedar.Admin.Email, s.North.Second.Email), "OK")
	s.Wants("a reseller of another", put(s.North.Admin, s.Birch.Second.Email), "UNKNOWN_EMAIL")
	s.Wants("nobody", put(s.North.Admin, "nobody@nowhere.example"), "UNKNOWN_EMAIL")
	s.Wants("the vendor's staff", put(s.North.Admin, s.Mgr.Email), "UNKNOWN_EMAIL")
	s.Wants("into a session of another", put(s.South.Admin, s.Birch.Second.Email), "NOT_FOUND")
	foreign, absent := put(s.North.Admin, s.Birch.Second.Email), put(s.North.Admin, "nobody@nowhere.example")
	if foreign.Error() != absent.Error() {
		t.Errorf("foreign %q, absent %q", foreign, absent)
	}
	_, err := s.Sessions.Register(s.As(s.Acorn.Admin), north.ID, []member.ID{s.Cedar.Second.ID})
	s.Wants("people of others", err, "NOT_OF_PARTNER")
	_, err = s.Sessions.Register(s.As(s.Birch.Admin), north.ID, []member.ID{s.Birch.Second.ID})
	s.Wants("into a session that is not offered", err, "NOT_FOUND")
	own := s.plan(s.Mgr)
	_, err = s.Sessions.MoveTo(s.As(s.North.Admin), own.ID, session.Cancelled, "Mine now.")
	s.Wants("a distributor cancels the vendor's", err, "FORBIDDEN")
	if n := len(s.seats(s.Boss, north)); n != 3 {
		t.Errorf("%d people are on the list", n)
	}
}

func TestWhoLeftAPortfolioKeepsTheSeat(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	n := s.plan(s.North.Admin)
	s.register(n, s.Cedar.Second)
	s.EndLink(s.NorthCedar)
	if got := s.Sees(s.As(s.Cedar.Second), "select title from training_session where id = $1", n.ID); len(got) != 1 {
		t.Error("the seat is still there, and the session is not to be seen")
	}
	_, err := s.Sessions.Register(s.As(s.Cedar.Admin), n.ID, nil)
	s.Wants("a colleague", err, "SESSION_NOT_OPEN")
	s.over(s.North.Admin, n)
	s.Must(s.attended(s.North.Admin, n, s.Cedar.Second))
	s.Must(s.decide(s.Mgr, n, s.Cedar.Second, true))
	if s.counted(s.Cedar.Second) != 1 {
		t.Error("what was attended is not credited")
	}
}
