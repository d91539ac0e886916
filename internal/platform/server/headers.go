package server

import "net/http"

// PagePolicy lets a page use what comes from this server and nothing else: no
// inline script, no frame, no plug-in. Pictures may be data, for previews.
const PagePolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; " +
	"connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// inertPolicy is for answers that are no pages: whatever they hold, a browser
// that shows them anyway runs and loads nothing.
const inertPolicy = "default-src 'none'; sandbox; frame-ancestors 'none'; base-uri 'none'"

// secure sets the headers that every answer carries. A route may replace the
// policy; Cache-Control is decided when the header goes out.
func secure(h http.Header, https bool) {
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Referrer-Policy", "same-origin") // a signed link in the address goes to nobody else
	h.Set("Content-Security-Policy", inertPolicy)
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-site")
	h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
	if https {
		h.Set("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
	}
}
