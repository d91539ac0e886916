package logo

import (
	"image"

	"github.com/portico-prm/portico/content/svg"
)

// Kind says what a mark is made of.
type Kind string

// Vector marks have a Tree and are sharp at any size; Raster marks have an Image.
const (
	Vector Kind = "vector"
	Raster Kind = "raster"
)

// Mark is a logo ready to be placed: trimmed, normalised, analysed. Marks are
// not changed after they are made and may be shared.
type Mark struct {
	Kind          Kind
	Width, Height float64      // of the trimmed mark, in pixels of the file or in user units
	Tree          *svg.Tree    // Vector: the drawing, its view cropped to the mark
	Image         *image.NRGBA // Raster: the trimmed pixels, at most MaxSide on the long side

	// PixelWidth and PixelHeight are those of the trimmed original, from which
	// the effective resolution is reckoned. They are 0 for Vector, unless a bitmap
	// is a good part of the drawing: then they are those that the whole would have
	// if it were as fine.
	PixelWidth, PixelHeight int

	Density    float64   // share of the box that is painted, times mean opacity; 0 to 1
	Centre     Centre    // where the weight lies
	Colors     []Cluster // at most five, largest first
	Background Background
	Flags      Flags
	Look       Look // to find marks that can be taken for this one

	Key          string // SHA-256 of the normalised form: equal keys look equal
	SourceSHA256 string // of the file that was taken in
	Source       Source
}

// Centre is the optical centre of a mark in shares of its width and height.
type Centre struct {
	X float64 `json:"x"`
	Y float64 `json:"y"`
}

// Cluster is one of the main colours of a mark.
type Cluster struct {
	Color     Color   `json:"color"`
	Share     float64 `json:"share"`     // of the painted area
	Luminance float64 `json:"luminance"` // relative, as WCAG defines it: 0 black, 1 white
}

// Background is what surrounds the mark in its file.
type Background struct {
	Kind  Ground  `json:"kind"`
	Color Color   `json:"color"` // of a Solid ground
	Share float64 `json:"share"` // of the border that has this colour, or is transparent
}

// Ground is a kind of background.
type Ground string

// A Busy ground has no main colour, a photograph for instance.
const (
	Transparent Ground = "transparent"
	Solid       Ground = "solid"
	Busy        Ground = "busy"
)

// Flags are short answers about the looks of a mark.
type Flags struct {
	SingleHue bool `json:"singleHue"` // one hue, or one shade of grey: a white version can be offered
	NearWhite bool `json:"nearWhite"` // vanishes on white
	NearBlack bool `json:"nearBlack"` // vanishes on black
	OwnPlate  bool `json:"ownPlate"`  // its background is part of the mark and was not trimmed
}

// Source is what the file was like.
type Source struct {
	Format string  `json:"format"` // png, jpeg, webp, svg or pdf
	Bytes  int     `json:"bytes"`
	Width  float64 `json:"width"` // upright, before trimming
	Height float64 `json:"height"`
	Trim   Box     `json:"trim"` // where the mark was found in it
}

// Box is an upright rectangle in pixels or user units of the file.
type Box struct {
	X float64 `json:"x"`
	Y float64 `json:"y"`
	W float64 `json:"w"`
	H float64 `json:"h"`
}

// MaxSide is the long side in pixels to which raster marks are scaled down:
// 17 cm in print at 300 to the inch.
const MaxSide = 2000

// Sharp tells whether m is fine enough for every size.
func (m *Mark) Sharp() bool { return m.Kind == Vector && m.PixelWidth == 0 }

// Aspect is width over height.
func (m *Mark) Aspect() float64 { return m.Width / m.Height }
