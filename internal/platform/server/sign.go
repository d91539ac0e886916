package server

import (
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"time"

	"github.com/portico-prm/portico/internal/base/fault"
)

// Link is what a signed link stands for: one purpose, one object in one
// version, one person, until a moment. Whoever opens it is still asked
// whether they may: a link shortens the way, it grants nothing for ever.
type Link struct {
	Purpose   string    // "download"; a link of one purpose is worth nothing for another
	Object    string    // id with version, such as a rendition id
	Principal string    // for whom; actor.Principal, or empty for whoever holds it
	Expires   time.Time // to the second
}

// LongestLink is the longest life of a link. S3 has the same.
const LongestLink = 7 * 24 * time.Hour

// Signer makes and checks signed links. The first key signs, all keys check,
// so a key can be changed while links of the old one run out. It is safe for
// concurrent use.
type Signer struct {
	keys []signKey
	now  func() time.Time
}

// signKey is a key with the id that a token carries.
type signKey struct {
	id     [4]byte
	secret []byte
}

// NewSigner takes secrets of 32 bytes or more, the signing one first, and the
// clock.
func NewSigner(now func() time.Time, secrets ...[]byte) (*Signer, error) {
	s := &Signer{now: now}
	for i, secret := range secrets {
		if len(secret) < 32 {
			return nil, fmt.Errorf("signing key %d has %d bytes, and must have 32 or more", i+1, len(secret))
		}
		key, err := deriveKey(secret)
		if err != nil {
			return nil, err
		}
		s.keys = append(s.keys, key)
	}
	if len(s.keys) == 0 {
		return nil, errors.New("there is no signing key")
	}
	return s, nil
}

// deriveKey makes the link key and its public id from a secret that may have
// other uses.
func deriveKey(secret []byte) (signKey, error) {
	b, err := hkdf.Key(sha256.New, secret, nil, "portico signed link v1", 36)
	if err != nil {
		return signKey{}, err
	}
	return signKey{[4]byte(b[:4]), b[4:]}, nil
}

// A token is base64url, without padding, of
//
//	1 version   4 key id   8 expiry   3 x (1 length, text)   32 HMAC-SHA-256
//
// and the HMAC is over all that stands before it.
const (
	tokenVersion = 1
	tokenFixed   = 1 + 4 + 8
	mostToken    = 1200 // characters; three texts of 255 bytes fit
)

var tokenText = base64.RawURLEncoding.Strict()

// Sign makes the token of a link, for use as one segment of a path. It fails
// for a text over 255 bytes and for a life over LongestLink.
func (s *Signer) Sign(l Link) (string, error) {
	if life := l.Expires.Sub(s.now()); life > LongestLink {
		return "", fmt.Errorf("a link may live %s, not %s", LongestLink, life)
	}
	b := append([]byte{tokenVersion}, s.keys[0].id[:]...)
	b = binary.BigEndian.AppendUint64(b, uint64(l.Expires.Unix()))
	for _, text := range []string{l.Purpose, l.Object, l.Principal} {
		if len(text) > 255 {
			return "", fmt.Errorf("%d bytes are too many for a part of a link", len(text))
		}
		b = append(append(b, byte(len(text))), text...)
	}
	return tokenText.EncodeToString(append(b, s.keys[0].mac(b)...)), nil
}

func (k signKey) mac(b []byte) []byte {
	h := hmac.New(sha256.New, k.secret)
	h.Write(b)
	return h.Sum(nil)
}

// Verify gives the link of a token when it is genuine, for this purpose and
// this principal, and not over. Refusals are fault.Forbidden, LINK_INVALID or
// LINK_EXPIRED; only the rightful holder ever learns the second.
func (s *Signer) Verify(token, purpose, principal string) (Link, error) {
	l, ok := s.open(token)
	left := l.Expires.Sub(s.now())
	switch {
	case !ok || l.Purpose != purpose || l.Principal != principal || left > LongestLink:
		return Link{}, fault.Coded(fault.Forbidden, "LINK_INVALID", "This link does not work for you. Ask for a new one where you found it.")
	case left <= 0:
		return Link{}, fault.Coded(fault.Forbidden, "LINK_EXPIRED", "This link is over. Ask for a new one where you found it.")
	}
	return l, nil
}

// open checks form and signature. Strict decoding and encoding back leave one
// spelling for each link.
func (s *Signer) open(token string) (Link, bool) {
	if len(token) > mostToken {
		return Link{}, false
	}
	b, err := tokenText.DecodeString(token)
	if err != nil || len(b) < tokenFixed+3+sha256.Size || tokenText.EncodeToString(b) != token {
		return Link{}, false
	}
	body, mac := b[:len(b)-sha256.Size], b[len(b)-sha256.Size:]
	for _, k := range s.keys {
		if [4]byte(body[1:5]) == k.id && hmac.Equal(mac, k.mac(body)) {
			return parseLink(body)
		}
	}
	return Link{}, false
}

// parseLink reads a body whose signature holds.
func parseLink(b []byte) (Link, bool) {
	l := Link{Expires: time.Unix(int64(binary.BigEndian.Uint64(b[5:])), 0)}
	rest := b[tokenFixed:]
	for _, text := range []*string{&l.Purpose, &l.Object, &l.Principal} {
		if len(rest) == 0 || len(rest) < 1+int(rest[0]) {
			return Link{}, false
		}
		end := 1 + int(rest[0])
		*text, rest = string(rest[1:end]), rest[end:]
	}
	return l, b[0] == tokenVersion && len(rest) == 0
}
