package place

import (
	"errors"
	"sync"

	"rsc.io/qr/coding"
)

// plans are where the modules of a code go, by version, level and mask. There
// are few in use, and drawing one up costs as much as encoding.
var plans sync.Map

type planKey struct {
	version coding.Version
	level   coding.Level
	mask    coding.Mask
}

func planOf(k planKey) (*coding.Plan, error) {
	if p, ok := plans.Load(k); ok {
		return p.(*coding.Plan), nil
	}
	p, err := coding.NewPlan(k.version, k.level, k.mask)
	if err == nil {
		plans.Store(k, p)
	}
	return p, err
}

// encode makes a code as a grid of dark modules: the smallest that holds the
// content, under the mask that readers like best.
func encode(content string, level coding.Level) ([][]bool, error) {
	words := wordsOf(content)
	version := coding.Version(coding.MinVersion)
	for words.Bits(version) > version.DataBytes(level)*8 {
		if version++; version > coding.MaxVersion {
			return nil, errors.New("more than a QR code holds")
		}
	}
	var best [][]bool
	least := 0
	for mask := range coding.Mask(8) {
		p, err := planOf(planKey{version, level, mask})
		if err != nil {
			return nil, err
		}
		code, err := p.Encode(words)
		if err != nil {
			return nil, err
		}
		dark := gridOf(code)
		if cost := penalty(dark); best == nil || cost < least {
			best, least = dark, cost
		}
	}
	return best, nil
}

// wordsOf takes the shortest way to write the content.
func wordsOf(content string) coding.Encoding {
	switch {
	case coding.Num(content).Check() == nil:
		return coding.Num(content)
	case coding.Alpha(content).Check() == nil:
		return coding.Alpha(content)
	}
	return coding.String(content)
}

func gridOf(c *coding.Code) [][]bool {
	all := make([]bool, c.Size*c.Size)
	rows := make([][]bool, c.Size)
	for y := range rows {
		rows[y] = all[y*c.Size : (y+1)*c.Size : (y+1)*c.Size]
		for x := range rows[y] {
			rows[y][x] = c.Black(x, y)
		}
	}
	return rows
}
