package member

import (
	"net/http"
	"time"
)

// cookieName binds the cookie to this host, to https and to the path "/": a
// browser accepts a __Host- cookie from nowhere else. Browsers treat localhost
// as secure, so this works in development too; Config.Insecure is for plain
// http under another name.
func (s *Service) cookieName() string {
	if s.cfg.Insecure {
		return "portico"
	}
	return "__Host-portico"
}

// Cookie is the cookie of a session. No script can read it, and other sites
// cannot make a browser send it with what they post.
func (s *Service) Cookie(in *Session) *http.Cookie {
	return s.cookie(in.Token, int(in.ExpiresAt.Sub(s.gate.Clock()).Round(time.Second).Seconds()))
}

// NoCookie takes the cookie away.
func (s *Service) NoCookie() *http.Cookie { return s.cookie("", -1) }

func (s *Service) cookie(value string, maxAge int) *http.Cookie {
	return &http.Cookie{Name: s.cookieName(), Value: value, Path: "/", MaxAge: maxAge,
		Secure: !s.cfg.Insecure, HttpOnly: true, SameSite: http.SameSiteLaxMode}
}

// SessionToken is what the browser holds as its session, valid or not: what
// SignIn takes as Origin.Previous.
func (s *Service) SessionToken(r *http.Request) string {
	if c, err := r.Cookie(s.cookieName()); err == nil {
		return c.Value
	}
	return ""
}
