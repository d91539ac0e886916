package graph

import (
	"embed"
	"html/template"
	"mime"
	"net/http"
	"path/filepath"

	"github.com/portico-prm/portico/graph/model"
	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/base/page"
	"github.com/portico-prm/portico/internal/channel/cobrand"
	"github.com/portico-prm/portico/internal/channel/partner"
	"github.com/portico-prm/portico/internal/platform/actor"
	"github.com/portico-prm/portico/internal/platform/gate"
)

//go:embed pages
var pageFiles embed.FS

var pages = template.Must(template.ParseFS(pageFiles, "pages/*.html"))

// SignInPage is a small form for people who have no portal in front yet.
func SignInPage(svc *Services) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodPost || !isForm(r) {
			speak(w, r, http.StatusOK, "signin.html", shown{})
			return
		}
		in := model.SignInInput{Email: r.PostFormValue("email"), Password: r.PostFormValue("password")}
		if named := r.PostFormValue("partner"); named != "" {
			in.Partner = &named
		}
		if _, err := svc.enter(r.Context(), in); err != nil {
			signInFailed(w, r, in.Email, err)
			return
		}
		http.Redirect(w, r, "/", http.StatusSeeOther)
	})
}

func signInFailed(w http.ResponseWriter, r *http.Request, email string, err error) {
	status := http.StatusUnauthorized
	switch fault.KindOf(err) {
	case fault.Exhausted, fault.Unavailable:
		status = http.StatusTooManyRequests
	case fault.Internal, fault.OK:
		status = http.StatusInternalServerError
	}
	speak(w, r, status, "signin.html", shown{"Problem": pageWordsFor(r).refusal(err), "Email": email, "Ambiguous": fault.CodeOf(err) == "SIGN_IN_AMBIGUOUS"})
}

// InvitationPage is where somebody who was invited sets a password.
func InvitationPage(svc *Services) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodPost || !isForm(r) {
			speak(w, r, http.StatusOK, "invitation.html", shown{})
			return
		}
		if _, err := svc.Members.AcceptInvitation(r.Context(), r.PathValue("code"), r.PostFormValue("password")); err != nil {
			status := http.StatusUnprocessableEntity
			if k := fault.KindOf(err); k == fault.Internal {
				status = http.StatusInternalServerError
			}
			speak(w, r, status, "invitation.html", shown{"Problem": pageWordsFor(r).refusal(err)})
			return
		}
		http.Redirect(w, r, "/sign-in", http.StatusSeeOther)
	})
}

// SignOutPage ends the session and goes back to the form.
func SignOutPage(svc *Services) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost {
			if _, err := svc.Members.SignOut(r.Context()); err != nil {
				refuse(w, r, err)
				return
			}
		}
		http.Redirect(w, r, "/sign-in", http.StatusSeeOther)
	})
}

// HomePage shows who is signed in and what the library has for them, each item
// with its decision: enough to see that the installation works.
func HomePage(svc *Services) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if actor.From(r.Context()) == nil {
			http.Redirect(w, r, "/sign-in", http.StatusSeeOther)
			return
		}
		data, err := svc.home(r)
		if err != nil {
			refuse(w, r, err)
			return
		}
		speak(w, r, http.StatusOK, "home.html", data)
	})
}

func (s *Services) home(r *http.Request) (shown, error) {
	me, err := s.Members.Me(r.Context())
	if err != nil {
		return nil, err
	}
	var of *partner.Partner
	if own := gate.Whose(r.Context()); own != "" {
		if of, err = s.Partners.ByID(r.Context(), partner.ID(own)); err != nil {
			return nil, err
		}
	}
	words := pageWordsFor(r)
	offers, err := s.Cobrand.Templates(r.Context(), "", words.Lang, page.Ask{First: page.Max})
	var sheets []offerSheet
	for _, o := range offers.Rows {
		sheets = append(sheets, offerSheet{o, words})
	}
	return shown{"Person": me, "Partner": of, "Offers": sheets}, err
}

// MakePage makes one piece for the viewer's partner and leads to the file, or
// shows what is missing.
func MakePage(svc *Services) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		offer, err := svc.Cobrand.Template(r.Context(), r.PathValue("slug"), "", pageWordsFor(r).Lang)
		if err == nil && r.Method == http.MethodPost {
			err = svc.makeAndLead(w, r, offer)
		} else if err == nil {
			http.Redirect(w, r, "/", http.StatusSeeOther)
		}
		if err != nil {
			refuse(w, r, err)
		}
	})
}

func (s *Services) makeAndLead(w http.ResponseWriter, r *http.Request, offer *cobrand.Offer) error {
	out, err := s.Cobrand.Render(r.Context(), cobrand.Order{Template: offer.Version.TemplateID, Piece: r.PostFormValue("piece"),
		Output: r.PostFormValue("output"), Language: r.PostFormValue("language")})
	if err != nil {
		return err
	}
	if out.Rendition == nil {
		sheet := offerSheet{offer, pageWordsFor(r)}
		decided := sheet.Decided() // as the reader reads; the order's own is in the language of the piece
		if decided == nil {
			decided = &decisionSheet{out.Decision, sheet.Words}
		}
		speak(w, r, http.StatusUnprocessableEntity, "refused.html", shown{"Offer": sheet, "Decision": decided, "Problems": out.Problems.In(sheet.Words.Lang)})
		return nil
	}
	url, err := s.link(r.Context(), "/download/", forRendition, string(out.Rendition.ID))
	if err == nil {
		http.Redirect(w, r, url, http.StatusSeeOther)
	}
	return err
}

// shown is what a page shows.
type shown map[string]any

// speak shows a page in the language that the reader's browser prefers.
func speak(w http.ResponseWriter, r *http.Request, status int, name string, data shown) {
	data["Words"] = pageWordsFor(r)
	w.Header().Add("Vary", "Accept-Language")
	show(w, status, name, data)
}

func show(w http.ResponseWriter, status int, name string, data any) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_ = pages.ExecuteTemplate(w, name, data)
}

// Style serves the style sheet of the pages.
func Style() http.Handler { return asset("style.css") }

// Icon serves the mark that browsers show beside the title of a page. They ask
// for it at /favicon.ico, whatever its format.
func Icon() http.Handler { return asset("favicon.svg") }

func asset(name string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "public, max-age=3600")
		w.Header().Set("Content-Type", mime.TypeByExtension(filepath.Ext(name)))
		http.ServeFileFS(w, r, pageFiles, "pages/"+name)
	})
}
