package config

import (
	"fmt"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
)

// Secret is text that never shows: it prints, logs and marshals as ***.
type Secret struct{ text string }

const masked = "***"

// Reveal gives the text. Each caller is a place to look at in review.
func (s Secret) Reveal() string { return s.text }

// IsZero tells whether nothing was given.
func (s Secret) IsZero() bool { return s.text == "" }

// String is *** or, for none, empty.
func (s Secret) String() string {
	if s.IsZero() {
		return ""
	}
	return masked
}

// Format keeps the text out of every verb, %#v and %x too.
func (s Secret) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(s.String())) }

// MarshalText keeps the text out of JSON and slog.
func (s Secret) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText takes the text as it is, without the line end of a file.
func (s *Secret) UnmarshalText(b []byte) error {
	s.text = strings.TrimRight(string(b), "\r\n")
	return nil
}

// Environment is what the process is for.
type Environment string

// The two environments.
const (
	Development Environment = "development"
	Production  Environment = "production"
)

// UnmarshalText takes one of the two words.
func (e *Environment) UnmarshalText(b []byte) error {
	return oneOf((*string)(e), string(b), string(Development), string(Production))
}

// LogFormat is how a log line is written.
type LogFormat string

// The two formats.
const (
	Text LogFormat = "text"
	JSON LogFormat = "json"
)

// UnmarshalText takes one of the two words.
func (l *LogFormat) UnmarshalText(b []byte) error {
	return oneOf((*string)(l), string(b), string(Text), string(JSON))
}

// MailTLS is how a connection to the SMTP server is made safe.
type MailTLS string

// UnmarshalText takes one of the three words.
func (m *MailTLS) UnmarshalText(b []byte) error {
	return oneOf((*string)(m), string(b), "starttls", "implicit", "off")
}

// Persisted says who may run listed operations only.
type Persisted string

// UnmarshalText takes one of the three words.
func (p *Persisted) UnmarshalText(b []byte) error {
	return oneOf((*string)(p), string(b), "off", "portal", "all")
}

// Files is a list of paths.
type Files []string

// UnmarshalText reads paths separated by commas.
func (f *Files) UnmarshalText(text []byte) error {
	*f = strings.FieldsFunc(string(text), func(r rune) bool { return r == ',' })
	return nil
}

// String joins the paths with commas.
func (f Files) String() string { return strings.Join(f, ",") }

func oneOf(dst *string, got string, words ...string) error {
	for _, w := range words {
		if got == w {
			*dst = w
			return nil
		}
	}
	return fmt.Errorf("%q is none of %s", got, strings.Join(words, ", "))
}

// Bytes is a size. It reads 262144, 256KiB, 10MiB and 2GiB.
type Bytes int64

var units = []struct {
	name string
	size Bytes
}{{"TiB", 1 << 40}, {"GiB", 1 << 30}, {"MiB", 1 << 20}, {"KiB", 1 << 10}, {"B", 1}}

// UnmarshalText reads a whole number with or without a unit.
func (b *Bytes) UnmarshalText(text []byte) error {
	number, size := string(text), Bytes(1)
	for _, u := range units {
		if rest, ok := strings.CutSuffix(number, u.name); ok {
			number, size = rest, u.size
			break
		}
	}
	n, err := strconv.ParseInt(strings.TrimSpace(number), 10, 64)
	if err != nil || n < 0 || n > (1<<62)/int64(size) {
		return fmt.Errorf("%q is no size such as 256KiB or 10MiB", text)
	}
	*b = Bytes(n) * size
	return nil
}

// String is the size in the largest unit that divides it.
func (b Bytes) String() string {
	for _, u := range units {
		if b != 0 && b%u.size == 0 {
			return strconv.FormatInt(int64(b/u.size), 10) + u.name
		}
	}
	return "0"
}

// Prefixes is a set of networks; a bare address is a network of one.
type Prefixes []netip.Prefix

// UnmarshalText reads networks separated by commas.
func (p *Prefixes) UnmarshalText(text []byte) error {
	*p = nil
	for _, s := range split(string(text)) {
		prefix, err := parsePrefix(s)
		if err != nil {
			return fmt.Errorf("%q is no address or network such as 10.0.0.0/8", s)
		}
		*p = append(*p, prefix)
	}
	return nil
}

// String joins the networks with commas.
func (p Prefixes) String() string { return join(p) }

func parsePrefix(s string) (netip.Prefix, error) {
	if strings.Contains(s, "/") {
		p, err := netip.ParsePrefix(s)
		return p.Masked(), err
	}
	a, err := netip.ParseAddr(s)
	if err != nil {
		return netip.Prefix{}, err
	}
	return a.Unmap().Prefix(a.Unmap().BitLen())
}

// Origins is a list of web origins: scheme, host and port, nothing more.
type Origins []string

// UnmarshalText reads origins separated by commas.
func (o *Origins) UnmarshalText(text []byte) error {
	*o = nil
	for _, s := range split(string(text)) {
		s = trimSlash(s)
		if !isOrigin(s) {
			return fmt.Errorf("%q is no origin such as https://portal.example", s)
		}
		*o = append(*o, s)
	}
	return nil
}

// String joins the origins with commas.
func (o Origins) String() string { return strings.Join(o, ",") }

func isOrigin(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && s == u.Scheme+"://"+u.Host
}

func trimSlash(s string) string { return strings.TrimRight(s, "/") }

func split(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ' ' })
}

func join[T fmt.Stringer](list []T) string {
	texts := make([]string, len(list))
	for i, v := range list {
		texts[i] = v.String()
	}
	return strings.Join(texts, ",")
}
