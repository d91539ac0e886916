package read

import (
	"encoding/json"
	"strings"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/base/page"
)

// Args are the arguments of a field, as the document and the variables give
// them: text, numbers, lists and inputs.
type Args map[string]any

// at finds an argument, or a field of an input: "filter.country".
func (a Args) at(path string) any {
	name, rest, inner := strings.Cut(path, ".")
	v := a[name]
	if !inner {
		return v
	}
	in, _ := v.(map[string]any)
	return Args(in).at(rest)
}

// Text is an argument as text; empty when it is not given.
func (a Args) Text(path string) string {
	s, _ := a.at(path).(string)
	return s
}

// Maybe is an argument as text that may be left out.
func (a Args) Maybe(path string) *string {
	if s, ok := a.at(path).(string); ok {
		return &s
	}
	return nil
}

// ID is the uuid in a global id of a type; empty when the argument is not given.
func (a Args) ID(path, kind string) (string, error) {
	global, ok := a.at(path).(string)
	if !ok {
		return "", nil
	}
	return ids.Local(kind, global)
}

// Into reads an input into a struct that names its fields in JSON.
func (a Args) Into(path string, dst any) error {
	raw, err := json.Marshal(a.at(path))
	if err == nil {
		err = json.Unmarshal(raw, dst)
	}
	if err != nil {
		return fault.Wrap(fault.Invalid, err, "The input %s cannot be read.", path)
	}
	return nil
}

// page reads first and after.
func (a Args) page() (page.Ask, error) {
	var first *int
	if v, given := a["first"]; given && v != nil {
		n, ok := integer(v)
		if !ok {
			return page.Ask{}, fault.Field(fault.Invalid, "first", "PAGE_SIZE", "Ask for 1 to %d rows.", page.Max)
		}
		first = &n
	}
	return page.Want(first, a.Maybe("after"))
}
