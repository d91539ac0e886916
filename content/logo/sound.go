package logo

import (
	"errors"
	"math"
)

// maxMeasure bounds widths and heights of stored marks.
const maxMeasure = 1e6

// sound checks the figures of a stored mark.
func (m *Mark) sound() error {
	switch {
	case !positive(m.Width) || !positive(m.Height):
		return errors.New("its size makes no sense")
	case m.Kind == Vector && (m.Tree.Width != m.Width || m.Tree.Height != m.Height):
		return errors.New("its size is not that of its drawing")
	case m.Kind == Raster && (!pixels(m.PixelWidth, m.Width) || !pixels(m.PixelHeight, m.Height)):
		return errors.New("its size is not that of its pixels")
	case m.PixelWidth < 0 || m.PixelHeight < 0:
		return errors.New("its resolution makes no sense")
	case !share(m.Density) || !share(m.Centre.X) || !share(m.Centre.Y) || !share(m.Background.Share):
		return errors.New("a share is not between 0 and 1")
	case len(m.Colors) > maxClusters:
		return errors.New("it has too many colours")
	case len(m.Key) != 64 || len(m.SourceSHA256) != 64:
		return errors.New("a hash is missing")
	}
	for _, c := range m.Colors {
		if !share(c.Share) || !share(c.Luminance) {
			return errors.New("a colour is not between 0 and 1")
		}
	}
	return nil
}

func positive(v float64) bool { return v > 0 && v <= maxMeasure }

func pixels(n int, v float64) bool { return float64(n) == v }

// share allows for the last digit of rounding.
func share(v float64) bool { return !math.IsNaN(v) && v >= 0 && v <= 1.0001 }
