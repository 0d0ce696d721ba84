-- version 1
-- The tenants whose rule looks for rings and that have decisions which the job has not read. Ids, nothing else.

create or replace function find_tenants_with_ring_work() returns setof uuid
  language sql stable security definer set search_path = public, pg_temp set enable_sort = off
as $$
  select t.id from tenants t left join ring_cursors c on c.tenant_id = t.id
   where (select ring_accounts from velocity_rules v where v.tenant_id = t.id order by version desc limit 1) is not null
     and exists (
       select from (select commit_order, id from predictions p where p.tenant_id = t.id
                     order by commit_order desc, id desc limit 1) newest
        where c.tenant_id is null or (newest.commit_order, newest.id) > (c.predictions_order, c.predictions_id))
$$;

alter function find_tenants_with_ring_work() owner to sentinel_lookup;
revoke all on function find_tenants_with_ring_work() from public;
grant execute on function find_tenants_with_ring_work() to sentinel_app;
