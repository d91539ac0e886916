package spec

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// Named is a map that keeps the order in which its author wrote it: the first
// piece, the first output and the first font are the defaults.
type Named[T any] []Entry[T]

// Entry is one name of a Named with its value.
type Entry[T any] struct {
	Name  string
	Value T
}

// Get returns the value of a name.
func (n Named[T]) Get(name string) (T, bool) {
	for i := range n {
		if n[i].Name == name {
			return n[i].Value, true
		}
	}
	var none T
	return none, false
}

// Names lists the names in their order.
func (n Named[T]) Names() []string {
	names := make([]string, len(n))
	for i := range n {
		names[i] = n[i].Name
	}
	return names
}

// UnmarshalJSON reads an object in its order; unknown keys of T are errors.
func (n *Named[T]) UnmarshalJSON(b []byte) error {
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return fmt.Errorf("want an object, got %v", t)
	}
	*n = nil
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return err
		}
		var e Entry[T]
		e.Name, _ = key.(string)
		if err := d.Decode(&e.Value); err != nil {
			return fmt.Errorf("%s: %w", e.Name, err)
		}
		*n = append(*n, e)
	}
	return nil
}

// MarshalJSON writes an object in the same order.
func (n Named[T]) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		key, _ := json.Marshal(n[i].Name)
		value, err := json.Marshal(n[i].Value)
		if err != nil {
			return nil, err
		}
		b.Write(key)
		b.WriteByte(':')
		b.Write(value)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}
