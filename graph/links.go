package graph

import (
	"context"
	"strings"
	"time"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/platform/actor"
	"github.com/portico-prm/portico/internal/platform/server"
)

// Links makes and reads the signed addresses of files. A link names an object
// and the person it was made for; whoever opens it is answered as that person,
// and every rule is asked again then.
type Links struct {
	signer *server.Signer
	base   string // address of this server, without a slash at the end
	life   time.Duration
	now    func() time.Time
}

// NewLinks makes links below a base address.
func NewLinks(signer *server.Signer, base string, life time.Duration, now func() time.Time) *Links {
	return &Links{signer: signer, base: strings.TrimSuffix(base, "/"), life: life, now: now}
}

// The purposes of links. One is worth nothing for another.
const (
	forRendition   = "rendition"
	forAsset       = "asset"
	forBulk        = "bulk"
	forLogo        = "logo"
	forApproval    = "approval"
	forLesson      = "lesson" // what a course shows
	forCourse      = "course" // its folder, for authors
	forCertificate = "certificate"
	forEvidence    = "evidence"
	forPreview     = "preview" // of what would be made
	forCopy        = "copy"    // a picture of what was made
)

func (l *Links) make(route, purpose, object, person string) (string, error) {
	token, err := l.signer.Sign(server.Link{Purpose: purpose, Object: object + "|" + person, Expires: l.now().Add(l.life)})
	return l.base + route + token, err
}

func (l *Links) read(token, purpose string) (object, person string, err error) {
	link, err := l.signer.Verify(token, purpose, "")
	if err != nil {
		return "", "", err
	}
	object, person, ok := strings.Cut(link.Object, "|")
	if !ok {
		return "", "", fault.New(fault.NotFound, "There is nothing with this id that you may see.")
	}
	return object, person, nil
}

// link makes the address of a file for the viewer.
func (s *Services) link(ctx context.Context, route, purpose, id string) (string, error) {
	who := actor.From(ctx)
	if who == nil {
		return "", fault.New(fault.Unauthenticated, "Sign in first.")
	}
	return s.Links.make(route, purpose, id, who.Person)
}
