package graph

import (
	"time"

	"github.com/portico-prm/portico/graph/model"
	"github.com/portico-prm/portico/internal/base/page"
)

// connection shapes a page: edge makes one edge of a row, key is the place
// after a row.
func connection[R, E any](p page.Of[R], key func(R) page.Key, edge func(cursor string, row R) E) ([]R, []E, *model.PageInfo) {
	edges := make([]E, len(p.Rows))
	info := &model.PageInfo{HasNextPage: p.More}
	for i, row := range p.Rows {
		cursor := key(row).Cursor()
		edges[i] = edge(cursor, row)
		if info.EndCursor = &cursor; i == 0 {
			info.StartCursor = &cursor
		}
	}
	rows := p.Rows
	if rows == nil {
		rows = []R{}
	}
	return rows, edges, info
}

// moment is a time as a sort key: PostgreSQL reads it back to the microsecond.
func moment(t time.Time) string { return t.UTC().Format(time.RFC3339Nano) }
