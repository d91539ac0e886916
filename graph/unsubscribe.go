package graph

import (
	"net/http"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/channel/notice"
)

// UnsubscribePage ends mails of a kind, for whoever has one of them: a person
// who follows its link and says yes, or their mail program, which posts at once
// (RFC 8058). To look at the page changes nothing: scanners of mail do.
func UnsubscribePage(svc *Services) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Robots-Tag", "noindex, nofollow")
		w.Header().Add("Vary", "Accept-Language")
		done := r.Method == http.MethodPost
		if done {
			if err := svc.Notices.Leave(r.Context(), notice.MailID(r.PathValue("mail"))); err != nil && fault.KindOf(err) != fault.NotFound {
				refuse(w, r, err)
				return
			}
		}
		lang, title, says, button := notice.LeaveWords(wordsFor(r.Header.Get("Accept-Language")).lang, done)
		show(w, http.StatusOK, "unsubscribe.html", map[string]string{"Lang": lang, "Title": title, "Says": says, "Button": button})
	})
}
