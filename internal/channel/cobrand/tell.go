package cobrand

import (
	"context"
	"encoding/json"

	"github.com/portico-prm/portico/internal/channel/library"
	"github.com/portico-prm/portico/internal/channel/notice"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// tellRequester tells who asked for a piece what was decided, with the words of
// who decided, or that it could not be made after all.
func tellRequester(ctx context.Context, tx *gate.Tx, a *Approval, why string) error {
	name, err := titleOf(ctx, &tx.View, a.TemplateID)
	if err != nil {
		return err
	}
	return notice.Tell(ctx, tx, notice.Draft{Kind: notice.Approval, To: a.By, Subject: notice.AnApproval, ID: string(a.ID),
		Cause: "approval/" + string(a.ID) + "/" + string(a.State), Facts: notice.Facts{Name: name, State: string(a.State), Why: why}})
}

// tellOrderer tells who ordered copies that all are done that could be.
func tellOrderer(ctx context.Context, tx *gate.Tx, b *Bulk) error {
	name, err := titleOf(ctx, &tx.View, b.TemplateID)
	if err != nil {
		return err
	}
	facts := notice.Facts{Name: name, Made: b.Made + b.Unchanged, Total: b.Total}
	if facts.Made < facts.Total {
		facts.State = "INCOMPLETE"
	}
	return notice.Tell(ctx, tx, notice.Draft{Kind: notice.BulkRender, To: b.By, Subject: notice.ABulkRender, ID: string(b.ID),
		Cause: "bulk/" + string(b.ID) + "/done", Facts: facts})
}

const templateTitle = `
select t.title::text
from template t
where t.id = $1`

// titleOf is the title of a template by language.
func titleOf(ctx context.Context, v *gate.View, id library.TemplateID) (name map[string]string, err error) {
	var text string
	if err := v.Get(ctx, &text, templateTitle, id); err != nil {
		return nil, err
	}
	err = json.Unmarshal([]byte(text), &name)
	return name, err
}
