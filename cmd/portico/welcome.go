package main

import (
	"fmt"
	"io"
	"time"
)

// welcome tells a newcomer where to go, as whom, and what to type first.
func (h *house) welcome(w io.Writer, took time.Duration, fresh bool) {
	base := h.cfg.BaseURL()
	fmt.Fprintf(w, "\nPortico is serving at %s (ready after %.1f s)\n", base, took.Seconds())
	if !h.cfg.Mail.On() {
		fmt.Fprint(w, "No mails are sent: PORTICO_SMTP_HOST is not set. Notices are in the inbox, myNotices.\n")
	}
	if !h.cfg.SeedDemo {
		return
	}
	if fresh {
		fmt.Fprint(w, "The database was empty: the demo channel of Veldmark Networks is in it now.\n")
	}
	fmt.Fprintf(w, "\nSign in at %s/sign-in, password %s for each:\n", base, demoPassword)
	for _, line := range [][2]string{
		{"reseller admin", "dana@bluffharbor.example"},
		{"reseller seller", "sales@bluffharbor.example"},
		{"reseller marketer", "marketing@bluffharbor.example"},
		{"distributor admin", "ruth.okafor@cedarline.example"},
		{"distributor manager", "portfolio@cedarline.example"},
		{"channel manager", "channel@veldmark.example"},
		{"template designer", "design@veldmark.example"},
		{"brand approver", "brand@veldmark.example"},
		{"vendor admin", "admin@veldmark.example"},
	} {
		fmt.Fprintf(w, "  %-20s %s\n", line[0], line[1])
	}
	fmt.Fprintf(w, "\nA co-branded datasheet and social image, as the reseller, into this folder:\n  PORTICO_URL=%s examples/cobrand.sh\n\nCtrl-C stops everything.\n", base)
}
