package lapse

import (
	"context"
	"fmt"
	"time"

	"github.com/portico-prm/portico/internal/channel/notice"
	"github.com/portico-prm/portico/internal/channel/program"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// tellHolders puts notices into the inboxes of holders, and of the
// administrators of their partners.
func tellHolders(ctx context.Context, tx *gate.Tx, all []*Notice) error {
	var drafts []notice.Draft
	for _, n := range all {
		d := notice.Draft{Kind: notice.TeamCertification, LeadersOf: n.PartnerID, Subject: notice.ACertification, ID: string(n.CertificationID),
			Cause: fmt.Sprintf("certification/%s/%s", n.CertificationID, n.Stage),
			Facts: notice.Facts{Name: notice.Named(n.Name), State: string(n.Stage), Until: &n.CountsUntil}}
		if n.PersonID != nil {
			d.About = *n.PersonID
			own := d
			own.Kind, own.To, own.LeadersOf, own.About = notice.Certification, *n.PersonID, "", ""
			drafts = append(drafts, own)
		}
		drafts = append(drafts, d)
	}
	return notice.Tell(ctx, tx, drafts...)
}

// move is what a membership came to.
type move struct {
	from *place
	to   verdict
}

// tellMembers tells the administrators of partners that their memberships moved.
func tellMembers(ctx context.Context, tx *gate.Tx, all []move, at time.Time) error {
	if len(all) == 0 {
		return nil
	}
	names, err := programsOf(ctx, &tx.View, all)
	if err != nil {
		return err
	}
	drafts := make([]notice.Draft, len(all))
	for i, m := range all {
		drafts[i] = notice.Draft{Kind: notice.Membership, LeadersOf: m.from.PartnerID, Subject: notice.AMembership, ID: string(m.from.ID),
			Cause: fmt.Sprintf("membership/%s/%s/%d", m.from.ID, m.to.State, at.UnixMicro()),
			Facts: notice.Facts{Name: notice.Named(names[m.from.ID]), State: string(m.to.State), Until: m.until()}}
	}
	return notice.Tell(ctx, tx, drafts...)
}

// until is when the days of grace are over.
func (m move) until() *time.Time {
	if m.to.Since == nil {
		return nil
	}
	t := m.to.Since.Add(time.Duration(m.from.GraceDays) * day)
	return &t
}

const programNames = `
select m.id, g.name
from membership m
join program g on g.id = m.program_id
where m.id = any($1)`

func programsOf(ctx context.Context, v *gate.View, all []move) (map[program.MembershipID]string, error) {
	of := make([]program.MembershipID, len(all))
	for i, m := range all {
		of[i] = m.from.ID
	}
	var rows []struct {
		ID   program.MembershipID `db:"id"`
		Name string               `db:"name"`
	}
	err := v.Select(ctx, &rows, programNames, gate.Array(of))
	out := map[program.MembershipID]string{}
	for _, r := range rows {
		out[r.ID] = r.Name
	}
	return out, err
}
