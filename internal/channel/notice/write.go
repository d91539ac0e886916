package notice

import (
	"fmt"
	"html/template"
	"strings"

	"github.com/portico-prm/portico/internal/platform/mail"
)

// write makes the mail of a letter, in the language of whom it goes to.
func (s *Service) write(l *letter) mail.Message {
	w := wordsIn(l.Locale)
	page := sheet{Words: w.mail, Lang: w.lang, Hello: fmt.Sprintf(w.mail.Hello, l.Name), Portal: s.cfg.Portal, From: s.cfg.From, Leave: s.cfg.Leave + string(l.ID)}
	for _, t := range l.told {
		page.Said = append(page.Said, t.In(l.Locale))
	}
	subject := w.mail.Daily
	if len(page.Said) == 1 {
		subject = page.Said[0].Title
	}
	return mail.Message{ID: string(l.ID), To: l.Email, Name: l.Name, Subject: subject, Text: page.text(), HTML: page.html(), Leave: page.Leave, At: l.At}
}

// sheet is what a mail is made of.
type sheet struct {
	Words                            mailWords
	Lang, Hello, Portal, From, Leave string
	Said                             []Said
}

func (p sheet) text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\n", p.Hello)
	for _, said := range p.Said {
		if len(p.Said) > 1 {
			b.WriteString("- ")
		}
		fmt.Fprintf(&b, "%s\n\n", said.Sentence)
	}
	fmt.Fprintf(&b, "%s: %s\n\n%s\n\n-- \n%s\n%s: %s\n", p.Words.Open, p.Portal, p.From, p.Words.Why, p.Words.Leave, p.Leave)
	return b.String()
}

func (p sheet) html() string {
	var b strings.Builder
	if err := asHTML.Execute(&b, p); err != nil {
		panic(err) // the template ships with us and writes to memory
	}
	return b.String()
}

var asHTML = template.Must(template.New("mail").Parse(`<!doctype html>
<html lang="{{.Lang}}">
<meta charset="utf-8">
<body style="margin:0;padding:24px;font:16px/1.5 system-ui,-apple-system,'Segoe UI',sans-serif;color:#1b1f24;background:#fff">
<div style="max-width:36em;margin:0 auto">
<p>{{.Hello}}</p>
{{range .Said}}<p style="margin:0 0 16px;padding:0 0 0 12px;border-left:3px solid #3b6ea8"><strong>{{.Title}}</strong><br>{{.Sentence}}</p>
{{end}}<p><a href="{{.Portal}}" style="color:#24527f">{{.Words.Open}}</a></p>
<p>{{.From}}</p>
<p style="font-size:13px;color:#59636e;border-top:1px solid #d8dee4;padding-top:12px">{{.Words.Why}}<br><a href="{{.Leave}}" style="color:#59636e">{{.Words.Leave}}</a></p>
</div>
</body>
</html>
`))
