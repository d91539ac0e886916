package pdf

import (
	"errors"
	"fmt"
	"strconv"

	"github.com/portico-prm/portico/content/place"
)

// modulesFragment draws a grid of modules as one path in whole units, so that
// no viewer can show a seam between neighbours.
func modulesFragment(m place.Modules) (fragment, error) {
	n := len(m.Dark)
	if n == 0 || n > mostModules {
		return nil, fmt.Errorf("a code of %d modules a side", n)
	}
	content, resources := paint(m.Color)
	for y, row := range m.Dark {
		if len(row) != n {
			return nil, errors.New("a code that is not square")
		}
		content = appendRuns(content, row, n-1-y)
	}
	content = append(content, "f\n"...)
	side := float64(n)
	return fragment{streamPart(unitForm(side, side, resources), content)}, nil
}

// modulesKey tells equal codes, so that a code on every page is written once.
func modulesKey(m place.Modules) string {
	key := fmt.Appendf(nil, "modules %v ", m.Color)
	for _, row := range m.Dark {
		for _, dark := range row {
			if dark {
				key = append(key, '1')
			} else {
				key = append(key, '0')
			}
		}
		key = append(key, '\n')
	}
	return string(key)
}

// mostModules is above the largest QR code, version 40 with its quiet zone.
const mostModules = 256

// appendRuns writes each run of dark modules in a row as a rectangle.
func appendRuns(b []byte, row []bool, y int) []byte {
	for x := 0; x < len(row); x++ {
		start := x
		for x < len(row) && row[x] {
			x++
		}
		if x == start {
			continue
		}
		b = append(strconv.AppendInt(b, int64(start), 10), ' ')
		b = append(strconv.AppendInt(b, int64(y), 10), ' ')
		b = append(strconv.AppendInt(b, int64(x-start), 10), " 1 re\n"...)
	}
	return b
}

// paint sets the fill colour, and the resources that its alpha needs.
func paint(c place.Color) (content []byte, resources string) {
	content = fmt.Appendf(nil, "%s %s %s rg\n", share(c.R), share(c.G), share(c.B))
	if c.A == 255 {
		return content, "<<>>"
	}
	return append(content, "/A gs\n"...), fmt.Sprintf("<</ExtGState <</A <</ca %s>>>>>>", share(c.A))
}

// share is a byte as a fraction of one.
func share(v uint8) string {
	return string(appendFixed(nil, float64(v)/255))
}
