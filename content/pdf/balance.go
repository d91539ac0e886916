package pdf

import (
	"errors"
	"io"
)

// balance is what a page's content leaves open at its end, and what has to be
// closed before anything else may be drawn.
type balance struct {
	saves  int  // q without Q
	marks  int  // BMC or BDC without EMC
	inText bool // BT without ET
	inPath bool // a path begun and not painted
	extra  int  // Q without q, which viewers ignore
	cut    bool // the content ends inside a string or a picture
	unread bool // a filter or a budget hides part of the content
	harmed bool // damage does; some viewers then draw nothing that follows
}

// clean tells whether the content may be wrapped in q and Q as it is. An extra
// Q would take back our q, so it may not; and after damage ours might not be drawn.
func (b balance) clean() bool { return b.extra == 0 && !b.cut && !b.harmed }

// operators walks over content and keeps the balance. It holds a window of the
// content only, so content of any length needs no memory.
type operators struct {
	r    io.Reader
	buf  []byte
	i, n int // next byte of the window, and its end
	bal  balance
	copy io.Writer // if set, gets the content less its extra Q
	held []byte    // what was read since the last operator
}

func newOperators(r io.Reader, copyTo io.Writer) *operators {
	return &operators{r: r, buf: make([]byte, 32<<10), copy: copyTo}
}

// run reads to the end. An error other than the end marks the content unread.
func (o *operators) run() balance {
	for {
		c, err := o.next()
		if err == nil && !isSpace(c) {
			err = o.token(c)
		}
		if err != nil {
			return o.finish(err)
		}
	}
}

func (o *operators) finish(err error) balance {
	if !errors.Is(err, io.EOF) {
		o.bal.unread = true
	}
	return o.bal
}

func (o *operators) next() (byte, error) {
	if o.i == o.n {
		if err := o.fill(0); err != nil {
			return 0, err
		}
	}
	c := o.buf[o.i]
	o.i++
	if o.copy != nil {
		o.held = append(o.held, c)
	}
	return c, nil
}

// back takes the last byte back.
func (o *operators) back() {
	o.i--
	if o.copy != nil {
		o.held = o.held[:len(o.held)-1]
	}
}

// fill reads on behind the keep bytes that are still wanted.
func (o *operators) fill(keep int) error {
	copy(o.buf, o.buf[o.i:o.i+keep])
	n, err := io.ReadAtLeast(o.r, o.buf[keep:], 1)
	o.i, o.n = 0, keep+n
	return err
}

// ahead looks at the next bytes without taking them, up to most.
func (o *operators) ahead(most int) []byte {
	for o.n-o.i < most {
		if o.fill(o.n-o.i) != nil {
			break
		}
	}
	return o.buf[o.i:min(o.n, o.i+most)]
}

// token passes one token that begins with c.
func (o *operators) token(c byte) error {
	switch {
	case c == '%':
		return o.passUntil(func(c byte) bool { return c == '\n' || c == '\r' })
	case c == '(':
		return o.inside(o.passString())
	case c == '<':
		return o.angle()
	case c == '/':
		return o.passRegular(nil)
	case isDelim(c):
		return nil
	}
	return o.word(c)
}

func (o *operators) inside(err error) error {
	if err != nil {
		o.bal.cut = true
	}
	return err
}

func (o *operators) passUntil(stop func(byte) bool) error {
	for {
		c, err := o.next()
		if err != nil || stop(c) {
			return err
		}
	}
}

func (o *operators) passString() error {
	for open := 1; open > 0; {
		c, err := o.next()
		if err != nil {
			return err
		}
		switch c {
		case '\\':
			if _, err := o.next(); err != nil {
				return err
			}
		case '(':
			open++
		case ')':
			open--
		}
	}
	return nil
}

func (o *operators) angle() error {
	c, err := o.next()
	if err != nil {
		return o.inside(err)
	}
	if c == '<' || c == '>' {
		return nil
	}
	return o.inside(o.passUntil(func(c byte) bool { return c == '>' }))
}

// passRegular passes regular characters and, if word is given, keeps the first
// few.
func (o *operators) passRegular(word *[]byte) error {
	for {
		c, err := o.next()
		if err != nil {
			return err
		}
		if !isRegular(c) {
			o.back()
			return nil
		}
		if word != nil && len(*word) < 8 {
			*word = append(*word, c)
		}
	}
}

func (o *operators) word(first byte) error {
	var room [8]byte
	word := append(room[:0], first)
	err := o.passRegular(&word)
	if isDigit(first) || first == '-' || first == '+' || first == '.' {
		return err
	}
	o.operator(string(word))
	if string(word) == "BI" && err == nil {
		return o.inside(o.inlineImage())
	}
	return err
}

// operator keeps the balance and hands on what was held.
func (o *operators) operator(op string) {
	b := &o.bal
	switch op {
	case "q":
		b.saves++
	case "Q":
		o.restore()
		return
	case "BMC", "BDC":
		b.marks++
	case "EMC":
		b.marks = max(0, b.marks-1)
	case "BT":
		b.inText = true
	case "ET":
		b.inText = false
	case "m", "l", "c", "v", "y", "h", "re":
		b.inPath = true
	case "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "n":
		b.inPath = false
	}
	o.keep(len(o.held))
}

func (o *operators) restore() {
	if o.bal.saves > 0 {
		o.bal.saves--
		o.keep(len(o.held))
		return
	}
	o.bal.extra++
	o.keep(len(o.held) - 1)
}

// keep copies the first n held bytes and forgets all of them.
func (o *operators) keep(n int) {
	if o.copy != nil {
		_, _ = o.copy.Write(o.held[:max(0, n)])
		o.held = o.held[:0]
	}
}

// inlineImage passes from BI behind EI. The data are binary; EI counts when
// white space stands before it and text follows.
func (o *operators) inlineImage() error {
	if err := o.passWord('I', 'D', false); err != nil {
		return err
	}
	if err := o.passWord('E', 'I', true); err != nil {
		return err
	}
	o.keep(len(o.held))
	return nil
}

// passWord passes bytes up to the two letters a, b standing alone.
func (o *operators) passWord(a, b byte, binary bool) error {
	before2, before := byte(' '), byte(' ')
	for {
		c, err := o.next()
		if err != nil {
			return err
		}
		if before == a && c == b && isSpace(before2) && o.ends(binary) {
			return nil
		}
		before2, before = before, c
	}
}

// ends tells whether a word ends here: white space or nothing follows, and in
// binary data only printable bytes come next.
func (o *operators) ends(binary bool) bool {
	ahead := o.ahead(12)
	if len(ahead) == 0 {
		return true
	}
	if !isSpace(ahead[0]) && !isDelim(ahead[0]) {
		return false
	}
	for _, c := range ahead {
		if binary && (c > 126 || (c < 32 && !isSpace(c))) {
			return false
		}
	}
	return true
}
