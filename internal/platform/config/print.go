package config

import (
	"fmt"
	"io"
	"net/url"
	"text/tabwriter"
)

// Print lists every setting with its value and where the value came from.
// Secrets show as ***; of a database URL host and name remain readable.
func (c *Config) Print(w io.Writer) error {
	tw := tabwriter.NewWriter(w, 0, 4, 2, ' ', 0)
	for _, s := range c.settings() {
		fmt.Fprintf(tw, "%s\t%s\t%s\n", s.name, printable(s), c.source(s.name))
	}
	return tw.Flush()
}

func (c *Config) source(name string) source {
	if from, ok := c.given[name]; ok {
		return from
	}
	return fromDefault
}

func printable(s setting) string {
	text := show(s.value)
	if secret, ok := s.value.Interface().(Secret); ok {
		text = redact(secret)
	}
	if text == "" {
		return "-"
	}
	return text
}

// redact keeps of a URL what helps to find a mistake, and of all else nothing.
func redact(s Secret) string {
	u, err := url.Parse(s.Reveal())
	if err != nil || u.Host == "" {
		return s.String()
	}
	return u.Scheme + "://" + masked + "@" + u.Host + u.Path
}
