-- The job that deletes old live events finds out which tenants have any.

create policy age_lookup on live_events for select to sentinel_lookup using (true);
grant select on live_events to sentinel_lookup;
create function find_tenants_with_old_live_events(p_before timestamptz) returns setof uuid
  language sql stable security definer set search_path = public, pg_temp
as $$
  select distinct tenant_id from live_events where at < p_before
$$;
grant create on schema public to sentinel_lookup;
alter function find_tenants_with_old_live_events(timestamptz) owner to sentinel_lookup;
revoke create on schema public from sentinel_lookup;
revoke all on function find_tenants_with_old_live_events(timestamptz) from public;
grant execute on function find_tenants_with_old_live_events(timestamptz) to sentinel_app;
