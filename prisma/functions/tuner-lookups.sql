-- version 1
-- The tenants whose production model has no recent snapshot for the tuner: ids and nothing else.

create or replace function find_tenants_with_old_tuner_snapshots(p_before timestamptz) returns setof uuid
  language sql stable security definer set search_path = public, pg_temp
as $$
  select m.tenant_id from model_versions m
   where m.stage = 'production' and not exists (
     select from tuner_snapshots s where s.tenant_id = m.tenant_id and s.model_version_id = m.id and s.as_of >= p_before)
$$;

alter function find_tenants_with_old_tuner_snapshots(timestamptz) owner to sentinel_lookup;
revoke all on function find_tenants_with_old_tuner_snapshots(timestamptz) from public;
grant execute on function find_tenants_with_old_tuner_snapshots(timestamptz) to sentinel_app;
