-- Search by a part of an id. `like` may tell of rows that it only looks at, so row-level security keeps it away from the
-- trigram index; this function asks for the tenant itself and answers ids only.
create policy holding_lookup on entity_states for select to sentinel_lookup using (true);
grant select (tenant_id, kind, entity_id) on entity_states to sentinel_lookup;

create function find_entities_holding(p_part text, p_limit integer) returns table (kind text, id text)
  language sql stable security definer set search_path = public, pg_temp
as $$
  select e.kind, e.entity_id from entity_states e
   where e.tenant_id = (select app_tenant()) and e.kind in ('account', 'device')
     and e.entity_id like '%' || regexp_replace(p_part, '([\\%_])', '\\\1', 'g') || '%'
   order by e.entity_id, e.kind limit p_limit
$$;

grant create on schema public to sentinel_lookup;
alter function find_entities_holding(text, integer) owner to sentinel_lookup;
revoke create on schema public from sentinel_lookup;
revoke all on function find_entities_holding(text, integer) from public;
grant execute on function find_entities_holding(text, integer) to sentinel_app;
