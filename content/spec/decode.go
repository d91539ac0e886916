package spec

import (
	"bytes"
	"encoding/json"
	"strconv"
)

func unquote(b []byte, into *string) error { return json.Unmarshal(b, into) }

// idOr decodes an object, or the shorter form that is only its id.
func idOr(b []byte, id *Text, object any) error {
	if len(b) > 0 && b[0] != '{' {
		return id.UnmarshalJSON(b)
	}
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	return d.Decode(object)
}

func index(name string, i int) string { return name + "[" + strconv.Itoa(i) + "]" }
