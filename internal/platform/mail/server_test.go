package mail_test

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

// post is an SMTP server of a test. It says what it is told to say at each
// command, and keeps what it took.
type post struct {
	t     *testing.T
	l     net.Listener
	cert  tls.Certificate
	roots *x509.CertPool
	says  map[string]string // by command: another answer than yes; "" hangs up, "…" falls silent
	noTLS bool
	mu    sync.Mutex
	taken []string
	from  []string // envelopes, with whether TLS was on
	asked []string
}

func newPost(t *testing.T, says map[string]string) *post {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &post{t: t, l: l, says: says}
	p.cert, p.roots = certificate(t)
	go p.serve()
	t.Cleanup(func() { _ = l.Close() })
	return p
}

func (p *post) port() int {
	_, port, _ := net.SplitHostPort(p.l.Addr().String())
	n, _ := strconv.Atoi(port)
	return n
}

func (p *post) serve() {
	for {
		c, err := p.l.Accept()
		if err != nil {
			return
		}
		go p.talk(c)
	}
}

// talk is one conversation.
func (p *post) talk(c net.Conn) {
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
			if !safe && !p.noTLS {
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
			if p.says["DATA"] != "" {
				continue
			}
			text, err := letter(r)
			if err != nil {
				return
			}
			if p.says["."] == "" {
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

// answer says what was asked for and tells whether the conversation goes on.
func (p *post) answer(say func(string), verb, yes string) bool {
	switch other, told := p.says[verb]; {
	case !told:
		say(yes)
	case other == "":
		return false
	case other == "…":
		time.Sleep(10 * time.Second) // longer than any test lets its client wait
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

func (p *post) note(list *[]string, s string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	*list = append(*list, s)
}

func (p *post) took() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]string(nil), p.taken...)
}

func (p *post) heard() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return strings.Join(append(append([]string(nil), p.asked...), p.from...), "\n")
}

// certificate is one for 127.0.0.1 that only its own pool trusts.
func certificate(t *testing.T) (tls.Certificate, *x509.CertPool) {
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
