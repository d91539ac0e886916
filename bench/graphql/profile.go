package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// profileTime is how long Portico is watched at each operation.
const profileTime = 5 * time.Second

// profiles writes what Portico does under the most connections asked for, into
// the folder that the flags name.
func (s *stage) profiles(ctx context.Context, op operation, able []server) error {
	i := slices.IndexFunc(able, func(v server) bool { return v.name == "portico" })
	if s.options.profile == "" || i < 0 {
		return nil
	}
	loaded := make(chan error, 1)
	go func() {
		_, err := s.turn(ctx, able[i], op, slices.Max(s.options.connections), profileTime)
		loaded <- err
	}()
	from := "http://" + able[i].figures + "/debug/pprof/"
	err := keep(fmt.Sprintf("%sprofile?seconds=%d", from, int(profileTime.Seconds())), filepath.Join(s.options.profile, op.name+".cpu"))
	if err == nil {
		err = keep(from+"allocs", filepath.Join(s.options.profile, op.name+".allocs"))
	}
	if failed := <-loaded; err == nil {
		err = failed
	}
	return err
}

// keep writes what an address gives into a file.
func keep(from, to string) error {
	res, err := http.Get(from)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	f, err := os.Create(to)
	if err != nil {
		return err
	}
	_, err = io.Copy(f, res.Body)
	if shut := f.Close(); err == nil {
		err = shut
	}
	return err
}
