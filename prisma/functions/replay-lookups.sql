-- version 1
-- The tenants with a replay that no process works on, and those with labels of replayed transactions that are due. Ids, nothing else.

create or replace function find_tenants_to_replay(p_now timestamptz) returns setof uuid
  language sql stable security definer set search_path = public, pg_temp
as $$
  select tenant_id from replays where finished_at is null and (lease_until is null or lease_until < p_now)
$$;

create or replace function find_tenants_with_due_replay_labels(p_now timestamptz) returns setof uuid
  language sql stable security definer set search_path = public, pg_temp
as $$
  select t.id from tenants t where exists (select from replay_labels r where r.tenant_id = t.id and r.due_at <= p_now)
$$;

alter function find_tenants_to_replay(timestamptz) owner to sentinel_lookup;
alter function find_tenants_with_due_replay_labels(timestamptz) owner to sentinel_lookup;
revoke all on function find_tenants_to_replay(timestamptz), find_tenants_with_due_replay_labels(timestamptz) from public;
grant execute on function find_tenants_to_replay(timestamptz), find_tenants_with_due_replay_labels(timestamptz) to sentinel_app;
