package pdf

import (
	"bytes"
	"errors"
	"io"
)

var (
	errFilter  = errors.New("a filter that structure never needs")
	errFilters = errors.New("too many filters on one stream")
)

// maxFilters is the longest chain that is followed; real files use one or two.
const maxFilters = 8

// unpack returns a reader of the stream's bytes with all filters off. Damaged
// data gives what could be read before the damage, as viewers do. Every stage
// is charged to the budget.
func (d *document) unpack(s *stream) (io.Reader, error) {
	names, parms := d.filters(s.dict)
	if len(names) > maxFilters {
		return nil, errFilters
	}
	var r io.Reader = bytes.NewReader(d.raw(s))
	for i, n := range names {
		p := d.parms(parms, i)
		next, err := decoder(n, r, p)
		if err != nil {
			return nil, err
		}
		if u, ok := next.(*unpredictor); ok && !d.budget.take(3*int64(u.size)) {
			return nil, errInflated // rows take memory even if no data come
		}
		if f, ok := next.(*inflater); ok {
			f.harm = &d.harmed
		}
		r = &metered{next, d.budget}
	}
	return r, nil
}

// decoder takes one filter off.
func decoder(filter name, r io.Reader, p filterParms) (io.Reader, error) {
	switch filter {
	case "FlateDecode", "Fl":
		return unpredict(newInflater(r), p)
	case "LZWDecode", "LZW":
		return unpredict(newUnlzw(r, p.early), p)
	case "ASCIIHexDecode", "AHx":
		return newUnhex(r), nil
	case "ASCII85Decode", "A85":
		return newUn85(r), nil
	case "RunLengthDecode", "RL":
		return newUnrun(r), nil
	case "Crypt":
		return r, nil // taken off, or refused, before
	}
	return nil, errFilter
}

// filters returns the names of the chain and its parameters, which are one
// dictionary or a list.
func (d *document) filters(s dict) ([]name, object) {
	f, parms := d.resolve(s.get("Filter")), d.resolve(s.get("DecodeParms"))
	switch v := f.(type) {
	case name:
		return []name{v}, parms
	case array:
		var out []name
		for _, o := range v {
			if n, ok := d.resolve(o).(name); ok {
				out = append(out, n)
			}
		}
		return out, parms
	}
	return nil, nil
}

// filterParms are the figures that the predictors and LZW need.
type filterParms struct {
	predictor, colors, bits, columns int
	early                            bool
}

func (d *document) parms(o object, i int) filterParms {
	if a, ok := o.(array); ok {
		o = nil
		if i < len(a) {
			o = d.resolve(a[i])
		}
	}
	p := dictOf(o)
	return filterParms{
		predictor: d.smallInt(p.get("Predictor"), 1),
		colors:    d.smallInt(p.get("Colors"), 1),
		bits:      d.smallInt(p.get("BitsPerComponent"), 8),
		columns:   d.smallInt(p.get("Columns"), 1),
		early:     d.smallInt(p.get("EarlyChange"), 1) != 0,
	}
}

// smallInt reads an integer that fits 32 bits, or gives the default.
func (d *document) smallInt(o object, def int) int {
	v, ok := integer(d.resolve(o))
	if !ok || v < -1<<31 || v > 1<<31-1 {
		return def
	}
	return int(v)
}

// structureShare is the part of the inflate budget that one cross-reference or
// object stream may take; these are held in memory, page contents are not.
const structureShare = 4

// unpackAll reads a structure stream whole.
func (d *document) unpackAll(s *stream) ([]byte, error) {
	r, err := d.unpack(s)
	if err != nil {
		return nil, err
	}
	most := d.lim.Inflated / structureShare
	var out bytes.Buffer
	n, err := io.Copy(&out, io.LimitReader(r, most+1))
	if n > most {
		d.budget.take(d.budget.left + 1)
		return nil, errInflated
	}
	if errors.Is(err, errInflated) {
		return nil, err
	}
	return out.Bytes(), nil
}
