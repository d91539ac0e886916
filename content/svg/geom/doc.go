// Package geom is the plane geometry under a drawing: points, matrices, boxes
// and paths, and what can be made of a path: a polyline, its bounds, the
// outline of its stroke, its dashes.
//
// A Path is a list of moves, lines, cubic curves and closes. Quadratic curves
// and elliptical arcs become cubics when they are added, so whoever draws a
// path handles four cases. Coordinates grow to the right and down.
package geom
