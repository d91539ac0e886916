package bank

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// marks are the elements that are understood as markup. What else stands
// between < and > is text: banks are full of "x<y" and of type parameters.
var marks = markup()

type mark uint8

const (
	inline  mark = iota // leaves its text
	block               // stands on lines of its own
	content             // is lost with what it shows
	silent              // is dropped with its text
	raised              // superscript
	lowered             // subscript
)

func markup() map[string]mark {
	out := map[string]mark{}
	for kind, names := range map[mark]string{
		inline:  "a abbr acronym b bdi bdo big button cite code del dfn em font i ins kbd label mark math mi mn mo mrow mtext nobr q s samp small span strike strong tt u var wbr o:p",
		block:   "address article aside blockquote br center dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html body li main nav ol p pre section table tbody td tfoot th thead tr ul caption",
		content: "audio canvas embed iframe img input object select svg textarea video source track applet",
		silent:  "head link meta script style title",
		raised:  "sup msup", lowered: "sub msub",
	} {
		for name := range strings.FieldsSeq(names) {
			out[name] = kind
		}
	}
	return out
}

// plain is the text of a piece of HTML, and the elements that it loses: those
// that show something, and none that only decorate.
func plain(s string) (text string, lost []string) {
	if !strings.ContainsAny(s, "<&") {
		return tidy(s), nil
	}
	p := &plainer{z: html.NewTokenizer(strings.NewReader(s))}
	for p.step() {
	}
	p.out.WriteString(s[p.read:]) // behind a < that no > follows
	slices.Sort(p.lost)
	return tidy(p.out.String()), slices.Compact(p.lost)
}

type plainer struct {
	z    *html.Tokenizer
	out  strings.Builder
	lost []string
	read int // bytes
	hush int // within elements that are dropped with their text
}

func (p *plainer) step() bool {
	kind := p.z.Next()
	if kind == html.ErrorToken {
		return false
	}
	p.read += len(p.z.Raw())
	switch kind {
	case html.TextToken:
		if p.hush == 0 {
			p.out.WriteString(html.UnescapeString(string(p.z.Raw())))
		}
	case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
		p.tag(kind)
	}
	return true
}

func (p *plainer) tag(kind html.TokenType) {
	raw := string(p.z.Raw()) // before TagName, which lowers it in place
	name, _ := p.z.TagName()
	m, known := marks[string(name)]
	switch {
	case !known || claims(raw, len(name)):
		if p.hush == 0 {
			p.out.WriteString(raw)
		}
		p.z.NextIsNotRawText()
	case m == silent:
		p.silence(kind)
	case p.hush > 0:
	case m == block:
		p.out.WriteByte('\n')
	case m == content && kind != html.EndTagToken:
		p.lost = append(p.lost, string(name))
	case m == raised && kind == html.StartTagToken:
		p.out.WriteByte('^')
	case m == lowered && kind == html.StartTagToken:
		p.out.WriteByte('_')
	}
}

// claims tells whether what looks like a tag says "a<b and c>d": its attributes
// have no values.
func claims(raw string, name int) bool {
	attributes := strings.Trim(raw[min(len(raw), 1+name):], "/> \t\n")
	return raw[1] != '/' && attributes != "" && !strings.Contains(attributes, "=")
}

func (p *plainer) silence(kind html.TokenType) {
	switch kind {
	case html.StartTagToken:
		p.hush++
	case html.EndTagToken:
		p.hush = max(0, p.hush-1)
	}
}

// tidy trims every line, keeps one empty line at most, and drops what cannot be
// stored. Blanks at the beginning of a line stay: they may be a program.
func tidy(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\u00a0' || r == '\t':
			return ' '
		case r < ' ' && r != '\n':
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\ufffd"))
	var out []string
	for line := range strings.SplitSeq(s, "\n") {
		line = strings.TrimRight(line, " ")
		if line != "" || len(out) > 0 && out[len(out)-1] != "" {
			out = append(out, line)
		}
	}
	return strings.TrimSpace(strings.Join(out, "\n"))
}
