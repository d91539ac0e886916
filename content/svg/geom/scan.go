package geom

import (
	"math"
	"strconv"
)

// Scanner reads the numbers, flags and letters of SVG's small languages (path
// data, transforms, point lists), in which commas and spaces separate alike
// and a sign or a second dot begins a new number.
type Scanner struct {
	s string
	i int
}

// NewScanner reads s.
func NewScanner(s string) *Scanner { return &Scanner{s: s} }

// Done tells whether only separators are left.
func (s *Scanner) Done() bool {
	s.skip()
	return s.i >= len(s.s)
}

// Peek is the next byte that is not a separator, or 0 at the end.
func (s *Scanner) Peek() byte {
	if s.Done() {
		return 0
	}
	return s.s[s.i]
}

// Take steps over the byte that Peek showed.
func (s *Scanner) Take() { s.i++ }

// Word reads letters.
func (s *Scanner) Word() string {
	s.skip()
	from := s.i
	for s.i < len(s.s) && letter(s.s[s.i]) {
		s.i++
	}
	return s.s[from:s.i]
}

// Unit reads the letters or percent sign directly after a number.
func (s *Scanner) Unit() string {
	from := s.i
	for s.i < len(s.s) && (letter(s.s[s.i]) || s.s[s.i] == '%') {
		s.i++
	}
	return s.s[from:s.i]
}

// Number reads one number. It is false where none begins, and for numbers that
// are not finite.
func (s *Scanner) Number() (float64, bool) {
	s.skip()
	end := s.numberEnd()
	if end == s.i {
		return 0, false
	}
	v, err := strconv.ParseFloat(s.s[s.i:end], 64)
	if err != nil || math.IsInf(v, 0) {
		return 0, false
	}
	s.i = end
	return v, true
}

// Flag reads one 0 or 1; "01" is two flags, as an arc may write them.
func (s *Scanner) Flag() (on, ok bool) {
	c := s.Peek()
	if c != '0' && c != '1' {
		return false, false
	}
	s.i++
	return c == '1', true
}

// Numbers reads n numbers.
func (s *Scanner) Numbers(n int) ([]float64, bool) {
	out := make([]float64, n)
	for i := range out {
		v, ok := s.Number()
		if !ok {
			return nil, false
		}
		out[i] = v
	}
	return out, true
}

func (s *Scanner) skip() {
	for s.i < len(s.s) && separator(s.s[s.i]) {
		s.i++
	}
}

// numberEnd finds the end of the number at i: sign, digits, fraction, exponent.
// An e that no digit follows is the unit em, not an exponent.
func (s *Scanner) numberEnd() int {
	i := s.i
	if i < len(s.s) && (s.s[i] == '+' || s.s[i] == '-') {
		i++
	}
	digits := i
	i = s.digits(i)
	n := i - digits
	if i < len(s.s) && s.s[i] == '.' {
		end := s.digits(i + 1)
		n += end - i - 1
		i = end
	}
	if n == 0 {
		return s.i
	}
	return s.exponent(i)
}

func (s *Scanner) exponent(i int) int {
	if i >= len(s.s) || (s.s[i] != 'e' && s.s[i] != 'E') {
		return i
	}
	j := i + 1
	if j < len(s.s) && (s.s[j] == '+' || s.s[j] == '-') {
		j++
	}
	if end := s.digits(j); end > j {
		return end
	}
	return i
}

func (s *Scanner) digits(i int) int {
	for i < len(s.s) && s.s[i] >= '0' && s.s[i] <= '9' {
		i++
	}
	return i
}

func separator(c byte) bool {
	return c == ' ' || c == ',' || c == '\n' || c == '\t' || c == '\r' || c == '\f'
}

func letter(c byte) bool { return (c|0x20) >= 'a' && (c|0x20) <= 'z' }
