package pdf

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/md5"
	"crypto/rc4"

	"github.com/portico-prm/portico/content/problem"
)

// method is how a crypt filter hides data.
type method int

const (
	plain method = iota
	rc4Method
	aesMethod  // AES-128, a key per object
	aes3Method // AES-256, one key
)

// decrypter takes the standard security handler's encryption off. It exists
// only for files that open without a password.
type decrypter struct {
	key      []byte
	strings  method
	streams  method
	named    map[name]method // the crypt filters that a stream can ask for
	metadata bool            // the metadata stream is encrypted too
}

func needsPassword() problem.List {
	return refused("PDF_ENCRYPTED", nil)
}

// unlock tries the empty user password and the empty owner password. A file that
// hides nothing but its attachments needs neither.
func (d *document) unlock(enc object) {
	e := d.dict(enc)
	if e == nil {
		return // not a dictionary: viewers treat the file as open
	}
	s, ok := d.security(e)
	if !ok {
		d.refuse(needsPassword())
		return
	}
	key, ok := s.emptyPassword()
	if !ok && (s.strings != plain || s.streams != plain) {
		d.refuse(needsPassword())
		return
	}
	d.crypt = &decrypter{key: key, strings: s.strings, streams: s.streams, named: s.named, metadata: s.metadata}
}

// object decrypts the strings of an indirect object, in place.
func (c *decrypter) object(o object, id ref) object {
	switch v := o.(type) {
	case str:
		return str(c.apply(c.strings, v, id))
	case array:
		for i := range v {
			v[i] = c.object(v[i], id)
		}
	case dict:
		for i := range v {
			v[i].value = c.object(v[i].value, id)
		}
	case *stream:
		c.object(v.dict, id)
	}
	return o
}

// raw returns the bytes of a stream with encryption off and filters still on.
func (d *document) raw(s *stream) []byte {
	if d.crypt == nil || s.id.num == 0 {
		return s.raw
	}
	return d.crypt.apply(d.crypt.hides(d, s), s.raw, s.id)
}

// hides tells how a stream is encrypted: cross-references never are, metadata may
// not be, and a Crypt filter speaks for its own stream; without a name it says no.
func (c *decrypter) hides(d *document, s *stream) method {
	switch s.dict.get("Type") {
	case name("XRef"):
		return plain
	case name("Metadata"):
		if !c.metadata {
			return plain
		}
	}
	names, parms := d.filters(s.dict)
	if len(names) == 0 || names[0] != "Crypt" {
		return c.streams
	}
	if a, ok := parms.(array); ok && len(a) > 0 {
		parms = d.resolve(a[0])
	}
	own, _ := dictOf(parms).get("Name").(name)
	return c.named[own]
}

func (c *decrypter) apply(m method, b []byte, id ref) []byte {
	switch m {
	case rc4Method:
		return rc4Bytes(c.objectKey(id, false), b)
	case aesMethod:
		return aesBytes(c.objectKey(id, true), b)
	case aes3Method:
		return aesBytes(c.key, b)
	}
	return b
}

// objectKey mixes the object number into the key (ISO 32000, algorithm 1).
func (c *decrypter) objectKey(id ref, salt bool) []byte {
	h := md5.New()
	h.Write(c.key)
	h.Write([]byte{byte(id.num), byte(id.num >> 8), byte(id.num >> 16), byte(id.gen), byte(id.gen >> 8)})
	if salt {
		h.Write([]byte("sAlT"))
	}
	return h.Sum(nil)[:min(len(c.key)+5, 16)]
}

func rc4Bytes(key, b []byte) []byte {
	out := make([]byte, len(b))
	c, err := rc4.NewCipher(key)
	if err != nil {
		return b
	}
	c.XORKeyStream(out, b)
	return out
}

// aesBytes decrypts CBC data whose first block is the vector. A cut last block
// is dropped, wrong padding is kept, as viewers do.
func aesBytes(key, b []byte) []byte {
	block, err := aes.NewCipher(key)
	if err != nil || len(b) < 2*aes.BlockSize {
		return nil
	}
	iv, body := b[:aes.BlockSize], b[aes.BlockSize:]
	body = body[:len(body)/aes.BlockSize*aes.BlockSize]
	out := make([]byte, len(body))
	cipher.NewCBCDecrypter(block, iv).CryptBlocks(out, body)
	if pad := int(out[len(out)-1]); pad >= 1 && pad <= aes.BlockSize {
		out = out[:len(out)-pad]
	}
	return out
}
