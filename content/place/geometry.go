// Package place is the geometry of co-branding: where a partner's mark, texts
// and codes go on a vendor's page, and how large they are. It reads no files.
package place

// Point is a position; y grows downwards.
type Point struct{ X, Y float64 }

// Rect is a box given by its top left corner and its size.
type Rect struct{ X, Y, W, H float64 }

// Color is an sRGB colour with straight alpha.
type Color struct{ R, G, B, A uint8 }
