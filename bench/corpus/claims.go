package main

import (
	"context"
	"fmt"
	"io"
	"regexp"
	"strings"
)

// standards that a file can claim to keep, and how it says so in its XMP packet.
var standards = []struct {
	name string
	says *regexp.Regexp
}{
	{"PDF/A", regexp.MustCompile(`pdfaid:part(?:\s*=\s*["']|>)\s*\d`)},
	{"PDF/UA", regexp.MustCompile(`pdfuaid:part(?:\s*=\s*["']|>)\s*\d`)},
	{"PDF/X", regexp.MustCompile(`pdfxid:GTS_PDFXVersion(?:\s*=\s*["']|>)\s*PDF/X`)},
}

// claimed counts the files that claim a standard, and the copies that still do.
type claimed struct{ before, after int }

// sameClaims looks whether a copy claims only what its source claims.
func (s *stamper) sameClaims(ctx context.Context, source, copied string, before, after *document) []finding {
	if before == nil {
		return []finding{{"claims", unknown, ""}}
	}
	was, is := before.packet(ctx, source), after.packet(ctx, copied)
	var more []string
	for _, st := range standards {
		had, has := st.says.MatchString(was), st.says.MatchString(is)
		if has && !had {
			more = append(more, st.name)
		}
		s.claims(st.name, had, has)
	}
	if more != nil {
		return []finding{{"claims", "CLAIMED", strings.Join(more, " ")}}
	}
	return []finding{{"claims", "", ""}}
}

func (s *stamper) claims(standard string, had, has bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.score.claims[standard]
	if had {
		c.before++
	}
	if has {
		c.after++
	}
	s.score.claims[standard] = c
}

// packet is the XMP of the document, empty when there is none.
func (d document) packet(ctx context.Context, pdf string) string {
	at, ok := d.root()["/Metadata"].(string)
	if !ok {
		return ""
	}
	number := strings.ReplaceAll(strings.TrimSuffix(at, " R"), " ", ",")
	return string(command(ctx, toolTime, "qpdf", "--show-object="+number, "--filtered-stream-data", pdf).out)
}

func (s score) printClaims(to io.Writer) {
	for _, st := range standards {
		c := s.claims[st.name]
		fmt.Fprintf(to, "%-11s claimed by %4d sources, still by %d copies\n", st.name, c.before, c.after)
	}
}
