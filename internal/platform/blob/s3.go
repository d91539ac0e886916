package blob

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/http"
	"net/url"
	"os"
	"path"
	"strconv"
	"syscall"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	"github.com/portico-prm/portico/internal/base/fault"
)

const (
	// inMemory is how large content may be to wait for its hash in memory.
	inMemory = 1 << 20
	// s3Tries is how often a request is sent before the store counts as away.
	s3Tries = 3
	// onePart is what is sent as one request; larger content goes in parts.
	onePart = 64 << 20
)

// S3 keeps files in a bucket of any S3-compatible store.
type S3 struct {
	client *minio.Client
	bucket string
	prefix string
	spool  string
}

// S3Config says which bucket, and how to reach it.
type S3Config struct {
	Endpoint string // http://host:port or https://host; clients upload there, too
	Region   string // empty means us-east-1, which most stores accept
	Bucket   string // it must exist
	Prefix   string // before each name; empty is the bucket's top
	Access   string
	Secret   string
	Spool    string // folder for content that waits for its hash; empty is the system's
}

// NewS3 opens a bucket, and fails when it is not there.
func NewS3(ctx context.Context, cfg S3Config) (*S3, error) {
	u, err := url.Parse(cfg.Endpoint)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return nil, fmt.Errorf("the address of the S3 store must be like https://s3.example.com, not %q", cfg.Endpoint)
	}
	region := cfg.Region
	if region == "" {
		region = "us-east-1"
	}
	c, err := minio.New(u.Host, &minio.Options{
		Creds: credentials.NewStaticV4(cfg.Access, cfg.Secret, ""), Secure: u.Scheme == "https",
		Region: region, MaxRetries: s3Tries,
	})
	if err != nil {
		return nil, fmt.Errorf("the S3 store: %w", err)
	}
	there, err := c.BucketExists(ctx, cfg.Bucket)
	if err != nil {
		return nil, fmt.Errorf("look for the bucket %q on %s: %w", cfg.Bucket, u.Host, err)
	}
	if !there {
		return nil, fmt.Errorf("%s has no bucket %q: make it first", u.Host, cfg.Bucket)
	}
	return &S3{client: c, bucket: cfg.Bucket, prefix: cfg.Prefix, spool: cfg.Spool}, nil
}

// Put stores content. It waits on this machine until its hash is known. Content
// that is there already is sent again, which makes it young; see Delete.
func (s *S3) Put(ctx context.Context, r io.Reader) (Ref, error) {
	src := read(ctx, r)
	body, err := s.wait(src)
	if err != nil {
		return Ref{}, src.blame(err)
	}
	defer body.Close()
	ref := src.ref()
	name, _ := s.name(ref.Key())
	done, err := s.client.PutObject(ctx, s.bucket, name, body, ref.Size, minio.PutObjectOptions{
		ContentType: "application/octet-stream", PartSize: onePart, SendContentMd5: true,
	})
	if err == nil && done.Size != ref.Size {
		err = fmt.Errorf("blob: %d of %d bytes of %s were stored", done.Size, ref.Size, name)
	}
	if err != nil {
		return Ref{}, remote(err)
	}
	return ref, nil
}

// wait reads everything, into memory when it is small and a file when not.
func (s *S3) wait(src *source) (io.ReadCloser, error) {
	head, err := io.ReadAll(io.LimitReader(src, inMemory+1))
	if err != nil {
		return nil, err
	}
	if len(head) <= inMemory {
		return io.NopCloser(bytes.NewReader(head)), nil
	}
	f, err := os.CreateTemp(s.spool, "portico-blob-*")
	if err != nil {
		return nil, err
	}
	_ = os.Remove(f.Name()) // it goes with its last handle, a crash included
	_, err = io.Copy(f, io.MultiReader(bytes.NewReader(head), src))
	if err == nil {
		_, err = f.Seek(0, io.SeekStart)
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

// name is the object's name of a key.
func (s *S3) name(key Key) (string, bool) {
	p, ok := key.path()
	return path.Join(s.prefix, p), ok
}

// Open reads an object; each seek asks for another range.
func (s *S3) Open(ctx context.Context, key Key) (io.ReadSeekCloser, int64, error) {
	name, ok := s.name(key)
	if !ok {
		return nil, 0, absent(key)
	}
	o, err := s.client.GetObject(ctx, s.bucket, name, minio.GetObjectOptions{})
	if err != nil {
		return nil, 0, gone(key, err)
	}
	info, err := o.Stat()
	if err != nil {
		_ = o.Close()
		return nil, 0, gone(key, err)
	}
	return o, info.Size, nil
}

// Stat tells size and age of an object.
func (s *S3) Stat(ctx context.Context, key Key) (Info, error) {
	name, ok := s.name(key)
	if !ok {
		return Info{}, absent(key)
	}
	o, err := s.client.StatObject(ctx, s.bucket, name, minio.StatObjectOptions{})
	if err != nil {
		return Info{}, gone(key, err)
	}
	return Info{Key: key, Size: o.Size, Stored: o.LastModified}, nil
}

// Delete removes an object that was not stored after unused. S3 cannot look and
// remove in one step, so for the moment between the two a Put of the same
// content may lose; an hour between storing and collecting makes it unlikely.
func (s *S3) Delete(ctx context.Context, key Key, unused time.Time) error {
	info, err := s.Stat(ctx, key)
	if _, ok := key.Area(); ok && fault.KindOf(err) == fault.NotFound {
		return nil
	}
	if err != nil || info.Stored.After(unused) {
		return err
	}
	name, _ := s.name(key)
	return remote(s.client.RemoveObject(ctx, s.bucket, name, minio.RemoveObjectOptions{}))
}

// List walks an area in order.
func (s *S3) List(ctx context.Context, area Area) iter.Seq2[Info, error] {
	return func(yield func(Info, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		opts := minio.ListObjectsOptions{Prefix: path.Join(s.prefix, string(area)) + "/", Recursive: true}
		for o := range s.client.ListObjectsIter(ctx, s.bucket, opts) {
			if o.Err != nil {
				yield(Info{}, remote(o.Err))
				return
			}
			key := Key(path.Base(o.Key))
			if a, ok := key.Area(); !ok || a != area {
				continue // not ours
			}
			if !yield(Info{Key: key, Size: o.Size, Stored: o.LastModified}, nil) {
				return
			}
		}
	}
}

// Sign makes an address of the store itself; the size is part of the signature.
func (s *S3) Sign(ctx context.Context, key Key, limit Limit) (Upload, error) {
	if err := limit.check(key); err != nil {
		return Upload{}, err
	}
	name, _ := s.name(key)
	size := strconv.FormatInt(limit.Size, 10)
	u, err := s.client.PresignHeader(ctx, http.MethodPut, s.bucket, name, limit.For, nil, http.Header{"Content-Length": {size}})
	if err != nil {
		return Upload{}, remote(err)
	}
	return Upload{
		Method: http.MethodPut, URL: u.String(), Expires: time.Now().Add(limit.For).Truncate(time.Second),
		Header: map[string]string{"Content-Length": size},
	}, nil
}

func gone(key Key, err error) error {
	if r := minio.ToErrorResponse(err); r.StatusCode == http.StatusNotFound {
		return absent(key)
	}
	return remote(err)
}

// remote turns an error of the store into a fault.
func remote(err error) error {
	r := minio.ToErrorResponse(err)
	switch r.StatusCode {
	case http.StatusForbidden, http.StatusUnauthorized:
		return fault.Wrap(fault.Internal, err, "Something broke on our side.") // our keys are wrong
	case http.StatusInsufficientStorage:
		return storage(fmt.Errorf("%w: %w", syscall.ENOSPC, err))
	}
	return storage(err)
}
