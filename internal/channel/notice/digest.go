package notice

import (
	"context"

	"github.com/portico-prm/portico/internal/platform/access"
	"github.com/portico-prm/portico/internal/platform/audit"
	"github.com/portico-prm/portico/internal/platform/gate"
)

// Digest tells distributors' people of their portfolio, and channel managers of
// the channel, once a day and in counts: what has happened since the last
// digest. A day without news has none.
func (s *Service) Digest(ctx context.Context) error {
	missing, err := gate.Read(ctx, s.gate, gate.Ask{Action: access.TrainingPublish}, func(v *gate.View) (some bool, err error) {
		err = v.Get(ctx, &some, anyDigest, dayEnd(v.Now()))
		return some, err
	})
	if err != nil || !missing {
		return err
	}
	_, err = gate.Write(ctx, s.gate, gate.Ask{Action: access.TrainingPublish}, func(tx *gate.Tx) (int64, error) {
		n, err := tx.Exec(ctx, addDigests, dayEnd(tx.Now()))
		tx.Record(audit.Entry{Action: "notice.digest", Outcome: audit.Done, Kind: "notice", ID: "-", Detail: map[string]int64{"written": n}})
		return n, err
	})
	return err
}

// A reseller's news is a distributor's for as long as its link lasts, from the
// day on which it began: what was before, or is after, another may tell.
const digests = `
with news as (
  select n.partner_id, n.stage as what, n.noticed_at as at
  from certification_notice n
  where n.noticed_at > $1::timestamptz - interval '7 days' and n.noticed_at <= $1
  union all
  select m.partner_id, 'AT_RISK', m.lapsed_since
  from membership m
  where m.lapsed_since > $1::timestamptz - interval '7 days' and m.lapsed_since <= $1
  union all
  select m.partner_id, 'SUSPENDED', m.lapsed_since + g.lapse_grace_days * interval '24 hours'
  from membership m
  join program g on g.id = m.program_id
  where m.lapsed_since + g.lapse_grace_days * interval '24 hours' > $1::timestamptz - interval '7 days'
    and m.lapsed_since + g.lapse_grace_days * interval '24 hours' <= $1 and g.lapse_grace_days > 0),
reader as (
  select p.id, p.partner_id, coalesce((select max(n.at) from notice n where n.person_id = p.id and n.kind = 'DIGEST'), $1::timestamptz - interval '1 day') as since
  from person p
  where p.status = 'ACTIVE'
    and (p.partner_id is null and 'CHANNEL_MANAGER' = any (p.roles) or p.partner_id is not null and p.roles && '{DISTRIBUTOR_ADMIN,DISTRIBUTOR_MANAGER}')),
seen as (
  select r.id, 'CHANNEL' as scope, null::uuid as home, w.partner_id, w.what
  from reader r
  join news w on w.at > r.since
  where r.partner_id is null
  union all
  select r.id, 'PORTFOLIO', r.partner_id, w.partner_id, w.what
  from reader r
  join portfolio_link l on l.distributor_id = r.partner_id and l.valid_from <= $1 and (l.valid_to is null or l.valid_to > $1)
  join news w on w.partner_id = l.reseller_id and w.at > r.since and w.at >= l.valid_from)
select s.id as person_id, s.scope, s.home,
  json_build_object('state', s.scope, 'partners', count(distinct s.partner_id), 'expiring', count(*) filter (where s.what = 'EXPIRING'),
    'grace', count(*) filter (where s.what = 'GRACE'), 'expired', count(*) filter (where s.what = 'EXPIRED'),
    'atRisk', count(*) filter (where s.what = 'AT_RISK'), 'suspended', count(*) filter (where s.what = 'SUSPENDED'))::text as facts
from seen s
group by s.id, s.scope, s.home`

const anyDigest = `
select exists (` + digests + `)`

const addDigests = `
insert into notice (person_id, kind, cause, subject_type, subject_id, facts, at)
select d.person_id, 'DIGEST', 'digest/' || to_char($1::timestamptz at time zone 'UTC', 'YYYY-MM-DD'), case when d.home is not null then 'PARTNER' end, d.home, d.facts, $1
from (` + digests + `) d
on conflict do nothing`
