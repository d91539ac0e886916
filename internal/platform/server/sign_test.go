package server

import (
	"bytes"
	"encoding/base64"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/portico-prm/portico/internal/base/fault"
)

var (
	keyA  = bytes.Repeat([]byte("a"), 32)
	keyB  = bytes.Repeat([]byte("b"), 40)
	clock = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
)

func signer(t *testing.T, at time.Time, keys ...[]byte) *Signer {
	t.Helper()
	s, err := NewSigner(func() time.Time { return at }, keys...)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func link() Link {
	return Link{Purpose: "download", Object: "rendition:0197:3", Principal: "person:anna", Expires: clock.Add(15 * time.Minute)}
}

func sign(t *testing.T, s *Signer, l Link) string {
	t.Helper()
	token, err := s.Sign(l)
	if err != nil {
		t.Fatal(err)
	}
	return token
}

func TestALinkWorksForItsPurposeAndPersonUntilItIsOver(t *testing.T) {
	t.Parallel()
	s := signer(t, clock, keyA)
	token := sign(t, s, link())
	if url.PathEscape(token) != token {
		t.Errorf("%s is no path segment", token)
	}
	tests := map[string]struct {
		at                 time.Time
		purpose, principal string
		code               string
	}{
		"now":             {clock, "download", "person:anna", "OK"},
		"last second":     {clock.Add(15*time.Minute - time.Second), "download", "person:anna", "OK"},
		"over":            {clock.Add(15 * time.Minute), "download", "person:anna", "LINK_EXPIRED"},
		"other person":    {clock, "download", "person:bert", "LINK_INVALID"},
		"nobody":          {clock, "download", "", "LINK_INVALID"},
		"other purpose":   {clock, "upload", "person:anna", "LINK_INVALID"},
		"over, other one": {clock.Add(time.Hour), "download", "person:bert", "LINK_INVALID"},
		"from the future": {clock.Add(-8 * 24 * time.Hour), "download", "person:anna", "LINK_INVALID"},
	}
	for name, tt := range tests {
		got, err := signer(t, tt.at, keyA).Verify(token, tt.purpose, tt.principal)
		if fault.CodeOf(err) != tt.code {
			t.Errorf("%s: %v", name, err)
		}
		if err == nil && got.Object != link().Object {
			t.Errorf("%s: object %q", name, got.Object)
		}
		if err != nil && fault.KindOf(err) != fault.Forbidden {
			t.Errorf("%s: kind %v", name, fault.KindOf(err))
		}
	}
}

func TestNoChangedLinkWorks(t *testing.T) {
	t.Parallel()
	s := signer(t, clock, keyA)
	token := sign(t, s, link())
	raw, _ := base64.RawURLEncoding.DecodeString(token)
	var forged []string
	for i := range raw { // each bit of the content, four ways of writing it
		for bit := range 8 {
			b := bytes.Clone(raw)
			b[i] ^= 1 << bit
			forged = append(forged, base64.RawURLEncoding.EncodeToString(b), base64.URLEncoding.EncodeToString(b), base64.StdEncoding.EncodeToString(b), string(b))
		}
	}
	for i := range token { // each bit of the text
		for bit := range 8 {
			b := []byte(token)
			b[i] ^= 1 << bit
			forged = append(forged, string(b))
		}
	}
	for i := range token { // every cut, every inserted character
		forged = append(forged, token[:i], token[i+1:])
		for _, c := range "A_-=.\r\n\x00 %" {
			forged = append(forged, token[:i]+string(c)+token[i:])
		}
	}
	for i := range raw { // bytes lost and added
		forged = append(forged, base64.RawURLEncoding.EncodeToString(raw[:i]), base64.RawURLEncoding.EncodeToString(append(bytes.Clone(raw[:i]), raw[i+1:]...)))
	}
	other := link()
	other.Expires = other.Expires.Add(time.Second)
	for _, o := range []string{sign(t, s, other), sign(t, signer(t, clock, keyB), link())} { // halves of two links
		b, _ := base64.RawURLEncoding.DecodeString(o)
		for i := 1; i < len(raw); i++ {
			forged = append(forged, base64.RawURLEncoding.EncodeToString(append(bytes.Clone(b[:i]), raw[i:]...)))
		}
	}
	forged = append(forged, "", token+token, url.QueryEscape(token)+"%00", "../"+token, token+"/", strings.ToUpper(token), strings.ToLower(token), token+"=", token+"==", token+"\n", strings.Repeat("A", 1<<20))
	accepted := 0
	for _, f := range forged {
		l, err := s.Verify(f, "download", "person:anna")
		if err == nil && f != token {
			accepted++
			t.Errorf("accepted %q as %+v", f, l)
		}
	}
	t.Logf("P7 figure=%d of %d changed links accepted", accepted, len(forged))
}

func TestFieldsCannotBeShifted(t *testing.T) {
	t.Parallel()
	s := signer(t, clock, keyA)
	a, b := link(), link()
	a.Purpose, a.Object = "down", "load:1"
	b.Purpose, b.Object = "download", ":1"
	if sign(t, s, a) == sign(t, s, b) {
		t.Error("two links have one token")
	}
	if _, err := s.Verify(sign(t, s, a), "download", "person:anna"); err == nil {
		t.Error("a shifted border was accepted")
	}
}

func TestKeysRotate(t *testing.T) {
	t.Parallel()
	old := sign(t, signer(t, clock, keyA), link())
	both := signer(t, clock, keyB, keyA)
	if _, err := both.Verify(old, "download", "person:anna"); err != nil {
		t.Errorf("an old link during rotation: %v", err)
	}
	fresh := sign(t, both, link())
	if _, err := signer(t, clock, keyB).Verify(fresh, "download", "person:anna"); err != nil {
		t.Errorf("the new key does not sign: %v", err)
	}
	if _, err := signer(t, clock, keyB).Verify(old, "download", "person:anna"); err == nil {
		t.Error("an old link outlives its key")
	}
}

func TestLimitsOfLinks(t *testing.T) {
	t.Parallel()
	s := signer(t, clock, keyA)
	l := link()
	l.Expires = clock.Add(LongestLink)
	if _, err := s.Verify(sign(t, s, l), "download", "person:anna"); err != nil {
		t.Errorf("the longest life: %v", err)
	}
	l.Expires = clock.Add(LongestLink + time.Second)
	if _, err := s.Sign(l); err == nil {
		t.Error("signed a link for too long")
	}
	l = link()
	l.Purpose, l.Object, l.Principal = strings.Repeat("p", 255), strings.Repeat("o", 255), strings.Repeat("q", 255)
	if _, err := s.Verify(sign(t, s, l), l.Purpose, l.Principal); err != nil {
		t.Errorf("the longest texts: %v", err)
	}
	l.Object += "o"
	if _, err := s.Sign(l); err == nil {
		t.Error("signed a text that is too long")
	}
	for _, keys := range [][][]byte{nil, {keyA[:31]}, {keyA, nil}} {
		if _, err := NewSigner(time.Now, keys...); err == nil {
			t.Errorf("accepted %d keys", len(keys))
		}
	}
}
