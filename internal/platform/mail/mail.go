// Package mail hands messages to an SMTP server: the one place that knows the
// protocol. A message has one recipient, plain text and the same in HTML.
//
// What a server says is one of three things to the caller: taken (nil), this
// address or this message never (ErrRefused), or not now (any other error).
// TLS is asked for unless the settings say otherwise. Nothing is logged here,
// and errors hold codes and no addresses.
package mail

import (
	"bytes"
	"context"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net"
	"net/mail"
	"strings"
	"time"
	"unicode"

	smtp "github.com/wneessen/go-mail"
)

// Message is one mail.
type Message struct {
	ID      string // names it; the Message-ID is made of it, the same at every try
	To      string
	Name    string // of the recipient
	Subject string
	Text    string
	HTML    string
	Leave   string // address at which one POST unsubscribes
	At      time.Time
}

// ErrRefused says that the server will never take it: no such address, or not
// such a message.
var ErrRefused = errors.New("refused for good")

// TLS is how a connection is made safe.
type TLS string

// The three ways. STARTTLS is required, not only tried.
const (
	StartTLS TLS = "starttls"
	Implicit TLS = "implicit"
	Plain    TLS = "off"
)

// Config is a server and a sender.
type Config struct {
	Host     string
	Port     int
	TLS      TLS
	User     string
	Password string
	From     string // address, or "Name <address>"
	Timeout  time.Duration
	Roots    *x509.CertPool // nil: those of the machine
}

// Sender sends over one connection a mail: what a portal sends in a minute is
// little, and a broken connection then costs one mail.
type Sender struct {
	cfg    Config
	domain string // of the Message-ID
}

// New makes a sender. The settings were checked where they were read.
func New(c Config) *Sender {
	_, domain, _ := strings.Cut(strings.TrimSuffix(c.From, ">"), "@")
	return &Sender{cfg: c, domain: domain}
}

// Send delivers a message to the server.
func (s *Sender) Send(ctx context.Context, m Message) error {
	msg, err := s.compose(m)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrRefused, err)
	}
	client, err := s.client()
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, s.cfg.Timeout)
	defer cancel()
	err = client.DialAndSendWithContext(ctx, msg)
	if msg.IsDelivered() { // a farewell that went wrong is no reason to send it again
		return nil
	}
	return said(ctx, err)
}

func (s *Sender) client() (*smtp.Client, error) {
	ways := map[TLS]smtp.TLSPolicy{StartTLS: smtp.TLSMandatory, Implicit: smtp.NoTLS, Plain: smtp.NoTLS}
	opts := []smtp.Option{smtp.WithPort(s.cfg.Port), smtp.WithTimeout(s.cfg.Timeout), smtp.WithTLSPolicy(ways[s.cfg.TLS]), smtp.WithHELO(s.domain),
		smtp.WithTLSConfig(&tls.Config{ServerName: s.cfg.Host, MinVersion: tls.VersionTLS12, RootCAs: s.cfg.Roots}),
		smtp.WithoutNoop()}
	if s.cfg.User != "" {
		opts = append(opts, smtp.WithSMTPAuth(smtp.SMTPAuthAutoDiscover), smtp.WithUsername(s.cfg.User), smtp.WithPassword(s.cfg.Password))
	}
	if s.cfg.TLS == Implicit {
		opts = append(opts, smtp.WithSSL())
	}
	return smtp.NewClient(s.cfg.Host, opts...)
}

// said sorts what came back. The text of the server may repeat the address, so
// only its code is kept. Before the recipient is named a refusal is about us:
// that is for the operator to repair, and the mail waits.
func said(ctx context.Context, err error) error {
	var e *smtp.SendError
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return fmt.Errorf("smtp: %w", ctx.Err())
	case !errors.As(err, &e):
		return errors.New("smtp: " + kindOf(err))
	case !e.IsTemp() && e.ErrorCode() >= 500 && (e.Reason == smtp.ErrSMTPRcptTo || e.Reason == smtp.ErrSMTPDataClose):
		return fmt.Errorf("%w: smtp: %d at %s", ErrRefused, e.ErrorCode(), e.Reason)
	}
	return fmt.Errorf("smtp: %d at %s", e.ErrorCode(), e.Reason)
}

// kindOf is what went wrong before anything was sent, without what a server
// said.
func kindOf(err error) string {
	var cert *tls.CertificateVerificationError
	var op *net.OpError
	switch {
	case errors.As(err, &cert):
		return "the certificate of the server is not valid"
	case errors.As(err, &op):
		return op.Op + " failed"
	case errors.Is(err, io.EOF):
		return "the server hung up"
	case strings.Contains(err.Error(), "STARTTLS"):
		return "the server offers no STARTTLS"
	case strings.Contains(err.Error(), "AUTH"):
		return "the server does not accept user and password"
	}
	return "no conversation with the server"
}

func (s *Sender) compose(m Message) (*smtp.Msg, error) {
	msg := smtp.NewMsg(smtp.WithNoDefaultUserAgent())
	if err := msg.From(s.cfg.From); err != nil {
		return nil, errors.New("the sender is no address")
	}
	if err := msg.AddTo((&mail.Address{Name: line(m.Name), Address: m.To}).String()); err != nil {
		return nil, errors.New("the recipient is no address")
	}
	msg.Subject(line(m.Subject))
	msg.SetDateWithValue(m.At)
	msg.SetMessageIDWithValue(s.messageID(m.ID))
	msg.SetGenHeader("Auto-Submitted", "auto-generated")
	if m.Leave != "" {
		msg.SetGenHeaderPreformatted("List-Unsubscribe", "<"+m.Leave+">")
		msg.SetGenHeaderPreformatted("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")
	}
	msg.SetBodyString(smtp.TypeTextPlain, m.Text)
	msg.AddAlternativeString(smtp.TypeTextHTML, m.HTML)
	return msg, nil
}

// messageID is of the mail and not of the try, so that a mailbox that gets one
// twice may see that it is one. It does not give the id away.
func (s *Sender) messageID(id string) string {
	sum := sha256.Sum256([]byte("portico mail " + id))
	return hex.EncodeToString(sum[:16]) + "@" + s.domain
}

// line is text that stays on one line of a header, whatever somebody is called.
func line(s string) string {
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == '\u2028' || r == '\u2029' || r == unicode.ReplacementChar {
			return ' '
		}
		return r
	}, s)), " ")
}

// Written is a message as it goes over the wire, for those who look at it.
func (s *Sender) Written(m Message) ([]byte, error) {
	msg, err := s.compose(m)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	_, err = msg.WriteTo(&b)
	return b.Bytes(), err
}
