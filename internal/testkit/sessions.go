package testkit

import (
	"time"

	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/training/course"
	"github.com/portico-prm/portico/internal/channel/training/session"
)

// Session lets somebody plan a class of an hour, in two days.
func (w *World) Session(by *member.Person, id course.ID) *session.Session {
	w.T.Helper()
	at := w.Clock.Now().Add(48 * time.Hour).Truncate(time.Second)
	n, err := w.Sessions.Plan(w.As(by), session.Planning{Course: id, Plan: session.Plan{Title: "Class", URL: "https://meet.example/1",
		StartsAt: at, EndsAt: at.Add(time.Hour), TimeZone: "Europe/Berlin", Language: "en"}})
	w.Must(err)
	return n
}
