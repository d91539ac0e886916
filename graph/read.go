package graph

import (
	"slices"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/portico-prm/portico/graph/read"
)

// newEngine makes the engine of all types; each module says beside its schema
// file how its types are read.
func newEngine(svc *Services, schema *ast.Schema) (*read.Engine, error) {
	return read.New(svc.Gate, schema, slices.Concat(read.Introspection(),
		svc.queryTypes(), partnerTypes(svc), memberTypes(), programTypes(), trainingTypes(svc), badgeTypes(svc),
		courseTypes(svc), learningTypes(), playbookTypes(), effectTypes(), progressTypes(), lapseTypes(), noticeTypes(), sessionTypes(), transferTypes(), libraryTypes(svc), cobrandTypes(svc), bulkTypes(svc), approvalTypes(svc), quizTypes(), previewTypes(), auditTypes(), eventTypes())...)
}
