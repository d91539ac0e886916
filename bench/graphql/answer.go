package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/portico-prm/portico/internal/base/ids"
)

// once asks a server and gives its answer in the common form, and its size.
func once(s server, op operation) (data any, bytes int, err error) {
	w, err := dial(s, op)
	if err != nil {
		return nil, 0, err
	}
	defer w.close()
	if err := w.ask(); err != nil {
		return nil, 0, err
	}
	var a struct {
		Data   any
		Errors []struct{ Message string }
	}
	err = json.Unmarshal(w.answer.Bytes(), &a)
	if err == nil && len(a.Errors) > 0 {
		err = fmt.Errorf("%s", a.Errors[0].Message)
	}
	return common(a.Data), w.answer.Len(), err
}

// common brings an answer to the form that all share: the UUID of a global id,
// one way to write an instant, and one decision where a function gives a list.
func common(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for k, inner := range v {
			v[k] = common(inner)
			if list, ok := v[k].([]any); ok && k == "decision" && len(list) == 1 {
				v[k] = list[0]
			}
		}
	case []any:
		for i := range v {
			v[i] = common(v[i])
		}
	case string:
		return plainWord(v)
	}
	return v
}

func plainWord(s string) string {
	if _, id, err := ids.Split(s); err == nil {
		return id
	}
	for _, form := range []string{time.RFC3339Nano, "2006-01-02T15:04:05.999999-07"} {
		if t, err := time.Parse(form, s); err == nil {
			return t.UTC().Format(time.RFC3339Nano)
		}
	}
	return s
}

// difference tells where two answers part; empty when they do not.
func difference(at string, a, b any) string {
	switch x := a.(type) {
	case map[string]any:
		y, ok := b.(map[string]any)
		if !ok || len(x) != len(y) {
			break
		}
		for _, k := range sorted(x) {
			if d := difference(at+"."+k, x[k], y[k]); d != "" {
				return d
			}
		}
		return ""
	case []any:
		y, ok := b.([]any)
		if !ok || len(x) != len(y) {
			return fmt.Sprintf("%s has %d rows and %d", at, len(x), len(y))
		}
		for i := range x {
			if d := difference(fmt.Sprintf("%s[%d]", at, i), x[i], y[i]); d != "" {
				return d
			}
		}
		return ""
	default:
		if a == b {
			return ""
		}
	}
	return fmt.Sprintf("%s is %.80v and %.80v", at, a, b)
}

func sorted(m map[string]any) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// objects counts those of an answer, the whole included.
func objects(v any) (n int) {
	switch v := v.(type) {
	case map[string]any:
		n = 1
		for _, inner := range v {
			n += objects(inner)
		}
	case []any:
		for _, inner := range v {
			n += objects(inner)
		}
	}
	return n
}
