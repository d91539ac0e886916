package pdf

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/md5"
	"crypto/rc4"
	"crypto/sha256"
	"crypto/sha512"
)

// security are the entries of an encryption dictionary of the standard handler.
type security struct {
	revision         int
	length           int // bytes of the key
	o, u, oe, ue, id []byte
	permissions      uint32
	strings, streams method
	named            map[name]method
	metadata         bool
}

// security reads the dictionary; false for handlers and versions that are not
// the standard's.
func (d *document) security(e dict) (*security, bool) {
	if d.resolve(e.get("Filter")) != name("Standard") {
		return nil, false
	}
	s := &security{
		revision: d.smallInt(e.get("R"), 0),
		o:        d.bytes(e.get("O")), u: d.bytes(e.get("U")),
		oe: d.bytes(e.get("OE")), ue: d.bytes(e.get("UE")),
		metadata: d.resolve(e.get("EncryptMetadata")) != false,
	}
	p, _ := number(d.resolve(e.get("P")))
	s.permissions = uint32(int64(p))
	if a, ok := d.resolve(d.trailer.get("ID")).(array); ok && len(a) > 0 {
		s.id = d.bytes(a[0])
	}
	return s, d.methods(s, e) && s.sound()
}

func (d *document) bytes(o object) []byte {
	b, _ := d.resolve(o).(str)
	return b
}

// methods reads how strings and streams are hidden.
func (d *document) methods(s *security, e dict) bool {
	v := d.smallInt(e.get("V"), 0)
	s.length = keyLength(d.smallInt(e.get("Length"), 40))
	switch v {
	case 1:
		s.length = 5
		s.strings, s.streams = rc4Method, rc4Method
		return true
	case 2, 3:
		s.strings, s.streams = rc4Method, rc4Method
		return true
	case 4, 5:
		return d.cryptFilters(s, e, v)
	}
	return false
}

// keyLength reads bits, or bytes where a producer mistook them.
func keyLength(n int) int {
	if n < 40 {
		n *= 8
	}
	return max(5, min(16, n/8))
}

func (d *document) cryptFilters(s *security, e dict, v int) bool {
	s.length = 16
	if v == 5 {
		s.length = 32
	}
	s.named = map[name]method{"Identity": plain}
	for _, f := range d.dict(e.get("CF")) {
		cfm, _ := d.resolve(d.dict(f.value).get("CFM")).(name)
		if m, known := cryptMethods[cfm]; known && f.key != "Identity" {
			s.named[f.key] = m
		}
	}
	var ok1, ok2 bool
	s.streams, ok1 = s.filter(d.resolve(e.get("StmF")))
	s.strings, ok2 = s.filter(d.resolve(e.get("StrF")))
	return ok1 && ok2
}

// cryptMethods are the values of /CFM.
var cryptMethods = map[name]method{"V2": rc4Method, "AESV2": aesMethod, "AESV3": aes3Method, "None": plain}

// filter is how a crypt filter hides; none named is the identity.
func (s *security) filter(which object) (method, bool) {
	n, ok := which.(name)
	if !ok {
		return plain, true
	}
	m, known := s.named[n]
	return m, known
}

// sound tells whether the entries are long enough to work with.
func (s *security) sound() bool {
	if s.revision >= 5 {
		return s.revision <= 6 && len(s.o) >= 48 && len(s.u) >= 48 && len(s.oe) >= 32 && len(s.ue) >= 32
	}
	return s.revision >= 2 && len(s.o) >= 32 && len(s.u) >= 16
}

// emptyPassword returns the file key if no password is needed.
func (s *security) emptyPassword() ([]byte, bool) {
	if s.revision >= 5 {
		return s.emptyPassword6()
	}
	if key := s.userKey(nil); s.opens(key) {
		return key, true
	}
	key := s.userKey(s.userPassword())
	return key, s.opens(key)
}

var padding = []byte("\x28\xBF\x4E\x5E\x4E\x75\x8A\x41\x64\x00\x4E\x56\xFF\xFA\x01\x08" +
	"\x2E\x2E\x00\xB6\xD0\x68\x3E\x80\x2F\x0C\xA9\xFE\x64\x53\x69\x7A")

func padded(password []byte) []byte {
	return append(append([]byte{}, password...), padding...)[:32]
}

// userKey makes the file key from a user password (algorithm 2).
func (s *security) userKey(password []byte) []byte {
	h := md5.New()
	h.Write(padded(password))
	h.Write(s.o[:32])
	h.Write([]byte{byte(s.permissions), byte(s.permissions >> 8), byte(s.permissions >> 16), byte(s.permissions >> 24)})
	h.Write(s.id)
	if s.revision >= 4 && !s.metadata {
		h.Write([]byte{255, 255, 255, 255})
	}
	key := h.Sum(nil)
	return s.stretch(key)[:s.length]
}

// stretch repeats the hash from revision 3 on.
func (s *security) stretch(key []byte) []byte {
	if s.revision < 3 {
		return key
	}
	for range 50 {
		sum := md5.Sum(key[:s.length])
		key = sum[:]
	}
	return key
}

// opens checks a key against /U (algorithms 4 to 6).
func (s *security) opens(key []byte) bool {
	if s.revision == 2 {
		return len(s.u) >= 32 && bytes.Equal(rc4Bytes(key, padding), s.u[:32])
	}
	h := md5.New()
	h.Write(padding)
	h.Write(s.id)
	return bytes.Equal(rc4Rounds(key, h.Sum(nil), 0, 20, 1), s.u[:16])
}

// rc4Rounds encrypts with keys that are the key xor a counter.
func rc4Rounds(key, b []byte, from, rounds, step int) []byte {
	for i := range rounds {
		k := make([]byte, len(key))
		for j := range key {
			k[j] = key[j] ^ byte(from+i*step)
		}
		c, err := rc4.NewCipher(k)
		if err != nil {
			return b
		}
		out := make([]byte, len(b))
		c.XORKeyStream(out, b)
		b = out
	}
	return b
}

// userPassword takes the user password out of /O with an empty owner password
// (algorithm 7).
func (s *security) userPassword() []byte {
	sum := md5.Sum(padded(nil))
	key := s.stretch(sum[:])[:s.length]
	if s.revision == 2 {
		return rc4Bytes(key, s.o[:32])
	}
	return rc4Rounds(key, s.o[:32], 19, 20, -1)
}

// emptyPassword6 is algorithm 2.A for revisions 5 and 6.
func (s *security) emptyPassword6() ([]byte, bool) {
	if bytes.Equal(s.hash(s.u[32:40], nil), s.u[:32]) {
		return unwrap(s.hash(s.u[40:48], nil), s.ue[:32])
	}
	if bytes.Equal(s.hash(s.o[32:40], s.u[:48]), s.o[:32]) {
		return unwrap(s.hash(s.o[40:48], s.u[:48]), s.oe[:32])
	}
	return nil, false
}

func unwrap(key, wrapped []byte) ([]byte, bool) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, false
	}
	out := make([]byte, 32)
	cipher.NewCBCDecrypter(block, make([]byte, aes.BlockSize)).CryptBlocks(out, wrapped)
	return out, true
}

// hash is SHA-256 in revision 5 and algorithm 2.B in revision 6, for the empty
// password.
func (s *security) hash(salt, user []byte) []byte {
	sum := sha256.Sum256(append(append([]byte{}, salt...), user...))
	k := sum[:]
	if s.revision == 5 {
		return k
	}
	for round := 0; ; round++ {
		e := hardened(k, user)
		k = digest(e)
		if round >= 63 && int(e[len(e)-1]) <= round-31 {
			return k[:32]
		}
	}
}

// hardened is one round's AES over 64 copies of key and user entry.
func hardened(k, user []byte) []byte {
	block, err := aes.NewCipher(k[:16])
	if err != nil {
		return make([]byte, 16)
	}
	e := bytes.Repeat(append(append([]byte{}, k...), user...), 64)
	cipher.NewCBCEncrypter(block, k[16:32]).CryptBlocks(e, e)
	return e
}

// digest chooses the hash by the first 16 bytes, read as a number modulo 3.
func digest(e []byte) []byte {
	sum := 0
	for _, c := range e[:16] {
		sum += int(c)
	}
	switch sum % 3 {
	case 0:
		h := sha256.Sum256(e)
		return h[:]
	case 1:
		h := sha512.Sum384(e)
		return h[:]
	}
	h := sha512.Sum512(e)
	return h[:]
}
