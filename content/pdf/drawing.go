package pdf

import (
	"errors"
	"strconv"
	"strings"

	"github.com/portico-prm/portico/content/place"
	"github.com/portico-prm/portico/content/svg"
)

// drawingFragment packs a vector mark as a form XObject.
func drawingFragment(p place.Drawing) (fragment, error) {
	if p.Tree == nil {
		return nil, errors.New("a drawing has no tree")
	}
	if p.Key == "" {
		return packForm(p.Tree.Form())
	}
	return fragments.get("drawing "+p.Key, func() (fragment, int, error) {
		f, err := packForm(p.Tree.Form())
		return f, f.cost(), err
	})
}

// packForm turns a form of Width x Height into one that fills the unit square.
func packForm(f svg.Form) (fragment, error) {
	if !(f.Width > 0 && f.Height > 0) {
		return nil, errors.New("a drawing has no size")
	}
	out := fragment{streamPart(unitForm(f.Width, f.Height, shiftMarks(f.Resources)), f.Content)}
	for _, o := range f.Objects {
		out = append(out, objectPart(o))
	}
	return out, nil
}

// objectPart packs one object of a form; a stream that has a filter keeps it.
func objectPart(o svg.Object) part {
	dict := shiftMarks(strings.TrimSpace(o.Dict))
	switch {
	case o.Stream == nil && !strings.Contains(dict, "/XObject"): // an XObject may be an empty stream
		return part{dict: dict}
	case strings.Contains(dict, "/Filter"):
		return part{dict: dict, stream: o.Stream}
	}
	return streamPart(dict, o.Stream)
}

// shiftMarks makes room for the form itself, which is object 0: "@n" becomes
// "@n+1".
func shiftMarks(text string) string {
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		b.WriteByte(text[i])
		if text[i] != '@' {
			continue
		}
		n := 0
		for i+1 < len(text) && isDigit(text[i+1]) {
			i++
			n = n*10 + int(text[i]-'0')
		}
		b.WriteString(strconv.Itoa(n + 1))
	}
	return b.String()
}

// unitForm is the dictionary of a form of w x h that is drawn one unit large.
func unitForm(w, h float64, resources string) string {
	b := []byte("<</Type /XObject\n/Subtype /Form\n/BBox [0 0 ")
	b = append(appendReal(b, w), ' ')
	b = append(appendReal(b, h), "]\n/Matrix ["...)
	b = append(appendReal(b, 1/w), " 0 0 "...)
	b = append(appendReal(b, 1/h), " 0 0]\n"...)
	if resources != "" {
		b = append(append(append(b, "/Resources "...), resources...), '\n')
	}
	return string(append(b, ">>"...))
}
