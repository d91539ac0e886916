package bank

import "strings"

// find is the place of the first of some characters that no backslash stands
// before; -1 when there is none.
func find(s, of string) int {
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' {
			i++
			continue
		}
		if strings.IndexByte(of, s[i]) >= 0 {
			return i
		}
	}
	return -1
}

// cut cuts at the first of some characters that no backslash stands before.
func cut(s, at string) (before, after string) {
	if i := find(s, at); i >= 0 {
		return s[:i], s[i+1:]
	}
	return s, ""
}

// unescape takes the backslashes off that GIFT asks for, and leaves others.
func unescape(s string) string {
	if !strings.Contains(s, `\`) {
		return s
	}
	var out strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' || i+1 == len(s) {
			out.WriteByte(s[i])
			continue
		}
		switch next := s[i+1]; {
		case next == 'n':
			out.WriteByte('\n')
			i++
		case strings.IndexByte(`~=#{}:\`, next) >= 0:
			out.WriteByte(next)
			i++
		default:
			out.WriteByte('\\')
		}
	}
	return out.String()
}
