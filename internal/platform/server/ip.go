package server

import (
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// peer is the address at the other end of the connection.
func peer(r *http.Request) netip.Addr {
	ap, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return netip.Addr{}
	}
	return ap.Addr().Unmap().WithZone("")
}

func isTrusted(a netip.Addr, trusted []netip.Prefix) bool {
	return slices.ContainsFunc(trusted, func(p netip.Prefix) bool { return p.Contains(a) })
}

// clientIP is who sent the request. X-Forwarded-For is read from its end,
// where our own proxies wrote, up to the first address that is none of them:
// what stands before that is the client's own claim and counts for nothing.
func clientIP(r *http.Request, trusted []netip.Prefix) netip.Addr {
	client := peer(r)
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for _, hop := range slices.Backward(hops) {
		if !isTrusted(client, trusted) {
			break
		}
		a, ok := hopAddr(strings.TrimSpace(hop))
		if !ok {
			break
		}
		client = a
	}
	return client
}

// hopAddr reads an address as proxies write it, with or without a port.
func hopAddr(s string) (netip.Addr, bool) {
	if ap, err := netip.ParseAddrPort(s); err == nil {
		return ap.Addr().Unmap().WithZone(""), true
	}
	a, err := netip.ParseAddr(strings.Trim(s, "[]"))
	return a.Unmap().WithZone(""), err == nil
}

// IPKey is what limits per address count by: an IPv4 address, or the /64 of
// an IPv6 address, since one customer has all of it.
func IPKey(a netip.Addr) string {
	a = a.Unmap().WithZone("")
	if !a.Is6() {
		return a.String()
	}
	p, _ := a.Prefix(64)
	return p.String()
}
