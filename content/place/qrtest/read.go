// Package qrtest reads QR codes back from pictures, for tests: what is printed
// must lead where it should.
package qrtest

import (
	"errors"
	"image"
)

// Read finds the one upright code within an area of a picture, dark on light,
// and returns what it says. It reads versions 1 to 7 with level M, and corrects
// nothing: a single wrong module is an error.
func Read(img image.Image, area image.Rectangle) (string, error) {
	c, err := sample(img, area)
	if err != nil {
		return "", err
	}
	words, err := c.codewords()
	if err != nil {
		return "", err
	}
	return message(words)
}

// code is a grid of modules.
type code struct {
	n    int // modules on a side
	dark [][]bool
}

var errNoCode = errors.New("there is no code")

// sample finds the code's corners and looks at the middle of each module.
func sample(img image.Image, area image.Rectangle) (*code, error) {
	box := darkBox(img, area)
	if box.Empty() {
		return nil, errNoCode
	}
	finder, edge := 0, box.Dx()/120 // the upper edge of the finder pattern is seven modules long
	for finder < box.Dx() && isDark(img, box.Min.X+finder, box.Min.Y+edge) {
		finder++
	}
	n := int(float64(box.Dx())*7/float64(finder) + 0.5)
	if n < 21 || n > 45 || n%4 != 1 {
		return nil, errNoCode
	}
	c := &code{n: n, dark: make([][]bool, n)}
	side := float64(box.Dx()) / float64(n)
	for y := range n {
		c.dark[y] = make([]bool, n)
		for x := range n {
			c.dark[y][x] = isDark(img, box.Min.X+int((float64(x)+0.5)*side), box.Min.Y+int((float64(y)+0.5)*side))
		}
	}
	return c, nil
}

func isDark(img image.Image, x, y int) bool {
	r, g, b, _ := img.At(x, y).RGBA()
	return r+g+b < 3*0x8000
}

// darkBox is what the dark pixels of an area fill.
func darkBox(img image.Image, area image.Rectangle) (box image.Rectangle) {
	for y := area.Min.Y; y < area.Max.Y; y++ {
		for x := area.Min.X; x < area.Max.X; x++ {
			if isDark(img, x, y) {
				box = box.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return box
}
