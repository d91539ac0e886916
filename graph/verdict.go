package graph

import (
	"net/http"
	"time"

	"github.com/portico-prm/portico/internal/channel/cobrand"
	"github.com/portico-prm/portico/internal/channel/training"
	"github.com/portico-prm/portico/internal/channel/training/badge"
)

// verdict is what a code stands for, at one moment.
type verdict struct {
	at    time.Time
	state string // of training.State, or of a copy
	badge *badge.Badge
	copy  *cobrand.Receipt
}

func aboutBadge(b *badge.Badge, at time.Time) *verdict {
	if b == nil {
		return nil
	}
	return &verdict{at: at, state: string(b.State(at)), badge: b}
}

func aboutCopy(c *cobrand.Receipt, at time.Time) *verdict {
	if c == nil {
		return nil
	}
	return &verdict{at: at, state: c.StateAt(at), copy: c}
}

// receipt is a copy's verdict for programs.
func (v *verdict) receipt() any {
	return struct {
		Verdict    string     `json:"verdict"`
		CheckedAt  time.Time  `json:"checkedAt"`
		Title      string     `json:"title"`
		Partner    string     `json:"partner"`
		Version    string     `json:"version"`
		Language   string     `json:"language"`
		SHA256     string     `json:"sha256"`
		MadeAt     time.Time  `json:"madeAt"`
		ValidUntil *time.Time `json:"validUntil"`
	}{v.state, v.at.UTC(), v.copy.Title(), v.copy.Partner, v.copy.Version, v.copy.Language, v.copy.SHA256, v.copy.CreatedAt.UTC(), v.copy.ValidUntil}
}

// tone is how a verdict looks: good, warn or bad; the icon says it without
// colour.
type tone struct{ Class, Icon string }

var (
	good = tone{"good", "✓"}
	warn = tone{"warn", "!"}
	bad  = tone{"bad", "✕"}
)

var tones = map[string]tone{
	string(training.Valid): good, string(training.Expiring): warn, string(training.Grace): warn, string(training.Issued): warn,
	string(training.Expired): bad, string(training.Revoked): bad,
	cobrand.CurrentCopy: good, cobrand.SupersededCopy: warn, cobrand.WithdrawnCopy: bad, "EXPIRED_COPY": bad,
}

// sheet is the page of a verdict in a language of the reader.
type sheet struct {
	Lang    string
	Words   *verifyWords
	Tone    tone
	Verdict string // the word
	Says    string // the sentence
	Title   string
	Facts   []fact
	BadgeAt string // address of the badge; empty for copies
	Checked string
	Form    bool // nothing was asked yet
}

// fact is one line of the page.
type fact struct {
	Name, Value string
	Mono        bool
}

// sheet makes the page; of nil it asks for a code.
func (s *Services) sheet(r *http.Request, v *verdict) *sheet {
	w := wordsFor(r.Header.Get("Accept-Language"))
	p := &sheet{Lang: w.lang, Words: w, Form: v == nil, Title: w.Ask}
	if v == nil {
		return p
	}
	p.Checked = w.moment(v.at)
	if v.badge != nil {
		s.badgeSheet(p, v)
	} else {
		copySheet(p, v)
	}
	return p
}

func (s *Services) badgeSheet(p *sheet, v *verdict) {
	w, b := p.Words, v.badge
	p.Tone, p.Verdict, p.Title, p.BadgeAt = tones[v.state], w.states[v.state], b.Name, s.Badges.BadgeURL(b.Code)
	ended := b.ExpiresAt
	if v.state == string(training.Revoked) {
		ended = *b.RevokedAt
	}
	p.Says = w.badgeSays(v.state, b, ended)
	holder := fact{Name: w.Holder, Value: b.Shown()}
	if holder.Value == "" {
		holder.Value = w.Unnamed
	}
	p.Facts = []fact{holder, {Name: w.Issuer, Value: s.Badges.Name}, {Name: w.Issued, Value: w.day(b.IssuedAt)},
		{Name: w.Until, Value: w.day(b.ExpiresAt)}, {Name: w.Code, Value: badge.Spaced(b.Code), Mono: true}}
}

func copySheet(p *sheet, v *verdict) {
	w, c := p.Words, v.copy
	word := v.state
	if word == cobrand.ExpiredCopy {
		word = "EXPIRED_COPY" // it is said in other words than of a certification
	}
	p.Tone, p.Verdict, p.Title, p.Says = tones[word], w.states[word], c.Title(), w.says[word]
	p.Facts = []fact{{Name: w.For, Value: c.Partner}, {Name: w.Version, Value: c.Version}, {Name: w.Made, Value: w.day(c.CreatedAt)}}
	if c.ValidUntil != nil {
		p.Facts = append(p.Facts, fact{Name: w.Until, Value: w.day(*c.ValidUntil)})
	}
	p.Facts = append(p.Facts, fact{Name: w.File, Value: c.FileName, Mono: true}, fact{Name: "SHA-256", Value: c.SHA256, Mono: true})
}

// verifyHTML shows the page; what nothing has is said in one way.
func (s *Services) verifyHTML(w http.ResponseWriter, r *http.Request, v *verdict) {
	p, status := s.sheet(r, v), http.StatusOK
	if v == nil {
		p.Form, p.Tone, status = false, bad, http.StatusNotFound
		p.Verdict, p.Title, p.Says = p.Words.Unknown, p.Words.Ask, p.Words.UnknownSays
	}
	show(w, status, "verify.html", p)
}
