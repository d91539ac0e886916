package graph_test

import (
	"maps"

	"github.com/portico-prm/portico/internal/platform/access"
)

// Imports, as the reference reads them.
func init() {
	maps.Copy(tableOf, map[string]string{"CompletionImport": "completion_import", "ImportLine": "import_line", "XapiActivity": "xapi_activity"})
	maps.Copy(needs, map[string]access.Action{"CompletionImport": access.TrainingImport, "ImportLine": access.TrainingImport, "XapiActivity": access.TrainingImport})
	columns["import_line"] = "*, lpad(number::text, 9, '0') in_file"
	maps.Copy(resolvers, transferResolvers)
}

var transferResolvers = map[string]resolver{
	"Query.completionImport": rooted("CompletionImport"),
	"Query.completionImports": paging("CompletionImport", "CompletionImportConnection", newest, sortKey{column: "created_at", id: "id", time: true, down: true},
		func(_ *reference, a inputsOf) (func(record) bool, error) {
			return func(m record) bool { return stateIs(m, a) }, nil
		}),
	"Query.xapiActivities": all("XapiActivity", by("activity_id"), nil),

	"CompletionImport.holder":   to("Partner", "holder_id", "id", true),
	"CompletionImport.undoneBy": to("Person", "undone_by", "id", true),
	"CompletionImport.left": pagesWhere("ImportLine", "ImportLineConnection", func(o, l record) bool {
		return l.text("import_id") == o.text("id") && l.text("state") == "LEFT"
	}, by("in_file", "id"), sortKey{column: "in_file", id: "id"}),
	"CompletionImport.entries": pagesOf("ImportLine", "ImportLineConnection", "import_id", by("in_file", "id"), sortKey{column: "in_file", id: "id"}),

	"ImportLine.voids":       func(_ *reference, o thing, _ inputsOf) (any, error) { return o.row.text("kind") == "VOIDED", nil },
	"ImportLine.partner":     to("Partner", "partner_id", "id", true),
	"ImportLine.course":      to("Course", "course_id", "id", true),
	"XapiActivity.courseKey": beside("course_id", "course", "id", "key"),
}
