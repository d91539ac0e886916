package graph

import (
	"context"
	"time"

	"github.com/portico-prm/portico/graph/model"
	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/base/page"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/actor"
	"github.com/portico-prm/portico/internal/platform/server"
)

// viewer shows who asks; null for nobody.
func (s *Services) viewer(ctx context.Context) (*model.Viewer, error) {
	who := actor.From(ctx)
	if who == nil {
		return nil, nil
	}
	v := &model.Viewer{Roles: who.Roles, Actions: actions(who), APITokens: []*member.Token{}}
	var err error
	if v.Person, err = unseen(s.Members.Me(ctx)); err != nil {
		return nil, err
	}
	if who.Partner != "" {
		id := partner.ID(who.Partner)
		if v.Partner, err = s.partnerOr(ctx, &id); err != nil {
			return nil, err
		}
	}
	tokens, err := s.Members.Tokens(ctx, page.Ask{First: page.Max})
	if k := fault.KindOf(err); k != fault.OK && k != fault.Forbidden {
		return nil, err
	}
	v.APITokens = orNone(tokens.Rows)
	return v, nil
}

func actions(who *actor.Actor) []string {
	out := []string{}
	for _, a := range access.Actions() {
		if access.Of(who, a) != access.None {
			out = append(out, string(a))
		}
	}
	return out
}

// signIn begins a session. A refused sign-in is something to repair at the
// form, so it is a user error.
func (s *Services) signIn(ctx context.Context, in model.SignInInput) (*model.SignInPayload, error) {
	session, err := s.enter(ctx, in)
	if fault.CodeOf(err) == "SIGN_IN_REFUSED" {
		return &model.SignInPayload{UserErrors: []*model.UserError{{Field: []string{"email"}, Code: "SIGN_IN_REFUSED", Message: err.Error()}}}, nil
	}
	broken, err := userErrors(err)
	if err != nil || len(broken) > 0 {
		return &model.SignInPayload{UserErrors: broken}, err
	}
	who, err := s.Members.Actor(ctx, session.Person.ID)
	if err != nil {
		return nil, err
	}
	v, err := s.viewer(actor.With(ctx, who))
	return &model.SignInPayload{Viewer: v, UserErrors: []*model.UserError{}}, err
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

func (s *Services) signOut(ctx context.Context, everywhere bool) (*model.SignOutPayload, error) {
	end := s.Members.SignOut
	if everywhere {
		end = s.Members.SignOutEverywhere
	}
	had, err := end(ctx)
	if err != nil {
		return nil, err
	}
	return &model.SignOutPayload{SignedOut: had, UserErrors: []*model.UserError{}}, nil
}

func invited(link *member.Link, err error) (*model.InviteMemberPayload, error) {
	broken, err := userErrors(err)
	p := &model.InviteMemberPayload{UserErrors: broken}
	if link != nil {
		p.Person = link.Person
		if link.Secret != "" {
			p.Code = &link.Secret
		}
	}
	return p, err
}

func secretOf(t *member.Token) *string {
	if t == nil || t.Secret == "" {
		return nil
	}
	return &t.Secret
}

func inDays(now time.Time, days int) time.Time { return now.AddDate(0, 0, days) }
