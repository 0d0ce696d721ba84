-- version 1
-- Background jobs run for every tenant. These functions return the ids of the tenants that have work and nothing else.

create or replace function find_tenants_with_due_cases(p_before timestamptz) returns setof uuid
  language sql stable security definer set search_path = public, pg_temp
as $$
  select tenant_id from cases where sla_due_at <= p_before and sla_breached_at is null
   union
  select tenant_id from cases where sla_due_at is not null and sla_warn_at <= p_before
$$;

create or replace function find_tenants_with_old_notifications(p_before timestamptz) returns setof uuid
  language sql stable security definer set search_path = public, pg_temp
as $$
  select distinct tenant_id from notifications where created_at < p_before
$$;

create or replace function find_tenants_with_old_live_events(p_before timestamptz) returns setof uuid
  language sql stable security definer set search_path = public, pg_temp
as $$
  select distinct tenant_id from live_events where at < p_before
$$;

alter function find_tenants_with_due_cases(timestamptz) owner to sentinel_lookup;
alter function find_tenants_with_old_notifications(timestamptz) owner to sentinel_lookup;
alter function find_tenants_with_old_live_events(timestamptz) owner to sentinel_lookup;
revoke all on function find_tenants_with_due_cases(timestamptz), find_tenants_with_old_notifications(timestamptz),
  find_tenants_with_old_live_events(timestamptz) from public;
grant execute on function find_tenants_with_due_cases(timestamptz), find_tenants_with_old_notifications(timestamptz),
  find_tenants_with_old_live_events(timestamptz) to sentinel_app;
