-- version 1
-- Jobs of large files: the tenants that have one to work on, and the guard of its lease.

-- Ids of tenants with a file that nobody reads, that waited for its user too long, or that has ended and still has pieces.
create or replace function find_tenants_with_upload_work(p_now timestamptz, p_idle_since timestamptz) returns setof uuid
  language sql stable security definer set search_path = public, pg_temp
as $$
  select distinct tenant_id from uploads
   where piece_bytes is not null and (finished_at is null or has_pieces)
     and case
           when finished_at is not null then true
           when status in ('receiving', 'paused') then progressed_at < p_idle_since
           else lease_until is null or lease_until < p_now
         end
$$;

-- Fails the transaction of a process that no longer holds the job: it was paused, cancelled, or taken over.
create or replace function hold_upload(p_tenant uuid, p_upload uuid, p_attempt integer, p_lease_until timestamptz) returns void
  language plpgsql set search_path = public, pg_temp
as $$
begin
  update uploads set lease_until = p_lease_until, leased = true
   where tenant_id = p_tenant and id = p_upload and attempt = p_attempt and status in ('checking', 'running');
  if not found then
    raise exception using errcode = 'UL001', message = 'the job of the upload belongs to nobody or to another process';
  end if;
end
$$;

alter function find_tenants_with_upload_work(timestamptz, timestamptz) owner to sentinel_lookup;
revoke all on function find_tenants_with_upload_work(timestamptz, timestamptz), hold_upload(uuid, uuid, integer, timestamptz) from public;
grant execute on function find_tenants_with_upload_work(timestamptz, timestamptz), hold_upload(uuid, uuid, integer, timestamptz)
  to sentinel_app;
