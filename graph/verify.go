package graph

import (
	"encoding/json"
	"net/http"
	"regexp"
	"strconv"
	"strings"

	"github.com/portico-prm/portico/internal/channel/training/badge"
)

// VerifyPolicy is for pages that need a style sheet, the icon and one form, and no
// script.
const VerifyPolicy = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// VerifyPage says to whoever has a code where the certification or the copy
// stands at this moment; no sign-in. What is no code, and a code that nothing
// has, get the same answer.
func VerifyPage(svc *Services) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Robots-Tag", "noindex, nofollow")
		w.Header().Add("Vary", "Accept, Accept-Language")
		if r.Method == http.MethodPost {
			w.Header().Set("Allow", "GET, HEAD")
			w.WriteHeader(http.StatusMethodNotAllowed)
			return
		}
		typed, file := strings.CutSuffix(r.PathValue("code"), ".json")
		found, err := svc.looked(r, typed)
		switch {
		case err != nil:
			refuse(w, r, err)
		case file || prefersJSON(r.Header.Get("Accept")):
			svc.verifyJSON(w, r, found)
		default:
			svc.verifyHTML(w, r, found)
		}
	})
}

// VerifyForm takes a code that somebody reads off paper.
func VerifyForm(svc *Services) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Add("Vary", "Accept-Language")
		if typed := strings.TrimSpace(r.FormValue("code")); r.Method == http.MethodGet && typed != "" {
			http.Redirect(w, r, "/verify/"+codeOr(typed, "unknown"), http.StatusSeeOther)
			return
		}
		show(w, http.StatusOK, "verify.html", svc.sheet(r, nil))
	})
}

// fileHash is the sha256 of a file, as sha256sum and the API print it.
var fileHash = regexp.MustCompile(`^[0-9a-f]{64}$`)

// codeOr is what was typed, if it has the form of a code or a hash, so that no
// address is made of anything else.
func codeOr(typed, otherwise string) string {
	if hash := strings.ToLower(typed); fileHash.MatchString(hash) {
		return hash
	}
	if code := badge.Code(typed); code != "" {
		return code
	}
	return otherwise
}

// looked finds what a code stands for; nil for nothing.
func (s *Services) looked(r *http.Request, typed string) (*verdict, error) {
	code := codeOr(typed, "")
	if code == "" {
		return nil, nil
	}
	now := s.Gate.Clock()
	if !fileHash.MatchString(code) {
		b, err := s.Badges.Verify(r.Context(), code)
		if b != nil || err != nil {
			return aboutBadge(b, now), err
		}
	}
	c, err := s.Cobrand.Receipt(r.Context(), code)
	return aboutCopy(c, now), err
}

// verifyJSON gives a badge as it can be checked by anybody, and of a copy the
// verdict.
func (s *Services) verifyJSON(w http.ResponseWriter, r *http.Request, v *verdict) {
	switch {
	case v == nil:
		anyOrigin(w)
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		w.WriteHeader(http.StatusNotFound)
		_, _ = w.Write([]byte(`{"error":{"code":"NOT_FOUND","message":"Nothing has this code."}}` + "\n"))
	case v.badge == nil:
		publicJSON(w, v.receipt())
	default:
		c, err := s.Badges.Credential(v.badge)
		if err != nil {
			refuse(w, r, err)
			return
		}
		publicJSON(w, c)
	}
}

// prefersJSON tells whether a reader asks for JSON before HTML. A browser never
// does.
func prefersJSON(accept string) bool {
	for part := range strings.SplitSeq(accept, ",") {
		kind, _, _ := strings.Cut(part, ";")
		switch strings.TrimSpace(strings.ToLower(kind)) {
		case "text/html", "application/xhtml+xml":
			return false
		case "application/json", "application/ld+json", "application/vc":
			return true
		}
	}
	return false
}

// IssuerKeys publishes the keys that badges are signed with, as a did:web
// document.
func IssuerKeys(svc *Services) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Cache-Control", "public, max-age=3600")
		publicJSON(w, svc.Badges.Document())
	})
}

// BadgeStatus publishes which badges are revoked, by their places.
func BadgeStatus(svc *Services) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n, err := strconv.ParseInt(r.PathValue("list"), 10, 32)
		if err != nil || n < 0 || strconv.FormatInt(n, 10) != r.PathValue("list") {
			http.NotFound(w, r)
			return
		}
		list, err := svc.Badges.StatusList(r.Context(), n)
		switch {
		case err != nil:
			refuse(w, r, err)
		case list == nil:
			http.NotFound(w, r)
		default:
			publicJSON(w, list)
		}
	})
}

// publicJSON is for everybody: pages of other sites may read it too.
func publicJSON(w http.ResponseWriter, v any) {
	anyOrigin(w)
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	_ = e.Encode(v)
}

func anyOrigin(w http.ResponseWriter) {
	if w.Header().Get("Access-Control-Allow-Origin") == "" {
		w.Header().Set("Access-Control-Allow-Origin", "*")
	}
}
