// Package logotest makes awkward logos by code, for tests of whoever takes in,
// places or draws them: very wide, very tall, white on nothing, on a box of
// its own, padded, tiny, blank, cut off. Nothing is read from disk, and every
// call returns the same bytes.
//
// All of them show the same invented mark: a ring, and bars of unequal length
// beside or below it, so that the optical centre is not the middle.
package logotest

import (
	"image/color"
)

// The colours of the invented brand.
var (
	Navy  = color.NRGBA{0x0b, 0x1f, 0x3a, 255}
	Teal  = color.NRGBA{0x00, 0xa3, 0xa1, 255}
	White = color.NRGBA{255, 255, 255, 255}
	Black = color.NRGBA{0, 0, 0, 255}
	Clear = color.NRGBA{}
)

// File is a logo as a partner would upload it.
type File struct {
	Name string // with extension
	Data []byte
}

// Wide is 2,000 x 200 px, transparent: 10:1.
func Wide() File { return File{"wide.png", PNG(Bars(2000, 200, Navy, Clear, 0))} }

// Wider is 2,400 x 200 px: wider than 10:1, which is warned about.
func Wider() File { return File{"wider.png", PNG(Bars(2400, 200, Navy, Clear, 0))} }

// Tall is 200 x 1,200 px, transparent: 1:6, which is warned about.
func Tall() File { return File{"tall.png", PNG(Bars(200, 1200, Teal, Clear, 0))} }

// WhiteOnTransparent is the reversed version, 1,200 x 400 px.
func WhiteOnTransparent() File {
	return File{"white.png", PNG(Bars(1200, 400, White, Clear, 0))}
}

// NavyBox is white on an opaque navy box with 100 px of room around the mark,
// 1,400 x 600 px: the box is part of the mark.
func NavyBox() File { return File{"navy-box.png", PNG(Bars(1400, 600, White, Navy, 100))} }

// PaddedOnWhite is a JPEG on white with 150 px of room, 1,500 x 700 px.
func PaddedOnWhite() File {
	return File{"padded.jpg", JPEG(Bars(1500, 700, Navy, White, 150), 85)}
}

// Padded is transparent with 80 px of room, 1,000 x 500 px.
func Padded() File { return File{"padded.png", PNG(Bars(1000, 500, Teal, Clear, 80))} }

// Tiny is 48 x 16 px.
func Tiny() File { return File{"tiny.png", PNG(Bars(48, 16, Navy, Clear, 0))} }

// Icon is a navy square with round corners and a white mark, 512 x 512 px.
func Icon() File { return File{"icon.png", PNG(RoundIcon(512, Navy, White))} }

// Blank is fully transparent, 300 x 100 px.
func Blank() File { return File{"blank.png", PNG(Fill(300, 100, Clear))} }

// OneColor is a white JPEG, 300 x 100 px.
func OneColor() File { return File{"white.jpg", JPEG(Fill(300, 100, White), 90)} }

// Truncated is the first half of Padded.
func Truncated() File {
	d := Padded().Data
	return File{"truncated.png", d[:len(d)/2]}
}

// HeaderLie is 66 bytes that claim to be a PNG of 65,535 x 65,535 px.
func HeaderLie() File { return File{"lie.png", lie(65_535, 65_535)} }

// All are the files above that must be accepted.
func All() []File {
	return []File{
		Wide(), Wider(), Tall(), WhiteOnTransparent(), NavyBox(), PaddedOnWhite(), Padded(), Tiny(), Icon(),
		WideSVG(), TallSVG(), WhiteSVG(), NavyBoxSVG(), PaddedSVG(),
	}
}
