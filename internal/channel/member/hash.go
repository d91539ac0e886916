package member

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"strings"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"
)

// Cost is how dear one password hash is. A hash carries its own cost, so it can
// be raised: older hashes are made anew when their owner signs in.
type Cost struct {
	Memory  uint32 // KiB
	Passes  uint32
	Threads uint8
}

// DefaultCost is argon2id with 19 MiB, two passes and one lane: the smallest
// that the OWASP Password Storage Cheat Sheet lists, about 25 to 40 ms of one
// core. RFC 9106 section 4 recommends 64 MiB and three passes where memory is
// short, which would cost five times as much for each sign-in.
var DefaultCost = Cost{Memory: 19 << 10, Passes: 2, Threads: 1}

const (
	saltBytes = 16 // RFC 9106 section 3.1
	keyBytes  = 32
	maxMemory = 1 << 20 // KiB; a stored hash that asks for more is damaged
	maxPasses = 64
)

// stored is a password hash in its parts. Its text is the PHC string form:
// $argon2id$v=19$m=19456,t=2,p=1$<salt>$<key>.
type stored struct {
	cost      Cost
	salt, key []byte
}

func (h stored) String() string {
	b64 := base64.RawStdEncoding.EncodeToString
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version,
		h.cost.Memory, h.cost.Passes, h.cost.Threads, b64(h.salt), b64(h.key))
}

func parseStored(text string) (stored, error) {
	var h stored
	var version int
	parts := strings.Split(text, "$")
	if len(parts) != 6 || parts[0] != "" || parts[1] != "argon2id" {
		return h, fmt.Errorf("a password hash is not in PHC form")
	}
	_, e1 := fmt.Sscanf(parts[2], "v=%d", &version)
	_, e2 := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &h.cost.Memory, &h.cost.Passes, &h.cost.Threads)
	var e3, e4 error
	h.salt, e3 = base64.RawStdEncoding.Strict().DecodeString(parts[4])
	h.key, e4 = base64.RawStdEncoding.Strict().DecodeString(parts[5])
	if e1 != nil || e2 != nil || e3 != nil || e4 != nil || version != argon2.Version || !h.sane() || h.String() != text {
		return stored{}, fmt.Errorf("a password hash has parts that cannot be read")
	}
	return h, nil
}

func (h stored) sane() bool {
	c := h.cost
	return c.Memory >= 8 && c.Memory <= maxMemory && c.Passes >= 1 && c.Passes <= maxPasses && c.Threads >= 1 &&
		len(h.salt) >= 8 && len(h.salt) <= 64 && len(h.key) >= 16 && len(h.key) <= 64
}

// seal hashes a password anew.
func seal(password string, c Cost) stored {
	h := stored{cost: c, salt: make([]byte, saltBytes)}
	_, _ = rand.Read(h.salt) // never fails
	h.key = derive(password, h, keyBytes)
	return h
}

// opens tells whether the password is the one that was sealed.
func (h stored) opens(password string) bool {
	return subtle.ConstantTimeCompare(derive(password, h, uint32(len(h.key))), h.key) == 1
}

func derive(password string, h stored, n uint32) []byte {
	return argon2.IDKey([]byte(normalise(password)), h.salt, h.cost.Passes, h.cost.Memory, h.cost.Threads, n)
}

// normalise makes one password of the ways in which keyboards write it, as
// NIST SP 800-63B asks (NFKC). What is too long to be a password becomes one
// that no hash was made of.
func normalise(password string) string {
	if len(password) > maxPasswordBytes {
		return ""
	}
	return norm.NFKC.String(password)
}
