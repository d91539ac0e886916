package blob

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/portico-prm/portico/internal/base/fault"
)

const (
	// longest is how long an upload address may hold, as with S3.
	longest = 7 * 24 * time.Hour
	// purpose keeps a signature from serving anything but an upload.
	purpose = "portico upload 1\n"
	// secretSize is the fewest bytes a signing secret may have.
	secretSize = 32
)

// uploads signs the addresses of a Disk, whose uploads come through our own route.
type uploads struct {
	base   string
	secret []byte
	now    func() time.Time
}

// pass is what an address allows.
type pass struct {
	Key  Key   `json:"k"`
	Size int64 `json:"s"`
	Till int64 `json:"t"` // Unix seconds
}

// check refuses an upload that no store would take.
func (l Limit) check(key Key) error {
	if a, ok := key.Area(); !ok || a != Staging {
		return fault.Wrap(fault.Internal, fmt.Errorf("blob: %q is no key for an upload", key), "Something broke on our side.")
	}
	if l.Size < 0 || l.For < time.Second || l.For > longest {
		return fault.New(fault.Invalid, "An upload has a size of 0 or more bytes and lasts from a second to seven days.")
	}
	return nil
}

// Sign makes an address of our own route.
func (d *Disk) Sign(_ context.Context, key Key, limit Limit) (Upload, error) {
	if err := limit.check(key); err != nil {
		return Upload{}, err
	}
	if len(d.uploads.secret) < secretSize {
		return Upload{}, fault.Wrap(fault.Internal, errors.New("blob: no secret of 32 bytes to sign uploads with"), "Something broke on our side.")
	}
	till := d.uploads.now().Add(limit.For).Truncate(time.Second)
	token, err := d.uploads.seal(pass{Key: key, Size: limit.Size, Till: till.Unix()})
	if err != nil {
		return Upload{}, err
	}
	return Upload{
		Method: "PUT", URL: strings.TrimSuffix(d.uploads.base, "/") + "/" + token, Expires: till,
		Header: map[string]string{"Content-Length": strconv.FormatInt(limit.Size, 10)},
	}, nil
}

// Receive takes the upload that a token allows. The route passes the last part
// of its path and the body; a repeated upload replaces the first.
func (d *Disk) Receive(ctx context.Context, token string, body io.Reader) error {
	p, err := d.uploads.open(token)
	if err != nil {
		return err
	}
	src := read(ctx, io.LimitReader(body, p.Size+1))
	tmp, err := d.aside(exactly{src, p.Size})
	if err != nil {
		return src.blame(err)
	}
	return storage(d.settle(tmp, p.Key))
}

// exactly is a reader that fails unless it ends after so many bytes.
type exactly struct {
	*source
	size int64
}

// Read passes bytes on and judges the end.
func (e exactly) Read(b []byte) (int, error) {
	n, err := e.source.Read(b)
	if e.source.size > e.size || err == io.EOF && e.source.size < e.size {
		return n, fault.Coded(fault.Invalid, "WRONG_SIZE", "The upload was announced with %d bytes; send exactly so many.", e.size)
	}
	return n, err
}

func (u uploads) seal(p pass) (string, error) {
	body, err := json.Marshal(p)
	if err != nil {
		return "", err
	}
	return base64.RawURLEncoding.EncodeToString(body) + "." + base64.RawURLEncoding.EncodeToString(u.mac(body)), nil
}

func (u uploads) mac(body []byte) []byte {
	h := hmac.New(sha256.New, u.secret)
	h.Write([]byte(purpose))
	h.Write(body)
	return h.Sum(nil)
}

// open reads a token that we made and that still holds. Strict decoding leaves
// one spelling for each token.
func (u uploads) open(token string) (pass, error) {
	no := fault.Coded(fault.Forbidden, "UPLOAD_EXPIRED", "This upload address is not valid or no longer valid. Ask for a new one.")
	left, right, ok := strings.Cut(token, ".")
	body, err1 := base64.RawURLEncoding.Strict().DecodeString(left)
	mac, err2 := base64.RawURLEncoding.Strict().DecodeString(right)
	if !ok || err1 != nil || err2 != nil || len(u.secret) < secretSize || !hmac.Equal(mac, u.mac(body)) {
		return pass{}, no
	}
	var p pass
	if err := json.Unmarshal(body, &p); err != nil || u.now().Unix() >= p.Till {
		return pass{}, no
	}
	return p, nil
}
