package geom

import (
	"fmt"
	"math"
)

// Point is a position or a direction.
type Point struct{ X, Y float64 }

// Add is p + q.
func (p Point) Add(q Point) Point { return Point{p.X + q.X, p.Y + q.Y} }

// Sub is p - q.
func (p Point) Sub(q Point) Point { return Point{p.X - q.X, p.Y - q.Y} }

// Mul is p scaled by k.
func (p Point) Mul(k float64) Point { return Point{float64(p.X * k), float64(p.Y * k)} }

// Len is the distance from the origin.
func (p Point) Len() float64 { return math.Hypot(p.X, p.Y) }

// Matrix maps (x, y) to (A x + C y + E, B x + D y + F), the order in which SVG
// and PDF write it.
type Matrix struct{ A, B, C, D, E, F float64 }

// String is the six numbers with spaces between.
func (m Matrix) String() string {
	return short(m.A) + " " + short(m.B) + " " + short(m.C) + " " +
		short(m.D) + " " + short(m.E) + " " + short(m.F)
}

// MarshalText writes what String writes.
func (m Matrix) MarshalText() ([]byte, error) { return []byte(m.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (m *Matrix) UnmarshalText(b []byte) error {
	in := NewScanner(string(b))
	v, ok := in.Numbers(6)
	if !ok || !in.Done() {
		return fmt.Errorf("%q is no matrix", b)
	}
	*m = Matrix{v[0], v[1], v[2], v[3], v[4], v[5]}
	return nil
}

// Identity changes nothing.
var Identity = Matrix{A: 1, D: 1}

// Translate moves by (x, y).
func Translate(x, y float64) Matrix { return Matrix{1, 0, 0, 1, x, y} }

// Scale stretches from the origin.
func Scale(x, y float64) Matrix { return Matrix{x, 0, 0, y, 0, 0} }

// Rotate turns by degrees, clockwise on a page whose y grows downwards.
func Rotate(degrees float64) Matrix {
	s, c := math.Sincos(degrees * math.Pi / 180)
	return Matrix{c, s, -s, c, 0, 0}
}

// Mul applies n first and m after it.
func (m Matrix) Mul(n Matrix) Matrix {
	return Matrix{
		float64(m.A*n.A) + float64(m.C*n.B), float64(m.B*n.A) + float64(m.D*n.B),
		float64(m.A*n.C) + float64(m.C*n.D), float64(m.B*n.C) + float64(m.D*n.D),
		float64(m.A*n.E) + float64(m.C*n.F) + m.E, float64(m.B*n.E) + float64(m.D*n.F) + m.F,
	}
}

// Apply maps a position.
func (m Matrix) Apply(p Point) Point {
	return Point{float64(m.A*p.X) + float64(m.C*p.Y) + m.E, float64(m.B*p.X) + float64(m.D*p.Y) + m.F}
}

// Det is the factor by which areas grow; it is negative for a mirror.
func (m Matrix) Det() float64 { return float64(m.A*m.D) - float64(m.B*m.C) }

// Scale is the mean factor by which lengths grow.
func (m Matrix) Scale() float64 { return math.Sqrt(math.Abs(m.Det())) }

// Invert returns the way back, or false when m flattens the plane.
func (m Matrix) Invert() (Matrix, bool) {
	d := m.Det()
	if d == 0 || math.IsNaN(d) || math.IsInf(1/d, 0) {
		return Identity, false
	}
	return Matrix{
		m.D / d, -m.B / d, -m.C / d, m.A / d,
		(float64(m.C*m.F) - float64(m.D*m.E)) / d, (float64(m.B*m.E) - float64(m.A*m.F)) / d,
	}, true
}

// Similar tells whether m keeps shapes: it turns, moves, mirrors and scales
// alike in all directions, so a round pen stays round.
func (m Matrix) Similar() bool {
	near := 1e-6 * (math.Abs(m.A) + math.Abs(m.B) + math.Abs(m.C) + math.Abs(m.D))
	turned := math.Abs(m.A-m.D) <= near && math.Abs(m.B+m.C) <= near
	mirrored := math.Abs(m.A+m.D) <= near && math.Abs(m.B-m.C) <= near
	return turned || mirrored
}

// Upright tells whether m maps upright rectangles to upright rectangles.
func (m Matrix) Upright() bool {
	return (m.B == 0 && m.C == 0) || (m.A == 0 && m.D == 0)
}

// Finite tells whether all six numbers are of a size that can be drawn.
func (m Matrix) Finite() bool {
	for _, v := range [...]float64{m.A, m.B, m.C, m.D, m.E, m.F} {
		if !(math.Abs(v) <= Far) {
			return false
		}
	}
	return true
}
