-- The analyst's workspace: what lists read, kept totals, claims, cases, notifications, live events and the chained trail.

-- Who asked for a score, on the row of the score itself: it is insert-only but for the disposition, so it is its own trail.
alter table predictions
  add column actor_kind text check (actor_kind in ('user', 'api-key', 'system')),
  add column actor_id text,
  add column request_id text check (length(request_id) <= 128);

-- What follows fills new tables from old rows of all tenants; the procedure at the end puts the walls back.
alter table tenants no force row level security;
alter table transactions no force row level security;
alter table predictions no force row level security;
alter table audit_log no force row level security;

-- ---------------------------------------------------------------------------------------------
-- One narrow row per scored transaction: what lists filter, order and count by. Kept by the triggers below, so that it
-- cannot disagree with what it is made of; the app role only reads it. A prediction holds the whole answer and all
-- contributions, two to a page: no list may walk those.
create table scored_transactions (
  tenant_id        uuid not null,
  transaction_id   uuid not null,
  prediction_id    uuid not null,
  occurred_at      timestamptz(3) not null,
  scored_at        timestamptz(3) not null,
  external_id      text,
  type             text not null,
  amount           numeric(18, 2) not null,
  currency         char(3) not null,
  sender_account   text not null,
  receiver_account text,
  device_id        text,
  phone            text,
  country          text,
  -- A tenth of a degree, "latitude,longitude", for the United States only: enough to tell the state; else empty.
  cell             text not null,
  score            double precision not null,
  risk_band        text not null,
  outcome          text not null,
  expected_loss    double precision not null,
  reason_codes     text[] not null,
  disposition      text,
  primary key (tenant_id, transaction_id)
) with (fillfactor = 95);

create function activity_cell(country text, latitude double precision, longitude double precision) returns text
  language sql immutable parallel safe
  return case when country in ('US', 'USA') then coalesce(round(latitude::numeric, 1) || ',' || round(longitude::numeric, 1), '')
              else '' end;

insert into scored_transactions
select t.tenant_id, t.id, p.id, t.occurred_at, p.scored_at, t.external_id, t.type, t.amount, t.currency, t.sender_account,
       t.receiver_account, t.device_id, t.phone, t.country, activity_cell(t.country, t.latitude, t.longitude), p.score, p.risk_band, p.outcome, p.expected_loss,
       p.reason_codes, p.disposition
  from predictions p join transactions t on t.tenant_id = p.tenant_id and t.id = p.transaction_id;

-- Every list ends in the transaction's id as tie-break. Rare rows have an index of their own in either order.
create index scored_time on scored_transactions (tenant_id, occurred_at desc, transaction_id desc);
create index scored_loss on scored_transactions (tenant_id, expected_loss desc, transaction_id desc);
create index scored_sender on scored_transactions (tenant_id, sender_account, occurred_at desc, transaction_id desc);
create index scored_receiver on scored_transactions (tenant_id, receiver_account, occurred_at desc, transaction_id desc)
  where receiver_account is not null;
create index scored_device on scored_transactions (tenant_id, device_id, occurred_at desc, transaction_id desc)
  where device_id is not null;
create index scored_phone on scored_transactions (tenant_id, phone, occurred_at desc, transaction_id desc)
  where phone is not null;
create index scored_country on scored_transactions (tenant_id, country, occurred_at desc, transaction_id desc)
  where country is not null;
create index scored_flagged_time on scored_transactions (tenant_id, occurred_at desc, transaction_id desc)
  where outcome <> 'approve';
create index scored_flagged_loss on scored_transactions (tenant_id, expected_loss desc, transaction_id desc)
  where outcome <> 'approve';
create index scored_open_time on scored_transactions (tenant_id, occurred_at desc, transaction_id desc)
  where outcome <> 'approve' and disposition is null;
create index scored_open_loss on scored_transactions (tenant_id, expected_loss desc, transaction_id desc)
  where outcome <> 'approve' and disposition is null;
create index scored_band_time on scored_transactions (tenant_id, risk_band, occurred_at desc, transaction_id desc)
  where risk_band <> 'low';
create index scored_band_loss on scored_transactions (tenant_id, risk_band, expected_loss desc, transaction_id desc)
  where risk_band <> 'low';
create index scored_decided_time on scored_transactions (tenant_id, disposition, occurred_at desc, transaction_id desc)
  where disposition is not null;
create index scored_decided_loss on scored_transactions (tenant_id, disposition, expected_loss desc, transaction_id desc)
  where disposition is not null;
-- What those replace.
drop index predictions_loss, predictions_band, predictions_band_time, predictions_outcome, predictions_outcome_time,
  predictions_decided, predictions_decided_time, transactions_sender, transactions_receiver;

-- Search by a part of an id: one row per entity, so the index grows with entities and not with transactions.
create extension if not exists pg_trgm;
create index entity_states_trigram on entity_states using gin (entity_id gin_trgm_ops);

-- ---------------------------------------------------------------------------------------------
-- Totals per hour of the tenant's clock, and per place and hour. A page adds up thousands of these instead of millions of
-- rows. Writers add to the slot of their own connection, so two of them rarely wait for each other; readers sum the slots.
create table activity_hours (
  tenant_id     uuid not null,
  hour          timestamptz(0) not null,
  type          text not null,
  risk_band     text not null,
  outcome       text not null,
  currency      char(3) not null,
  slot          smallint not null,
  transactions  bigint not null,
  amount        numeric(24, 2) not null,
  score_sum     double precision not null,
  expected_loss double precision not null,
  primary key (tenant_id, hour, type, risk_band, outcome, currency, slot)
) with (fillfactor = 50);

create table activity_places (
  tenant_id    uuid not null,
  hour         timestamptz(0) not null,
  country      text not null,
  cell         text not null,
  currency     char(3) not null,
  slot         smallint not null,
  transactions bigint not null,
  flagged      bigint not null,
  amount       numeric(24, 2) not null,
  primary key (tenant_id, hour, country, cell, currency, slot)
) with (fillfactor = 50);

insert into activity_hours
select s.tenant_id, date_trunc('hour', s.occurred_at, n.time_zone), s.type, s.risk_band, s.outcome, s.currency, 0,
       count(*), sum(s.amount), sum(s.score), sum(s.expected_loss)
  from scored_transactions s join tenants n on n.id = s.tenant_id
 group by 1, 2, 3, 4, 5, 6;

insert into activity_places
select s.tenant_id, date_trunc('hour', s.occurred_at, n.time_zone), coalesce(s.country, ''), s.cell, s.currency, 0, count(*),
       count(*) filter (where s.outcome <> 'approve'), sum(s.amount)
  from scored_transactions s join tenants n on n.id = s.tenant_id
 group by 1, 2, 3, 4, 5;

create function keep_scored_transactions() returns trigger
  language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  -- One slot per connection, more or less.
  my_slot constant smallint := pg_backend_pid() % 4;
  zone constant text := (select time_zone from tenants where id = (select app_tenant()));
  kept bigint;
begin
  -- Totals are added in the order of their keys, so that two writers of one slot take its rows in the same order.
  with fresh as materialized (
    select t.tenant_id, t.id, p.id as prediction_id, t.occurred_at, p.scored_at, t.external_id, t.type, t.amount, t.currency,
           t.sender_account, t.receiver_account, t.device_id, t.phone, t.country, p.score, p.risk_band, p.outcome,
           p.expected_loss, p.reason_codes, p.disposition, date_trunc('hour', t.occurred_at, zone) as hour,
           activity_cell(t.country, t.latitude, t.longitude) as cell
      from scored p cross join lateral (
        select * from transactions where tenant_id = p.tenant_id and id = p.transaction_id limit 1) t
  ), hours as (
    insert into activity_hours as a
    select tenant_id, hour, type, risk_band, outcome, currency, my_slot, count(*), sum(amount), sum(score), sum(expected_loss)
      from fresh group by 1, 2, 3, 4, 5, 6 order by 2, 3, 4, 5, 6
    on conflict (tenant_id, hour, type, risk_band, outcome, currency, slot) do update set
      transactions = a.transactions + excluded.transactions, amount = a.amount + excluded.amount,
      score_sum = a.score_sum + excluded.score_sum, expected_loss = a.expected_loss + excluded.expected_loss
  ), places as (
    insert into activity_places as a
    select tenant_id, hour, coalesce(country, ''), cell, currency, my_slot, count(*),
           count(*) filter (where outcome <> 'approve'), sum(amount)
      from fresh group by 1, 2, 3, 4, 5 order by 2, 3, 4, 5
    on conflict (tenant_id, hour, country, cell, currency, slot) do update set
      transactions = a.transactions + excluded.transactions, flagged = a.flagged + excluded.flagged,
      amount = a.amount + excluded.amount
  )
  insert into scored_transactions
  select tenant_id, id, prediction_id, occurred_at, scored_at, external_id, type, amount, currency, sender_account,
         receiver_account, device_id, phone, country, cell, score, risk_band, outcome, expected_loss, reason_codes, disposition
    from fresh;
  get diagnostics kept = row_count;
  if kept <> (select count(*) from scored) then
    raise exception 'predictions are written in the context of their tenant, with their transactions' using errcode = '42501';
  end if;
  return null;
end
$$;

create function keep_disposition() returns trigger
  language plpgsql security definer set search_path = public, pg_temp
as $$
begin
  update scored_transactions s set disposition = d.disposition
    from decided d
   where s.tenant_id = d.tenant_id and s.transaction_id = d.transaction_id
     and s.disposition is distinct from d.disposition;
  return null;
end
$$;

create trigger predictions_scored after insert on predictions
  referencing new table as scored for each statement execute function keep_scored_transactions();
create trigger predictions_decided after update on predictions
  referencing new table as decided for each statement execute function keep_disposition();

-- ---------------------------------------------------------------------------------------------
-- Who is looking at an alert. A claim runs out by itself; one alert has one claim.
create table claims (
  tenant_id      uuid not null references tenants (id),
  transaction_id uuid not null,
  user_id        uuid not null,
  claimed_at     timestamptz(3) not null default now(),
  expires_at     timestamptz(3) not null,
  primary key (tenant_id, transaction_id),
  foreign key (tenant_id, transaction_id) references transactions (tenant_id, id),
  foreign key (tenant_id, user_id) references users (tenant_id, id)
);
create index claims_user on claims (tenant_id, user_id, expires_at);

-- A list entry may name a device or a phone too; account_id holds the id of whichever it is.
alter table watchlist_entries
  add column kind text not null default 'account' check (kind in ('account', 'device', 'phone'));
alter table watchlist_entries drop constraint watchlist_entries_tenant_id_account_id_key;
alter table watchlist_entries add constraint watchlist_entries_one_list unique (tenant_id, kind, account_id);

create table entity_notes (
  tenant_id  uuid not null references tenants (id),
  id         uuid not null,
  kind       text not null check (kind in ('account', 'device', 'phone')),
  entity_id  text not null check (length(entity_id) between 1 and 64),
  user_id    uuid not null,
  body       text not null check (length(body) between 1 and 4096),
  created_at timestamptz(3) not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, user_id) references users (tenant_id, id)
);
create index entity_notes_entity on entity_notes (tenant_id, kind, entity_id, id desc);

create table saved_views (
  tenant_id  uuid not null references tenants (id),
  id         uuid not null,
  user_id    uuid not null,
  page       text not null check (page in ('queue', 'investigate')),
  name       text not null check (length(name) between 1 and 80),
  -- The query string of the page, without cursor.
  query      text not null check (length(query) <= 2048),
  shared     boolean not null default false,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, user_id, page, name),
  foreign key (tenant_id, user_id) references users (tenant_id, id)
);
create index saved_views_shared on saved_views (tenant_id, page, name) where shared;

-- ---------------------------------------------------------------------------------------------
-- Cases. The timeline of a case is its audit trail.
create table case_numbers (
  tenant_id uuid primary key references tenants (id),
  last      integer not null
);

create table cases (
  tenant_id     uuid not null references tenants (id),
  id            uuid not null,
  number        integer not null check (number > 0),
  title         text not null check (length(title) between 1 and 256),
  description   text check (length(description) <= 8192),
  status        text not null default 'open' check (status in ('open', 'investigating', 'pending', 'escalated', 'closed')),
  priority      text not null default 'medium' check (priority in ('critical', 'high', 'medium', 'low')),
  assignee_id   uuid,
  created_by    uuid,
  created_at    timestamptz(3) not null default now(),
  updated_at    timestamptz(3) not null default now(),
  -- When the time allowed runs out; null while the clock is stopped (pending or closed).
  sla_due_at    timestamptz(3),
  -- What was left when the clock was stopped, negative when it had run out; null while it runs.
  sla_left_s    integer,
  sla_breached_at timestamptz(3),
  closed_at     timestamptz(3),
  outcome       text check (outcome in ('confirmed_fraud', 'false_positive', 'inconclusive', 'reported', 'duplicate')),
  summary       text check (length(summary) <= 8192),
  version       integer not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, number),
  foreign key (tenant_id, assignee_id) references users (tenant_id, id),
  foreign key (tenant_id, created_by) references users (tenant_id, id),
  check ((status = 'closed') = (closed_at is not null)),
  check (status <> 'closed' or (outcome is not null and summary is not null)),
  check ((sla_due_at is null) <> (sla_left_s is null))
);
create index cases_updated on cases (tenant_id, updated_at desc, id desc);
create index cases_status on cases (tenant_id, status, updated_at desc, id desc);
create index cases_due on cases (tenant_id, sla_due_at, id) where sla_due_at is not null;
create index cases_assignee on cases (tenant_id, assignee_id, updated_at desc, id desc) where status <> 'closed';
create index cases_title on cases using gin (title gin_trgm_ops);

create table case_transactions (
  tenant_id      uuid not null,
  case_id        uuid not null,
  transaction_id uuid not null,
  added_by       uuid,
  added_at       timestamptz(3) not null default now(),
  primary key (tenant_id, case_id, transaction_id),
  foreign key (tenant_id, case_id) references cases (tenant_id, id),
  foreign key (tenant_id, transaction_id) references transactions (tenant_id, id),
  foreign key (tenant_id, added_by) references users (tenant_id, id)
);
create index case_transactions_transaction on case_transactions (tenant_id, transaction_id);

create table case_entities (
  tenant_id uuid not null,
  case_id   uuid not null,
  kind      text not null check (kind in ('account', 'device', 'phone')),
  entity_id text not null check (length(entity_id) between 1 and 64),
  role      text not null default 'related' check (role in ('subject', 'victim', 'mule', 'related')),
  added_by  uuid,
  added_at  timestamptz(3) not null default now(),
  primary key (tenant_id, case_id, kind, entity_id),
  foreign key (tenant_id, case_id) references cases (tenant_id, id),
  foreign key (tenant_id, added_by) references users (tenant_id, id)
);
create index case_entities_entity on case_entities (tenant_id, kind, entity_id);

create table case_notes (
  tenant_id  uuid not null,
  id         uuid not null,
  case_id    uuid not null,
  user_id    uuid not null,
  body       text not null check (length(body) between 1 and 8192),
  mentions   uuid[] not null default '{}',
  created_at timestamptz(3) not null default now(),
  edited_at  timestamptz(3),
  primary key (tenant_id, id),
  foreign key (tenant_id, case_id) references cases (tenant_id, id),
  foreign key (tenant_id, user_id) references users (tenant_id, id)
);
create index case_notes_case on case_notes (tenant_id, case_id, id desc);

-- What a note said before each edit.
create table case_note_revisions (
  tenant_id   uuid not null,
  id          uuid not null,
  note_id     uuid not null,
  body        text not null,
  written_at  timestamptz(3) not null,
  replaced_at timestamptz(3) not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, note_id) references case_notes (tenant_id, id)
);
create index case_note_revisions_note on case_note_revisions (tenant_id, note_id, id);

-- Time allowed per priority; a priority without a row has the default of the product.
create table sla_policies (
  tenant_id  uuid not null references tenants (id),
  priority   text not null check (priority in ('critical', 'high', 'medium', 'low')),
  minutes    integer not null check (minutes between 5 and 525600),
  updated_by uuid,
  updated_at timestamptz(3) not null default now(),
  primary key (tenant_id, priority),
  foreign key (tenant_id, updated_by) references users (tenant_id, id)
);

create table notifications (
  tenant_id  uuid not null references tenants (id),
  id         uuid not null,
  user_id    uuid not null,
  kind       text not null check (kind in ('case_assigned', 'case_mention', 'case_sla_soon', 'case_sla_breached')),
  case_id    uuid not null,
  -- Who caused it; null for the clock.
  actor_id   uuid,
  created_at timestamptz(3) not null default now(),
  read_at    timestamptz(3),
  primary key (tenant_id, id),
  foreign key (tenant_id, user_id) references users (tenant_id, id),
  foreign key (tenant_id, case_id) references cases (tenant_id, id),
  foreign key (tenant_id, actor_id) references users (tenant_id, id)
);
create index notifications_user on notifications (tenant_id, user_id, id desc);
create index notifications_unread on notifications (tenant_id, user_id, id desc) where read_at is null;

-- ---------------------------------------------------------------------------------------------
-- What open pages are told. Hints to look again, never the data itself; kept for an hour so that a page can resume.
create table live_events (
  tenant_id uuid not null,
  seq       bigint generated by default as identity,
  kind      text not null check (length(kind) between 1 and 64),
  payload   jsonb not null check (length(payload::text) <= 4096),
  at        timestamptz(3) not null default clock_timestamp(),
  primary key (tenant_id, seq)
);
create index live_events_age on live_events (tenant_id, at);

create function announce_live_events() returns trigger language plpgsql as $$
begin
  perform pg_notify('sentinel_live', json_build_array(tenant_id, seq::text, kind, payload, at)::text) from announced order by seq;
  return null;
end
$$;
create trigger live_events_announced after insert on live_events
  referencing new table as announced for each statement execute function announce_live_events();

-- ---------------------------------------------------------------------------------------------
-- The trail is chained per tenant: each link hashes the row and the link before it, so a change, a gap, an insertion or a
-- swap shows (npm run audit:verify). Linked at commit, when nothing else is left to wait for.
create table audit_chain (
  tenant_id uuid not null,
  position  bigint not null check (position > 0),
  audit_seq bigint not null,
  prev_hash bytea not null check (length(prev_hash) = 32),
  hash      bytea not null check (length(hash) = 32),
  primary key (tenant_id, position),
  unique (tenant_id, audit_seq),
  foreign key (tenant_id, audit_seq) references audit_log (tenant_id, seq)
);

create function audit_link(prev bytea, r audit_log) returns bytea language sql stable set search_path = pg_catalog, pg_temp as $$
  select sha256(prev || convert_to(jsonb_build_array(r.tenant_id, r.seq, r.actor_kind, r.actor_id, r.action, r.object_kind,
    r.object_id, r.before, r.after, r.request_id, floor(extract(epoch from r.at) * 1000)::bigint)::text, 'UTF8'))
$$;

create function chain_audit_log() returns trigger
  language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  head record;
  prev bytea;
begin
  perform pg_advisory_xact_lock(hashtextextended('audit-chain:' || new.tenant_id, 0));
  select position, hash into head from audit_chain where tenant_id = new.tenant_id order by position desc limit 1;
  prev := coalesce(head.hash, decode(repeat('00', 32), 'hex'));
  insert into audit_chain (tenant_id, position, audit_seq, prev_hash, hash)
  values (new.tenant_id, coalesce(head.position, 0) + 1, new.seq, prev, audit_link(prev, new));
  return null;
end
$$;

do $$
declare
  r audit_log;
  prev bytea;
  place bigint;
  tenant uuid;
begin
  for r in select * from audit_log order by tenant_id, seq loop
    if tenant is distinct from r.tenant_id then
      tenant := r.tenant_id;
      prev := decode(repeat('00', 32), 'hex');
      place := 0;
    end if;
    place := place + 1;
    insert into audit_chain values (r.tenant_id, place, r.seq, prev, audit_link(prev, r));
    prev := audit_link(prev, r);
  end loop;
end
$$;

create constraint trigger audit_log_chained after insert on audit_log
  deferrable initially deferred for each row execute function chain_audit_log();
create index audit_log_action on audit_log (tenant_id, action, seq);
create index audit_log_actor on audit_log (tenant_id, actor_id, seq);

-- ---------------------------------------------------------------------------------------------
create or replace procedure secure_tenant_tables() language plpgsql as $$
declare
  t record;
  kept_by_triggers constant text[] := array['scored_transactions', 'activity_hours', 'activity_places', 'audit_chain'];
  insert_only constant text[] := array['audit_log', 'analyst_decisions', 'transactions', 'policies', 'transaction_labels',
    'entity_notes', 'case_note_revisions'];
  never_deleted constant text[] := array['cases', 'case_notes', 'case_numbers', 'sla_policies'];
begin
  for t in
    select c.relname, exists (
        select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
      ) as has_tenant
      from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
       and (c.relname = 'tenants' or exists (
        select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped))
  loop
    execute format('alter table %I enable row level security', t.relname);
    execute format('alter table %I force row level security', t.relname);
    execute format('drop policy if exists tenant_isolation on %I', t.relname);
    execute format(
      'create policy tenant_isolation on %I using (%I = (select app_tenant())) with check (%I = (select app_tenant()))',
      t.relname, case when t.has_tenant then 'tenant_id' else 'id' end,
      case when t.has_tenant then 'tenant_id' else 'id' end);
    execute format('revoke all on %I from sentinel_app', t.relname);
    if t.relname = 'tenants' then
      execute 'grant select on tenants to sentinel_app';
    elsif t.relname = any (kept_by_triggers) then
      execute format('grant select on %I to sentinel_app', t.relname);
    elsif t.relname = 'predictions' then
      execute 'grant select, insert, update (disposition) on predictions to sentinel_app';
    elsif t.relname = 'model_versions' then
      execute 'grant select, insert, update (stage, activated_at) on model_versions to sentinel_app';
    elsif t.relname in ('idempotency_keys', 'live_events', 'case_transactions') then
      execute format('grant select, insert, delete on %I to sentinel_app', t.relname);
    elsif t.relname = any (insert_only) then
      execute format('grant select, insert on %I to sentinel_app', t.relname);
    elsif t.relname = any (never_deleted) then
      execute format('grant select, insert, update on %I to sentinel_app', t.relname);
    else
      execute format('grant select, insert, update, delete on %I to sentinel_app', t.relname);
    end if;
  end loop;
end
$$;
call secure_tenant_tables();
grant usage on all sequences in schema public to sentinel_app;
revoke all on function keep_scored_transactions(), keep_disposition(), chain_audit_log(), audit_link(bytea, audit_log)
  from public;

-- The clock of the cases runs for every tenant: which tenants have a case that is due is all that it may learn.
create policy due_lookup on cases for select to sentinel_lookup using (true);
grant select on cases to sentinel_lookup;
create function find_tenants_with_due_cases(p_before timestamptz) returns setof uuid
  language sql stable security definer set search_path = public, pg_temp
as $$
  select distinct tenant_id from cases where sla_due_at <= p_before and sla_breached_at is null
$$;
grant create on schema public to sentinel_lookup;
alter function find_tenants_with_due_cases(timestamptz) owner to sentinel_lookup;
revoke create on schema public from sentinel_lookup;
revoke all on function find_tenants_with_due_cases(timestamptz) from public;
grant execute on function find_tenants_with_due_cases(timestamptz) to sentinel_app;
