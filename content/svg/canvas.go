package svg

import (
	"bytes"
	"image"
	"image/png"

	"github.com/portico-prm/portico/content/problem"
	"github.com/portico-prm/portico/content/svg/geom"
)

// Canvas makes a tree out of another language of drawing than SVG, on the same
// grid of coordinates and under the same limits.
type Canvas struct {
	c    *compiler
	view geom.Box
}

// NewCanvas begins a drawing that shows view, whose y grows downwards. Zero
// limits mean those of Default.
func NewCanvas(view geom.Box, lim Limits) *Canvas {
	c := newCompiler(nil, lim.or(Default), &report{})
	c.decimals = decimals(size(view))
	return &Canvas{c, view}
}

// Spend takes n steps of work off the budget and tells whether to go on.
func (c *Canvas) Spend(n int) bool { return c.c.left.operation(n) }

// Shape paints a path that m leads to the tree's coordinates. A paint without
// any alpha is left out. Nothing comes of a shape that is pressed flat or lies
// beyond what can be drawn.
func (c *Canvas) Shape(s Shape, m geom.Matrix) []Node {
	if s.Path.Empty() || s.Fill == nil && s.Stroke == nil || !c.c.left.segment(len(s.Path.Ops)) {
		return nil
	}
	if m.Det() == 0 || !m.Finite() || !c.c.place(&s, m) {
		return nil
	}
	return []Node{{Shape: &s}}
}

// Picture stretches pixels over the unit square mapped by m, first row on top.
func (c *Canvas) Picture(pix *image.NRGBA, m geom.Matrix) []Node {
	m = significant(m)
	p, err := encoded(pix)
	if err != nil || !m.Finite() || m.Det() == 0 || !c.c.left.bitmap(len(p.png)) {
		return nil
	}
	return []Node{{Picture: &Picture{Matrix: m, PNG: p.png}}}
}

// Clip cuts nodes to a path in the tree's coordinates.
func (c *Canvas) Clip(nodes []Node, p geom.Path, evenOdd bool) []Node {
	if !p.Finite() || !c.c.left.segment(len(p.Ops)) {
		return nil
	}
	return clipTo(nodes, Clip{Path: p.Round(c.c.decimals), EvenOdd: evenOdd})
}

// Bounds is a box around nodes, which may be a little larger than they are.
func (c *Canvas) Bounds(nodes []Node) geom.Box { return roughBox(nodes) }

// Tree ends the drawing. It is nil when a finding blocks: too complex, or
// nothing to be seen.
func (c *Canvas) Tree(nodes []Node) (*Tree, problem.List) {
	t := (&Tree{Nodes: nodes}).Crop(c.view)
	if !c.c.spent() {
		c.c.check(t)
	}
	if c.c.rep.list.Blocking() {
		return nil, c.c.rep.list
	}
	return t, c.c.rep.list
}

// Gradient rounds the figures of g as the grid asks; nil when it cannot be
// drawn.
func (c *Canvas) Gradient(g Gradient) *Gradient {
	g.Matrix = significant(g.Matrix)
	for _, v := range []*float64{&g.X1, &g.Y1, &g.R1, &g.X2, &g.Y2, &g.R2} {
		*v = digits(*v)
	}
	if !g.sound() {
		return nil
	}
	return &g
}

func encoded(m *image.NRGBA) (*pixels, error) {
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		return nil, err
	}
	return &pixels{b.Bytes(), float64(m.Rect.Dx()), float64(m.Rect.Dy())}, nil
}
