package playbook

import (
	"context"
	"encoding/json"

	"github.com/portico-prm/portico/content/course"
	"github.com/portico-prm/portico/content/markdown"
	"github.com/portico-prm/portico/internal/base/fault"
	catalogue "github.com/portico-prm/portico/internal/channel/training/course"
	"github.com/portico-prm/portico/internal/platform/gate"
)

const bodies = `
select i.id, b.locale, i.body::text as body
from playbook_item i
join playbook b on b.id = i.playbook_id
where i.id = any($1)`

// Contents reads what steps say, inside a caller's own unit of work.
func Contents(ctx context.Context, v *gate.View, of []string, language string) (map[string]*catalogue.Content, error) {
	var rows []struct {
		ID     string `db:"id"`
		Locale string `db:"locale"`
		Body   string `db:"body"`
	}
	if err := v.Select(ctx, &rows, bodies, gate.Array(of)); err != nil {
		return nil, err
	}
	out := make(map[string]*catalogue.Content, len(rows))
	for _, r := range rows {
		var body course.Texts
		if err := json.Unmarshal([]byte(r.Body), &body); err != nil {
			return nil, fault.Wrap(fault.Internal, err, "Something broke on our side.")
		}
		source, is := body.In(language, r.Locale)
		out[r.ID] = &catalogue.Content{Language: is, HTML: markdown.Render("", source, func(string) string { return "" })}
	}
	return out, nil
}
