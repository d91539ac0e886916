// Package mailtest is an SMTP server for tests: it speaks the protocol over a
// socket, by TLS, and says at each command what it is told to say.
package mailtest

import (
	"bufio"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"math/big"
	"net"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// Post is a server of one test. It keeps what it took, and is safe for
// concurrent use.
type Post struct {
	Roots *x509.CertPool // who trusts its certificate
	NoTLS bool           // set before the first mail: it offers no STARTTLS

	l     net.Listener
	cert  tls.Certificate
	mu    sync.Mutex
	says  map[string]string
	taken []string
	from  []string // envelopes, with whether TLS was on
	asked []string
}

// New starts a server on a port of its own, until the test is over. By command
// says has another answer than yes: "" hangs up, "…" falls silent. CONNECT is
// the greeting, and "." the end of a mail.
func New(t testing.TB, says map[string]string) *Post {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &Post{l: l, says: says}
	p.cert, p.Roots = certificate(t)
	go p.serve()
	t.Cleanup(func() { _ = l.Close() })
	return p
}

// Port is where it listens, at 127.0.0.1.
func (p *Post) Port() int {
	_, port, _ := net.SplitHostPort(p.l.Addr().String())
	n, _ := strconv.Atoi(port)
	return n
}

func (p *Post) serve() {
	for {
		c, err := p.l.Accept()
		if err != nil {
			return
		}
		go p.talk(c)
	}
}

// talk is one conversation.
func (p *Post) talk(c net.Conn) {
	defer func() { _ = c.Close() }()
	r, safe := bufio.NewReader(c), false
	say := func(s string) { _, _ = fmt.Fprintf(c, "%s\r\n", s) }
	if !p.answer(say, "CONNECT", "220 post ESMTP") {
		return
	}
	for {
		line, err := r.ReadString('\n')
		if err != nil {
			return
		}
		verb := strings.ToUpper(strings.Fields(line + " ?")[0])
		p.note(&p.asked, strings.TrimSpace(line))
		switch verb {
		case "EHLO":
			if !safe && !p.NoTLS {
				say("250-post")
				say("250 STARTTLS")
				continue
			}
			say("250-post")
			say("250 AUTH PLAIN")
		case "STARTTLS":
			say("220 go on")
			t := tls.Server(c, &tls.Config{Certificates: []tls.Certificate{p.cert}, MinVersion: tls.VersionTLS12})
			if t.Handshake() != nil {
				return
			}
			c, r, safe = t, bufio.NewReader(t), true
		case "MAIL":
			p.note(&p.from, fmt.Sprintf("%s tls=%v", strings.TrimSpace(line), safe))
			if !p.answer(say, verb, "250 ok") {
				return
			}
		case "DATA":
			if !p.answer(say, verb, "354 go on") {
				return
			}
			if other, _ := p.told("DATA"); other != "" {
				continue
			}
			text, err := letter(r)
			if err != nil {
				return
			}
			if other, _ := p.told("."); other == "" {
				p.note(&p.taken, text)
			}
			if !p.answer(say, ".", "250 taken") {
				return
			}
		case "QUIT":
			p.answer(say, verb, "221 bye")
			return
		default:
			if !p.answer(say, verb, "250 ok") {
				return
			}
		}
	}
}

// Says changes its answers, from the next command on.
func (p *Post) Says(says map[string]string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.says = says
}

func (p *Post) told(verb string) (string, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	other, told := p.says[verb]
	return other, told
}

// answer says what was asked for and tells whether the conversation goes on.
func (p *Post) answer(say func(string), verb, yes string) bool {
	switch other, told := p.told(verb); {
	case !told:
		say(yes)
	case other == "":
		return false
	case other == "…":
		time.Sleep(10 * time.Second) // longer than a test lets its client wait
		return false
	default:
		say(other)
	}
	return true
}

func letter(r *bufio.Reader) (string, error) {
	var b strings.Builder
	for {
		line, err := r.ReadString('\n')
		if err != nil || line == ".\r\n" {
			return b.String(), err
		}
		b.WriteString(strings.TrimPrefix(line, "."))
	}
}

func (p *Post) note(list *[]string, s string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	*list = append(*list, s)
}

// Took are the mails that it has taken, as they came.
func (p *Post) Took() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]string(nil), p.taken...)
}

// Heard are the commands and the envelopes.
func (p *Post) Heard() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return strings.Join(append(append([]string(nil), p.asked...), p.from...), "\n")
}

// certificate is one for 127.0.0.1 that only its own pool trusts.
func certificate(t testing.TB) (tls.Certificate, *x509.CertPool) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	tmpl := &x509.Certificate{SerialNumber: big.NewInt(1), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign}
	der, err := x509.CreateCertificate(rand.Reader, tmpl, tmpl, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	leaf, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AddCert(leaf)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, pool
}
