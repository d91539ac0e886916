package graph

import (
	"context"
	"fmt"
	"maps"

	"github.com/portico-prm/portico/graph/read"
	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/actor"
)

// viewer is who asks.
type viewer struct{ who *actor.Actor }

// queryTypes are the root of queries, which every module adds to, and what it
// says of its own.
func (s *Services) queryTypes() []read.Type {
	query := read.Type{Name: "Query", Fields: read.Fields{
		"viewer": read.Service(func(ctx context.Context, _ read.Args) (*viewer, error) { return viewerOf(ctx), nil }),
		"node":   read.Node{},
	}}
	for _, more := range []read.Fields{partnerQueries, memberQueries, programQueries, trainingQueries, courseQueries, learningQueries, playbookQueries, quizQueries,
		effectQueries, progressQueries, lapseQueries, noticeQueries, sessionQueries, transferQueries, libraryQueries(s), cobrandQueries(s), bulkQueries, approvalQueries, auditQueries, previewQueries(s)} {
		for name := range more {
			if _, twice := query.Fields[name]; twice {
				panic(fmt.Sprintf("graph: two modules read the root field %s", name))
			}
		}
		maps.Copy(query.Fields, more)
	}
	return []read.Type{query,
		read.Value("UserError",
			read.Get("field", func(e *userError) any { return textsOrNull(e.Field) }),
			read.Get("code", func(e *userError) any { return e.Code }),
			read.Get("message", func(e *userError) any { return e.Message })),
		read.Value("Viewer",
			read.ToSight("person", access.Door, func(v *viewer) string { return v.who.Person }),
			read.To("partner", func(v *viewer) string { return v.who.Partner }),
			read.Get("roles", func(v *viewer) any { return v.who.Roles }),
			read.Get("actions", func(v *viewer) any { return actions(v.who) }),
			read.ToList("apiTokens", read.List{By: "t.person_id", Order: "t.id desc", Most: 100, Quiet: true},
				func(v *viewer) string { return v.who.Person })),
	}
}

func viewerOf(ctx context.Context) *viewer {
	if who := actor.From(ctx); who != nil {
		return &viewer{who}
	}
	return nil
}

// textsOrNull is null for no list, which a nil slice is not.
func textsOrNull(list []string) any {
	if list == nil {
		return nil
	}
	return list
}
