package graph

import (
	"github.com/portico-prm/portico/graph/read"
	"github.com/portico-prm/portico/internal/channel/training/transfer"
	"github.com/portico-prm/portico/internal/platform/access"
)

var transferQueries = read.Fields{
	"completionImports": read.Pages{Order: read.Order{Sort: "t.created_at", Time: true, Desc: true},
		Filters: []read.Filter{{Arg: "state", SQL: "t.state = $"}}},
	"completionImport": read.One{Arg: "id"},
	"xapiActivities":   read.List{Order: "t.activity_id", Most: 1000},
}

var lineOrder = read.Order{Sort: "lpad(t.number::text, 9, '0')"}

func transferTypes() []read.Type {
	return []read.Type{
		{Name: "CompletionImport", Table: "completion_import t", Ask: access.TrainingImport,
			Plain: "id source fileName lines added unchanged posted state createdAt postedAt decidedAt decidedWhy undoingAt undoneAt undoneWhy",
			Fields: read.Fields{
				"holder":   read.One{Key: "t.holder_id"},
				"undoneBy": read.One{Key: "t.undone_by"},
				"entries":  read.Pages{By: "t.import_id", Order: lineOrder},
				"left":     read.Pages{By: "t.import_id", Where: "t.state = 'LEFT'", Order: lineOrder},
			}},
		{Name: "ImportLine", Table: "import_line t", Ask: access.TrainingImport, Plain: "number email completedAt score externalId state leftWhy",
			Fields: read.Fields{
				"voids":   read.Column("t.kind = 'VOIDED'"),
				"partner": read.One{Key: "t.partner_id"},
				"course":  read.One{Key: "t.course_id"},
			}},
		{Name: "XapiActivity", Table: "xapi_activity t", Key: "t.activity_id", Text: true, Ask: access.TrainingImport, Plain: "activityId mappedAt",
			Joins:  map[string]string{"k": "join course k on k.id = t.course_id"},
			Fields: read.Fields{"courseKey": read.Column("k.key")}},
		importCompletionsType(), importLineNoteType(),
		answers("DecideCompletionImportPayload", "import", func(m *transfer.Import) string { return string(m.ID) }),
		answers("UndoCompletionImportPayload", "import", func(m *transfer.Import) string { return string(m.ID) }),
		answers("MapActivityPayload", "activity", func(id *string) string { return *id }),
	}
}

func importCompletionsType() read.Type {
	return read.Value("ImportCompletionsPayload",
		read.To("import", func(p *transferred) string { return string(orEmpty(p.Import)) }),
		read.Get("lines", func(p *transferred) any { return p.Lines }),
		read.Get("added", func(p *transferred) any { return p.Added }),
		read.Get("unchanged", func(p *transferred) any { return p.Unchanged }),
		read.Get("problems", func(p *transferred) any { return p.Problems }),
		read.Each("notes", func(p *transferred) []*transfer.Note { return orNone(read.Pointers(p.Notes)) }),
		repairs(func(p *transferred) []*userError { return p.broken }))
}

func importLineNoteType() read.Type {
	return read.Value("ImportLineNote",
		read.Get("line", func(n *transfer.Note) any { return n.Line }),
		read.Get("column", func(n *transfer.Note) any { return filled(n.Column) }),
		read.Get("value", func(n *transfer.Note) any { return filled(n.Value) }),
		read.Get("code", func(n *transfer.Note) any { return n.Code }),
		read.Get("message", func(n *transfer.Note) any { return n.Message }))
}
