-- version 1
-- Search of cases by a part of their title. Row-level security keeps `ilike` away from the trigram index because `ilike` is
-- not leakproof; this function filters by tenant itself and returns ids only.

create or replace function find_cases_titled(p_part text, p_limit integer) returns setof uuid
  language sql stable security definer set search_path = public, pg_temp
as $$
  select c.id from cases c
   where c.tenant_id = (select app_tenant())
     and c.title ilike '%' || regexp_replace(p_part, '([\\%_])', '\\\1', 'g') || '%'
   limit p_limit
$$;

alter function find_cases_titled(text, integer) owner to sentinel_lookup;
revoke all on function find_cases_titled(text, integer) from public;
grant execute on function find_cases_titled(text, integer) to sentinel_app;
