package graph

import (
	"github.com/portico-prm/portico/graph/read"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/platform/access"
)

var memberQueries = read.Fields{
	"people": read.Pages{Whose: "t.partner_id", Order: read.Order{Sort: "t.name"}},
}

func memberTypes() []read.Type {
	return []read.Type{
		{Name: "Person", Table: "person t", Ask: access.MemberRead,
			Plain: "id name email phone locale status roles accessLevel"},
		{Name: "ApiToken", Table: "api_token t", Ask: access.TokenManage,
			Plain: "id name scopes expiresAt lastUsedAt revokedAt"},
		answers("AcceptInvitationPayload", "person", personKey),
		answers("ChangeRolesPayload", "person", personKey),
		answers("DisableMemberPayload", "person", personKey),
		answers("RevokeApiTokenPayload", "apiToken", tokenKey),
		read.Value("CreateApiTokenPayload",
			read.To("apiToken", func(s *settled[member.Token]) string { return keyOr(s.Object, tokenKey) }),
			read.Get("secret", func(s *settled[member.Token]) any { return secretOf(s.Object) }),
			repairs(func(s *settled[member.Token]) []*userError { return s.Broken })),
		read.Value("InviteMemberPayload",
			read.To("person", func(s *settled[member.Link]) string { return keyOr(s.Object, invitedKey) }),
			read.Get("code", func(s *settled[member.Link]) any { return codeOf(s.Object) }),
			repairs(func(s *settled[member.Link]) []*userError { return s.Broken })),
		read.Value("SignInPayload",
			read.Has("viewer", func(s *settled[viewer]) *viewer { return s.Object }),
			repairs(func(s *settled[viewer]) []*userError { return s.Broken })),
		read.Value("SignOutPayload",
			read.Get("signedOut", func(s *settled[bool]) any { return s.Object }),
			repairs(func(s *settled[bool]) []*userError { return s.Broken })),
	}
}

func tokenKey(t *member.Token) string  { return string(t.ID) }
func invitedKey(l *member.Link) string { return keyOr(l.Person, personKey) }

// secretOf is shown once: a repeat of the request does not have it.
func secretOf(t *member.Token) any {
	if t == nil || t.Secret == "" {
		return nil
	}
	return t.Secret
}

func codeOf(l *member.Link) any {
	if l == nil || l.Secret == "" {
		return nil
	}
	return l.Secret
}
