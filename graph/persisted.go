package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/portico-prm/portico/graph/admit"
	"github.com/portico-prm/portico/graph/persisted"
	"github.com/portico-prm/portico/internal/platform/actor"
)

// HeldTo says which callers run listed operations only.
type HeldTo string

// Who may be held to the list.
const (
	Nobody  HeldTo = "off"
	Portals HeldTo = "portal" // everybody but programs with an API token
	All     HeldTo = "all"
)

// Listing puts the text of a listed operation in the place of its name, and
// refuses what is not listed to those who are held to the list.
type Listing struct {
	list *persisted.List
	held HeldTo
}

// NewListing reads manifests. Each operation must fit the schema and the
// limits, or a portal would find out at its first request.
func NewListing(files []string, held HeldTo) (*Listing, error) {
	list, err := persisted.Load(files...)
	if err != nil {
		return nil, err
	}
	schema := Schema()
	door := admit.New(schema)
	return &Listing{list, held}, list.Each(func(_, text string) error {
		if _, no := door.Weigh(admit.Request{Text: text, SignedIn: true}); no != nil {
			return no
		}
		if _, errs := gqlparser.LoadQueryWithRules(schema, text, nil); errs != nil {
			return errs
		}
		return nil
	})
}

// ExtensionName names the extension to gqlgen.
func (*Listing) ExtensionName() string { return "PersistedOperations" }

// Validate accepts every schema: NewListing has looked.
func (*Listing) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationParameters comes before admission. What it refuses is paid for
// like every refusal.
func (l *Listing) MutateOperationParameters(ctx context.Context, p *graphql.RawParams) *gqlerror.Error {
	if no := billOf(ctx).open(); no != nil {
		return no
	}
	id := named(p.Extensions)
	if p.Query == "" && id != "" {
		text, ok := l.list.Text(id)
		if !ok {
			return &gqlerror.Error{Message: "No operation of this name is listed. Publish the portal's manifest before the portal, or send the text of the operation.",
				Extensions: map[string]any{"code": "PERSISTED_OPERATION_NOT_FOUND"}}
		}
		p.Query = text
		return nil
	}
	if l.holds(ctx) && !l.list.Holds(p.Query) {
		return &gqlerror.Error{Message: "This server runs listed operations only. Add the operation to the portal's manifest, or use an API token where those are free.",
			Extensions: map[string]any{"code": "OPERATION_NOT_ALLOWED"}}
	}
	return nil
}

func (l *Listing) holds(ctx context.Context) bool {
	who := actor.From(ctx)
	return l.held == All || l.held == Portals && (who == nil || who.Token == "")
}

// named is the name that a request gives for its operation, in either form.
func named(extensions map[string]any) string {
	if id, ok := extensions[documentID].(string); ok {
		return id
	}
	given, _ := extensions["persistedQuery"].(map[string]any)
	id, _ := given["sha256Hash"].(string)
	return id
}

// documentID is the name of an operation in the form of the GraphQL over HTTP
// draft: a parameter beside the query. It is kept with the extensions.
const documentID = "documentId"

func keepName(p *graphql.RawParams, id string) {
	if id == "" {
		return
	}
	if p.Extensions == nil {
		p.Extensions = map[string]any{}
	}
	p.Extensions[documentID] = id
}
