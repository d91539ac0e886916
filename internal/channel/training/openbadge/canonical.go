package openbadge

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
)

// Canonical writes a JSON value in the one form that RFC 8785 gives it. Numbers
// are whole and at most 2^53 off zero: others have no place in a credential.
func Canonical(v any) ([]byte, error) {
	raw, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	in := json.NewDecoder(bytes.NewReader(raw))
	in.UseNumber()
	var plain any
	if err := in.Decode(&plain); err != nil {
		return nil, err
	}
	var b strings.Builder
	err = write(&b, plain)
	return []byte(b.String()), err
}

func write(b *strings.Builder, v any) error {
	switch v := v.(type) {
	case nil:
		b.WriteString("null")
	case bool:
		b.WriteString(strconv.FormatBool(v))
	case string:
		quote(b, v)
	case json.Number:
		return whole(b, v)
	case []any:
		return writeList(b, v)
	case map[string]any:
		return writeObject(b, v)
	}
	return nil
}

func writeList(b *strings.Builder, list []any) error {
	b.WriteByte('[')
	for i, v := range list {
		if i > 0 {
			b.WriteByte(',')
		}
		if err := write(b, v); err != nil {
			return err
		}
	}
	b.WriteByte(']')
	return nil
}

// writeObject sorts by UTF-16 code units, as the RFC says: that differs from the
// order of bytes where a name leaves the basic plane.
func writeObject(b *strings.Builder, o map[string]any) error {
	names := make([]string, 0, len(o))
	for name := range o {
		names = append(names, name)
	}
	slices.SortFunc(names, func(x, y string) int { return slices.Compare(utf16.Encode([]rune(x)), utf16.Encode([]rune(y))) })
	b.WriteByte('{')
	for i, name := range names {
		if i > 0 {
			b.WriteByte(',')
		}
		quote(b, name)
		b.WriteByte(':')
		if err := write(b, o[name]); err != nil {
			return err
		}
	}
	b.WriteByte('}')
	return nil
}

// mostWhole is the largest number that every reader of JSON takes exactly.
const mostWhole = 1 << 53

func whole(b *strings.Builder, n json.Number) error {
	i, err := n.Int64()
	if err != nil || i > mostWhole || i < -mostWhole {
		return fmt.Errorf("openbadge: %s is no whole number that every reader takes exactly", n)
	}
	b.WriteString(strconv.FormatInt(i, 10))
	return nil
}

var short = map[rune]string{'"': `\"`, '\\': `\\`, '\b': `\b`, '\f': `\f`, '\n': `\n`, '\r': `\r`, '\t': `\t`}

// quote escapes what has to be and nothing else.
func quote(b *strings.Builder, s string) {
	b.WriteByte('"')
	for _, r := range s {
		switch esc, ok := short[r]; {
		case ok:
			b.WriteString(esc)
		case r < ' ':
			fmt.Fprintf(b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
}
