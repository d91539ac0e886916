package graph

import (
	"context"
	"time"

	"github.com/portico-prm/portico/graph/model"
	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/actor"
	"github.com/portico-prm/portico/internal/platform/server"
)

func actions(who *actor.Actor) []string {
	out := []string{}
	for _, a := range access.Actions() {
		if access.Of(who, a) != access.None {
			out = append(out, string(a))
		}
	}
	return out
}

// signIn begins a session, and answers as the one who is signed in now. A
// refused sign-in is something to repair at the form, so it is a user error.
func (s *Services) signIn(ctx context.Context, in model.SignInInput) (model.Payload, error) {
	session, err := s.enter(ctx, in)
	if fault.CodeOf(err) == "SIGN_IN_REFUSED" {
		return &settled[viewer]{Broken: []*userError{{Field: []string{"email"}, Code: "SIGN_IN_REFUSED", Message: err.Error()}}}, nil
	}
	if err != nil {
		return settle[viewer](nil, err)
	}
	who, err := s.Members.Actor(ctx, session.Person.ID)
	if err != nil {
		return nil, err
	}
	return &settled[viewer]{Object: &viewer{who}}, nil
}

// readAs gives the one who reads what a mutation answered: whoever asked, and
// after a sign-in whoever came in by it.
func readAs(ctx context.Context, payload any) context.Context {
	if in, ok := payload.(*settled[viewer]); ok && in.Object != nil {
		return actor.With(ctx, in.Object.who)
	}
	return ctx
}

// enter signs in from where the request came, and leaves the cookie there.
func (s *Services) enter(ctx context.Context, in model.SignInInput) (*member.Session, error) {
	from := member.OriginOf(ctx)
	from.Partner = orEmpty(in.Partner)
	if v := server.VisitOf(ctx); v != nil {
		from.Network = server.IPKey(v.IP)
	}
	session, err := s.Members.SignIn(ctx, in.Email, in.Password, from)
	if err == nil {
		s.Members.Keep(ctx, session)
	}
	return session, err
}

func (s *Services) signOut(ctx context.Context, everywhere bool) (model.Payload, error) {
	end := s.Members.SignOut
	if everywhere {
		end = s.Members.SignOutEverywhere
	}
	had, err := end(ctx)
	if err != nil {
		return nil, err
	}
	return &settled[bool]{Object: &had}, nil
}

func inDays(now time.Time, days int) time.Time { return now.AddDate(0, 0, days) }
