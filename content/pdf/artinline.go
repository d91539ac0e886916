package pdf

import "bytes"

// inline draws a bitmap that stands between the operators.
func (r *player) inline() {
	d := dict{}
	for {
		switch key := r.p.value().(type) {
		case name:
			v := r.p.value()
			if _, ok := v.(keyword); ok {
				return
			}
			d = append(d, entry{key, v})
		case keyword:
			if key != "ID" {
				return
			}
			if data := r.p.inlineData(); r.hidden == 0 {
				r.image(&stream{dict: d, raw: data})
			}
			return
		}
	}
}

// inlineData takes the bytes from ID up to an EI that stands alone and is
// followed by text.
func (p *parser) inlineData() []byte {
	b := p.b
	start := min(p.pos+1, len(b))
	for at := start; ; {
		i := bytes.Index(b[at:], []byte("EI"))
		if i < 0 {
			p.pos = len(b)
			return b[start:]
		}
		at += i
		if at > start && isSpace(b[at-1]) && plainAfter(b[at+2:]) {
			p.pos = at + 2
			return b[start : at-1]
		}
		at += 2
	}
}

func plainAfter(b []byte) bool {
	if len(b) == 0 {
		return true
	}
	if !isSpace(b[0]) && !isDelim(b[0]) {
		return false
	}
	for _, c := range b[:min(len(b), 12)] {
		if c > 126 || c < 32 && !isSpace(c) {
			return false
		}
	}
	return true
}
