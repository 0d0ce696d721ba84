-- version 2
-- The tenants with rows that no seal covers yet: ids for the job, nothing else. It compares the newest row of each table
-- with the last sealed one. Without sorting, the planner reads both from the end of an index, whatever its statistics say.

create or replace function find_tenants_to_seal() returns setof uuid
  language sql stable security definer set search_path = public, pg_temp set enable_sort = off
as $$
  select t.id from tenants t where exists (
    select from (
      (select 'predictions' as name, commit_order, id from predictions
        where tenant_id = t.id order by commit_order desc, id desc limit 1)
      union all
      (select 'analyst_decisions', commit_order, id from analyst_decisions
        where tenant_id = t.id order by commit_order desc, id desc limit 1)
      union all
      (select 'transaction_labels', commit_order, id from transaction_labels
        where tenant_id = t.id order by commit_order desc, id desc limit 1)
      union all
      (select 'entity_notes', commit_order, id from entity_notes
        where tenant_id = t.id order by commit_order desc, id desc limit 1)
      union all
      (select 'case_note_revisions', commit_order, id from case_note_revisions
        where tenant_id = t.id order by commit_order desc, id desc limit 1)
      union all
      (select 'policies', commit_order, id from policies
        where tenant_id = t.id order by commit_order desc, id desc limit 1)
      union all
      (select 'quarantined_transactions', commit_order, transaction_id from quarantined_transactions
        where tenant_id = t.id order by commit_order desc, transaction_id desc limit 1)
      union all
      (select 'currency_rates', commit_order, id from currency_rates
        where tenant_id = t.id order by commit_order desc, id desc limit 1)
    ) newest left join lateral (
      select last_order, last_id from audit_seal_parts p
       where p.tenant_id = t.id and p.table_name = newest.name order by last_order desc, last_id desc limit 1
    ) sealed on true
    where sealed.last_order is null or (newest.commit_order, newest.id) > (sealed.last_order, sealed.last_id))
$$;

alter function find_tenants_to_seal() owner to sentinel_lookup;
revoke all on function find_tenants_to_seal() from public;
grant execute on function find_tenants_to_seal() to sentinel_app;
