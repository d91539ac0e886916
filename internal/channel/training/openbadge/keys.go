package openbadge

import (
	"crypto/ed25519"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Keys are the keys of an issuer: the one that signs, and all that ever did.
type Keys struct {
	signs  ed25519.PrivateKey
	public []string // as Multikeys, the signing one first
}

// errKey says how a key is written; what was written instead may be a secret
// with a slip in it and is not repeated.
var errKey = errors.New("a badge key is 64 hexadecimal digits; a retired one may be its public half, which begins with z6Mk. Make one with: portico badge key")

// NewKeys reads keys: the first is private and signs, the others were used
// before and may be private or public.
func NewKeys(texts []string) (*Keys, error) {
	k := &Keys{}
	for i, text := range texts {
		public, private, err := parse(strings.TrimSpace(text))
		if err != nil || i == 0 && private == nil {
			return nil, fmt.Errorf("key %d: %w", i+1, errKey)
		}
		if i == 0 {
			k.signs = private
		}
		if name := multikey(public); !slices.Contains(k.public, name) {
			k.public = append(k.public, name)
		}
	}
	if k.signs == nil {
		return nil, errKey
	}
	return k, nil
}

func parse(text string) (ed25519.PublicKey, ed25519.PrivateKey, error) {
	if public, ok := fromMultikey(text); ok {
		return public, nil, nil
	}
	seed, err := hex.DecodeString(text)
	if err != nil || len(seed) != ed25519.SeedSize {
		return nil, nil, errKey
	}
	private := ed25519.NewKeyFromSeed(seed)
	return private.Public().(ed25519.PublicKey), private, nil
}

// NewKey makes a key: what to keep secret, and its public half.
func NewKey() (secret, public string) {
	seed := make([]byte, ed25519.SeedSize)
	_, _ = rand.Read(seed) // never fails since Go 1.24
	return hex.EncodeToString(seed), multikey(ed25519.NewKeyFromSeed(seed).Public().(ed25519.PublicKey))
}

// Public are the public halves, the signing key's first.
func (k *Keys) Public() []string { return slices.Clone(k.public) }
