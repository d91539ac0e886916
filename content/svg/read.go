package svg

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"github.com/portico-prm/portico/content/svg/css"
)

const (
	spaceSVG   = "http://www.w3.org/2000/svg"
	spaceXLink = "http://www.w3.org/1999/xlink"
)

// maxClasses bounds the classes of one element.
const maxClasses = 64

// reader builds a document from the tokens of an XML file. It returns nil
// when the file must be refused; the report says why.
type reader struct {
	lim   Limits
	rep   *report
	xml   *xml.Decoder
	data  []byte // as UTF-8
	doc   document
	stack []*element
	skip  int // open elements since one was left out
	depth int
	count int

	converted bool // the file was UTF-16, whatever its first line says
}

// errRefused ends the reading after a finding was reported.
var errRefused = errors.New("refused")

func read(data []byte, lim Limits, rep *report) *document {
	r := &reader{lim: lim, rep: rep, doc: document{ids: map[string]*element{}}}
	r.data, r.converted = UTF8(data)
	r.xml = xml.NewDecoder(bytes.NewReader(r.data))
	r.xml.CharsetReader = r.charset
	err := r.all()
	switch {
	case errors.Is(err, errRefused):
		return nil
	case err != nil:
		rep.add(foundDamaged, r.where(), strings.TrimPrefix(err.Error(), "XML syntax error on "))
		return nil
	case r.doc.root == nil:
		rep.add(foundDamaged, "", "it holds no element")
		return nil
	}
	return &r.doc
}

// all reads tokens to the end of the file.
func (r *reader) all() error {
	for {
		t, err := r.xml.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := r.token(t); err != nil {
			return err
		}
	}
}

func (r *reader) token(t xml.Token) error {
	switch t := t.(type) {
	case xml.StartElement:
		return r.open(t)
	case xml.EndElement:
		r.close()
	case xml.CharData:
		r.characters(t)
	case xml.Directive:
		return r.directive(string(t))
	}
	return nil
}

func (r *reader) refuse(f finding, args ...any) error {
	r.rep.add(f, r.where(), args...)
	return errRefused
}

func (r *reader) where() string {
	n, _ := r.xml.InputPos()
	return line(n)
}

func (r *reader) open(t xml.StartElement) error {
	r.count++
	r.depth++
	if r.count > r.lim.Elements {
		return r.refuse(foundComplex, r.lim.Elements, "elements")
	}
	if r.depth > r.lim.Depth {
		return r.refuse(foundComplex, r.lim.Depth, "levels of nesting")
	}
	if r.doc.root == nil && (t.Name.Local != "svg" || !drawing(t.Name.Space)) {
		return r.refuse(foundNotSVG, t.Name.Local)
	}
	if r.skip > 0 || !r.wanted(t.Name) || (len(r.stack) == 0 && r.doc.root != nil) {
		r.skip++
		return nil
	}
	r.push(r.element(t))
	return nil
}

// wanted tells whether an element is part of the picture, and reports what is
// left out and could be missed.
func (r *reader) wanted(n xml.Name) bool {
	if !drawing(n.Space) {
		return false
	}
	switch {
	case scripts[n.Local]:
		r.rep.add(foundScript, r.where(), "<"+n.Local+">")
	case animations[n.Local]:
		r.rep.add(foundAnimation, r.where())
	}
	return containers[n.Local] || leaves[n.Local]
}

// drawing tells whether a namespace is SVG's. Files without any are common.
func drawing(space string) bool { return space == spaceSVG || space == "" || space == "svg" }

func (r *reader) element(t xml.StartElement) *element {
	n, _ := r.xml.InputPos()
	e := &element{line: n}
	e.Name = t.Name.Local
	for _, a := range t.Attr {
		r.attribute(e, a)
	}
	return e
}

func (r *reader) attribute(e *element, a xml.Attr) {
	name := a.Name.Local
	if a.Name.Space != "" && !(name == "href" && (a.Name.Space == spaceXLink || a.Name.Space == "xlink")) {
		return
	}
	switch {
	case name == "id":
		e.ID = a.Value
	case name == "class":
		e.Classes = strings.Fields(a.Value)
		e.Classes = e.Classes[:min(len(e.Classes), maxClasses)]
	case strings.HasPrefix(name, "on"):
		r.rep.add(foundScript, r.where(), name)
	case name == "href" && runs(a.Value):
		r.rep.add(foundScript, r.where(), "a link that runs code")
	case name != "xmlns":
		e.attrs = append(e.attrs, css.Declaration{Name: name, Value: a.Value})
	}
}

// runs tells whether an address is code: white space and letter case aside.
func runs(href string) bool {
	s := strings.ToLower(strings.Join(strings.Fields(href), ""))
	return strings.HasPrefix(s, "javascript:") || strings.HasPrefix(s, "vbscript:") || strings.HasPrefix(s, "data:text/")
}

func (r *reader) push(e *element) {
	if n := len(r.stack); n > 0 {
		up := r.stack[n-1]
		e.Parent = &up.Element
		up.children = append(up.children, e)
	} else {
		r.doc.root = e
	}
	if e.ID != "" && r.doc.ids[e.ID] == nil {
		r.doc.ids[e.ID] = e
	}
	r.stack = append(r.stack, e)
	if e.Name == "foreignObject" {
		r.skip = 1 // its own end will close both
		r.stack = r.stack[:len(r.stack)-1]
	}
}

func (r *reader) close() {
	r.depth--
	if r.skip > 0 {
		r.skip--
		return
	}
	e := r.stack[len(r.stack)-1]
	r.stack = r.stack[:len(r.stack)-1]
	if t := e.attr("type"); e.Name == "style" && (t == "" || t == "text/css") {
		r.doc.sheet.Add(string(e.text))
	}
}

// maxQuote is how much of a text is kept, to quote it in a finding.
const maxQuote = 40

func (r *reader) characters(b xml.CharData) {
	if r.skip > 0 || len(r.stack) == 0 {
		return
	}
	e := r.stack[len(r.stack)-1]
	switch {
	case e.Name == "style":
		e.text = append(e.text, b...)
	case textual[e.Name] && len(e.text) < maxQuote:
		e.text = append(e.text, bytes.TrimSpace(b[:min(len(b), maxQuote)])...)
	}
}

func firstWord(s string) string {
	w, _, _ := strings.Cut(s+" ", " ")
	return w[:min(len(w), 20)]
}
