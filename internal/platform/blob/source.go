package blob

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"io"
)

// source reads what is to be stored: it hashes, counts, stops with its context,
// and remembers its own error, so that it is not taken for one of the store.
type source struct {
	ctx  context.Context
	r    io.Reader
	hash hash.Hash
	size int64
	err  error
}

func read(ctx context.Context, r io.Reader) *source {
	return &source{ctx: ctx, r: r, hash: sha256.New()}
}

// Read passes bytes on.
func (s *source) Read(b []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		s.err = storage(err)
		return 0, s.err
	}
	n, err := s.r.Read(b)
	s.hash.Write(b[:n])
	s.size += int64(n)
	if err != nil && err != io.EOF {
		s.err = err
	}
	return n, err
}

// blame gives the source's own error back, or the store's as a fault.
func (s *source) blame(err error) error {
	if s.err != nil {
		return s.err
	}
	return storage(err)
}

// ref names what was read.
func (s *source) ref() Ref {
	return Ref{SHA256: hex.EncodeToString(s.hash.Sum(nil)), Size: s.size}
}
