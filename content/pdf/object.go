package pdf

// object is a parsed PDF value: nil, bool, int64, float64, name, str, array,
// dict, ref, *stream, or keyword where the grammar has no value.
type object any

type (
	name    string // without the slash, #xx decoded
	str     []byte // a string, decoded
	array   []object
	keyword string
)

// ref points to an indirect object.
type ref struct{ num, gen int }

// dict keeps the order of the file, so that what is written again looks like
// what was read. A later entry wins over an earlier one of the same key.
type dict []entry

type entry struct {
	key   name
	value object
}

// stream is a dictionary with bytes. raw is as stored, filters still on.
type stream struct {
	dict dict
	raw  []byte
	id   ref
}

// get returns the value of a key, or nil.
func (d dict) get(key name) object {
	for i := len(d) - 1; i >= 0; i-- {
		if d[i].key == key {
			return d[i].value
		}
	}
	return nil
}

// has tells whether the key is there, even with a null.
func (d dict) has(key name) bool {
	for i := range d {
		if d[i].key == key {
			return true
		}
	}
	return false
}

// without copies the dictionary less some keys.
func (d dict) without(keys ...name) dict {
	out := make(dict, 0, len(d))
	for _, e := range d {
		if !among(e.key, keys) {
			out = append(out, e)
		}
	}
	return out
}

// set replaces or appends an entry and returns the dictionary.
func (d dict) set(key name, value object) dict {
	for i := range d {
		if d[i].key == key {
			d[i].value = value
			return d
		}
	}
	return append(d, entry{key, value})
}

// unique drops entries that a later one of the same key hides.
func (d dict) unique() dict {
	seen := make(map[name]bool, len(d))
	out := make(dict, 0, len(d))
	for i := len(d) - 1; i >= 0; i-- {
		if !seen[d[i].key] {
			seen[d[i].key] = true
			out = append(out, d[i])
		}
	}
	for i, j := 0, len(out)-1; i < j; i, j = i+1, j-1 {
		out[i], out[j] = out[j], out[i]
	}
	return out
}

func among(key name, keys []name) bool {
	for _, k := range keys {
		if k == key {
			return true
		}
	}
	return false
}

// dictOf returns the dictionary of a dict or a stream, else nil.
func dictOf(o object) dict {
	switch v := o.(type) {
	case dict:
		return v
	case *stream:
		return v.dict
	}
	return nil
}

// number reads an integer or a real.
func number(o object) (float64, bool) {
	switch v := o.(type) {
	case int64:
		return float64(v), true
	case float64:
		return v, true
	}
	return 0, false
}

// integer reads an integer, or a real without fraction.
func integer(o object) (int64, bool) {
	switch v := o.(type) {
	case int64:
		return v, true
	case float64:
		if v == float64(int64(v)) {
			return int64(v), true
		}
	}
	return 0, false
}
