-- version 6
-- Background jobs run for every tenant. These functions return the ids of the tenants that have work and nothing else.
-- One index look-up per tenant: `distinct` would read all rows of the table.

create or replace function find_tenants_with_due_cases(p_before timestamptz) returns setof uuid
  language sql stable security definer set search_path = public, pg_temp
as $$
  select tenant_id from cases where sla_due_at <= p_before and sla_breached_at is null
   union
  select tenant_id from cases where sla_due_at is not null and sla_warn_at <= p_before
$$;

create or replace function find_tenants_with_due_changes(p_before timestamptz) returns setof uuid
  language sql stable security definer set search_path = public, pg_temp
as $$
  select distinct tenant_id from change_requests where status = 'scheduled' and starts_at <= p_before
$$;

create or replace function find_tenants_with_old_notifications(p_before timestamptz) returns setof uuid
  language sql stable security definer set search_path = public, pg_temp
as $$
  select t.id from tenants t where exists (select from notifications r where r.tenant_id = t.id and r.created_at < p_before)
$$;

create or replace function find_tenants_with_old_live_events(p_before timestamptz) returns setof uuid
  language sql stable security definer set search_path = public, pg_temp
as $$
  select t.id from tenants t where exists (select from live_events r where r.tenant_id = t.id and r.at < p_before)
$$;

create or replace function find_tenants_with_old_idempotency_keys(p_before timestamptz) returns setof uuid
  language sql stable security definer set search_path = public, pg_temp
as $$
  select t.id from tenants t where exists (select from idempotency_keys r where r.tenant_id = t.id and r.created_at < p_before)
$$;

create or replace function find_tenants_with_old_sessions(p_before timestamptz) returns setof uuid
  language sql stable security definer set search_path = public, pg_temp
as $$
  select t.id from tenants t where exists (select from sessions r where r.tenant_id = t.id and r.expires_at < p_before)
$$;

create or replace function find_tenants_with_old_challenger_scores(p_before timestamptz) returns setof uuid
  language sql stable security definer set search_path = public, pg_temp
as $$
  select t.id from tenants t where exists (select from challenger_scores r where r.tenant_id = t.id and r.scored_at < p_before)
$$;

create or replace function find_tenants_with_old_upload_rejects(p_before timestamptz) returns setof uuid
  language sql stable security definer set search_path = public, pg_temp
as $$
  select t.id from tenants t where exists (select from upload_rejects r where r.tenant_id = t.id and r.created_at < p_before)
$$;

create or replace function find_tenants_with_old_dead_letters(p_before timestamptz) returns setof uuid
  language sql stable security definer set search_path = public, pg_temp
as $$
  select t.id from tenants t where exists (select from stream_dead_letters r where r.tenant_id = t.id and r.received_at < p_before)
$$;

create or replace function find_tenants_with_canary() returns setof uuid
  language sql stable security definer set search_path = public, pg_temp
as $$
  select tenant_id from model_versions where stage = 'canary'
$$;

alter function find_tenants_with_due_cases(timestamptz) owner to sentinel_lookup;
alter function find_tenants_with_due_changes(timestamptz) owner to sentinel_lookup;
alter function find_tenants_with_old_notifications(timestamptz) owner to sentinel_lookup;
alter function find_tenants_with_old_live_events(timestamptz) owner to sentinel_lookup;
alter function find_tenants_with_old_idempotency_keys(timestamptz) owner to sentinel_lookup;
alter function find_tenants_with_old_sessions(timestamptz) owner to sentinel_lookup;
alter function find_tenants_with_old_challenger_scores(timestamptz) owner to sentinel_lookup;
alter function find_tenants_with_old_upload_rejects(timestamptz) owner to sentinel_lookup;
alter function find_tenants_with_old_dead_letters(timestamptz) owner to sentinel_lookup;
alter function find_tenants_with_canary() owner to sentinel_lookup;
revoke all on function find_tenants_with_due_cases(timestamptz), find_tenants_with_due_changes(timestamptz),
  find_tenants_with_old_notifications(timestamptz),
  find_tenants_with_old_live_events(timestamptz), find_tenants_with_old_idempotency_keys(timestamptz),
  find_tenants_with_old_sessions(timestamptz), find_tenants_with_old_challenger_scores(timestamptz), find_tenants_with_old_upload_rejects(timestamptz),
  find_tenants_with_old_dead_letters(timestamptz), find_tenants_with_canary() from public;
grant execute on function find_tenants_with_due_cases(timestamptz), find_tenants_with_due_changes(timestamptz),
  find_tenants_with_old_notifications(timestamptz),
  find_tenants_with_old_live_events(timestamptz), find_tenants_with_old_idempotency_keys(timestamptz),
  find_tenants_with_old_sessions(timestamptz), find_tenants_with_old_challenger_scores(timestamptz), find_tenants_with_old_upload_rejects(timestamptz),
  find_tenants_with_old_dead_letters(timestamptz), find_tenants_with_canary() to sentinel_app;
