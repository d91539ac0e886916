-- What reading asks for. A portfolio is read by name, page by page, more often than anything else: the name of the
-- reseller stands in the link, so that a page is one walk along an index. The foreign key keeps the two equal, because
-- a cascade goes past row policies.
-- +goose Up

alter table partner add constraint partner_id_and_name unique (id, display_name);

alter table portfolio_link add column reseller_name text;
alter table partner no force row level security;
alter table portfolio_link no force row level security;
update portfolio_link l
set reseller_name = p.display_name
from partner p
where p.id = l.reseller_id;
alter table partner force row level security;
alter table portfolio_link force row level security;

alter table portfolio_link alter column reseller_name set not null;
alter table portfolio_link add constraint portfolio_link_reseller_name foreign key (reseller_id, reseller_name)
  references partner (id, display_name) on update cascade;
comment on column portfolio_link.reseller_name is 'The display name of the reseller, always equal to it: the order in which portfolios are read.';
create index portfolio_link_by_name on portfolio_link (distributor_id, reseller_name, reseller_id) include (valid_from, valid_to);
create index portfolio_link_name on portfolio_link (reseller_id, reseller_name);

create index membership_partner on membership (partner_id);

create index certification_holder on certification (partner_id, expires_at desc, id) include (definition_key, issued_at, revoked_at);
drop index certification_partner;
