-- version 1
-- The tenants whose drift job has work: decisions or labels behind its cursor, or a period that ended and is not closed. Ids, nothing
-- else. Without sorting, the planner reads the newest row from the end of an index, whatever its statistics say.

create or replace function find_tenants_to_measure(p_ended timestamptz) returns setof uuid
  language sql stable security definer set search_path = public, pg_temp set enable_sort = off
as $$
  select t.id from tenants t left join drift_cursors c on c.tenant_id = t.id
   where exists (
     select from (select commit_order, id from predictions p where p.tenant_id = t.id order by commit_order desc, id desc limit 1) newest
      where c.tenant_id is null or (newest.commit_order, newest.id) > (c.predictions_order, c.predictions_id))
   or exists (
     select from (select commit_order, id from transaction_labels l where l.tenant_id = t.id order by commit_order desc, id desc limit 1) newest
      where c.tenant_id is null or (newest.commit_order, newest.id) > (c.labels_order, c.labels_id))
   or exists (
     select from drift_snapshots s where s.tenant_id = t.id and s.closed_at is null
        and s.window_start < p_ended - case s.grain when 'day' then interval '1 day' else interval '1 hour' end)
$$;

alter function find_tenants_to_measure(timestamptz) owner to sentinel_lookup;
revoke all on function find_tenants_to_measure(timestamptz) from public;
grant execute on function find_tenants_to_measure(timestamptz) to sentinel_app;
