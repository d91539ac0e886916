package db_test

import (
	"crypto/tls"
	"fmt"
	"io"
	"net"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"sync/atomic"
	"testing"
)

// proxy is a wire between us and the server that can lose all packets: it goes
// on taking connections and bytes, and passes nothing on.
type proxy struct {
	listener net.Listener
	server   string
	lost     atomic.Bool
	tls      *tls.Config // what it ends TLS with, if it does
}

// wire puts a proxy before the server of a URL and gives the URL of the proxy.
func wire(t testing.TB, server string, secure bool) (*proxy, string) {
	t.Helper()
	u, err := url.Parse(server)
	if err != nil {
		t.Fatal(err)
	}
	q := u.Query()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	p := &proxy{listener: l, server: filepath.Join(q.Get("host"), ".s.PGSQL."+q.Get("port"))}
	mode := "disable"
	if secure {
		h := httptest.NewTLSServer(nil) // for its certificate
		h.Close()
		p.tls, mode = h.TLS, "require"
	}
	go p.serve()
	return p, fmt.Sprintf("postgres://%s@%s%s?sslmode=%s", q.Get("user"), l.Addr(), u.Path, mode)
}

func (p *proxy) serve() {
	for {
		c, err := p.listener.Accept()
		if err != nil {
			return
		}
		go p.connect(c)
	}
}

func (p *proxy) connect(c net.Conn) {
	if p.lost.Load() {
		select {} // it was accepted by the kernel, and that is all
	}
	if p.tls != nil { // the client asks for TLS in eight bytes
		if _, err := io.ReadFull(c, make([]byte, 8)); err != nil {
			return
		}
		_, _ = c.Write([]byte("S"))
		c = tls.Server(c, p.tls)
	}
	s, err := net.Dial("unix", p.server)
	if err != nil {
		_ = c.Close()
		return
	}
	go p.pump(c, s)
	go p.pump(s, c)
}

func (p *proxy) pump(from, to net.Conn) {
	defer to.Close()
	b := make([]byte, 4096)
	for {
		n, err := from.Read(b)
		if err == io.EOF && p.lost.Load() {
			err = nil
			select {} // not even the end arrives
		}
		if err != nil {
			return
		}
		if p.lost.Load() {
			continue
		}
		if _, err := to.Write(b[:n]); err != nil {
			return
		}
	}
}
