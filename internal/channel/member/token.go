package member

import (
	"encoding/hex"
	"slices"
	"strings"
	"time"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/actor"
)

// TokenID names an API token.
type TokenID string

// TokenKind says what a token is for.
type TokenKind string

// The kinds. Both act as the person who made them and end with them. A service
// token is for a program that the partner runs: only administrators make one,
// and it names its scopes.
const (
	ForPerson  TokenKind = "PERSONAL"
	ForService TokenKind = "SERVICE"
)

// Token is a key for programs.
type Token struct {
	ID         TokenID    `db:"id"`
	PersonID   ID         `db:"person_id"`
	Kind       TokenKind  `db:"kind"`
	Name       string     `db:"name"`
	Scopes     []string   `db:"-"` // actions, or "*" for all that the person may
	CreatedAt  time.Time  `db:"created_at"`
	ExpiresAt  time.Time  `db:"expires_at"`
	LastUsedAt *time.Time `db:"last_used_at"` // within a minute
	RevokedAt  *time.Time `db:"revoked_at"`
	Secret     string     `db:"-" json:"-"` // the whole token as programs send it; empty but in the first answer of CreateToken
}

// How long a token lives, and how many one person may have alive.
const (
	tokenLife    = 90 * 24 * time.Hour
	tokenMaxLife = 366 * 24 * time.Hour
	maxTokens    = 50
	maxScopes    = 40
)

// everything is the scope of all that the person may.
const everything = "*"

// NewToken is what somebody asks for.
type NewToken struct {
	Kind      TokenKind // empty means ForPerson
	Name      string
	Scopes    []string
	ExpiresAt time.Time // zero means in 90 days; at most 366
}

// token checks a wish and makes the token of it, without its secret.
func (in NewToken) token(who *actor.Actor, now time.Time) (*Token, error) {
	t := &Token{PersonID: ID(who.Person), Kind: in.Kind, Name: strings.TrimSpace(in.Name), Scopes: slices.Clone(in.Scopes),
		CreatedAt: now, ExpiresAt: in.ExpiresAt}
	if t.Kind == "" {
		t.Kind = ForPerson
	}
	if t.ExpiresAt.IsZero() {
		t.ExpiresAt = now.Add(tokenLife)
	}
	left := t.ExpiresAt.Sub(now)
	return t, fault.Join(
		check(t.Kind == ForPerson || t.Kind == ForService, "kind", "UNKNOWN_KIND", "A token is PERSONAL or SERVICE."),
		check(printable(t.Name, 1, 80), "name", "FORMAT", "Name the token in 1 to 80 characters, so that you know it again."),
		check(left > 0 && left <= tokenMaxLife, "expiresAt", "EXPIRY", "A token lives at most 366 days. Give a day between now and then."),
		checkScopes(t.Kind, who, t.Scopes),
	)
}

// checkScopes refuses what does not exist and what the person may not do. The
// roles are asked again at each use, so a token never outgrows its person.
func checkScopes(k TokenKind, who *actor.Actor, scopes []string) *fault.Error {
	refuse := func(code, text string, args ...any) *fault.Error {
		return fault.Field(fault.Invalid, "scopes", code, text, args...)
	}
	if len(scopes) == 0 || len(scopes) > maxScopes {
		return refuse("REQUIRED", "Give 1 to %d scopes, such as %s.", maxScopes, access.CobrandRender)
	}
	if slices.Contains(scopes, everything) {
		if k == ForService || len(scopes) > 1 {
			return refuse("SCOPE_ALL", "The scope * stands alone and is for personal tokens. Name the actions that the program needs.")
		}
		return nil
	}
	for i, s := range scopes {
		switch {
		case !access.Known(access.Action(s)):
			return refuse("UNKNOWN_SCOPE", "There is no action %q.", clip(s))
		case access.Of(who, access.Action(s)) == access.None:
			return refuse("SCOPE_BEYOND", "Your roles do not include %q, so a token of yours cannot.", s)
		case slices.Contains(scopes[:i], s):
			return refuse("SCOPE_TWICE", "%q is named twice.", s)
		}
	}
	return nil
}

// The text of a token: a prefix that scanners for leaked secrets can look for,
// the id, and the secret.
//
//	portico_pat_0198f0c2a1b27c3d8e4f5a6b7c8d9e0f_<43 characters of base64url>
const (
	personalPrefix = "portico_pat_"
	servicePrefix  = "portico_svc_"
	hexID          = 32
	tokenChars     = len(personalPrefix) + hexID + 1 + secretChars
)

func (k TokenKind) prefix() string {
	if k == ForService {
		return servicePrefix
	}
	return personalPrefix
}

func (t *Token) text(secret string) string {
	return t.Kind.prefix() + strings.ReplaceAll(string(t.ID), "-", "") + "_" + secret
}

// parseToken takes the text of a token apart. There is one spelling of each:
// parts have fixed places and lengths, the id is in small letters.
func parseToken(text string) (id TokenID, k TokenKind, hash []byte, ok bool) {
	if len(text) != tokenChars {
		return
	}
	switch text[:len(personalPrefix)] {
	case personalPrefix:
		k = ForPerson
	case servicePrefix:
		k = ForService
	default:
		return
	}
	rest := text[len(personalPrefix):]
	id, good := dashed(rest[:hexID])
	hash, fine := digest(rest[hexID+1:])
	return id, k, hash, good && fine && rest[hexID] == '_'
}

func dashed(h string) (TokenID, bool) {
	if _, err := hex.DecodeString(h); err != nil || h != strings.ToLower(h) {
		return "", false
	}
	return TokenID(h[:8] + "-" + h[8:12] + "-" + h[12:16] + "-" + h[16:20] + "-" + h[20:]), true
}
