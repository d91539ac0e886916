package member

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
)

// Secrets of sessions, API tokens and one-time links are 256 random bits,
// written as 43 characters of base64url. Their sha256 is stored; a slow hash
// would add nothing, because nobody guesses 256 bits.
const (
	secretBytes = 32
	secretChars = 43
)

func newSecret() (text string, hash []byte) {
	raw := make([]byte, secretBytes)
	_, _ = rand.Read(raw) // never fails
	sum := sha256.Sum256(raw)
	return base64.RawURLEncoding.EncodeToString(raw), sum[:]
}

// digest is the hash of a secret as it was handed in. There is one spelling of
// each secret: a decoder that forgave stray bits would accept four.
func digest(text string) (hash []byte, ok bool) {
	if len(text) != secretChars {
		return nil, false
	}
	raw, err := base64.RawURLEncoding.Strict().DecodeString(text)
	if err != nil || len(raw) != secretBytes {
		return nil, false
	}
	sum := sha256.Sum256(raw)
	return sum[:], true
}
