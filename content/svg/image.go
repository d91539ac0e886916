package svg

import (
	"encoding/base64"
	"errors"
	"image"
	"net/url"
	"strings"

	"github.com/portico-prm/portico/content/svg/bitmap"
	"github.com/portico-prm/portico/content/svg/geom"
)

// bitmapLimits are those of bitmaps inside drawings: 4 megapixels print a hand
// wide.
var bitmapLimits = bitmap.Limits{Pixels: 4_000_000, Side: 8_192, Memory: 64 << 20, Scans: 50}

// pixels is a bitmap of the file, encoded again by us.
type pixels struct {
	png  []byte
	w, h float64
}

// image draws a bitmap that is embedded in the file.
func (c *compiler) image(e *element, _ own, in context) []Node {
	if in.style.hidden || in.clipping {
		return nil
	}
	box := imageBox(e, in.view)
	p := c.pixels(e)
	if p == nil || !c.left.bitmap(len(p.png)) {
		return nil
	}
	if box.Empty() {
		box.X1, box.Y1 = box.X0+p.w, box.Y0+p.h
	}
	m := in.m.Mul(geom.Translate(box.X0, box.Y0))
	m = m.Mul(fit(geom.Box{X1: p.w, Y1: p.h}, box.W(), box.H(), e.attr("preserveAspectRatio")))
	m = significant(m.Mul(geom.Scale(p.w, p.h)))
	if !m.Finite() || m.Det() == 0 {
		return nil
	}
	edge := geom.Rectangle(box)
	edge = edge.Transform(in.m)
	return clipTo([]Node{{Picture: &Picture{Matrix: m, PNG: p.png}}}, Clip{Path: edge.Round(c.decimals)})
}

func imageBox(e *element, view extent) geom.Box {
	x, y := e.length("x", view.w, 0), e.length("y", view.h, 0)
	return geom.Box{X0: x, Y0: y, X1: x + e.length("width", view.w, 0), Y1: y + e.length("height", view.h, 0)}
}

// pixels decodes a bitmap once, however often it is used; nil when it cannot.
func (c *compiler) pixels(e *element) *pixels {
	if e.bitmap != nil {
		return e.bitmap
	}
	href := e.attr("href")
	data, inside := strings.CutPrefix(href, "data:")
	if !inside {
		if href != "" {
			c.rep.add(foundExternal, line(e.line), quote(href))
		}
		return nil
	}
	p, err := decodeURI(data)
	if err != nil {
		c.rep.add(foundBitmap, line(e.line), err)
		return nil
	}
	c.left.operation(int(p.w * p.h / 10))
	c.rep.add(foundBitmapSeen, line(e.line), int(p.w), int(p.h))
	e.bitmap = p
	return p
}

// decodeURI reads what follows "data:": a type, and bytes in base64 or in
// percent notation.
func decodeURI(uri string) (*pixels, error) {
	head, body, ok := strings.Cut(uri, ",")
	if !ok {
		return nil, errors.New("its data are missing")
	}
	raw, err := uriBytes(head, body)
	if err != nil {
		return nil, errors.New("its data are damaged")
	}
	m, _, err := bitmap.Decode(raw, bitmapLimits)
	if err != nil {
		return nil, err
	}
	return encoded(m)
}

func uriBytes(head, body string) ([]byte, error) {
	text, err := url.PathUnescape(body)
	if err != nil || !strings.HasSuffix(strings.ToLower(head), ";base64") {
		return []byte(text), err
	}
	text = strings.TrimRight(strings.Join(strings.Fields(text), ""), "=")
	return base64.RawStdEncoding.DecodeString(text)
}

// decode returns the pixels; an empty picture if they were damaged since.
func (p *Picture) decode() *image.NRGBA {
	m, _, err := bitmap.Decode(p.PNG, bitmapLimits)
	if err != nil {
		return image.NewNRGBA(image.Rect(0, 0, 1, 1))
	}
	return m
}
