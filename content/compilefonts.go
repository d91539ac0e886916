package content

import (
	"errors"
	"fmt"
	"slices"

	"github.com/portico-prm/portico/content/problem"
	"github.com/portico-prm/portico/content/spec"
	"github.com/portico-prm/portico/content/text"
)

// fonts parses every font that the brand names and keeps its bytes.
func (c *compiler) fonts() {
	for _, e := range c.m.Brand.Fonts {
		for _, file := range e.Value.All() {
			if c.pkg.blobs[file] == nil {
				c.font(file, "brand.fonts."+e.Name)
			}
		}
	}
}

func (c *compiler) font(file, where string) {
	data, ok := spec.ShippedFont(file)
	if !ok {
		data, ok = c.file(file)
	}
	if !ok {
		return
	}
	f, err := text.Parse(file, data)
	if list := (problem.List)(nil); errors.As(err, &list) {
		c.add(file, list)
		return
	}
	if err != nil {
		c.say(where, "FONT_DAMAGED", fmt.Sprintf("The font %s cannot be read: %v.", file, err), "Use another copy of the font.")
		return
	}
	if f.Variable() {
		p := c.m.Problem(where, "FONT_VARIABLE", fmt.Sprintf("%s is a variable font; it is drawn in its default style, which may be its thinnest.", file),
			"Save the style that you want as a font of its own.")
		p.Severity = problem.Warning
		c.found = append(c.found, p)
	}
	c.pkg.blobs[file] = data
	c.pkg.meta.Fonts = append(c.pkg.meta.Fonts, file)
	slices.Sort(c.pkg.meta.Fonts)
}
