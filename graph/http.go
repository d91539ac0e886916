package graph

import (
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// overHTTP takes JSON requests after the GraphQL over HTTP draft, POST only,
// and answers them once or, for a subscription, as a stream of events.
//
// What is wrong with the body itself is 400. What is wrong with the operation
// is 400 (429: come again) for clients that read application/graphql-response+json
// and 200 for those that only know application/json; neither gets a data entry. What was
// executed is 200.
type overHTTP struct{ streams *streams }

// Supports tells whether a request is of this kind.
func (overHTTP) Supports(r *http.Request) bool {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	return err == nil && r.Method == http.MethodPost && kind == "application/json"
}

// Do answers one request.
func (t overHTTP) Do(w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor) {
	params, err := parameters(r.Body, r.Header)
	if err != nil {
		answer(w, accepted(r.Header), http.StatusBadRequest, exec.DispatchError(r.Context(), gqlerror.List{err}))
		return
	}
	t.run(w, r, params, exec)
}

// run answers an operation, whichever way it came.
func (t overHTTP) run(w http.ResponseWriter, r *http.Request, params *graphql.RawParams, exec graphql.GraphExecutor) {
	ctx, form := r.Context(), accepted(r.Header)
	op, errs := exec.CreateOperationContext(ctx, params)
	nameVariables(errs)
	ctx = graphql.WithOperationContext(ctx, op)
	switch streaming := form.first == stream; {
	case errs == nil && op.Operation.Operation == ast.Subscription && !form.streams:
		answer(w, form, http.StatusNotAcceptable, exec.DispatchError(ctx, gqlerror.List{needsStream()}))
	case errs == nil && op.Operation.Operation == ast.Subscription:
		t.streams.serve(w, r.WithContext(ctx), exec, op)
	case streaming && errs != nil:
		once(w, exec.DispatchError(ctx, errs))
	case errs != nil:
		answer(w, form, form.refused(errs), exec.DispatchError(ctx, errs))
	default:
		responses, ctx := exec.DispatchOperation(ctx, op)
		t.answer(w, form, responses(ctx))
	}
}

// nameVariables says in the message which variable is wrong. The validator says
// it in the path, which is for places in the answer.
func nameVariables(errs gqlerror.List) {
	for _, e := range errs {
		if len(e.Path) > 1 && e.Path[0] == ast.PathName("variable") {
			e.Message = "Variable $" + e.Path[1:].String() + ": " + e.Message
			e.Path = nil
		}
	}
}

// answer sends what an operation came to.
func (overHTTP) answer(w http.ResponseWriter, form accept, out *graphql.Response) {
	switch {
	case form.first == stream:
		once(w, out)
	case out.Data == nil: // it was refused before it ran
		answer(w, form, form.refused(out.Errors), out)
	default:
		answer(w, form, http.StatusOK, out)
	}
}

func needsStream() *gqlerror.Error {
	return &gqlerror.Error{Message: "A subscription is answered as a stream. Send Accept: text/event-stream.",
		Extensions: map[string]any{"code": "STREAM_ONLY"}}
}

// parameters reads a request, which is in memory already.
func parameters(body io.Reader, h http.Header) (*graphql.RawParams, *gqlerror.Error) {
	p := &graphql.RawParams{Headers: h}
	p.ReadTime.Start = graphql.Now()
	var sent struct {
		Query, OperationName, DocumentID string
		Variables, Extensions            map[string]any
	}
	in := json.NewDecoder(body)
	in.UseNumber() // an Int of 64 bits must not become a float
	err := in.Decode(&sent)
	if _, more := in.Token(); err == nil && !errors.Is(more, io.EOF) {
		err = errors.New("more than one value")
	}
	p.Query, p.OperationName, p.Variables, p.Extensions = sent.Query, sent.OperationName, sent.Variables, sent.Extensions
	keepName(p, sent.DocumentID)
	p.ReadTime.End = graphql.Now()
	var field *json.UnmarshalTypeError
	switch {
	case errors.As(err, &field) && field.Field != "":
		return nil, badRequest("The parameter `" + strings.ToLower(field.Field[:1]) + field.Field[1:] + "` of the request has the wrong type.")
	case errors.As(err, &field):
		return nil, badRequest("The request is no JSON object. Send one operation at a time: batches are not taken.")
	case err != nil:
		return nil, badRequest("The request is not JSON.")
	case p.Query == "" && len(p.Extensions) == 0:
		return nil, badRequest("The parameter `query` is missing.")
	}
	return p, nil
}

func badRequest(why string) *gqlerror.Error {
	return &gqlerror.Error{Message: why, Extensions: map[string]any{"code": "BAD_REQUEST"}}
}
