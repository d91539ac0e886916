package graph_test

import (
	"fmt"
	"strings"

	"github.com/portico-prm/portico/internal/base/ids"
	"github.com/portico-prm/portico/internal/channel/member"
	"github.com/portico-prm/portico/internal/channel/training/transfer"
	"github.com/portico-prm/portico/internal/testkit"
)

// takeOver lets the distributors import what a reseller of theirs completed.
func (e *estate) takeOver() {
	for _, on := range []struct{ by, of *testkit.House }{{e.North, e.Acorn}, {e.South, e.Birch}} {
		e.add("CompletionImport", e.imports(on.by.Admin, transfer.CSV, "email,course,completedAt\n"+on.of.Second.Email+",plan,2026-05-01\n"), on.by, nil, nil)
	}
}

func (e *estate) imports(by *member.Person, from transfer.Source, text string) string {
	r, err := e.Transfers.Import(e.As(by), transfer.Order{Source: from, Name: "lms.txt", File: []byte(text)})
	e.Must(err)
	if r.Import == nil {
		e.T.Fatalf("nothing was imported: %+v", r)
	}
	return string(*r.Import)
}

// pastImports are imports in every state, of the vendor and of distributors.
func (e *estate) pastImports() {
	for i := range 3 {
		_, err := e.Transfers.Map(e.System(), transfer.Activity{ID: fmt.Sprint("urn:lms:", i), Course: "plan"})
		e.Must(err)
	}
	id := ids.New()
	said := fmt.Sprintf(`{"id": "%s", "actor": {"mbox": "mailto:%s"}, "verb": {"id": "http://adlnet.gov/expapi/verbs/passed"}, "object": {"id": "urn:lms:1"}, "timestamp": "2026-05-01T10:00:00Z", "result": {"score": {"scaled": 0.7}}}`, id, e.Acorn.Second.Email)
	gone := fmt.Sprintf(`{"actor": {"mbox": "mailto:lms@vendor.example"}, "verb": {"id": "http://adlnet.gov/expapi/verbs/voided"}, "object": {"objectType": "StatementRef", "id": "%s"}}`, id)
	for _, by := range []*member.Person{e.Mgr, e.North.Admin} {
		e.imports(by, transfer.XAPI, "["+said+","+gone+"]")
	}
	var file strings.Builder
	file.WriteString("email,course,completedAt,score,externalId\n")
	for i := range 130 {
		fmt.Fprintf(&file, "%s,plan,2026-04-01T%02d:%02d:00Z,%d,%d\n", e.Cedar.Second.Email, i/60, i%60, i%100, i)
	}
	e.imports(e.Boss, transfer.CSV, file.String()) // they wait for the job
	no := transfer.ID(e.imports(e.North.Second, transfer.CSV, "email,course,completedAt\n"+e.Cedar.Second.Email+",plan,2026-05-03\n"))
	_, err := e.Transfers.Decide(e.As(e.Boss), transfer.Decision{Import: no, Reason: "Wrong file."})
	e.Must(err)
}
