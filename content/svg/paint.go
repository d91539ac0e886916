package svg

import "github.com/portico-prm/portico/content/svg/geom"

// paint resolves a fill or stroke; nil means that nothing is painted. Box is
// the element's own, for gradients that are measured by it.
func (c *compiler) paint(e *element, in ink, opacity float64, ctx context, box geom.Box) *Paint {
	switch in.kind {
	case inkColor:
		return solid(in.tint, opacity)
	case inkCurrent:
		return solid(ctx.style.color, opacity)
	case inkRef:
		return c.server(e, in, opacity, ctx, box)
	}
	return nil
}

func solid(t tint, opacity float64) *Paint {
	if t.alpha*opacity == 0 {
		return nil
	}
	return &Paint{Color: t.Color, Alpha: digits(t.alpha * opacity)}
}

// server resolves a reference to a gradient. What leads nowhere is painted
// with the colour behind it, if there is one.
func (c *compiler) server(e *element, in ink, opacity float64, ctx context, box geom.Box) *Paint {
	target := c.target(e, in.ref)
	if target != nil && opacity > 0 {
		switch target.Name {
		case "linearGradient", "radialGradient":
			return c.gradient(target, opacity, ctx, box)
		case "pattern": // of a stroke: fills have been laid out before
			if !ctx.clipping && in != ctx.style.fill {
				c.rep.add(foundPattern, line(e.line))
			}
		}
	}
	in.kind = in.back
	return c.paint(e, in, opacity, ctx, box)
}
