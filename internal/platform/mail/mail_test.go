package mail_test

import (
	"context"
	"errors"
	"net/mail"
	"strings"
	"testing"
	"time"

	ours "github.com/portico-prm/portico/internal/platform/mail"
	"github.com/portico-prm/portico/internal/platform/mail/mailtest"
)

func sender(p *mailtest.Post, change func(*ours.Config)) *ours.Sender {
	c := ours.Config{Host: "127.0.0.1", Port: p.Port(), TLS: ours.StartTLS, From: "Veldmark Portal <portal@veldmark.example>", Timeout: 2 * time.Second, Roots: p.Roots}
	if change != nil {
		change(&c)
	}
	return ours.New(c)
}

func letterTo(name string) ours.Message {
	return ours.Message{ID: "0190a000-0000-7000-8000-000000000001", To: "dana@bluffharbor.example", Name: name, Subject: "Edge Sales 201 endet bald – jetzt erneuern",
		Text: "Guten Tag.\n.\nEnde", HTML: "<p>Guten Tag</p>", Leave: "https://portico.example/unsubscribe/x", At: time.Date(2026, 3, 2, 6, 0, 0, 0, time.UTC)}
}

func TestAMessageArrivesByTLS(t *testing.T) {
	t.Parallel()
	p := mailtest.New(t, nil)
	if err := sender(p, nil).Send(context.Background(), letterTo("Dana Whitlock")); err != nil {
		t.Fatal(err)
	}
	got := p.Took()
	if len(got) != 1 || !strings.Contains(p.Heard(), "tls=true") || strings.Contains(p.Heard(), "tls=false") {
		t.Fatalf("%d mails, heard %s", len(got), p.Heard())
	}
	m, err := mail.ReadMessage(strings.NewReader(got[0]))
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"List-Unsubscribe": "<https://portico.example/unsubscribe/x>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
		"Auto-Submitted": "auto-generated", "Date": "Mon, 02 Mar 2026 06:00:00 +0000"} {
		if m.Header.Get(name) != want {
			t.Errorf("%s: %q", name, m.Header.Get(name))
		}
	}
	if !strings.HasPrefix(m.Header.Get("Content-Type"), "multipart/alternative") || strings.Contains(m.Header.Get("Message-ID"), "0190a000") {
		t.Errorf("header %v", m.Header)
	}
}

func TestEveryTryHasTheSameMessageID(t *testing.T) {
	t.Parallel()
	p := mailtest.New(t, nil)
	s := sender(p, nil)
	for range 2 {
		if err := s.Send(context.Background(), letterTo("Dana")); err != nil {
			t.Fatal(err)
		}
	}
	var ids []string
	for _, text := range p.Took() {
		m, err := mail.ReadMessage(strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, m.Header.Get("Message-ID"))
	}
	if len(ids) != 2 || ids[0] != ids[1] || !strings.HasSuffix(ids[0], "@veldmark.example>") {
		t.Errorf("Message-IDs %v", ids)
	}
}

func TestWhatAServerSaysIsSorted(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		says    map[string]string
		change  func(*ours.Config)
		ok      bool
		refused bool
		taken   int
	}{
		"no such address":                       {map[string]string{"RCPT": "550 5.1.1 dana@bluffharbor.example unknown"}, nil, false, true, 0},
		"a mailbox that is full for now":        {map[string]string{"RCPT": "452 4.2.2 full"}, nil, false, false, 0},
		"come again later":                      {map[string]string{"RCPT": "451 4.7.1 greylisted"}, nil, false, false, 0},
		"not such a message":                    {map[string]string{".": "554 5.7.1 dana@bluffharbor.example does not want it"}, nil, false, true, 0},
		"no room at the end":                    {map[string]string{".": "452 4.3.1 no room"}, nil, false, false, 0},
		"we may not send: ours to repair":       {map[string]string{"MAIL": "550 5.7.1 relaying denied"}, nil, false, false, 0},
		"busy at the door":                      {map[string]string{"CONNECT": "421 busy"}, nil, false, false, 0},
		"shut at the door":                      {map[string]string{"CONNECT": "554 no"}, nil, false, false, 0},
		"hangs up in the middle":                {map[string]string{"RCPT": ""}, nil, false, false, 0},
		"falls silent in the middle":            {map[string]string{"DATA": "…"}, nil, false, false, 0},
		"falls silent at the door":              {map[string]string{"CONNECT": "…"}, nil, false, false, 0},
		"takes it and spoils the farewell":      {map[string]string{"QUIT": "500 what"}, nil, true, false, 1},
		"takes it and hangs up":                 {map[string]string{"QUIT": ""}, nil, true, false, 1},
		"the wrong password: ours to repair":    {map[string]string{"AUTH": "535 5.7.8 bad credentials for portal"}, func(c *ours.Config) { c.User, c.Password = "portal", "canary" }, false, false, 0},
		"a certificate that nobody vouches for": {nil, func(c *ours.Config) { c.Roots = nil }, false, false, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := mailtest.New(t, tt.says)
			err := sender(p, tt.change).Send(context.Background(), letterTo("Dana Whitlock"))
			if (err == nil) != tt.ok || errors.Is(err, ours.ErrRefused) != tt.refused || len(p.Took()) != tt.taken {
				t.Errorf("Send = %v, %d taken", err, len(p.Took()))
			}
			if err != nil && (strings.Contains(err.Error(), "dana") || strings.Contains(err.Error(), "canary")) {
				t.Errorf("the error tells too much: %v", err)
			}
		})
	}
}

func TestNothingGoesOutInTheClear(t *testing.T) {
	t.Parallel()
	p := mailtest.New(t, nil)
	p.NoTLS = true
	err := sender(p, func(c *ours.Config) { c.User, c.Password = "portal", "canary" }).Send(context.Background(), letterTo("Dana"))
	if err == nil || len(p.Took()) != 0 || strings.Contains(p.Heard(), "AUTH") || strings.Contains(p.Heard(), "MAIL") {
		t.Errorf("Send = %v, heard %s", err, p.Heard())
	}
	if err := sender(p, func(c *ours.Config) { c.TLS = ours.Plain }).Send(context.Background(), letterTo("Dana")); err != nil || len(p.Took()) != 1 {
		t.Errorf("without TLS on purpose: %v", err)
	}
}

func TestASenderThatIsCalledOffStops(t *testing.T) {
	t.Parallel()
	p := mailtest.New(t, map[string]string{"DATA": "…"})
	ctx, cancel := context.WithTimeout(context.Background(), 300*time.Millisecond)
	defer cancel()
	if err := sender(p, nil).Send(ctx, letterTo("Dana")); err == nil || errors.Is(err, ours.ErrRefused) {
		t.Errorf("Send = %v", err)
	}
}

// Whatever somebody is called, or a course: a header has one line, and the mail
// one recipient.
func TestNamesCannotAddHeadersOrRecipients(t *testing.T) {
	t.Parallel()
	for _, evil := range []string{
		"Dana\r\nBcc: all@veldmark.example", "Dana\nSubject: you have won\n\nhello", `Dana" <all@veldmark.example>, "x`, "Dana <all@veldmark.example>", "Dana, all@veldmark.example",
		"a\u2028b\u202Ec\x00d", strings.Repeat("Ä", 400), "=?utf-8?q?=0ABcc:_x?=", "Dana\\", "\"", "",
	} {
		p := mailtest.New(t, nil)
		m := letterTo(evil)
		m.Subject = evil
		if err := sender(p, nil).Send(context.Background(), m); err != nil {
			t.Errorf("%q: %v", evil, err)
			continue
		}
		if strings.Count(p.Heard(), "RCPT TO:") != 1 || !strings.Contains(p.Heard(), "RCPT TO:<dana@bluffharbor.example>") {
			t.Errorf("%q: heard %s", evil, p.Heard())
		}
		got, err := mail.ReadMessage(strings.NewReader(p.Took()[0]))
		if err != nil {
			t.Errorf("%q: %v", evil, err)
			continue
		}
		to, err := got.Header.AddressList("To")
		if err != nil || len(to) != 1 || to[0].Address != "dana@bluffharbor.example" || got.Header.Get("Bcc") != "" || len(got.Header["Subject"]) > 1 {
			t.Errorf("%q: To %v, %v, header %v", evil, to, err, got.Header)
		}
	}
}
