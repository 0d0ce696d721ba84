-- version 1
-- Transaction numbers of a database that was restored into another cluster start low again. The migration runner calls
-- keep_commit_order(), so that new rows still come after the sealed ones.

create or replace function last_sealed_order() returns bigint
  language sql stable security definer set search_path = public, pg_temp
as $$
  select coalesce(max(last_order), 0) from audit_seal_parts
$$;
revoke all on function last_sealed_order() from public;
grant execute on function last_sealed_order() to sentinel_owner;
alter function last_sealed_order() owner to sentinel_lookup;

create or replace procedure keep_commit_order() language plpgsql as $$
declare
  sealed constant bigint := last_sealed_order();
  number constant xid8 := pg_current_xact_id();
begin
  if commit_order(number) > sealed then
    return;
  end if;
  -- The gap leaves room for rows that were stored after the last seal and before the backup.
  execute format('create or replace function commit_order(number xid8) returns bigint language sql immutable strict parallel safe
    return number::text::bigint + %s', sealed - number::text::bigint + 1000000000);
end
$$;
revoke all on procedure keep_commit_order() from public;
