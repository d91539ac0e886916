package graph

import (
	"encoding/base64"
	"encoding/json"
	"io"
	"net/http"
	"strings"

	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/channel/training/transfer"
	"github.com/portico-prm/portico/internal/platform/actor"
)

const (
	xapiHeader  = "X-Experience-API-Version"
	xapiVersion = "1.0.3"
)

// pointsOfStatements is what a batch of statements costs of a budget.
const pointsOfStatements = 50

// Statements takes xAPI statements as an LRS does (xAPI 1.0.3, part 3, 2.1.2):
// all of a batch, and the answer is their ids; or none, and the answer says
// why. It is for machines: only the bearer of an API token gets in.
func Statements(svc *Services) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set(xapiHeader, xapiVersion)
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		report, err := svc.statements(r)
		switch {
		case err != nil:
			if fault.KindOf(err) == fault.Unauthenticated {
				w.Header().Set("WWW-Authenticate", `Bearer realm="portico"`)
			}
			refuse(w, r, err)
		case report.Problems > 0:
			w.WriteHeader(reportStatus(report))
			_ = json.NewEncoder(w).Encode(map[string]any{"errors": problemsOf(report)})
		default:
			_ = json.NewEncoder(w).Encode(orNone(report.Given))
		}
	})
}

func (s *Services) statements(r *http.Request) (*transfer.Report, error) {
	if who := actor.From(r.Context()); who == nil || who.Token == "" {
		return nil, fault.New(fault.Unauthenticated, "Send an API token with the scope training.import, as bearer token or as password of Basic authentication.")
	}
	if v := r.Header.Get(xapiHeader); v != "1.0" && !strings.HasPrefix(v, "1.0.") {
		return nil, fault.Coded(fault.Invalid, "XAPI_VERSION", "Send the header %s: %s.", xapiHeader, xapiVersion)
	}
	if err := s.Budgets.charge(r.Context(), pointsOfStatements); err != nil {
		return nil, err
	}
	body, err := io.ReadAll(io.LimitReader(r.Body, transfer.MaxBytes+1))
	if err != nil {
		return nil, fault.Wrap(fault.Invalid, err, "The statements did not arrive as a whole. Send them again.")
	}
	return s.Transfers.Import(r.Context(), transfer.Order{Source: transfer.XAPI, File: body})
}

// reportStatus is 409 for an id that was taken by something else, as the
// specification says, and 400 for everything that is to be repaired.
func reportStatus(r *transfer.Report) int {
	for _, n := range r.Notes {
		if n.Code == "ID_TAKEN" {
			return http.StatusConflict
		}
	}
	return http.StatusBadRequest
}

func problemsOf(r *transfer.Report) (out []any) {
	for _, n := range r.Notes {
		out = append(out, map[string]any{"message": n.Message, "extensions": map[string]any{"code": n.Code, "statement": n.Line - 1, "property": n.Column, "value": n.Value}})
	}
	return out
}

// BasicAsBearer lets clients in that know only Basic authentication, as most
// that send statements: the password is the API token, the name is theirs.
func BasicAsBearer(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if scheme, given, _ := strings.Cut(r.Header.Get("Authorization"), " "); strings.EqualFold(scheme, "Basic") {
			if pair, err := base64.StdEncoding.DecodeString(given); err == nil {
				_, token, _ := strings.Cut(string(pair), ":")
				r = r.Clone(r.Context())
				r.Header.Set("Authorization", "Bearer "+token)
			}
		}
		next.ServeHTTP(w, r)
	})
}
