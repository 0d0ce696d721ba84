-- The first schema. Expand-only: later migrations add, they do not change what running code reads.
-- Run by the owner role. Roles sentinel_app (login, no BYPASSRLS) and sentinel_lookup (no login) exist already.

create schema sentinel_private;
revoke all on schema sentinel_private from public;

-- ---------------------------------------------------------------------------------------------
-- The tenant of the current transaction, sealed: app.ctx is '<tenant uuid>.<hex hmac-sha256>'.
-- SQL that the app role can be tricked into running cannot forge a seal: the key is readable by the owner only.
create table sentinel_private.tenant_seal (
  only_row   boolean primary key default true check (only_row),
  inner_pad  bytea not null,
  outer_pad  bytea not null
);

create function app_tenant() returns uuid
  language plpgsql stable security definer parallel safe
  set search_path = pg_catalog, pg_temp
as $$
declare
  ctx text := nullif(current_setting('app.ctx', true), '');
  tenant text;
  expected text;
begin
  if ctx is null then
    return null;
  end if;
  tenant := split_part(ctx, '.', 1);
  select encode(sha256(s.outer_pad || sha256(s.inner_pad || convert_to(tenant, 'UTF8'))), 'hex')
    into expected from sentinel_private.tenant_seal s;
  if expected is null or split_part(ctx, '.', 2) <> expected then
    raise exception 'tenant context is not sealed' using errcode = '42501';
  end if;
  return tenant::uuid;
end
$$;

-- ---------------------------------------------------------------------------------------------
create table tenants (
  id          uuid primary key,
  slug        text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{1,62}$'),
  name        text not null check (length(name) between 1 and 256),
  step_epoch  timestamptz(3) not null,
  currency    char(3) not null,
  time_zone   text not null,
  status      text not null default 'active' check (status in ('active', 'suspended')),
  created_at  timestamptz(3) not null default now()
);

create table users (
  tenant_id     uuid not null references tenants (id),
  id            uuid not null,
  email         text not null check (email = lower(email) and length(email) <= 254),
  full_name     text not null check (length(full_name) between 1 and 256),
  password_hash text not null,
  role          text not null check (role in ('analyst', 'senior_analyst', 'admin')),
  status        text not null default 'active' check (status in ('active', 'disabled')),
  created_at    timestamptz(3) not null default now(),
  updated_at    timestamptz(3) not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, email)
);
create index users_email on users (email);

create table sessions (
  tenant_id  uuid not null references tenants (id),
  id         uuid not null,
  user_id    uuid not null,
  kind       text not null check (kind in ('browser', 'token')),
  ip         text,
  user_agent text check (length(user_agent) <= 256),
  created_at timestamptz(3) not null default now(),
  expires_at timestamptz(3) not null,
  revoked_at timestamptz(3),
  primary key (tenant_id, id),
  foreign key (tenant_id, user_id) references users (tenant_id, id)
);
create index sessions_user on sessions (tenant_id, user_id, created_at);

create table api_keys (
  tenant_id    uuid not null references tenants (id),
  id           uuid not null,
  name         text not null check (length(name) between 1 and 128),
  prefix       text not null,
  key_hash     bytea not null check (length(key_hash) = 32),
  scopes       text[] not null check (cardinality(scopes) > 0 and scopes <@ array['score:write', 'read']),
  created_by   uuid not null,
  created_at   timestamptz(3) not null default now(),
  expires_at   timestamptz(3),
  last_used_at timestamptz(3),
  revoked_at   timestamptz(3),
  primary key (tenant_id, id),
  unique (tenant_id, key_hash),
  foreign key (tenant_id, created_by) references users (tenant_id, id)
);
create index api_keys_hash on api_keys (key_hash);

create table model_versions (
  tenant_id       uuid not null references tenants (id),
  id              uuid not null,
  name            text not null,
  version         text not null,
  stage           text not null check (stage in ('staging', 'production', 'archived')),
  manifest_sha256 text not null,
  feature_names   text[] not null,
  metrics         jsonb not null,
  created_at      timestamptz(3) not null default now(),
  activated_at    timestamptz(3),
  primary key (tenant_id, id),
  unique (tenant_id, name, version)
);
create unique index model_versions_production on model_versions (tenant_id) where stage = 'production';

create table policies (
  tenant_id        uuid not null references tenants (id),
  id               uuid not null,
  version          integer not null check (version > 0),
  review_threshold double precision not null,
  block_threshold  double precision not null,
  medium_from      double precision not null,
  high_from        double precision not null,
  created_by       uuid,
  created_at       timestamptz(3) not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, version),
  foreign key (tenant_id, created_by) references users (tenant_id, id),
  check (0 < review_threshold and review_threshold <= block_threshold and block_threshold <= 1),
  check (0 < medium_from and medium_from <= high_from and high_from <= 1)
);

-- The tables of the scoring write have no foreign key to tenants: row-level security already ties each row to the
-- tenant of its transaction, and a shared lock on one tenants row per insert would serialise the writers. For the same
-- reason a prediction names its model and policy by value; the app role may not delete or rewrite those.
-- A row of up to 8 KB stays in its page: compressing each answer would cost more than writing it.
create table transactions (
  tenant_id               uuid not null,
  id                      uuid not null,
  seq                     bigint generated by default as identity,
  external_id             text check (length(external_id) between 1 and 64),
  fingerprint             bytea not null check (length(fingerprint) = 32),
  occurred_at             timestamptz(3) not null,
  step                    integer check (step >= 0),
  type                    text not null check (type in ('CASH_IN', 'CASH_OUT', 'DEBIT', 'PAYMENT', 'TRANSFER', 'OTHER')),
  amount                  numeric(18, 2) not null check (amount >= 0 and amount <> 'NaN'),
  currency                char(3) not null,
  sender_account          text not null check (length(sender_account) between 1 and 64),
  sender_balance_before   numeric(18, 2),
  sender_balance_after    numeric(18, 2),
  receiver_account        text check (length(receiver_account) between 1 and 64),
  receiver_balance_before numeric(18, 2),
  receiver_balance_after  numeric(18, 2),
  phone                   text check (length(phone) <= 32),
  device_id               text check (length(device_id) <= 64),
  ip                      text check (length(ip) <= 45),
  city                    text check (length(city) <= 128),
  country                 text check (length(country) <= 3),
  latitude                double precision,
  longitude               double precision,
  merchant_category       text check (length(merchant_category) <= 64),
  channel                 text check (length(channel) <= 32),
  declined_attempts       integer check (declined_attempts >= 0),
  metadata                jsonb,
  source                  text not null check (source in ('api', 'batch', 'seed')),
  received_at             timestamptz(3) not null default now(),
  primary key (tenant_id, id)
) with (toast_tuple_target = 8160);
create unique index transactions_external_id on transactions (tenant_id, external_id) where external_id is not null;
create index transactions_sender on transactions (tenant_id, sender_account, occurred_at);
create index transactions_receiver on transactions (tenant_id, receiver_account, occurred_at);

create table predictions (
  tenant_id        uuid not null,
  id               uuid not null,
  transaction_id   uuid not null,
  model_version_id uuid not null,
  model_version    text not null,
  policy_version   integer not null,
  margin           double precision not null,
  base_value       double precision not null,
  base_score       double precision not null,
  score            double precision not null check (score >= 0 and score <= 1),
  risk_band        text not null check (risk_band in ('low', 'medium', 'high')),
  outcome          text not null check (outcome in ('approve', 'review', 'block')),
  threshold        double precision not null,
  reason_codes     text[] not null,
  features         double precision[] not null,
  contributions    double precision[] not null,
  expected_loss    double precision not null check (expected_loss >= 0),
  latency_ms       double precision not null check (latency_ms >= 0),
  timings          jsonb not null,
  answer           text not null,
  disposition      text check (disposition in ('confirmed_fraud', 'false_positive', 'escalated')),
  scored_at        timestamptz(3) not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, transaction_id),
  foreign key (tenant_id, transaction_id) references transactions (tenant_id, id),
  check (cardinality(features) = cardinality(contributions))
) with (toast_tuple_target = 8160);
-- The queue by expected loss; by time it follows the primary key, whose ids grow with time. The filters that pick few rows
-- of many have an index of their own in either order, so that a page costs the same however rare its rows are.
create index predictions_loss on predictions (tenant_id, expected_loss desc, id desc);
create index predictions_band on predictions (tenant_id, risk_band, expected_loss desc, id desc) where risk_band <> 'low';
create index predictions_band_time on predictions (tenant_id, risk_band, id desc) where risk_band <> 'low';
create index predictions_outcome on predictions (tenant_id, outcome, expected_loss desc, id desc) where outcome <> 'approve';
create index predictions_outcome_time on predictions (tenant_id, outcome, id desc) where outcome <> 'approve';
create index predictions_decided on predictions (tenant_id, expected_loss desc, id desc) where disposition is not null;
create index predictions_decided_time on predictions (tenant_id, id desc) where disposition is not null;

create table idempotency_keys (
  tenant_id   uuid not null,
  operation   text not null,
  key         text not null check (length(key) between 1 and 255),
  fingerprint bytea not null check (length(fingerprint) = 32),
  response    text not null,
  created_at  timestamptz(3) not null default now(),
  primary key (tenant_id, operation, key)
);
create index idempotency_keys_age on idempotency_keys (tenant_id, created_at);

create table analyst_decisions (
  tenant_id      uuid not null references tenants (id),
  id             uuid not null,
  transaction_id uuid not null,
  user_id        uuid not null,
  decision       text not null check (decision in ('confirmed_fraud', 'false_positive', 'escalated', 'retracted')),
  notes          text check (length(notes) <= 2048),
  retracts_id    uuid,
  -- Not now(): a decision that waited for another's lock came after it, although its transaction may have begun before.
  decided_at     timestamptz(6) not null default clock_timestamp(),
  primary key (tenant_id, id),
  unique (tenant_id, retracts_id),
  foreign key (tenant_id, transaction_id) references transactions (tenant_id, id),
  foreign key (tenant_id, user_id) references users (tenant_id, id),
  foreign key (tenant_id, retracts_id) references analyst_decisions (tenant_id, id),
  check ((decision = 'retracted') = (retracts_id is not null))
);
create index analyst_decisions_transaction on analyst_decisions (tenant_id, transaction_id, decided_at);

create table entity_states (
  tenant_id  uuid not null,
  kind       text not null check (kind in ('account')),
  entity_id  text not null check (length(entity_id) between 1 and 64),
  state      json not null,
  updated_at timestamptz(3) not null default now(),
  primary key (tenant_id, kind, entity_id)
) with (fillfactor = 70, toast_tuple_target = 8160);

create table watchlist_entries (
  tenant_id  uuid not null references tenants (id),
  id         uuid not null,
  account_id text not null check (length(account_id) between 1 and 64),
  list_type  text not null check (list_type in ('blocked', 'trusted')),
  reason     text check (length(reason) <= 512),
  created_by uuid not null,
  created_at timestamptz(3) not null default now(),
  expires_at timestamptz(3),
  primary key (tenant_id, id),
  unique (tenant_id, account_id),
  foreign key (tenant_id, created_by) references users (tenant_id, id)
);

create table audit_log (
  tenant_id   uuid not null,
  seq         bigint generated by default as identity,
  actor_kind  text not null check (actor_kind in ('user', 'api-key', 'system')),
  actor_id    text,
  action      text not null check (length(action) between 1 and 64),
  object_kind text not null check (length(object_kind) between 1 and 64),
  object_id   text,
  before      jsonb,
  after       jsonb,
  request_id  text not null check (length(request_id) <= 128),
  at          timestamptz(3) not null default now(),
  primary key (tenant_id, seq)
);
create index audit_log_object on audit_log (tenant_id, object_kind, object_id, seq);

-- Counters of the sign-in throttle by account and by network address; no tenant data, expired rows are cleared.
create table rate_limits (
  key    text primary key,
  points integer not null default 0,
  expire bigint
);

-- ---------------------------------------------------------------------------------------------
-- Row-level security and grants, generated from the catalogue for every table with a tenant_id.
-- Each migration that adds a table ends with `call secure_tenant_tables()`.
create procedure secure_tenant_tables() language plpgsql as $$
declare
  t record;
  insert_only constant text[] := array['audit_log', 'analyst_decisions', 'transactions', 'policies'];
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
    elsif t.relname = 'predictions' then
      execute 'grant select, insert, update (disposition) on predictions to sentinel_app';
    elsif t.relname = 'model_versions' then
      execute 'grant select, insert, update (stage, activated_at) on model_versions to sentinel_app';
    elsif t.relname = 'idempotency_keys' then
      execute 'grant select, insert, delete on idempotency_keys to sentinel_app';
    elsif t.relname = any (insert_only) then
      execute format('grant select, insert on %I to sentinel_app', t.relname);
    else
      execute format('grant select, insert, update, delete on %I to sentinel_app', t.relname);
    end if;
  end loop;
end
$$;
call secure_tenant_tables();
revoke all on procedure secure_tenant_tables() from public;
grant usage on schema public to sentinel_app, sentinel_lookup;
grant usage on all sequences in schema public to sentinel_app;
grant select, insert, update, delete on rate_limits to sentinel_app;

-- ---------------------------------------------------------------------------------------------
-- Look-ups before a tenant is known: sign-in, API key, session. They are owned by sentinel_lookup, the only
-- role with a policy beyond its tenant, which cannot log in and may only read these four tables.
create policy credential_lookup on tenants for select to sentinel_lookup using (true);
create policy credential_lookup on users for select to sentinel_lookup using (true);
create policy credential_lookup on sessions for select to sentinel_lookup using (true);
create policy credential_lookup on api_keys for select to sentinel_lookup using (true);
grant select on tenants, users, sessions, api_keys to sentinel_lookup;

create function find_login_candidates(p_email text)
  returns table (tenant_id uuid, tenant_slug text, tenant_status text, user_id uuid, password_hash text, user_status text)
  language sql stable security definer set search_path = public, pg_temp
as $$
  select u.tenant_id, t.slug, t.status, u.id, u.password_hash, u.status
    from users u join tenants t on t.id = u.tenant_id where u.email = lower(p_email) order by t.slug limit 20
$$;

create function find_session(p_tenant uuid, p_session uuid)
  returns table (tenant_id uuid, tenant_slug text, tenant_name text, tenant_status text, step_epoch timestamptz,
    currency text, time_zone text, session_id uuid, kind text, expires_at timestamptz, revoked_at timestamptz,
    user_id uuid, email text, full_name text, role text, user_status text)
  language sql stable security definer set search_path = public, pg_temp
as $$
  select t.id, t.slug, t.name, t.status, t.step_epoch, t.currency, t.time_zone, s.id, s.kind, s.expires_at, s.revoked_at,
         u.id, u.email, u.full_name, u.role, u.status
    from sessions s
    join users u on u.tenant_id = s.tenant_id and u.id = s.user_id
    join tenants t on t.id = s.tenant_id
   where s.tenant_id = p_tenant and s.id = p_session
$$;

create function find_api_key(p_hash bytea)
  returns table (tenant_id uuid, tenant_slug text, tenant_name text, tenant_status text, step_epoch timestamptz,
    currency text, time_zone text, key_id uuid, name text, scopes text[], expires_at timestamptz, revoked_at timestamptz,
    last_used_at timestamptz)
  language sql stable security definer set search_path = public, pg_temp
as $$
  select t.id, t.slug, t.name, t.status, t.step_epoch, t.currency, t.time_zone, k.id, k.name, k.scopes, k.expires_at,
         k.revoked_at, k.last_used_at
    from api_keys k join tenants t on t.id = k.tenant_id where k.key_hash = p_hash limit 1
$$;

grant create on schema public to sentinel_lookup;
alter function find_login_candidates(text) owner to sentinel_lookup;
alter function find_session(uuid, uuid) owner to sentinel_lookup;
alter function find_api_key(bytea) owner to sentinel_lookup;
revoke create on schema public from sentinel_lookup;

revoke all on function app_tenant(), find_login_candidates(text), find_session(uuid, uuid), find_api_key(bytea) from public;
grant execute on function app_tenant() to sentinel_app, sentinel_lookup;
grant execute on function find_login_candidates(text), find_session(uuid, uuid), find_api_key(bytea) to sentinel_app;
