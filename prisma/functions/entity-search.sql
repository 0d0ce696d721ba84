-- version 2
-- Search by a part of an id. Row-level security keeps `like` away from the trigram index because `like` is not leakproof;
-- this function filters by tenant itself and returns ids only. The kinds are those of the partial index.

create or replace function find_entities_holding(p_part text, p_limit integer) returns table (kind text, id text)
  language sql stable security definer set search_path = public, pg_temp
as $$
  select e.kind, e.entity_id from entity_states e
   where e.tenant_id = (select app_tenant()) and e.kind in ('account', 'device')
     and e.entity_id like '%' || regexp_replace(p_part, '([\\%_])', '\\\1', 'g') || '%'
   order by e.entity_id, e.kind limit p_limit
$$;

alter function find_entities_holding(text, integer) owner to sentinel_lookup;
revoke all on function find_entities_holding(text, integer) from public;
grant execute on function find_entities_holding(text, integer) to sentinel_app;
