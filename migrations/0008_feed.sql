-- The feed: what changed is told to every process that listens, when and only when the transaction commits.
-- A notification holds kind, partner and id and never contents; who hears one reads again under its own rights.
-- +goose Up

-- +goose StatementBegin
create function feed_tell() returns trigger
  language plpgsql
as $$
declare
  r jsonb := to_jsonb(coalesce(new, old));
begin
  perform pg_notify('portico_feed', concat_ws('|', tg_argv[0], coalesce(r ->> tg_argv[1], ''), r ->> tg_argv[2]));
  return null;
end $$;
-- +goose StatementEnd
comment on function feed_tell is 'Tells the feed of a row: arguments are kind, column of the partner, column of the id.';

create trigger feed after insert or update on rendition for each row execute function feed_tell('rendition', 'partner_id', 'id');

-- What a decision about one partner is made of.
create trigger feed after insert or update on partner for each row execute function feed_tell('standing', 'id', 'id');
create trigger feed after insert or update on portfolio_link for each row execute function feed_tell('standing', 'reseller_id', 'id');
create trigger feed after insert or update or delete on membership for each row execute function feed_tell('standing', 'partner_id', 'id');
create trigger feed after insert or update or delete on agreement for each row execute function feed_tell('standing', 'partner_id', 'id');
create trigger feed after insert or update or delete on product_authorization for each row execute function feed_tell('standing', 'partner_id', 'id');
create trigger feed after insert or update or delete on certification for each row execute function feed_tell('standing', 'partner_id', 'id');
create trigger feed after insert or update on logo for each row execute function feed_tell('standing', 'partner_id', 'id');
create trigger feed after update of access_level, locale on person for each row execute function feed_tell('standing', 'partner_id', 'id');

-- What every decision is made of.
create trigger feed after insert or update on template_version for each row execute function feed_tell('library', '', 'template_id');
create trigger feed after insert or update on tier for each row execute function feed_tell('library', '', 'id');
create trigger feed after insert or update on agreement_text for each row execute function feed_tell('library', '', 'kind');
create trigger feed after insert or update on certification_definition for each row execute function feed_tell('library', '', 'key');
