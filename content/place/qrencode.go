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
	plain, err := masked(words, version, level, 0)
	if err != nil {
		return nil, err
	}
	best, least := plain, plain.penalty()
	for mask := coding.Mask(1); mask < 8; mask++ {
		change, err := changeTo(version, level, mask)
		if err != nil {
			return nil, err
		}
		other := plain.changed(change)
		if cost := other.penalty(); cost < least {
			best, least = other, cost
		}
	}
	return best.modules(), nil
}

// masked encodes under a mask.
func masked(words coding.Encoding, version coding.Version, level coding.Level, mask coding.Mask) (grid, error) {
	p, err := planOf(planKey{version, level, mask})
	if err != nil {
		return grid{}, err
	}
	code, err := p.Encode(words)
	if err != nil {
		return grid{}, err
	}
	return gridOf(code), nil
}

// changes are which modules differ between a code under a mask and under mask
// 0: a mask turns the same modules over whatever they say, and the note of the
// format says which mask it is.
var changes sync.Map

func changeTo(version coding.Version, level coding.Level, mask coding.Mask) (grid, error) {
	k := planKey{version, level, mask}
	if g, ok := changes.Load(k); ok {
		return g.(grid), nil
	}
	nothing := coding.Num("")
	plain, err := masked(nothing, version, level, 0)
	if err != nil {
		return grid{}, err
	}
	other, err := masked(nothing, version, level, mask)
	if err != nil {
		return grid{}, err
	}
	g := plain.changed(other)
	changes.Store(k, g)
	return g, nil
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
