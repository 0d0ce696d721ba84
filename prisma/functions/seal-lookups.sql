-- version 1
-- The tenants with rows that no seal covers yet: ids for the job, nothing else. It compares the newest row of each table
-- with the last sealed one. Without sorting, the planner reads both from the end of an index, whatever its statistics say.

do $$
declare
  probes constant text := (
    select string_agg(format('(select (r.commit_order, r.%2$I) from %1$I r where r.tenant_id = t.id
        order by r.commit_order desc, r.%2$I desc limit 1)
      > coalesce((select (p.last_order, p.last_id) from audit_seal_parts p where p.tenant_id = t.id and p.table_name = %1$L
        order by p.last_order desc, p.last_id desc limit 1), (-1::bigint, %3$L::uuid))',
      column1, column2, '00000000-0000-0000-0000-000000000000'), E'\n     or ')
      from (values ('predictions', 'id'), ('analyst_decisions', 'id'), ('transaction_labels', 'id'), ('entity_notes', 'id'),
                   ('case_note_revisions', 'id'), ('policies', 'id'), ('quarantined_transactions', 'transaction_id')) sealed);
begin
  execute format($body$
    create or replace function find_tenants_to_seal() returns setof uuid
      language sql stable security definer set search_path = public, pg_temp set enable_sort = off
    as $function$
      select t.id from tenants t where %s
    $function$ $body$, probes);
end
$$;

alter function find_tenants_to_seal() owner to sentinel_lookup;
revoke all on function find_tenants_to_seal() from public;
grant execute on function find_tenants_to_seal() to sentinel_app;
