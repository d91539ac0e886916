package openbadge

import (
	"crypto/ed25519"
	"errors"
	"math/big"
	"slices"
	"strings"
)

// base58 are the letters of base58btc, without those taken for each other.
const base58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"

// multibase writes bytes as base58btc behind its letter z.
func multibase(in []byte) string {
	n, mod, by := new(big.Int).SetBytes(in), new(big.Int), big.NewInt(58)
	var out []byte
	for n.Sign() > 0 {
		n.DivMod(n, by, mod)
		out = append(out, base58[mod.Int64()])
	}
	for _, b := range in { // a leading zero byte is a leading 1
		if b != 0 {
			break
		}
		out = append(out, base58[0])
	}
	slices.Reverse(out)
	return "z" + string(out)
}

var errMultibase = errors.New("no base58btc behind a z")

func fromMultibase(text string) ([]byte, error) {
	letters, ok := strings.CutPrefix(text, "z")
	if !ok || letters == "" || len(letters) > 128 {
		return nil, errMultibase
	}
	n := new(big.Int)
	for _, c := range letters {
		at := strings.IndexRune(base58, c)
		if at < 0 {
			return nil, errMultibase
		}
		n.Add(n.Mul(n, big.NewInt(58)), big.NewInt(int64(at)))
	}
	zeros := len(letters) - len(strings.TrimLeft(letters, base58[:1]))
	return append(make([]byte, zeros), n.Bytes()...), nil
}

// ed25519Public marks an Ed25519 public key (multicodec 0xed as a varint).
var ed25519Public = []byte{0xed, 0x01}

// multikey is a public key in the form of a Multikey: z6Mk and so on. It is also
// the key's name, so nobody has to keep a list of names.
func multikey(k ed25519.PublicKey) string {
	return multibase(append(slices.Clone(ed25519Public), k...))
}

func fromMultikey(text string) (ed25519.PublicKey, bool) {
	b, err := fromMultibase(text)
	if err != nil || len(b) != len(ed25519Public)+ed25519.PublicKeySize || !slices.Equal(b[:2], ed25519Public) {
		return nil, false
	}
	return b[2:], true
}
